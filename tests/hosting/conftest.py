"""The app as it is hosted: `deploy/`'s settings, behind a real nginx under a sub-path."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import free_port, wait_until_up
from tests.browser.crisis import write_articles
from tests.hosting.nginx import ROOT, Site, hosted_environment, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["hosted_app"]


@contextmanager
def hosted_app(articles: Path) -> Iterator[int]:
    """Run the app as the unit of systemd does, and return its port."""
    port = free_port()
    environment = hosted_environment(
        SCHAUPLATZ_ARTICLES=str(articles), STREAMLIT_SERVER_PORT=str(port)
    )
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    app = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}/schauplatz/_stcore/health", app)
        yield port
    finally:
        app.terminate()
        app.wait(10)


@pytest.fixture(scope="session")
def crisis_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crisis-hosted")
    write_articles(folder)
    (folder / "kaputt.txt").write_bytes(b"\x00\x01\x02" * 40)
    return folder


@pytest.fixture(scope="session")
def site(crisis_folder: Path) -> Iterator[Site]:
    with hosted_app(crisis_folder) as port, serving(port) as one:
        yield one
