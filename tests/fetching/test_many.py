from __future__ import annotations

import threading
import time
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings, fetch_all
from geodata.fetching.many import _by_turns
from geodata.fetching.pace import Pace
from tests.fetching.servers import PUBLIC, Names, Reply, WayHome, send

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from tests.fetching.servers import Paper


def test_every_link_comes_back_once_with_its_page_or_why_not(
    paper: Paper, fetcher: Fetcher
) -> None:
    urls = [paper.url(f"/{i}") for i in range(30)]
    for i in range(30):
        paper.pages[f"/{i}"] = Reply(body=f"<p>Seite {i}</p>".encode())
    wrong = [paper.url("/fehlt"), "file:///etc/passwd", ""]
    found = dict(fetch_all([*urls, *urls[:5], *wrong], fetcher))
    assert {*found} == {*urls, *wrong}
    for i, url in enumerate(urls):
        page = found[url]
        assert not isinstance(page, FetchError)
        assert page.data == f"<p>Seite {i}</p>".encode()
    assert all(isinstance(found[url], FetchError) for url in wrong)
    assert max(Counter(paper.paths()).values()) == 1


def test_a_host_is_asked_for_two_pages_at_once_and_never_three(
    paper: Paper, fetcher: Fetcher
) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def count(handler: BaseHTTPRequestHandler) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with lock:
            now -= 1
        send(handler, Reply())

    urls = [paper.url(f"/{i}") for i in range(12)]
    paper.pages |= {f"/{i}": count for i in range(12)}
    assert len(list(fetch_all(urls, fetcher, at_once=8))) == 12
    assert most == 2


def test_hosts_do_not_wait_for_one_another(paper: Paper) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        send(handler, Reply())

    hosts = [f"blatt{i}.example" for i in range(6)]
    paper.pages["/"] = slow
    names = Names({host: [[PUBLIC]] for host in hosts})
    fetcher = Fetcher(resolve=names, network=WayHome(paper.port))
    began = time.monotonic()
    found = list(fetch_all([f"http://{host}/" for host in hosts], fetcher))
    assert not any(isinstance(page, FetchError) for _, page in found)
    assert time.monotonic() - began < 6 * 0.4 + 0.5  # one after another with pauses: 5.4


def test_requests_at_one_host_start_with_a_pause_between_them(paper: Paper) -> None:
    starts: list[float] = []

    def note(handler: BaseHTTPRequestHandler) -> None:
        starts.append(time.monotonic())
        send(handler, Reply())

    paper.pages |= {f"/{i}": note for i in range(4)}
    settings = FetchSettings(
        allowed=frozenset({("127.0.0.1", paper.port)}), spacing_seconds=0.2, total_seconds=1.0
    )
    urls = [paper.url(f"/{i}") for i in range(4)]
    found = list(fetch_all(urls, Fetcher(settings)))
    # Waiting for a turn does not count against the time of a page.
    assert not any(isinstance(page, FetchError) for _, page in found)
    gaps = [b - a for a, b in zip(sorted(starts), sorted(starts)[1:], strict=False)]
    assert all(gap > 0.15 for gap in gaps), gaps


def test_after_cancelling_nothing_more_comes_and_nothing_is_waited_for(
    paper: Paper, fetcher: Fetcher
) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(1.0)
        send(handler, Reply())

    paper.pages["/0"] = Reply()
    paper.pages |= {f"/{i}": slow for i in range(1, 20)}
    cancelled = threading.Event()
    found = fetch_all([paper.url(f"/{i}") for i in range(20)], fetcher, cancelled=cancelled.is_set)
    assert next(found)[0] == paper.url("/0")
    cancelled.set()
    began = time.monotonic()
    assert list(found) == []
    assert time.monotonic() - began < 0.5
    time.sleep(1.2)
    asked = len(paper.asked)
    time.sleep(0.5)
    assert len(paper.asked) == asked < 8


def test_no_more_is_fetched_than_is_taken(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages |= {f"/{i}": Reply() for i in range(50)}
    found = fetch_all([paper.url(f"/{i}") for i in range(50)], fetcher, at_once=3)
    assert len(list(islice(found, 2))) == 2
    time.sleep(0.5)
    pages = [path for path in paper.paths() if path != "/robots.txt"]
    assert len(pages) <= 2 + 3 + 1
    found.close()  # type: ignore[attr-defined]


def test_hosts_take_turns() -> None:
    urls = ["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://c/1", "http://b/2"]
    assert list(_by_turns(urls)) == [
        "http://a/1",
        "http://b/1",
        "http://c/1",
        "http://a/2",
        "http://b/2",
        "http://a/3",
    ]


def test_an_empty_list_is_done_at_once(fetcher: Fetcher) -> None:
    assert list(fetch_all([], fetcher)) == []


def test_hosts_of_long_ago_are_forgotten() -> None:
    pace = Pace()
    for i in range(3_000):
        with pace.turn(f"blatt{i}.example", spacing_seconds=0.0):
            pass
    assert len(pace._next_start) <= 1_001
    assert len(pace._busy) == 0


@pytest.mark.parametrize("at_once", [1, 3])
def test_any_number_may_work(paper: Paper, fetcher: Fetcher, at_once: int) -> None:
    paper.pages |= {f"/{i}": Reply() for i in range(5)}
    urls = [paper.url(f"/{i}") for i in range(5)]
    assert {url for url, _ in fetch_all(urls, fetcher, at_once=at_once)} == {*urls}
