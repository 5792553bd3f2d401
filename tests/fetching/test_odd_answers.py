"""Whatever a server answers is a page, or a reason in one line."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import FetchError
from geodata.fetching import Fetched, Fetcher, FetchSettings
from tests.fetching.servers import ARTICLE, paper_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fetching.servers import Paper

LINES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 302 Found",
        b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 999 Request denied",
        b"HTTP/1.1 503 Busy",
        b"HTTP/2 200",
    ]
)
HEADERS = st.lists(
    st.sampled_from(
        [
            b"Content-Type: text/html",
            b"Content-Type: text/html; charset*=utf-8''%ff",
            b"Content-Type: ;;;=",
            b"Content-Type: \xff\xfe",
            b"Content-Length: -1",
            b"Content-Length: 5, 7",
            b"Transfer-Encoding: chunked",
            b"Content-Encoding: gzip",
            b"Content-Encoding: deflate",
            b"Location: /x",
            b"Location: http://[::1",
            b"Location: http://a:b:c/",
            b"Location: \xe4\xff",
            b"Location: http://[fe80::1%25x]/",
            b"Set-Cookie: gr\xf6\xdfe=\xff; Max-Age=99999999999999999999; Domain=.",
            b"Retry-After: Thu, 99 Jan 2022 12:30:00 GMT",
            b"Retry-After: Thu, 01 Jan 0001 00:00:00 +1400",
            b": nameless",
            b"Nameless",
        ]
    ),
    max_size=5,
)
PACKED = gzip.compress(ARTICLE)
BODIES = st.sampled_from([b"", ARTICLE, PACKED, PACKED[:20], b"5\r\nhallo\r\n0\r\n\r\n", b"zz\r\n"])


@pytest.fixture(scope="module")
def odd_paper() -> Iterator[Paper]:
    with paper_site() as one:
        yield one


@settings(max_examples=150, deadline=None)
@given(line=LINES, headers=HEADERS, body=BODIES, cut=st.integers(0, 5))
def test_any_answer_is_a_page_or_a_reason(
    odd_paper: Paper, line: bytes, headers: list[bytes], body: bytes, cut: int
) -> None:
    whole = b"\r\n".join([line, *headers]) + b"\r\n\r\n" + body
    answer = whole[: len(whole) - cut]
    odd_paper.pages["/x"] = lambda handler: (handler.wfile.write(answer), None)[1]
    found = attempt(odd_paper)
    if isinstance(found, FetchError):
        assert str(found).isprintable()
        assert found.reason
    else:
        assert found.status == 200


def attempt(paper: Paper) -> Fetched | FetchError:
    fetcher = Fetcher(
        FetchSettings(
            allowed=frozenset({("127.0.0.1", paper.port)}),
            spacing_seconds=0.0,
            silent_seconds=0.5,
            total_seconds=1.0,
        )
    )
    try:
        return fetcher.fetch(paper.url("/x"))
    except FetchError as error:
        return error
