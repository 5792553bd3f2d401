"""What the tests of the store's commands share: a store of their own, a paper, a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fetching.servers import paper_site
from tests.intake.news import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fetching.servers import Paper


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a store of its own, which is not there yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(folder))
    monkeypatch.delenv("SCHAUPLATZ_DATABASE", raising=False)
    monkeypatch.delenv("SCHAUPLATZ_ARTICLES", raising=False)
    monkeypatch.setenv("SCHAUPLATZ_REVIEWER", "Mara")
    return folder


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    with paper_site() as one:
        monkeypatch.setenv("SCHAUPLATZ_FETCH_ALLOW", f"127.0.0.1:{one.port}")
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "presse", 3)
