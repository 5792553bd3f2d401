from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING

import pytest
import trustme

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings
from tests.fetching.servers import ARTICLE, PUBLIC, Names, Reply, WayHome, paper_site, send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.fetching.servers import Paper

HOST = "zeitung.example"


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as error:
        fetcher.fetch(url)
    return error.value.reason


def to(target: str, status: int = 302) -> Reply:
    return Reply(status, b"<a>moved</a>", {"Location": target})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved_is_found(paper: Paper, fetcher: Fetcher, status: int) -> None:
    paper.pages["/alt"] = to("neu/feuer?x=1", status)
    paper.pages["/neu/feuer?x=1"] = Reply()
    found = fetcher.fetch(paper.url("/alt"))
    assert (found.data, found.status) == (ARTICLE, 200)
    assert (found.url, found.final_url) == (paper.url("/alt"), paper.url("/neu/feuer?x=1"))


def chain(paper: Paper, steps: int) -> str:
    for i in range(steps):
        paper.pages[f"/{i}"] = to(f"/{i + 1}")
    paper.pages[f"/{steps}"] = Reply()
    return paper.url("/0")


def test_five_steps_are_taken_and_not_six(paper: Paper, fetcher: Fetcher) -> None:
    assert fetcher.fetch(chain(paper, 5)).final_url == paper.url("/5")
    assert "leads on more than 5 times" in refused(fetcher, chain(paper, 6))


def test_a_circle_is_left(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/a"], paper.pages["/b"] = to("/b"), to("/a")
    assert "leads on in a circle" in refused(fetcher, paper.url("/a"))


def test_a_step_without_an_aim_is_said_so(paper: Paper, fetcher: Fetcher) -> None:
    paper.pages["/a"] = Reply(302, b"")
    assert "without saying where" in refused(fetcher, paper.url("/a"))


def test_a_chain_of_slow_sites_takes_no_longer_than_one(paper: Paper) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.5)
        send(handler, Reply(404, b""))

    paper.pages["/robots.txt"] = slow
    hosts = [f"blatt{i}.example" for i in range(6)]
    for i in range(5):
        paper.pages[f"/{i}"] = to(f"http://{hosts[i + 1]}/{i + 1}")
    paper.pages["/5"] = Reply()
    settings = FetchSettings(total_seconds=1.2)
    names = Names({host: [[PUBLIC]] for host in hosts})
    fetcher = Fetcher(settings, resolve=names, network=WayHome(paper.port))
    began = time.monotonic()
    assert "took longer than 1.2 seconds" in refused(fetcher, f"http://{hosts[0]}/0")
    assert time.monotonic() - began < 2.2  # with all six it would take three


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Paper]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    with paper_site(context) as one:
        one.pages["/"] = Reply()
        yield one


def fetcher_at(paper: Paper, authorities: Path | None) -> Fetcher:
    settings = FetchSettings(spacing_seconds=0.0, total_seconds=4.0, authorities=authorities)
    names = Names({HOST: [[PUBLIC]], "andere.example": [[PUBLIC]]})
    return Fetcher(settings, resolve=names, network=WayHome(paper.port))


@pytest.fixture
def authorities(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "haus-ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def test_a_site_with_a_good_certificate_is_fetched(secure: Paper, authorities: Path) -> None:
    assert fetcher_at(secure, authorities).fetch(f"https://{HOST}/").data == ARTICLE


def test_a_certificate_of_nobody_known_or_of_another_site_is_refused(
    secure: Paper, authorities: Path
) -> None:
    said = refused(fetcher_at(secure, None), f"https://{HOST}/")
    assert f"the certificate of {HOST} cannot be trusted (" in said
    said = refused(fetcher_at(secure, authorities), "https://andere.example/")
    assert "the certificate of andere.example cannot be trusted (" in said
    assert secure.asked == []


def test_the_way_from_https_to_http_is_not_taken(secure: Paper, authorities: Path) -> None:
    secure.pages["/"] = to(f"http://{HOST}/feuer")
    said = refused(fetcher_at(secure, authorities), f"https://{HOST}/")
    assert f"leads from https:// to 'http://{HOST}/feuer', which is not protected" in said


def test_a_site_without_tls_is_said_so(paper: Paper) -> None:
    said = refused(fetcher_at(paper, None), f"https://{HOST}/")
    assert f"no connection to {HOST} (" in said
