"""From a row to its card and into the article, where every mark explains itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

TABLE = "[data-testid=stDataFrame] canvas"
# Where a row is ticked: the head and each row have so many pixels.
HEAD_PX, ROW_PX, TICK_PX = 34, 33, 16
ARTICLE = "Articles?article=2022-01-06_iwanowo&ui=de"


def open_box(page: Page) -> Locator:
    """Return the only explanation that is open."""
    box = page.locator(".sp-tip:visible")
    box.first.wait_for()
    assert box.count() == 1
    return box


def lies_inside(page: Page, box: Locator) -> bool:
    seat, window = box.bounding_box(), page.viewport_size
    assert seat is not None
    assert window is not None
    right, bottom = seat["x"] + seat["width"], seat["y"] + seat["height"]
    return bool(
        min(seat["x"], seat["y"]) >= 0 and right <= window["width"] and bottom <= window["height"]
    )


def test_a_row_opens_its_card_and_the_page_goes_up_to_it(visit: Visit, samples_app: str) -> None:
    page = visit.open(f"{samples_app}/Deployments?ui=de", ready=TABLE)
    page.wait_for_timeout(1500)
    table = page.locator(TABLE).first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + TICK_PX, box["y"] + HEAD_PX + ROW_PX * 0.5)
    page.wait_for_url(re.compile("incident="))
    card = page.locator("[class*=st-key-chosen_]")
    card.wait_for()
    page.wait_for_timeout(800)
    assert lies_inside(page, page.locator(".st-key-panel h2"))
    assert card.locator(".sp-excerpt .sp-trigger").count() > 0
    assert visit.outside == []


def test_a_card_survives_the_way_into_the_article_and_back(visit: Visit, samples_app: str) -> None:
    page = visit.open(f"{samples_app}/?ui=de", ready=".st-key-newest button")
    page.locator(".st-key-newest button").first.click()
    page.wait_for_url(re.compile("incident="))
    chosen = re.search("incident=([0-9a-f]+)", page.url)
    assert chosen is not None
    page.get_by_role("link", name="Im Artikel lesen").first.click()
    page.locator(".sp-arrived").wait_for()
    page.get_by_role("link", name="Zurück zur Karte").click()
    page.wait_for_url(re.compile(f"incident={chosen[1]}"))
    page.locator("[class*=st-key-chosen_]").wait_for()


@pytest.mark.parametrize("width", [1440, 390])
def test_marks_explain_themselves_to_pointer_and_keyboard(
    browser: Browser, samples_app: str, width: int
) -> None:
    with visiting(browser) as visit:
        page = visit.open(f"{samples_app}/{ARTICLE}", ready=".sp-article")
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(800)
        place = page.locator(".sp-place.sp-m").nth(2)
        place.hover()
        box = open_box(page)
        assert "Iwanowo" in box.inner_text()
        assert "Zuordnung" in box.inner_text()
        assert lies_inside(page, box)
        page.mouse.move(1, 1)
        page.locator(".sp-tip:visible").wait_for(state="hidden")
        for mark in page.locator(".sp-m[tabindex]").all():
            mark.focus()
            assert lies_inside(page, open_box(page))
        assert "Verlegung" in (page.locator(".sp-trigger .sp-tip").first.text_content() or "")
