"""How long people wait with a store of many articles: for the first page, and for a correction.

    schauplatz add ARTICLES
    python tests/bench/correcting.py

It works on a copy of the store that the environment names, which the app has read once before, so
that a snapshot is there. Each figure is the median of five, the longest in brackets:

- start: from `streamlit run` to the drawn map, a new server and a new browser profile each
- first page: from the page's first byte to the drawn map, on a server that is up
- correction: from the click on "Reject" in the first card to the map without its event
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from geodata.store import open_store  # noqa: E402
from tests.bench.watching import launch, watch  # noqa: E402
from tests.browser.conftest import running_app, visiting  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.bench.watching import Watch

RUNS = 5
QUIET_MS = 30_000  # a snapshot is put down once nothing has changed for a while
REJECT = "[class*=st-key-review_reject] button"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="schauplatz-bench-") as folder:
        copied_to(Path(folder))
        with sync_playwright() as playwright:
            browser = launch(playwright)
            with running_app(None) as url:
                wait_for_snapshot(browser, url)
            print_figures("start", [started(browser) for _ in range(RUNS)])
            with running_app(None) as url:
                opened(browser, url)
                print_figures("first page", [opened(browser, url) for _ in range(RUNS)])
                seen = shown(browser, url)
                print_figures("correction", [corrected(seen) for _ in range(RUNS + 1)][1:])
            browser.close()


def copied_to(folder: Path) -> None:
    """Copy the store to a folder, and let apps use the copy."""
    open_store().backup(folder / "backup.sqlite")
    os.environ["SCHAUPLATZ_DATA"] = str(folder)
    os.environ.pop("SCHAUPLATZ_DATABASE", None)
    open_store().restore(folder / "backup.sqlite")


def wait_for_snapshot(browser: Browser, url: str) -> None:
    """Let the app read the store, and wait until it has put down what it read."""
    with visiting(browser) as visit:
        visit.open(url).wait_for_timeout(QUIET_MS)


def started(browser: Browser) -> float:
    start = time.perf_counter()
    with running_app(None) as url, visiting(browser) as visit:
        visit.open(url)
        return time.perf_counter() - start


def opened(browser: Browser, url: str) -> float:
    seen = shown(browser, url)
    seconds = (float(seen.wait_for_note("drawn")["at"]) - seen.first_byte()) / 1000
    seen.page.context.close()
    return seconds


def shown(browser: Browser, url: str) -> Watch:
    seen = watch(browser)
    seen.page.goto(url)
    return seen


def corrected(seen: Watch) -> float:
    seen.wait_for_note("drawn")
    seen.wait_until_quiet()
    page = seen.page
    if page.locator(REJECT).count() == 0:
        page.locator(".st-key-newest button").first.click()
        seen.wait_for_seen(REJECT)
        seen.wait_until_quiet()
    page.locator(REJECT).first.click()
    click = seen.last_click()
    return (float(seen.wait_for_note("drawn", after=click)["at"]) - click) / 1000


def print_figures(name: str, seconds: list[float]) -> None:
    median = statistics.median(seconds)
    sys.stdout.write(f"{name:12}{median:6.2f} s ({max(seconds):.2f})\n")


if __name__ == "__main__":
    main()
