"""The process that reads one PDF: the file on standard input, what it found as JSON on output."""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO
from typing import Any

from geodata.articles.arriving.limits import PDF_MEMORY_BYTES, PDF_PAGES, PDF_SECONDS

__all__: list[str] = []

_PAGE_CHARACTERS = 100_000  # a page of a newspaper in small print has 25,000
_ALL_CHARACTERS = 4_000_000


def main() -> None:
    """Read a PDF from standard input and write what was found, or why nothing was."""
    _limit_resources()
    logging.disable(logging.CRITICAL)
    try:
        found = _read(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        found = {"error": "takes more time or memory than a PDF may; save its text instead"}
    except Exception as error:  # noqa: BLE001 -- a broken PDF raises what its parts make it
        found = {"error": f"is no PDF that can be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))


def _limit_resources() -> None:
    """Bound time and memory where the system can; elsewhere who started this bounds the time."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (PDF_SECONDS, PDF_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (PDF_MEMORY_BYTES, PDF_MEMORY_BYTES))


def _read(raw: bytes) -> dict[str, Any]:
    """Return the text of the pages and what the PDF says of itself."""
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 -- within the limits

    reader = PdfReader(BytesIO(raw), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return {"error": "is locked with a password; save it without one"}
    pages: list[str] = []
    left = _ALL_CHARACTERS
    for page in reader.pages[:PDF_PAGES]:
        text = page.extract_text()[: min(_PAGE_CHARACTERS, left)]
        left -= len(text)
        pages.append(_sound(text))
    return {"pages": pages, "left_out": len(reader.pages) > PDF_PAGES, "about": _about(reader)}


def _about(reader: Any) -> dict[str, str]:
    """Return title, author, day of making and programs, as far as they are stated."""
    try:
        stated = reader.metadata or {}
        named = {"title": "/Title", "author": "/Author", "created": "/CreationDate"}
        values = {name: stated.get(key) for name, key in named.items()}
        values["program"] = f"{stated.get('/Creator')} {stated.get('/Producer')}"
        return {name: _sound(str(value)) for name, value in values.items() if value is not None}
    except Exception:  # noqa: BLE001 -- what it says of itself may be missing, the text counts
        return {}


def _sound(text: str) -> str:
    """Return a text without halves of surrogate pairs and control characters."""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return "".join(c for c in clean if c >= " " or c in "\n\t")


if __name__ == "__main__":
    main()
