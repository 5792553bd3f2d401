"""Unpacking what a server packed for the way, never more of it than asked for.

httpx unpacks each part it receives at once, however much comes out; a small answer could so fill
the memory.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from geodata.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PACKINGS", "unpacked"]

PACKINGS = "gzip, deflate"  # what servers are told that we can unpack
_PLAIN = {"", "identity"}
_GZIP = {"gzip", "x-gzip"}
_WINDOW = zlib.MAX_WBITS
_GZIP_HEADER = 16  # added to the window: zlib's way to ask for gzip
_GZIP_MARK = b"\x1f"
_STEP = 65_536  # bytes unpacked at once


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Return the parts of an answer unpacked, in steps of 64 kB.

    Args:
        parts: as they come over the wire.
        encoding: the value of Content-Encoding; "" where the server names none.

    Raises:
        FetchError: it is packed in another way than asked for, damaged or incomplete.

    """
    name = encoding.strip().lower()
    if name in _PLAIN:
        return iter(parts)
    if name in _GZIP:
        return _inflated(parts, _WINDOW + _GZIP_HEADER)
    if name == "deflate":
        return _deflated(parts)
    raise FetchError(f"comes packed as {name[:40]!r}, which nobody asked for; it cannot be read")


def _deflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Return unpacked parts of what some servers send with zlib's header and some without."""
    waiting = iter(parts)
    first = next(waiting, b"")
    has_header = first[:1] == b"\x78"  # deflate, window of 32 kB
    yield from _inflated(_chained(first, waiting), _WINDOW if has_header else -_WINDOW)


def _chained(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _inflated(parts: Iterable[bytes], window: int) -> Iterator[bytes]:
    try:
        yield from _steps(parts, window)
    except zlib.error as error:
        raise FetchError("comes damaged: it cannot be unpacked; try again later") from error


def _steps(parts: Iterable[bytes], window: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window)
    for part in parts:
        packed = part
        while packed:
            if unpacker.eof:
                if window <= _WINDOW or not packed.startswith(_GZIP_MARK):
                    return  # what follows the end is no part of the page
                unpacker = zlib.decompressobj(window)  # gzip files may follow one another
            yield unpacker.decompress(packed, _STEP)
            packed = unpacker.unconsumed_tail or unpacker.unused_data
    while not unpacker.eof:
        rest = unpacker.decompress(b"", _STEP)
        if not rest:
            raise FetchError("breaks off before its end; try again later")
        yield rest
