"""How long a reader waits: from `streamlit run` to the drawn map, and after a filter change.

    python tests/bench/app.py [ARTICLES]

Each figure is the median of five runs, each with a new server and a new browser profile; the
gazetteer index is there already.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.conftest import launch, running_app, visiting  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUNS = 5


def drawn(page: Page) -> str | None:
    """Return how many marks and chips the map has drawn, as it says itself; None while it draws."""
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    return frame.locator("#map_div").get_attribute("data-drawn", timeout=10_000)


def main() -> None:
    articles = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    first, change = [], []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(RUNS):
            start = time.perf_counter()
            with running_app(articles) as url, visiting(browser) as visit:
                page = visit.open(url)
                first.append(time.perf_counter() - start)
                page.wait_for_timeout(2000)
                before = drawn(page)
                start = time.perf_counter()
                page.get_by_test_id("stSidebar").get_by_text("Verlegungen").first.click()
                while drawn(page) in {before, None}:
                    page.wait_for_timeout(10)
                change.append(time.perf_counter() - start)
        browser.close()
    for name, figures in (("start to drawn map", first), ("filter change", change)):
        median = statistics.median(figures)
        sys.stdout.write(f"{name:24} {median:6.2f} s  ({min(figures):.2f}-{max(figures):.2f})\n")


if __name__ == "__main__":
    main()
