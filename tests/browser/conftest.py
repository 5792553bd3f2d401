"""The app in a real browser: a server on a free port, a Chromium that reaches localhost only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import find_chromium
from tests.browser.crisis import write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
# Without these a fresh Chromium looks up its maker's hosts at every start.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]


@dataclass
class Visit:
    """A browser context and the addresses outside localhost that its pages asked for."""

    context: BrowserContext
    outside: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def open(self, url: str, *, ready: str = ".schauplatz-mark") -> Page:
        """Open a page and wait until its map has a mark, or until `ready` is there."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.goto(url)
        wait_for(page, ready)
        return page


def wait_for(page: Page, selector: str) -> None:
    """Wait until the selector matches something seen in the page or in one of its frames."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if any(
            frame.locator(selector).first.is_visible()
            for frame in page.frames
            if not frame.is_detached()
        ):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{selector} did not appear: {page.inner_text('body')[:600]}")


@contextmanager
def running_app(
    articles: Path | None,
    *,
    cache: Path | None = None,
    options: Sequence[str] = (),
    port: int | None = None,
) -> Iterator[str]:
    """Run `streamlit run dashboard.py`, with options of Streamlit, and return its address."""
    port = free_port() if port is None else port
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.headless", "true", "--server.port", str(port), *options]
    if articles is not None:
        command += ["--", "--articles", str(articles)]
    env = {key: value for key, value in os.environ.items() if key != "SCHAUPLATZ_ARTICLES"}
    if cache is not None:
        env["SCHAUPLATZ_CACHE"] = str(cache)
    server = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_until_up(f"http://localhost:{port}/_stcore/health", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the app ended while starting"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the app did not answer at {url}")


def launch(playwright: Playwright) -> Browser:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=find_chromium(), args=flags)


@contextmanager
def visiting(
    browser: Browser, *, width: int = 1440, height: int = 900, touch: bool = False
) -> Iterator[Visit]:
    """Return a reader with a new browser profile, German, whom only localhost answers."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="de-DE",
        has_touch=touch,
        ignore_https_errors=True,  # tests of hosting sign their certificate themselves
        permissions=["clipboard-read", "clipboard-write"],
    )
    visit = Visit(context)

    def only_local(route: Route) -> None:
        host = route.request.url.split("/")[2].rsplit(":", 1)[0]
        if host in {"localhost", "127.0.0.1"}:
            route.continue_()
        else:
            visit.outside.append(route.request.url)
            route.abort()

    context.route("http://**/*", only_local)
    context.route("https://**/*", only_local)
    yield visit
    context.close()


@pytest.fixture(scope="session")
def seeds() -> Path:
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the five seed articles lie in ../shared/seeds, which is absent")
    return folder


@pytest.fixture(scope="session")
def seeds_app(seeds: Path) -> Iterator[str]:
    with running_app(seeds) as url:
        yield url


@pytest.fixture(scope="session")
def samples_app() -> Iterator[str]:
    with running_app(None) as url:
        yield url


@pytest.fixture(scope="session")
def crisis_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("crisis")
    write_articles(folder)
    with running_app(folder) as url:
        yield url
