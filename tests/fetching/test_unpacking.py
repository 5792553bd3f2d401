from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FetchError
from geodata.fetching.unpacking import unpacked

TEXT = b"Am Montag zogen Tausende durch Leipzig. " * 5_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:70_000]) + gzip.compress(TEXT[70_000:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0\0\0"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
)
@pytest.mark.parametrize("size", [1_000, 10_000_000])
def test_what_was_packed_comes_back(encoding: str, packed: bytes, size: int) -> None:
    parts = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert b"".join(unpacked(parts, encoding)) == TEXT


@given(st.binary(max_size=300), st.integers(1, 40))
def test_any_bytes_come_back_however_they_are_cut(data: bytes, size: int) -> None:
    packed = gzip.compress(data)
    parts = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert b"".join(unpacked(parts, "gzip")) == data


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_what_was_packed_otherwise_is_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match="nobody asked for"):
        list(unpacked([TEXT], encoding))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_what_is_damaged_or_cut_short_is_refused(encoding: str) -> None:
    packed = gzip.compress(TEXT) if encoding == "gzip" else zlib.compress(TEXT)
    with pytest.raises(FetchError, match="breaks off"):
        list(unpacked([packed[:-100]], encoding))
    with pytest.raises(FetchError, match="damaged"):
        list(unpacked([packed[:100] + b"\xff" * 50 + packed[150:]], encoding))


def test_a_bomb_is_unpacked_in_small_steps() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    first = next(unpacked([bomb], "gzip"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(first) <= 65_536
    assert peak < 2_000_000
