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

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.conftest import launch, running_app, visiting, wait_for  # noqa: E402

RUNS = 5


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
                protests = page.get_by_test_id("stSidebar").get_by_text("Proteste").first
                before = page.locator(".sp-title").first.inner_text()
                start = time.perf_counter()
                protests.click()
                while page.locator(".sp-title").first.inner_text() == before:
                    page.wait_for_timeout(10)
                wait_for(page, ".schauplatz-mark")
                change.append(time.perf_counter() - start)
        browser.close()
    for name, figures in (("start to drawn map", first), ("filter change", change)):
        median = statistics.median(figures)
        sys.stdout.write(f"{name:24} {median:6.2f} s  ({min(figures):.2f}-{max(figures):.2f})\n")


if __name__ == "__main__":
    main()
