"""What the tests of the interface share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.ui.shelf.loading import ARTICLES_VARIABLE
from geodata.ui.wording.i18n import spoken
from tests.ui.apps import WAIT_SECONDS, run_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def german() -> Iterator[None]:
    token = spoken.set("de")
    yield
    spoken.reset(token)


@pytest.fixture
def english() -> Iterator[None]:
    token = spoken.set("en")
    yield
    spoken.reset(token)


@pytest.fixture
def start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the app in German on a page, over the folder of the module unless another is given."""

    def open_page(page: str | None = None, articles: Path | None = folder, **query: str) -> AppTest:
        if articles is None:
            monkeypatch.delenv(ARTICLES_VARIABLE, raising=False)
        else:
            monkeypatch.setenv(ARTICLES_VARIABLE, str(articles))
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=WAIT_SECONDS)
        if page is not None:
            app.switch_page(page)
        return run_with(app, {"ui": "de"} | query)

    return open_page
