from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings
from tests.fetching.servers import ARTICLE, PUBLIC, Names, Reply, WayHome, raw_site

if TYPE_CHECKING:
    import socket
    import threading
    from http.server import BaseHTTPRequestHandler

    from tests.fetching.servers import Answering, Paper

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url)
    message = str(refused.value)
    assert message == f"{refused.value.link}: {refused.value.reason}"
    assert "\n" not in message
    return refused.value.reason


def test_a_page_is_fetched_with_what_its_server_says_of_it(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/feuer?seite=1"] = Reply(media_type='Text/HTML; charset="ISO-8859-15"')
    url = paper.url("/feuer?seite=1#oben")
    found = fetcher.fetch(url)
    assert found.data == ARTICLE
    assert (found.url, found.final_url) == (url, paper.url("/feuer?seite=1"))
    assert (found.status, found.media_type, found.charset) == (200, "text/html", "iso8859-15")


def test_servers_are_told_who_asks(paper: Paper) -> None:
    settings = FetchSettings.from_config(
        {
            "SCHAUPLATZ_FETCH_ALLOW": f"127.0.0.1:{paper.port}",
            "SCHAUPLATZ_FETCH_CONTACT": "https://zeitung.example/recherche",
        }
    )
    paper.pages["/"] = Reply()
    Fetcher(settings).fetch(paper.url())
    agents = {one.headers["User-Agent"] for one in paper.asked}
    assert agents == {"Schauplatz/0.1.0 (+https://zeitung.example/recherche)"}
    assert not any("Cookie" in one.headers or "Authorization" in one.headers for one in paper.asked)


def test_what_the_server_does_not_say_is_missing(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/a"] = Reply(media_type=None)
    paper.pages["/b"] = Reply(media_type="text/html; charset=x-klingon")
    a, b = fetcher.fetch(paper.url("/a")), fetcher.fetch(paper.url("/b"))
    assert (a.media_type, a.charset) == (None, None)
    assert (b.media_type, b.charset) == ("text/html", None)


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (204, {}, "answers without a page (status 204)"),
        (403, {}, "does not let the page be fetched (status 403)"),
        (404, {}, "there is no such page (status 404)"),
        (410, {}, "there is no such page (status 410)"),
        (418, {}, "answers with an error (status 418)"),
        (429, {"Retry-After": "120"}, "(status 429); try again in 120 seconds"),
        (429, {"Retry-After": "9" * 50}, "(status 429); try again later"),
        (429, {"Retry-After": "-1"}, "(status 429); try again later"),
        (500, {}, "answers with an error (status 500)"),
        (503, {}, "asks for a pause (status 503); try again later"),
        (
            503,
            {"Retry-After": "Thu, 06 Jan 2022 12:30:00 GMT"},
            "try again after 2022-01-06 12:30 UTC",
        ),
        (304, {}, "answers with an error (status 304)"),
    ],
)
def test_an_answer_that_is_no_page_is_refused_with_what_to_do(
    paper: Paper, fetcher: Fetcher, status: int, headers: dict[str, str], said: str
) -> None:
    paper.pages["/x"] = Reply(status, b"" if status in {204, 304} else b"<h1>Oops</h1>", headers)
    assert said in reason(fetcher, paper.url("/x"))


@pytest.mark.parametrize(
    "kind", ["image/jpeg", "video/mp4", "application/javascript", "text/css", "x" * 500]
)
def test_what_holds_no_article_is_refused_unread(paper: Paper, fetcher: Fetcher, kind: str) -> None:
    paper.pages["/x"] = Reply(media_type=kind, body=b"x" * 10_000_000)
    assert "holds no article" in reason(fetcher, paper.url("/x"))


@pytest.mark.parametrize(
    "kind",
    [
        "application/pdf",
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "text/plain",
        "application/zip",
        "application/x-ndjson",
        "application/octet-stream",
    ],
)
def test_what_may_hold_one_is_fetched(paper: Paper, fetcher: Fetcher, kind: str) -> None:
    paper.pages["/x"] = Reply(media_type=kind)
    assert fetcher.fetch(paper.url("/x")).data == ARTICLE


def test_a_packed_page_comes_unpacked(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/x"] = Reply(body=gzip.compress(ARTICLE), headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(paper.url("/x")).data == ARTICLE


def small(paper: Paper, **limits: float) -> Fetcher:
    usual: dict[str, float] = {"spacing_seconds": 0.0, "total_seconds": 4.0, **limits}
    return Fetcher(
        FetchSettings(
            allowed=frozenset({("127.0.0.1", paper.port)}),
            largest_bytes=100_000,
            silent_seconds=usual.get("silent_seconds", 2.0),
            spacing_seconds=usual["spacing_seconds"],
            total_seconds=usual["total_seconds"],
        )
    )


def test_a_page_may_be_as_large_as_the_limit_and_no_larger(paper: Paper) -> None:
    paper.pages["/right"] = Reply(body=b"a" * 100_000)
    paper.pages["/said"] = Reply(body=b"a" * 100_001)
    assert len(small(paper).fetch(paper.url("/right")).data) == 100_000
    assert "has more than 0.1 MB" in reason(small(paper), paper.url("/said"))


def test_an_answer_without_a_size_ends_at_the_limit(paper: Paper) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.wfile.write(HEAD + b"\r\n")
        while True:
            sent += handler.wfile.write(b"a" * 65_536)

    paper.pages["/x"] = endless
    assert "has more than 0.1 MB" in reason(small(paper), paper.url("/x"))
    assert sent < 20_000_000  # what the system buffers on the way, not what the server has


def test_a_bomb_ends_at_the_limit(paper: Paper) -> None:
    bomb = gzip.compress(bytes(60_000_000), 9)
    assert len(bomb) < 100_000
    paper.pages["/x"] = Reply(body=bomb, headers={"Content-Encoding": "gzip"})
    assert "has more than 0.1 MB" in reason(small(paper), paper.url("/x"))


def dripping(start: bytes, drop: bytes) -> Answering:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        for _ in range(200):
            time.sleep(0.05)
            handler.wfile.write(drop)

    return drip


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (HEAD + b"\r\n", b"a"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (HEAD, b"X-Y: z\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"H"),
    ],
    ids=["body", "chunks", "headers", "informs", "status"],
)
def test_a_server_that_never_ends_its_answer_is_given_up(
    paper: Paper, start: bytes, drop: bytes
) -> None:
    paper.pages["/x"] = dripping(start, drop)
    began = time.monotonic()
    said = reason(small(paper, total_seconds=0.5), paper.url("/x"))
    assert time.monotonic() - began < 1.5
    assert "took longer than 0.5 seconds" in said or "is no page" in said


def test_a_server_that_says_nothing_is_given_up(paper: Paper) -> None:
    paper.pages["/x"] = lambda _: time.sleep(1.5)
    began = time.monotonic()
    said = reason(small(paper, silent_seconds=0.3), paper.url("/x"))
    assert "127.0.0.1 does not answer" in said
    assert time.monotonic() - began < 1.4


def test_endless_headers_are_given_up() -> None:
    def talk(connection: socket.socket, closing: threading.Event) -> None:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not closing.is_set():
            connection.sendall(b"X-Long: " + b"a" * 5_000 + b"\r\n")

    with raw_site(talk) as port:
        settings = FetchSettings(allowed=frozenset({("127.0.0.1", port)}), total_seconds=5.0)
        said = reason(Fetcher(settings), f"http://127.0.0.1:{port}/")
    assert "is no page" in said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (HEAD + b"Content-Length: 500\r\n\r\n<html>", "breaks off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\nab", "breaks off"),
        (HEAD + b"Content-Length: viel\r\n\r\n<html>", "is no page"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "is no page"),
        (b"", "breaks off"),
        (b"\0\xff" * 500, "is no page"),
    ],
)
def test_an_answer_that_is_cut_or_no_http_is_refused(
    paper: Paper, fetcher: Fetcher, answer: bytes, said: str
) -> None:
    paper.pages["/x"] = lambda handler: (handler.wfile.write(answer), None)[1]
    assert said in reason(fetcher, paper.url("/x"))


def test_a_port_at_which_nobody_listens_is_said_so() -> None:
    with raw_site(lambda _connection, _closing: None) as port:
        pass
    fetcher = Fetcher(FetchSettings(allowed=frozenset({("127.0.0.1", port)})))
    assert "no connection to 127.0.0.1 (Connection refused)" in reason(
        fetcher, f"http://127.0.0.1:{port}/"
    )


def test_a_name_that_nobody_has_is_said_so() -> None:
    fetcher = Fetcher(resolve=Names({}))
    assert "there is no site named zeitnug.example" in reason(fetcher, "https://zeitnug.example/")


def test_a_name_server_that_does_not_answer_is_given_up() -> None:
    def slow(_host: str, _port: int) -> tuple[str, ...]:
        time.sleep(1.0)
        return (PUBLIC,)

    fetcher = Fetcher(FetchSettings(connect_seconds=0.2), resolve=slow)
    assert "could not be looked up" in reason(fetcher, "https://zeitung.example/")


def test_the_proxy_of_the_environment_is_not_asked(
    paper: Paper, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    paper.pages["/"] = Reply()
    assert fetcher.fetch(paper.url()).status == 200


def test_cookies_end_with_the_visit(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/wall"] = Reply(302, b"", {"Location": "/x", "Set-Cookie": "seen=1; Path=/"})
    paper.pages["/x"] = Reply()
    fetcher.fetch(paper.url("/wall"))
    fetcher.fetch(paper.url("/x"))
    cookies = [one.headers.get("Cookie") for one in paper.asked if one.path == "/x"]
    assert cookies == ["seen=1", None]


@pytest.mark.parametrize(
    "value", ["gr\xfc\xdfe", "\u043f\u0440\u0438".encode().decode("latin-1"), "\xff"]
)
def test_a_cookie_may_hold_any_letter(paper: Paper, fetcher: Fetcher, value: str) -> None:
    paper.pages["/wall"] = Reply(302, b"", {"Location": "/x", "Set-Cookie": f"seen={value}"})
    paper.pages["/x"] = Reply()
    assert fetcher.fetch(paper.url("/wall")).data == ARTICLE


def test_a_link_is_named_in_one_short_line(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as refused:
        fetcher.fetch("http://zeitung.example/\r\n\x1b[2J" + "a" * 9_000)
    assert refused.value.link is not None
    assert refused.value.link.isprintable()
    assert len(refused.value.link) < 320


def test_a_name_on_the_public_internet_is_fetched(paper: Paper) -> None:
    paper.pages["/"] = Reply()
    network = WayHome(paper.port)
    fetcher = Fetcher(resolve=Names({"zeitung.example": [[PUBLIC]]}), network=network)
    assert fetcher.fetch("http://zeitung.example/").data == ARTICLE
    assert {*network.connected} == {PUBLIC}
    assert {one.headers["Host"] for one in paper.asked} == {"zeitung.example"}
