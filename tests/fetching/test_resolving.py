from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

import httpcore
import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings, fetch_all
from geodata.fetching.resolving import public_addresses, system_addresses
from tests.fetching.servers import ARTICLE, PUBLIC, Names, Reply, WayHome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.fetching.servers import Paper

SECOND = "198.41.0.4"


class HalfDown(WayHome):
    """A network in which nobody answers at one address."""

    def __init__(self, port: int, down: str, error: Exception) -> None:
        super().__init__(port)
        self._down = down
        self._error = error

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if host == self._down:
            self.connected.append(host)
            raise self._error
        return super().connect_tcp(host, port, timeout, local_address, socket_options)


def test_the_system_knows_this_computer() -> None:
    found = {ip_address(one) for one in system_addresses("localhost", 80)}
    assert found
    assert all(one.is_loopback for one in found)


@pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long")])
def test_a_name_that_cannot_be_looked_up_is_nobodys(error: Exception) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise error

    with pytest.raises(FetchError, match="there is no site named"):
        public_addresses(("zeitung.example", 80), resolve, seconds=2.0, allowed=frozenset())


@pytest.mark.parametrize("error", [httpcore.ConnectError("down"), httpcore.ConnectTimeout()])
def test_where_one_address_is_down_the_next_is_tried(paper: Paper, error: Exception) -> None:
    paper.pages["/"] = Reply()
    network = HalfDown(paper.port, PUBLIC, error)
    names = Names({"zeitung.example": [[PUBLIC, SECOND]]})
    fetcher = Fetcher(FetchSettings(spacing_seconds=0.0), resolve=names, network=network)
    assert fetcher.fetch("http://zeitung.example/").data == ARTICLE
    assert network.connected[:2] == [PUBLIC, SECOND]


def test_of_very_many_addresses_few_are_tried(paper: Paper) -> None:
    network = HalfDown(paper.port, PUBLIC, httpcore.ConnectError("down"))
    names = Names({"zeitung.example": [[PUBLIC] * 100]})
    fetcher = Fetcher(resolve=names, network=network)
    with pytest.raises(FetchError, match="no connection to"):
        fetcher.fetch("http://zeitung.example/")
    assert len(network.connected) == 4


def test_one_odd_failure_costs_one_link(paper: Paper) -> None:
    paper.pages["/"] = Reply()
    network = HalfDown(paper.port, SECOND, RuntimeError("odd"))
    names = Names({"zeitung.example": [[PUBLIC]], "seltsam.example": [[SECOND]]})
    fetcher = Fetcher(resolve=names, network=network)
    urls = ["http://seltsam.example/", "http://zeitung.example/"]
    found = dict(fetch_all(urls, fetcher))
    assert str(found[urls[0]]) == f"{urls[0]}: could not be fetched (RuntimeError: odd)"
    assert not isinstance(found[urls[1]], FetchError)
