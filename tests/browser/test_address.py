"""The address in a real browser: one entry of the history for each act, and Back through all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

WAIT_MS = 30_000


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def wait_for_query(page: Page, pattern: str) -> None:
    page.wait_for_function(
        f"new RegExp({pattern!r}).test(decodeURIComponent(location.search))", timeout=WAIT_MS
    )


def wait_until_idle(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def click_mark(page: Page) -> None:
    frame = next(one for one in page.frames if one.locator(".schauplatz-mark").count())
    frame.locator(".schauplatz-mark").first.click(force=True)
    wait_for_query(page, "place=")
    wait_until_idle(page)


def test_every_act_is_one_entry_and_back_undoes_them_one_by_one(
    visit: Visit, seeds_app: str
) -> None:
    page = visit.open(seeds_app)
    wait_until_idle(page)
    trail, start = [query(page)], entries(page)
    click_mark(page)
    trail.append(query(page))
    page.get_by_test_id("stSidebar").get_by_text(re.compile("Gewalt")).first.click()
    wait_for_query(page, "kind=")
    wait_until_idle(page)
    trail.append(query(page))
    field = page.locator(".st-key-filter_words input")
    field.fill("Almaty")
    field.press("Enter")
    wait_for_query(page, "q=Almaty")
    wait_until_idle(page)
    assert entries(page) == start + 3
    for earlier in reversed(trail):
        page.go_back()
        page.wait_for_timeout(300)
        wait_until_idle(page)
        assert query(page) == earlier
    assert entries(page) == start + 3
    assert field.input_value() == ""
    assert page.locator(".st-key-chips").count() == 0


def test_a_selection_is_carried_to_another_page_and_back(visit: Visit, seeds_app: str) -> None:
    page = visit.open(seeds_app)
    wait_until_idle(page)
    click_mark(page)
    chosen = query(page)
    page.locator(".st-key-nav").get_by_text("Orte", exact=True).click()
    page.wait_for_url(re.compile("/Places"))
    assert query(page) == chosen
    page.go_back()
    page.wait_for_url(re.compile(r"/\?place="))
    assert query(page) == chosen


def test_chips_are_taken_off_by_keyboard_and_the_next_takes_the_focus(
    visit: Visit, seeds_app: str
) -> None:
    page = visit.open(f"{seeds_app}/?country=KZ&actor=RU", ready=".st-key-chip_1 button")
    wait_until_idle(page)
    first = page.locator(".st-key-chip_0 button").first
    first.focus()
    for left in ("^\\?actor=RU$", "^$"):
        page.keyboard.press("Enter")
        wait_for_query(page, left)
        wait_until_idle(page)
        if left != "^$":
            assert first.evaluate("one => one === document.activeElement")
    assert page.locator(".st-key-chips").count() == 0


def test_what_an_address_asks_in_vain_is_one_box_that_the_next_act_removes(
    visit: Visit, seeds_app: str
) -> None:
    bad = "/?country=XX&q=" + "x" * 5000 + "&publisher=%3Cscript%3Ealert(1)%3C%2Fscript%3E&layers=a"
    page = visit.open(seeds_app + bad)
    box = page.locator(".sp-problems")
    assert box.count() == 1
    assert len(box.inner_text()) < 400
    assert visit.console == []
    page.get_by_test_id("stSidebar").get_by_text(re.compile("Gewalt")).first.click()
    wait_for_query(page, "kind=")
    wait_until_idle(page)
    wait_for(page, ".st-key-chips")
    assert box.count() == 0
    assert set(query(page)) == {"kind"}
