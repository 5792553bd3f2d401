"""A newspaper's site on this computer, and a fetcher that may reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.fetching import Fetcher, FetchSettings
from tests.fetching.servers import paper_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fetching.servers import Paper


@pytest.fixture
def paper() -> Iterator[Paper]:
    with paper_site() as one:
        yield one


@pytest.fixture
def settings(paper: Paper) -> FetchSettings:
    return FetchSettings(
        allowed=frozenset({("127.0.0.1", paper.port)}),
        spacing_seconds=0.0,
        silent_seconds=2.0,
        total_seconds=4.0,
    )


@pytest.fixture
def fetcher(settings: FetchSettings) -> Fetcher:
    return Fetcher(settings)
