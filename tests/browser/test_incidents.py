"""Incidents in a browser: sources on marks and arrows, denials in grey, disputes with proof."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import running_app, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

TOLD = {
    "abend": "Bei einer Explosion in Almaty starben am Mittwoch nach Angaben der Polizei drei "
    "Menschen. Russland hat am Donnerstag 300 Soldaten nach Almaty geschickt.",
    "kurier": "In Almaty sind am Mittwoch bei einer Explosion neun Menschen getötet worden.",
    "post": "Russland schickt keine Soldaten nach Bischkek.",
}
BISHKEK, ALMATY = "geonames:1528675", "geonames:1526384"


@pytest.fixture(scope="module")
def papers_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("papers")
    for name, text in TOLD.items():
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    rows = [f"{name}.txt,Der {name.title()},2022-01-07" for name in TOLD]
    table = "\n".join(["file,publisher,published", *rows])
    (folder / "articles.csv").write_text(f"{table}\n", encoding="utf-8")
    with running_app(folder) as url:
        yield url


def map_of(page: Page) -> Frame:
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    return frame


def test_a_mark_and_an_arrow_say_how_many_sources_they_have(visit: Visit, papers_app: str) -> None:
    frame = map_of(visit.open(papers_app))
    mark = frame.locator(f'.schauplatz-mark[data-place="{ALMATY}"]').first
    name = mark.get_attribute("aria-label")
    assert name == "Almaty: 2 Ereignisse, 2 Quellen, Gewalt, Verlegungen"
    flow = frame.locator(".schauplatz-flow").first
    said = flow.get_attribute("aria-label") or ""
    assert said.startswith("Russland → Almaty")
    assert "300" in said
    assert said.endswith("1 Quelle")
    assert flow.locator(".schauplatz-reach").evaluate("e => getComputedStyle(e).pointerEvents") == (
        "stroke"
    )


def test_a_denial_is_drawn_in_grey_once_it_is_asked_for(visit: Visit, papers_app: str) -> None:
    page = visit.open(papers_app)
    bishkek = f'.schauplatz-mark[data-place="{BISHKEK}"]'
    assert map_of(page).locator(bishkek).count() == 0
    page.get_by_role("button", name="+ 1 verneint").first.click()
    page.wait_for_url(re.compile("status="))
    wait_for(page, bishkek)
    paths = map_of(page).locator(f"{bishkek} > svg path")
    assert paths.count() == 2
    colours = {paths.nth(n).get_attribute("stroke") for n in range(2)}
    assert colours == {"#5E636B"}
    assert "Durchgestrichen: verneint" in page.inner_text("body")
    assert visit.console == []


def test_a_disputed_figure_leads_to_its_sentence(visit: Visit, papers_app: str) -> None:
    page = visit.open(papers_app)
    page.get_by_text("Zahlen, bei denen die Quellen uneins sind").click()
    link = page.locator(".st-key-disputes").get_by_text("Lesen", exact=True).last
    link.wait_for()
    link.click()
    page.wait_for_url(re.compile("article=kurier"))
    arrived = page.locator(".sp-arrived")
    arrived.wait_for()
    assert "neun Menschen" in arrived.inner_text()
