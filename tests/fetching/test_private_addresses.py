from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings
from tests.fetching.servers import ARTICLE, PUBLIC, Names, Reply, WayHome

if TYPE_CHECKING:
    from tests.fetching.servers import Paper

QUICK = FetchSettings(spacing_seconds=0.0)


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as error:
        fetcher.fetch(url)
    return error.value.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.8",
        "192.168.178.1",
        "169.254.169.254",
        "100.64.0.9",
        "0.0.0.0",  # noqa: S104 - refused, not bound
        "224.0.0.251",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
    ],
)
def test_an_address_in_a_network_is_not_connected_to(paper: Paper, host: str) -> None:
    network = WayHome(paper.port)
    said = refused(Fetcher(QUICK, network=network), f"http://{host}:{paper.port}/")
    assert "is not on the public internet" in said
    assert network.connected == []


def test_this_computer_is_not_fetched_from_unless_allowed(paper: Paper) -> None:
    paper.pages["/"] = Reply()
    assert "not on the public internet" in refused(Fetcher(QUICK), paper.url())
    assert paper.asked == []
    other = FetchSettings(allowed=frozenset({("127.0.0.1", paper.port + 1)}))
    assert "not on the public internet" in refused(Fetcher(other), paper.url())
    allowed = FetchSettings.from_config({"SCHAUPLATZ_FETCH_ALLOW": f"127.0.0.1:{paper.port}"})
    assert Fetcher(allowed).fetch(paper.url()).data == ARTICLE


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["::1", PUBLIC], [PUBLIC, "fe80::1%2"]]
)
def test_a_name_is_refused_when_one_of_its_addresses_is_in_a_network(
    paper: Paper, addresses: list[str]
) -> None:
    network = WayHome(paper.port)
    fetcher = Fetcher(QUICK, resolve=Names({"falle.example": [addresses]}), network=network)
    assert "falle.example leads to" in refused(fetcher, "http://falle.example/")
    assert network.connected == []


def test_a_name_that_changes_its_address_leads_nowhere_else(paper: Paper) -> None:
    # DNS rebinding: public at the first question, this computer from then on.
    paper.pages["/"] = Reply()
    network = WayHome(paper.port)
    names = Names({"falle.example": [[PUBLIC], ["127.0.0.1"]]})
    fetcher = Fetcher(QUICK, resolve=names, network=network)
    assert "falle.example leads to 127.0.0.1" in refused(fetcher, "http://falle.example/")
    # The first connection, for robots.txt, went to the address that was checked.
    assert network.connected == [PUBLIC]
    assert paper.paths() == ["/robots.txt"]


def test_each_connection_asks_for_the_address_once(paper: Paper) -> None:
    paper.pages["/"] = Reply()
    network, names = WayHome(paper.port), Names({"zeitung.example": [[PUBLIC]]})
    Fetcher(QUICK, resolve=names, network=network).fetch("http://zeitung.example/")
    assert len(names.asked) == len(network.connected)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1/", "127.0.0.1 is not on the public internet"),
        ("http://localhost/admin", "in your own network"),
        ("http://2130706433/", "a number that stands for an address"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        ("http://innen.example/", "innen.example leads to 10.0.0.5"),
        ("file:///etc/passwd", "starts with file:"),
        ("ftp://zeitung.example/", "starts with ftp:"),
        ("data:text/html,x", "starts with data:"),
        ("javascript:alert(1)", "starts with javascript:"),
        ("http://anna:geheim@zeitung.example/", "carries a name or a password"),
        ("//[::1]/", "not on the public internet"),
        ("http://zeitung.example:6379:1/", "is no link to a page"),
    ],
)
def test_a_redirect_is_checked_like_the_first_link(paper: Paper, target: str, said: str) -> None:
    paper.pages["/"] = Reply(302, b"", {"Location": target})
    network = WayHome(paper.port)
    names = Names({"zeitung.example": [[PUBLIC]], "innen.example": [["10.0.0.5"]]})
    fetcher = Fetcher(QUICK, resolve=names, network=network)
    assert said in refused(fetcher, "http://zeitung.example/")
    assert {*network.connected} == {PUBLIC}


def test_robots_txt_cannot_lead_into_a_network_either(paper: Paper) -> None:
    paper.pages["/robots.txt"] = Reply(301, b"", {"Location": "http://10.0.0.5/robots.txt"})
    paper.pages["/"] = Reply()
    network = WayHome(paper.port)
    names = Names({"zeitung.example": [[PUBLIC]]})
    fetcher = Fetcher(QUICK, resolve=names, network=network)
    assert "not on the public internet" in refused(fetcher, "http://zeitung.example/")
    assert {*network.connected} == {PUBLIC}
