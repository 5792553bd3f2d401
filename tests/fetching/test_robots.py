from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher
from geodata.fetching.robots import Robots
from tests.fetching.servers import ARTICLE, Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    from geodata.fetching import FetchSettings
    from tests.fetching.servers import Paper


def rules(text: str) -> Reply:
    return Reply(body=text.encode(), media_type="text/plain")


def may(paper: Paper, fetcher: Fetcher, path: str) -> bool:
    paper.pages.setdefault(path, Reply())
    before = len(paper.asked)
    try:
        return fetcher.fetch(paper.url(path)).data == ARTICLE
    except FetchError as error:
        asked = [one for one in paper.paths()[before:] if one != "/robots.txt"]
        return asked != [] or "robots.txt asks programs not to fetch this page" not in error.reason


def always(text: str) -> Callable[[httpx.URL], tuple[int, bytes]]:
    return lambda _: (200, text.encode())


GROUPS = """
User-agent: *
Disallow: /

User-agent: SomeBot
User-agent: schauplatz
Disallow: /archiv/
Allow: /archiv/frei/
Disallow: /*.pdf$
Crawl-delay: 0.01
"""


def test_a_site_is_asked_for_its_rules_and_they_are_kept(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/robots.txt"] = rules(GROUPS)
    assert may(paper, fetcher, "/feuer")
    assert not may(paper, fetcher, "/archiv/2021")
    assert may(paper, fetcher, "/archiv/frei/2021")
    assert not may(paper, fetcher, "/bericht.pdf")
    assert may(paper, fetcher, "/bericht.pdf?x=1")
    assert paper.paths().count("/robots.txt") == 1


def test_rules_for_all_hold_where_we_are_not_named(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/robots.txt"] = rules(
        "User-agent: OtherBot\nAllow: /\n\nUser-agent: *\nDisallow: /x"
    )
    assert may(paper, fetcher, "/feuer")
    assert not may(paper, fetcher, "/x/y")


def test_rules_for_others_do_not_hold(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/robots.txt"] = rules("User-agent: OtherBot\nDisallow: /")
    assert may(paper, fetcher, "/feuer")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_rules_everything_may_be_fetched(
    paper: Paper, fetcher: Fetcher, status: int
) -> None:
    paper.pages["/robots.txt"] = Reply(status, b"User-agent: *\nDisallow: /")
    assert may(paper, fetcher, "/feuer")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_with_rules_that_cannot_be_read_nothing_is(
    paper: Paper, fetcher: Fetcher, status: int
) -> None:
    paper.pages["/robots.txt"] = Reply(status, b"")
    paper.pages["/feuer"] = Reply()
    with pytest.raises(FetchError, match=rf"robots\.txt cannot be read \(status {status}\)"):
        fetcher.fetch(paper.url("/feuer"))
    assert paper.paths() == ["/robots.txt"]


def test_rules_that_never_end_are_given_up(paper: Paper, settings: FetchSettings) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            time.sleep(0.05)
            handler.wfile.write(b"#")

    paper.pages["/robots.txt"] = drip
    fetcher = Fetcher(replace(settings, total_seconds=1.0))
    with pytest.raises(FetchError, match="took longer than 1 seconds"):
        fetcher.fetch(paper.url("/feuer"))


def test_of_long_rules_the_first_500_kb_are_read(paper: Paper, fetcher: Fetcher) -> None:
    text = "User-agent: *\nDisallow: /x\n" + "# nichts\n" * 100_000 + "Disallow: /y\n"
    paper.pages["/robots.txt"] = rules(text)
    assert not may(paper, fetcher, "/x")
    assert may(paper, fetcher, "/y")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: b{i}\n" for i in range(15_000)) + "Disallow: /x\n" * 15_000,
        "User-agent: b\n" * 15_000 + "".join(f"Disallow: /{i}\n" for i in range(15_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "$",
        "User-agent: *\n" + ("Disallow: /" + "*a" * 200 + "b\n") * 1_000,
        "User-agent:" * 40_000,
        "\0\xff\n" * 100_000,
    ],
    ids=["many agents", "one agent", "one rule", "stars", "one line", "bytes"],
)
def test_rules_that_mean_harm_cost_little(text: str) -> None:
    data = text.encode("latin-1")[: 500 * 1024]
    robots = Robots(lambda _: (200, data))
    tracemalloc.start()
    began = time.process_time()
    with suppress(FetchError):
        robots.pause_at(httpx.URL("http://zeitung.example/" + "a" * 3_000))
    spent, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spent < 4.0
    assert peak < 60_000_000


def test_a_wish_for_pauses_is_kept_within_reason() -> None:
    said = "User-agent: *\nCrawl-delay: {}"
    pauses = [
        Robots(always(said.format(wish))).pause_at(httpx.URL("http://zeitung.example/"))
        for wish in ("2", "0.5", "86400", "-3", "nan", "bald", "")
    ]
    assert pauses == [2.0, 0.5, 10.0, 0.0, 0.0, 0.0, 0.0]
