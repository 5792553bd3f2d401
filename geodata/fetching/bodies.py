"""The body of an answer, never more of it than wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import FetchError
from geodata.fetching.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

__all__ = ["body_of"]

_PART = 65_536  # bytes read at once
_MEGABYTE = 1_000_000
_LONGEST_SIZE = 15  # digits; no file has more bytes


def body_of(response: httpx.Response, *, largest_bytes: int, cut: bool = False) -> Iterator[bytes]:
    """Return the parts of an answer's body, unpacked.

    Args:
        response: its body is not read yet.
        largest_bytes: the most it may have, as sent and unpacked.
        cut: end there in place of refusing a larger one.

    Raises:
        FetchError: it is larger, damaged, or packed in a way that nobody asked for.

    """
    said = response.headers.get("Content-Length", "")
    if not cut and _size(said) > largest_bytes:
        raise _too_large(largest_bytes)
    sent = _limited(response.iter_raw(_PART), largest_bytes, cut=cut)
    parts = unpacked(sent, response.headers.get("Content-Encoding", ""))
    return _limited(parts, largest_bytes, cut=cut)


def _limited(parts: Iterator[bytes], largest_bytes: int, *, cut: bool) -> Iterator[bytes]:
    left = largest_bytes
    for part in parts:
        if len(part) > left:
            if not cut:
                raise _too_large(largest_bytes)
            yield part[:left]
            return
        left -= len(part)
        yield part


def _size(said: str) -> int:
    """Return the bytes that an answer is said to have; 0 where it is not said."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_SIZE else 0


def _too_large(largest_bytes: int) -> FetchError:
    return FetchError(
        f"has more than {largest_bytes / _MEGABYTE:g} MB; "
        "save it in the browser and add the file if it is right"
    )
