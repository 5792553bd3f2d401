"""Which reader reads which kind of file; whatever goes wrong there becomes one line."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geodata.articles.arriving.kinds import kind_of
from geodata.articles.decoding import NotTextError
from geodata.errors import InputError, LanguageError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.articles.arriving.arrived import Arrived, Found
    from geodata.articles.arriving.kinds import Kind

    Reader = Callable[[Arrived], Iterator[Found]]

__all__ = ["read_arrived"]

# By name, as each brings its library along: a folder of texts must not wait for that of PDFs.
_READERS: dict[Kind, tuple[str, str]] = {
    "text": ("plain", "read_plain"),
    "markdown": ("plain", "read_markdown"),
    "jsonl": ("plain", "read_json_lines"),
    "html": ("page", "read_page"),
    "pdf": ("pdf", "read_pdf"),
    "feed": ("feeds", "read_feed"),
    "csv": ("tables", "read_arrived_table"),
    "excel": ("tables", "read_arrived_table"),
    "zip": ("zips", "read_zip"),
    "warc": ("warcs", "read_warc"),
}


# One article each, which takes long to read: 0.02 to 0.3 s, a thousand times what a hash takes.
_SLOW: frozenset[Kind] = frozenset({"html", "pdf"})


def read_arrived(arrived: Arrived) -> Iterator[Found]:
    """Yield what is in a file, in its order, and what is wrong with it."""
    try:
        kind = kind_of(arrived)
        if kind not in _SLOW or not arrived.is_passed_over:
            yield from _reader(kind)(arrived)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Problem(arrived.name, f"cannot be read ({reason})")
    except (InputError, LanguageError, NotTextError) as error:
        yield Problem(arrived.name, str(error))
    except MemoryError:
        yield Problem(arrived.name, "needs more memory than there is")
    except Exception as error:  # noqa: BLE001 -- one bad article never stops a batch
        reason = type(error).__name__
        yield Problem(arrived.name, f"could not be worked out ({reason}); it is left out")


def _reader(kind: Kind) -> Reader:
    """Return the reader of a kind, its module loaded."""
    module, function = _READERS[kind]
    found: Reader = getattr(import_module(f"geodata.articles.arriving.{module}"), function)
    return found
