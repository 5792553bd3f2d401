"""Layers and first view: each switch shows its own signs, and a lone arrow is seen whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.browser.looking import (
    WAIT_MS,
    expect_events,
    is_idle,
    map_of,
    query,
    wait_for_query,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ZHANAOZEN = "geonames:607610"
# Of each layer: how it is called, and the signs that it draws.
LAYERS = {
    "incidents": ("Ereignisse an Orten", ".schauplatz-mark"),
    "flows": ("Wege der Truppen", ".schauplatz-flow"),
    "areas": ("Flächen", ".schauplatz-area-TJ"),
}


def flip(page: Page, words: str) -> None:
    page.get_by_test_id("stPopoverBody").locator("label").filter(has_text=words).click()
    is_idle(page)


def test_each_layer_shows_its_signs_alone(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/?layers=none", ready="[data-written]")
    is_idle(page)
    frame = map_of(page)
    page.get_by_role("button", name="Ebenen").click()
    for layer, (words, signs) in LAYERS.items():
        expect(frame.locator(signs)).to_have_count(0)
        flip(page, words)
        wait_for_query(page, f"layers={layer}$")
        expect(frame.locator(signs).first).to_be_attached(timeout=WAIT_MS)
        flip(page, words)
        wait_for_query(page, "layers=none$")
        expect(frame.locator(signs)).to_have_count(0, timeout=WAIT_MS)
    flip(page, "Nennungen")
    wait_for_query(page, "layers=mentions$")
    frame.wait_for_function("schauplatz.content.discs.length > 5", timeout=WAIT_MS)
    assert visit.console == []


def test_rings_are_a_layer_of_their_own(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/?layers=incidents")
    assert map_of(page).evaluate("schauplatz.content.rings") is False
    page.get_by_role("button", name="Ebenen").click()
    flip(page, "Ringe")
    wait_for_query(page, "layers=incidents,rings$")
    map_of(page).wait_for_function("schauplatz.content.rings === true", timeout=WAIT_MS)


def test_what_is_earlier_or_denied_is_counted_and_switched_on_there(
    visit: Visit, crisis_app: str
) -> None:
    page = visit.open(crisis_app)
    is_idle(page)
    page.get_by_role("button", name="Ebenen").click()
    box = page.get_by_test_id("stPopoverBody")
    expect(box).to_contain_text("verneint (1)")
    box.locator("label").filter(has_text="früher (2)").click()
    wait_for_query(page, "status=")
    assert query(page)["status"] == ["actual,planned,historical"]
    expect_events(page, 18)
    map_of(page).locator(f'.schauplatz-mark[data-place="{ZHANAOZEN}"]').wait_for(state="attached")


def test_the_first_view_of_a_single_mark_holds_where_its_arrow_begins(
    browser: Browser, crisis_app: str
) -> None:
    with visiting(browser, width=1024, height=800) as visit:
        page = visit.open(f"{crisis_app}/?actor=RU")
        is_idle(page)
        map_of(page).wait_for_function(
            "schauplatz.map.getBounds().contains(schauplatz.content.flows[0].start)",
            timeout=WAIT_MS,
        )
