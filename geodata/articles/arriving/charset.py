"""From the bytes of pages and tables to text, whatever they say of their encoding.

Pages lie about their encoding: a server names one for all, an editor another. UTF-8 proves itself,
as nearly no other text is sound UTF-8; of the others the first counts that is named and gives
words of one script.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from geodata.articles.decoding import NotTextError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Foreign", "decode_foreign", "stated_charset"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# What German and Russian texts were written in before UTF-8.
_GUESSED = ("cp1252", "cp1251", "koi8-r")
# Browsers read what calls itself so as Windows-1252 (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_NAMES = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "koi8-r": "KOI8-R"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_PIECE = re.compile(r"[\wÀ-ÿ]+")  # with the signs of multiplication and division among them
# Cyrillic read as Latin is a word of umlauts and accents alone, Latin read as Cyrillic one of two
# scripts; KOI8-R read as Windows-1251 has its capitals and small letters exchanged.
_GARBLED = re.compile(r"[À-ÿ]{3}|[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[\u0430-\u044f][\u0410-\u042f]{2}")
# 0.05: a German text has no such word, one in the wrong encoding one in ten at least.
_GARBLED_SHARE = 0.05
_LOOKED_AT = 20_000  # characters
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# 5: of other encodings nearly no letter beyond ASCII is one of UTF-8.
_DAMAGED_FEW = 5
_DAMAGED = "has letters that are in no encoding; they read \ufffd"
# Bytes that stand in no text: a file with them is a picture, an archive or a program.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Foreign(NamedTuple):
    """A text, the encoding it was in, and what had to be mended; None where nothing had."""

    text: str
    encoding: str
    notice: str | None


def stated_charset(statement: str | None) -> str | None:
    """Return the encoding that a media type or a page's own statement names; None without one."""
    found = None if statement is None else _CHARSET.search(statement)
    return None if found is None else found[1]


def decode_foreign(data: bytes, stated: Sequence[str | None] = ()) -> Foreign:
    """Return the text of bytes, its encoding, and what had to be mended to read it.

    Args:
        data: The file.
        stated: The encodings that are named for it, the most trustworthy first.

    Raises:
        NotTextError: the bytes are no text, or there is nothing in them but space.
    """
    found = _decode(data, stated)
    if not found.text.strip():
        raise NotTextError("is empty")
    if _BINARY.search(found.text, 0, _LOOKED_AT) is not None:
        raise NotTextError("is a binary file, not a text")
    return found


def _decode(data: bytes, stated: Sequence[str | None]) -> Foreign:
    for mark, encoding in (*_MARKS, *_UNMARKED):
        if data.startswith(mark):
            return Foreign(data.decode(encoding, "replace"), encoding[:6].upper(), None)
    try:
        return Foreign(data.decode("utf-8"), "UTF-8", None)
    except UnicodeDecodeError:
        pass
    broken = data.decode("utf-8", "replace")
    if _is_damaged_utf8(broken):
        return Foreign(broken, "UTF-8", _DAMAGED)
    named = [name for name in map(_codec, stated) if name is not None]
    for encoding in dict.fromkeys([*named, *_GUESSED]):
        text = _decoded(data, encoding)
        if text is not None and not _is_garbled(text):
            notice = None if encoding in named else _guess_notice(encoding)
            return Foreign(text, _NAMES.get(encoding, encoding), notice)
    return Foreign(broken, "UTF-8", _DAMAGED)


def _is_damaged_utf8(text: str) -> bool:
    """Whether a text is UTF-8 but for a few bytes, such as one cut in the middle of a letter."""
    wrong = text.count("\ufffd")
    return len(_BEYOND_ASCII.findall(text)) - wrong > wrong * _DAMAGED_FEW


def _codec(name: str | None) -> str | None:
    """Return the codec that a name means; None for UTF-8, which was tried, and for no codec."""
    try:
        found = None if name is None else codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found in {None, "utf-8"} else _MEANT.get(found or "", found)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_garbled(text: str) -> bool:
    """Whether many words are such as only the wrong encoding gives."""
    looked_at = text[:_LOOKED_AT]
    words = len(_WORD.findall(looked_at))
    garbled = sum(_GARBLED.search(piece) is not None for piece in _PIECE.findall(looked_at))
    return garbled > words * _GARBLED_SHARE


def _guess_notice(encoding: str) -> str:
    name = _NAMES[encoding]
    return f"is not UTF-8; read as {name}, save it as UTF-8 to be sure of every letter"
