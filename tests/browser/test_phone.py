"""The pages on a phone: nothing is wider than the screen, and a tap leads to the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting, wait_for
from tests.browser.looking import PATHS, WAIT_MS, is_idle, map_of, wait_for_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

WIDTH_PX, HEIGHT_PX = 390, 844
ALMATY, TASHKENT = "geonames:1526384", "geonames:1512569"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    with visiting(browser, width=WIDTH_PX, height=HEIGHT_PX, touch=True) as visit:
        yield visit


def expect_no_wider(page: Page) -> None:
    is_idle(page)
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_PX}", timeout=5_000)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert page.locator("[data-testid=stException]").count() == 0


# Everything that can stand over a page: chips, notices, a selection, and either language.
BUSY = "country=KZ,UZ&actor=RU&actor=KZ&publisher=Nordblatt&status=actual,planned,historical&kind=x"


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone_with_chips_notices_and_a_selection(
    phone: Visit, crisis_app: str, path: str
) -> None:
    page = phone.open(f"{crisis_app}/{path}?{BUSY}&place={ALMATY}&ui=en", ready=".st-key-nav a")
    page.locator(".sp-problems").wait_for(timeout=WAIT_MS)
    expect_no_wider(page)
    page.goto(f"{crisis_app}/{path}")
    wait_for(page, ".st-key-nav a")
    page.locator(".sp-title, h1").first.wait_for(timeout=WAIT_MS)
    expect_no_wider(page)


def test_an_article_and_an_empty_page_are_no_wider_than_a_phone(
    phone: Visit, crisis_app: str
) -> None:
    expect_no_wider(phone.open(f"{crisis_app}/Articles?article=abend", ready=".sp-article"))
    empty = phone.open(f"{crisis_app}/?country=KG&kind=violence", ready=".st-key-lift button")
    expect_no_wider(empty)


def test_what_only_helps_the_keyboard_takes_no_room_even_while_it_loads(
    phone: Visit, crisis_app: str
) -> None:
    page = phone.open(f"{crisis_app}/Articles?article=abend", ready=".sp-article")
    around = page.locator("div:has(> .st-key-aids)")
    assert around.evaluate("e => [e.offsetWidth, getComputedStyle(e).overflow]") == [0, "hidden"]


def test_a_tap_on_a_mark_shows_a_line_that_leads_to_the_cards(
    phone: Visit, crisis_app: str
) -> None:
    page = phone.open(crisis_app)
    is_idle(page)
    assert page.locator(".sp-jump").count() == 0
    page.locator(".st-key-left iframe").scroll_into_view_if_needed()
    map_of(page).locator(f'.schauplatz-mark[data-place="{TASHKENT}"]').tap(force=True)
    wait_for_query(page, f"place={TASHKENT}")
    line = page.locator(".sp-jump a")
    expect(line).to_contain_text("Taschkent", timeout=WAIT_MS)
    expect(line).to_contain_text("2 Ereignisse")
    cards = page.locator("#sp-cards")
    expect(cards).not_to_be_in_viewport()
    line.tap()
    expect(cards).to_be_in_viewport()
    expect(page.locator(".st-key-panel .sp-excerpt").first).to_contain_text("Studenten")
    expect_no_wider(page)
