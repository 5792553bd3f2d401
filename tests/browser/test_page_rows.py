"""Rows and links of the pages without a map, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

TABLE = "[data-testid=stDataFrame] canvas"
# Where a row is ticked: the head and each row have so many pixels.
HEAD_PX, ROW_PX, TICK_PX = 34, 33, 16


def tick(page: Page, row: int) -> None:
    box = page.locator(TABLE).first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + TICK_PX, box["y"] + HEAD_PX + ROW_PX * (row + 0.5))


def test_a_row_of_the_ranking_opens_the_profile_and_back_closes_it(
    visit: Visit, samples_app: str
) -> None:
    page = visit.open(f"{samples_app}/Places", ready=TABLE)
    page.wait_for_timeout(1500)
    tick(page, 1)
    page.wait_for_url(re.compile("place="))
    profile = page.locator(".st-key-profile_chosen")
    profile.locator("h2").wait_for()
    name = profile.locator("h2").inner_text()
    profile.locator(".st-key-close button").first.click()
    page.wait_for_url(lambda url: "place=" not in url)
    page.go_back()
    page.wait_for_url(re.compile("place="))
    profile.get_by_text(name, exact=True).first.wait_for()
    assert visit.outside == []


def test_the_profile_leads_to_the_same_place_on_the_map(visit: Visit, samples_app: str) -> None:
    page = visit.open(f"{samples_app}/Places?place=geonames:1526384&country=KZ", ready=TABLE)
    page.get_by_role("link", name="Auf der Karte zeigen").click()
    page.wait_for_url(re.compile("place=geonames"))
    wait_for(page, ".schauplatz-mark")
    assert "country=KZ" in page.url
    assert page.locator(".st-key-panel h2").inner_text() == "Almaty"


def test_ticked_sources_become_the_filter(visit: Visit, samples_app: str) -> None:
    page = visit.open(f"{samples_app}/Sources", ready=TABLE)
    page.wait_for_timeout(1500)
    tick(page, 0)
    page.locator(".st-key-only_publishers").get_by_role("button").first.click()
    page.wait_for_url(re.compile("publisher="))
    page.locator("[class*=st-key-chip_] button").first.wait_for()
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_search_marks_its_hits_in_the_list_of_articles(visit: Visit, samples_app: str) -> None:
    page = visit.open(f"{samples_app}/Articles?q=Almaty", ready=".sp-found")
    hits = page.locator(".sp-found .sp-hit").all_inner_texts()
    assert hits
    assert {hit.casefold() for hit in hits} == {"almaty"}
