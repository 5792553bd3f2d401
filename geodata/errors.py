"""The errors of Schauplatz: one base, a built-in beside each.

A message says what was wanted, what was found, and what to do next.

    GeodataError
    ├── InputError (ValueError)          what was given cannot be read as articles
    ├── LanguageError (LookupError)      there is no language pack for what was asked
    ├── GazetteerError (RuntimeError)    the index of places cannot be built or read
    ├── FilterError (ValueError)         a filter says something that cannot be
    ├── ExportError (OSError)            a file could not be written
    └── DataError (RuntimeError)         a file that ships with Schauplatz is missing or broken

"Nothing found" is a value (`None`, an empty tuple), never an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DataError",
    "ExportError",
    "FilterError",
    "GazetteerError",
    "GeodataError",
    "InputError",
    "LanguageError",
]


class GeodataError(Exception):
    """The base of every error that Schauplatz raises on purpose."""


class InputError(GeodataError, ValueError):
    """What was given cannot be read as articles; the message names the file and the line."""


class LanguageError(GeodataError, LookupError):
    """There is no language pack for the language of a text."""

    @classmethod
    def unknown(cls, code: str, known: Iterable[str]) -> LanguageError:
        """Return the error for a code without a pack; `known` are the codes that have one."""
        return cls(f"no language pack for {code!r}; there is one for: {', '.join(sorted(known))}")


class GazetteerError(GeodataError, RuntimeError):
    """The index of places cannot be built or read; rebuild it with `schauplatz gazetteer build`."""


class FilterError(GeodataError, ValueError):
    """A filter says something that cannot be, such as a first day after the last."""


class ExportError(GeodataError, OSError):
    """A file could not be written; nothing half-written is left behind."""


class DataError(GeodataError, RuntimeError):
    """A file that ships with Schauplatz is missing or broken; install the package again."""
