"""What a card says, in a browser: all that a desk must know, with the ways to the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.looking import WAIT_MS, is_idle, map_of, query, wait_for_query

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ALMATY, TARAZ = "geonames:1526384", "geonames:1516905"
# Where a row is ticked: the head and each row have so many pixels.
HEAD_PX, ROW_PX, TICK_PX = 34, 33, 16


def choose(page: Page, place_id: str) -> Locator:
    """Click a mark, like Enter on it, and return the panel."""
    is_idle(page)
    mark = map_of(page).locator(f'.schauplatz-mark[data-place="{place_id}"]')
    mark.focus()
    page.keyboard.press("Enter")
    wait_for_query(page, f"place={place_id}")
    panel = page.locator(".st-key-panel")
    expect(panel.get_by_text("Im Artikel lesen").first).to_be_visible(timeout=WAIT_MS)
    return panel


def tick(page: Page, table: Locator, row: int) -> None:
    """Tick a row; a table that is still being drawn does not hear the first click."""
    table.wait_for(timeout=WAIT_MS)
    for _attempt in range(10):
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + TICK_PX, box["y"] + HEAD_PX + ROW_PX * (row + 0.5))
        page.wait_for_timeout(1500)
        if "incident" in query(page):
            return
    raise AssertionError("no row was chosen")


def test_a_card_tells_what_where_when_who_how_sure_and_by_whom(
    visit: Visit, crisis_app: str
) -> None:
    page = visit.open(crisis_app)
    panel = choose(page, ALMATY)
    expect(panel).to_contain_text("4 Ereignisse, 5 Belege")
    blocks = panel.locator("[data-testid=stVerticalBlock]")
    shots = blocks.filter(has_text="unabhängige Quellen").last
    for said in (
        "Gewalt",
        "5. Januar 2022",
        "2 unabhängige Quellen",
        "nach Angaben 12–19 Tote",
        "Quellen uneins",
        "„nach Angaben der Polizei“ (Behörden)",
        "„laut Augenzeugen“ (Augenzeugen)",
        "Nordblatt, 7.1.2022 · Tote in Almaty",
        "Ort: Stadt oder Ort, auf etwa 18 km genau",
        "Zeit: Tag genannt",
        "Zuordnung: sicher (0,90)",
    ):
        expect(shots).to_contain_text(said)
    excerpt = shots.locator(".sp-excerpt").first
    expect(excerpt.locator(".sp-place")).to_have_text("Almaty")
    expect(excerpt.locator(".sp-trigger")).to_have_text("Schüssen")
    expect(excerpt.locator(".sp-said")).to_have_text("nach Angaben der Polizei")
    original = shots.locator("a[href='https://nordblatt.example/januar']").first
    assert original.get_attribute("rel") == "noopener noreferrer"
    expect(panel).to_contain_text("Russland → Almaty")
    expect(panel).to_contain_text("Verlegung · angekündigt")
    expect(panel).to_contain_text("Belarus → Almaty")
    expect(panel).to_contain_text("Zuordnung: unsicher (0,53)")
    assert visit.outside == []


def test_a_place_known_only_nearly_is_said_to_be_so(visit: Visit, crisis_app: str) -> None:
    panel = choose(visit.open(crisis_app), TARAZ)
    expect(panel).to_contain_text("3 Verletzte")
    expect(panel.locator(".sp-foot")).to_contain_text("nahe")


def test_a_row_of_the_table_shows_its_card_and_the_map_follows(
    visit: Visit, crisis_app: str
) -> None:
    page = visit.open(f"{crisis_app}/?actor=RU")
    is_idle(page)
    page.get_by_text("1 Ereignis als Tabelle").click()
    tick(page, page.locator("[data-testid=stDataFrame]").first, 0)
    card = page.locator("[class*=st-key-chosen_]")
    expect(card).to_contain_text("300 Einsatzkräfte", timeout=WAIT_MS)
    assert query(page)["place"] == [ALMATY]
    chosen = map_of(page).locator(f'.schauplatz-selected[data-place="{ALMATY}"]')
    expect(chosen).to_be_visible(timeout=WAIT_MS)


def test_what_is_not_on_the_map_is_counted_listed_and_proven(visit: Visit, crisis_app: str) -> None:
    page = visit.open(crisis_app)
    is_idle(page)
    listed = page.locator(".st-key-off_map")
    expect(listed).to_contain_text("Nicht auf der Karte: 1 ohne Ort · 3 wegen des Status")
    expect(page.get_by_role("link", name="1 nicht auf der Karte")).to_be_visible()
    listed.locator("summary").click()
    expect(listed).to_contain_text("aber nicht wo", timeout=WAIT_MS)
    tick(page, listed.locator("[data-testid=stDataFrame]"), 0)
    card = page.locator("[class*=st-key-chosen_]")
    expect(card).to_contain_text("4 Verletzte", timeout=WAIT_MS)
    assert "place" not in query(page)


def test_the_article_is_read_at_the_sentence_of_the_card(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/?actor=BY")
    choose(page, ALMATY).get_by_text("Im Artikel lesen").first.click()
    arrived = page.locator(".sp-arrived")
    arrived.wait_for(timeout=WAIT_MS)
    expect(arrived).to_contain_text("Belarus will 100 Soldaten", use_inner_text=True)
    expect(arrived).to_be_in_viewport(timeout=WAIT_MS)
    assert query(page)["article"] == ["januar"]
    place = arrived.locator(".sp-place.sp-m").first
    place.hover()
    expect(place.locator(".sp-tip")).to_be_visible()
    expect(place.locator(".sp-tip")).to_contain_text("Sonst möglich")
    trigger = arrived.locator(".sp-trigger.sp-m").first
    trigger.focus()
    expect(trigger.locator(".sp-tip")).to_contain_text("Russland → Almaty")
