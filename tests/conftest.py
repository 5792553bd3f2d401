"""What all tests share: an empty store of their own, and one browser for the whole run."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from geodata.gazetteer import cache_folder
from tests.browser.conftest import launch, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit


_DATA = pytest.StashKey[str]()
_SNAPSHOTS = pytest.StashKey[set[Path]]()


def pytest_configure(config: pytest.Config) -> None:
    # Apps that tests start inherit it, too: no test may see or change a developer's own store.
    config.stash[_DATA] = tempfile.mkdtemp(prefix="schauplatz-tests-")
    os.environ["SCHAUPLATZ_DATA"] = config.stash[_DATA]
    os.environ.pop("SCHAUPLATZ_DATABASE", None)
    config.stash[_SNAPSHOTS] = _snapshots()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_DATA], ignore_errors=True)
    earlier = config.stash[_SNAPSHOTS]
    for folder in _snapshots() - earlier:
        shutil.rmtree(folder, ignore_errors=True)


def _snapshots() -> set[Path]:
    """Return what the cache holds of stores: those of tests vanish with them."""
    return set(cache_folder().glob("store-*"))


# Playwright can be started only once in a process.
@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visiting(browser) as one:
        yield one
