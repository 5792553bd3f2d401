"""From bytes to text: encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = ["MAX_BYTES", "Decoded", "NotTextError", "decode_text"]

# 5 MB: a novel has 1 MB and no article a tenth of it; more is an archive or a mistake, and would
# fill the memory of a small machine once it is tagged.
MAX_BYTES = 5_000_000

# Bytes that stand in no text: a file with them is a picture, an archive or a program.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotTextError(ValueError):
    """Bytes that are no text in any encoding that is read; the message says why."""


class Decoded(NamedTuple):
    """A text, and what had to be mended to read it; None where nothing had."""

    text: str
    notice: str | None


def decode_text(data: bytes) -> Decoded:
    """Return the text of a file or line, without a byte order mark, line ends as they are.

    UTF-8 first, then UTF-16 with its mark, then Windows-1252, the older encoding of German texts.

    Raises:
        NotTextError: the bytes are no text, or there is nothing in them but space.
    """
    decoded = _decode_any(data)
    if not decoded.text.strip():
        raise NotTextError("is empty")
    return decoded


def _decode_any(data: bytes) -> Decoded:
    """Return the text in the first encoding that fits."""
    if data.startswith(_UTF16_MARKS):
        return _decode(data, "utf-16", "UTF-16")
    if b"\x00" in data:
        raise NotTextError("is a binary file, not a text")
    try:
        return Decoded(data.decode("utf-8-sig"), None)
    except UnicodeDecodeError:
        return _decode(data, "cp1252", "Windows-1252")


def _decode(data: bytes, encoding: str, name: str) -> Decoded:
    """Return the text in another encoding than UTF-8, with the notice that says so."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotTextError(f"is neither UTF-8 nor {name} text") from None
    if _BINARY.search(text) is not None:
        raise NotTextError("is a binary file, not a text")
    return Decoded(
        text, f"is not UTF-8; read as {name}, save it as UTF-8 to be sure of every letter"
    )
