"""The errors of Schauplatz: one base, a built-in beside each.

A message says what was wanted, what was found, and what to do next.

    GeodataError
    ├── InputError (ValueError)          what was given cannot be read as articles
    ├── LanguageError (LookupError)      there is no language pack for what was asked
    ├── GazetteerError (RuntimeError)    the index of places cannot be built or read
    ├── FilterError (ValueError)         a filter says something that cannot be
    ├── ExportError (OSError)            a file could not be written
    ├── FetchError (OSError)             a link cannot be fetched, or must not be
    ├── ReviewError (ValueError)         a correction says something that cannot be
    ├── StoreError (RuntimeError)        the store cannot be opened, read or written
    ├── SignInError (ValueError)         the settings of the sign-in let nobody in
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
    "FetchError",
    "FilterError",
    "GazetteerError",
    "GeodataError",
    "InputError",
    "LanguageError",
    "ReviewError",
    "SignInError",
    "StoreError",
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


class FetchError(GeodataError, OSError):
    """A link cannot be fetched, or must not be; `reason` says why, the message which one too.

    `link` is None as long as the reason holds for no link of its own, as for a bad setting.
    """

    def __init__(self, reason: str, *, link: str | None = None) -> None:
        super().__init__(reason if link is None else f"{link}: {reason}")
        self.reason = reason
        self.link = link


class ReviewError(GeodataError, ValueError):
    """A correction says something that cannot be, such as a place without a point."""


class StoreError(GeodataError, RuntimeError):
    """The store cannot be opened, read or written; what it held before is still there."""


class DataError(GeodataError, RuntimeError):
    """A file that ships with Schauplatz is missing or broken; install the package again."""


class SignInError(GeodataError, ValueError):
    """The settings of the sign-in let nobody in; the message is for whoever runs the site."""

    @classmethod
    def missing(cls, what: str) -> SignInError:
        """Return the error for a section or a key that secrets.toml does not have."""
        return cls(f"secrets.toml has no {what}; README says what sign-in needs")

    @classmethod
    def unreadable(cls, error: Exception) -> SignInError:
        """Return the error for a secrets.toml that cannot be read."""
        return cls(f"secrets.toml cannot be read: {error}")

    @classmethod
    def no_readers(cls) -> SignInError:
        """Return the error for a list of readers with nobody on it."""
        return cls(
            "readers in [schauplatz] of secrets.toml names nobody; "
            'write readers = ["name@example.org", "@example.org"]'
        )

    @classmethod
    def not_a_list(cls, found: object) -> SignInError:
        """Return the error for readers that are no list of texts."""
        return cls(
            f"readers in [schauplatz] of secrets.toml must be a list of texts, not {found!r}"
        )

    @classmethod
    def not_a_reader(cls, entry: str) -> SignInError:
        """Return the error for an entry that is neither an address nor a domain."""
        return cls(
            f"readers in [schauplatz] of secrets.toml has {entry!r}; "
            "write name@example.org, or @example.org for a whole domain"
        )

    @classmethod
    def weak_secret(cls, shortest: int) -> SignInError:
        """Return the error for a secret that can be guessed; `shortest` in characters."""
        return cls(
            f"cookie_secret in [auth] of secrets.toml is shorter than {shortest} characters; make "
            'one with: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )

    @classmethod
    def wrong_callback(cls, found: str, end: str) -> SignInError:
        """Return the error for an address of return that Streamlit does not answer at."""
        return cls(
            f"redirect_uri in [auth] of secrets.toml is {found!r}; "
            f"it must be the address of this site with {end} at its end"
        )

    @classmethod
    def no_library(cls) -> SignInError:
        """Return the error for a missing Authlib."""
        return cls("sign-in needs Authlib; install it with: pip install 'schauplatz[signin]'")
