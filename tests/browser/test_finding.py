"""Finding in a browser: every filter of the sidebar changes map, list and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import (
    WAIT_MS,
    expect_events,
    expect_marks,
    is_idle,
    query,
    wait_for_query,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

AKTAU, ALMATY, BISHKEK = "geonames:610612", "geonames:1526384", "geonames:1528675"
KARAGANDA, KOSTANAY = "geonames:1523401", "geonames:1519928"
MANGYSTAU, ORAL, TARAZ = "geonames:608879", "geonames:608668", "geonames:1516905"
TAJIKISTAN, TASHKENT, ZHANAOZEN = "iso3166:TJ", "geonames:1512569", "geonames:607610"
ALL = {*(AKTAU, ALMATY, BISHKEK, KARAGANDA, KOSTANAY, MANGYSTAU, ORAL, TAJIKISTAN, TARAZ, TASHKENT)}


def pill(field: str, words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(f".st-key-filter_{field} button").filter(has_text=words).first.click()

    return act


def choice(field: str, words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(f".st-key-filter_{field} input").first.click()
        page.get_by_role("option").filter(has_text=words).first.click()
        page.keyboard.press("Escape")

    return act


def switch(field: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(f".st-key-filter_{field} label").first.click()

    return act


def search(words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        field = page.locator(".st-key-filter_words input")
        field.fill(words)
        field.press("Enter")

    return act


def last_day(page: Page) -> None:
    page.locator(".st-key-filter_days [data-range-field=end] [data-type=day]").click()
    page.keyboard.type("06")
    for _past in ("month", "year", "the field"):
        page.keyboard.press("Tab")


# How it is set -> what the address says then, the places that are left, and how many events.
FILTERS = {
    "period": (
        last_day,
        {"to": ["2022-01-06"]},
        {AKTAU, ALMATY, MANGYSTAU, TAJIKISTAN, TASHKENT},
        7,
    ),
    "kind": (
        pill("kinds", "Proteste"),
        {"kind": ["deployment,withdrawal,presence,violence"]},
        {ALMATY, KARAGANDA, KOSTANAY, TARAZ, TASHKENT},
        9,
    ),
    "country": (choice("countries", "Kirgi"), {"country": ["KG"]}, {BISHKEK}, 1),
    "actor": (choice("actors", "Russland"), {"actor": ["RU"]}, {ALMATY}, 1),
    "publisher": (
        choice("publishers", "Abendausgabe"),
        {"publisher": ["Kurier, Abendausgabe"]},
        {ALMATY, MANGYSTAU, TAJIKISTAN, TARAZ},
        4,
    ),
    "words": (search("panzer"), {"q": ["panzer"]}, {ALMATY}, 1),
    "precision": (pill("precisions", "nur das Land"), {"precision": ["country"]}, {TAJIKISTAN}, 1),
    "status": (
        pill("statuses", "früher"),
        {"status": ["actual,planned,historical"]},
        {*ALL, ZHANAOZEN},
        18,
    ),
    "says": (pill("says", "Augenzeugen"), {"says": ["witnesses"]}, {ALMATY}, 1),
    "language": (pill("languages", "Russisch"), {"lang": ["ru"]}, {KOSTANAY, ORAL}, 2),
    "confidence": (
        pill("min_confidence", "sicher 11"),
        {"confidence": ["0.85"]},
        ALL - {BISHKEK, KARAGANDA},
        11,
    ),
    "figures": (
        switch("with_figures"),
        {"figures": ["1"]},
        {AKTAU, ALMATY, BISHKEK, KARAGANDA, KOSTANAY, ORAL, TARAZ},
        11,
    ),
    "undated": (switch("undated"), {"undated": ["0"]}, ALL - {TASHKENT}, 14),
}
CLOSED = {"precision", "status", "says", "language", "confidence", "figures", "undated"}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_changes_map_list_and_address_and_its_chip_takes_it_off(
    visit: Visit, crisis_app: str, name: str
) -> None:
    act, address, places, count = FILTERS[name]
    page = visit.open(crisis_app)
    is_idle(page)
    expect_marks(page, ALL)
    if name in CLOSED:
        page.locator(".st-key-filter_more summary").click()
    act(page)
    wait_for_query(page, f"{next(iter(address))}=")
    expect_marks(page, places)
    expect_events(page, count)
    rows = page.locator(".st-key-newest").get_by_role("button", name="Beleg")
    expect(rows).to_have_count(min(count, 12), timeout=WAIT_MS)
    assert query(page) == address
    page.locator(".st-key-chip_0 button").first.click()
    wait_for_query(page, "^$")
    expect_marks(page, ALL)
    assert visit.console == []
