"""Hostile articles in a browser: every surface shows them letter for letter and runs nothing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from tests.browser.conftest import running_app, wait_for
from tests.browser.looking import PATHS, WAIT_MS, is_idle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ALMATY = "geonames:1526384"
EVIL = (
    "{{ 7*7 }} {% raw %} `x` ${1} \\n <script>window.hit=1</script> "
    "<img src=x onerror=window.hit=1> **b** $x$ :red[r] [a](https://evil.example) </details>"
)
PUBLISHER = "<b>Bote</b> **fett** :red[r] [a](https://evil.example) `x` $x$ <svg onload=hit=1>"
OTHER = "</div><script>window.hit=1</script> {{ 7*7 }}, 'Blatt'"
# Other tricks in other words: an article like the first would be its copy.
EVIL_TOO = (
    "<iframe srcdoc='<script>top.hit=1</script>'></iframe> {# c #} %(y)s ~~weg~~ "
    "<style>*{display:none}</style> &lt;i&gt; ![b](https://evil.example/b.png)"
)
TOLL = "zwölf Menschen"
RTL = "\u202egepfeffert\u202c"


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hostile_pages")
    texts = {
        "eins": (
            PUBLISHER,
            (
                f"Schüsse in Almaty {EVIL}\n\n"
                f"In Almaty sind am Mittwoch bei Schüssen {TOLL} getötet worden {EVIL}. "
                f"Russland hat am Donnerstag 300 Soldaten nach Almaty geschickt {RTL}.\n"
            ),
        ),
        "zwei": (
            OTHER,
            (
                "Lange Nacht in der Stadt\n\n"
                f"Bei Schüssen in Almaty starben am Mittwoch neun Menschen {EVIL_TOO}. Sirenen "
                "waren bis zum Morgen zu hören, und kaum jemand verließ das Haus.\n"
            ),
        ),
    }
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("file", "publisher", "url", "published"))
        for name, (publisher, text) in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            writer.writerow((f"{name}.txt", publisher, "javascript:window.hit=1", "2022-01-06"))
    with running_app(folder) as url:
        yield url


def words(of: Locator) -> str:
    """Return all letters, without the joiners that keep labels from being read as Markdown."""
    return " ".join((of.text_content() or "").replace("\u2060", "").split())


def expect_harmless(page: Page, visit: Visit) -> None:
    """Nothing ran, nothing was asked for, and no letter of an article became an element."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("a[href^='https://evil'], a[href^='javascript:']").count() == 0
    assert page.locator("[data-testid=stMain] img[onerror], svg[onload]").count() == 0
    assert page.get_by_test_id("stMain").locator("code, .katex").count() == 0
    assert all(frame.evaluate("window.hit") is None for frame in page.frames)
    assert visit.outside == []
    assert visit.console == []


@pytest.mark.parametrize("path", PATHS)
def test_hostile_names_in_chips_and_lists_are_letters_on_each_page(
    visit: Visit, hostile_app: str, path: str
) -> None:
    query = urlencode({"publisher": [PUBLISHER, OTHER], "q": "<img src=x"}, doseq=True)
    url = f"{hostile_app}/{path}?{query}&place={ALMATY}"
    page = visit.open(url, ready=".st-key-nav a")
    page.locator(".st-key-filter_words input").wait_for()
    is_idle(page)
    assert page.locator(".sp-problems").count() == 0
    if path != "Method":
        chips = page.locator(".st-key-chips")
        for _wait in range(20):  # a row of chips is drawn one by one
            if "<script>" in words(chips):
                break
            page.wait_for_timeout(500)
        assert "<b>Bote</b> **fett** :red[r]" in words(chips)
        assert "</div><script>window.hit=1</script>" in words(chips)
        assert "<img src=x" in words(chips)
    expect_harmless(page, visit)


def test_cards_snippets_and_profiles_show_every_letter(visit: Visit, hostile_app: str) -> None:
    page = visit.open(f"{hostile_app}/?place={ALMATY}")
    panel = page.locator(".st-key-panel")
    panel.get_by_text("Im Artikel lesen").first.wait_for(timeout=WAIT_MS)
    for letters in (EVIL, EVIL_TOO, PUBLISHER, OTHER):
        assert letters in words(panel)
    expect_harmless(page, visit)
    page = visit.open(f"{hostile_app}/Articles?q=onerror", ready=".sp-found .sp-hit")
    listed = words(page.locator(".st-key-article_list"))
    assert f"Schüsse in Almaty {EVIL}" in listed
    assert PUBLISHER in listed
    assert "<img src=x onerror=window.hit=1>" in words(page.locator(".sp-found").first)
    expect_harmless(page, visit)
    page = visit.open(f"{hostile_app}/Places?place={ALMATY}", ready=".st-key-profile_chosen h2")
    is_idle(page)
    assert PUBLISHER in words(page.locator(".st-key-profile_chosen"))
    expect_harmless(page, visit)
    page = visit.open(f"{hostile_app}/Sources", ready=".st-key-panel .sp-excerpt")
    is_idle(page)
    for letters in (EVIL, EVIL_TOO):
        assert letters in words(page.locator(".st-key-panel"))
    expect_harmless(page, visit)


def test_an_article_and_its_explanations_show_every_letter(visit: Visit, hostile_app: str) -> None:
    page = visit.open(f"{hostile_app}/Articles?article=eins&q={quote('<img')}", ready=".sp-article")
    is_idle(page)
    text = page.locator(".sp-text").evaluate(
        """(text) => {
          const copy = text.cloneNode(true);
          copy.querySelectorAll(".sp-tip, sup").forEach((one) => one.remove());
          return copy.textContent.split(/\\s+/).join(" ");
        }"""
    )
    assert f"Schüsse in Almaty {EVIL}" in text
    assert f"{TOLL} getötet worden {EVIL}." in text
    assert PUBLISHER in text
    page.locator(".sp-m[tabindex]").first.focus()
    wait_for(page, ".sp-tip")
    expect_harmless(page, visit)
