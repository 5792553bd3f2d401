"""Correcting in a real browser: by hand and by keyboard, on map, card, article and in the queue."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.intake import stored_extractions
from geodata.store import Store, open_store
from tests.browser.conftest import running_app, visiting
from tests.browser.looking import WAIT_MS, is_idle, marks, wait_for_query
from tests.browser.test_accessibility import expect_none, opened
from tests.ui.newsroom import NEWS, add_news, news_article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

AKTAU = "geonames:610612"
# The busy computer of a test takes longer than a reader's.
SHOWN_SECONDS = 4.0
WHY = "Vor dem Rathaus, sagt die Redaktion"
SELECT = """([start, end]) => {
  const line = [...document.querySelectorAll(".sp-text [data-start]")]
    .findLast((one) => Number(one.dataset.start) <= start);
  const isOurs = (node) => node.parentElement.closest(".sp-tip, sup");
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) =>
    isOurs(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const range = document.createRange();
  let at = Number(line.dataset.start);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const here = (offset) => offset >= at && offset <= at + node.length;
    if (here(start)) range.setStart(node, start - at);
    if (here(end)) { range.setEnd(node, end - at); break; }
    at += node.length;
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path))
    monkeypatch.setenv("SCHAUPLATZ_REVIEWER", "Anna")
    found = open_store()
    add_news(found, *NEWS)
    yield found
    found.close()


@pytest.fixture
def app(store: Store) -> Iterator[str]:
    assert store.article_count() == len(NEWS)
    with running_app(None) as url:
        yield url


def tool(name: str) -> str:
    return f"[class*=st-key-review_{name}_] button"


def said(page: Page) -> str:
    line = page.locator(".st-key-review_said")
    line.wait_for(timeout=WAIT_MS)
    is_idle(page)
    return line.inner_text()


def acts(store: Store) -> list[str]:
    return [one.act for one in store.corrections()]


def click_map(page: Page) -> None:
    """Click on the small map of the window."""
    frame = page.get_by_role("dialog").locator("iframe")
    frame.wait_for(timeout=WAIT_MS)
    pin = frame.content_frame.locator("path.leaflet-interactive")
    pin.wait_for(timeout=WAIT_MS)
    box = frame.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4)


def expect_log(page: Page) -> None:
    """Look at what a card says of the change, and at its log."""
    card = page.locator(".st-key-panel")
    expect(card).to_contain_text("✎ korrigiert von Anna")
    card.get_by_role("button", name="Protokoll").first.click()
    expect(page.get_by_text(WHY)).to_be_visible(timeout=WAIT_MS)
    page.keyboard.press("Escape")


def test_a_point_on_the_map_is_where_an_event_is_from_then_on(
    visit: Visit, app: str, store: Store
) -> None:
    page = visit.open(f"{app}/?place={AKTAU}")
    page.locator(tool("change")).first.click()
    window = page.get_by_role("dialog")
    window.get_by_text("Punkt auf der Karte").click(timeout=WAIT_MS)
    click_map(page)
    save = window.get_by_role("button", name="Änderung speichern")
    expect(save).to_be_enabled(timeout=WAIT_MS)
    expect_none(page)
    window.get_by_label("Warum").fill(WHY)
    window.get_by_label("Warum").press("Tab")
    is_idle(page)
    begun = time.monotonic()
    save.click()
    wait_for_query(page, "place=point:")
    said(page)
    assert time.monotonic() - begun < SHOWN_SECONDS
    (kept,) = store.corrections()
    assert kept.reason == WHY
    assert any(one.startswith("point:") for one in marks(page))
    expect_log(page)
    page.get_by_role("button", name="Rückgängig").click()
    wait_for_query(page, f"place={AKTAU}")
    assert acts(store) == ["change", "undo"]
    assert visit.console == []
    assert visit.outside == []


def test_the_keyboard_judges_one_thing_a_press_and_nothing_in_a_field(
    visit: Visit, app: str, store: Store
) -> None:
    page = visit.open(f"{app}/Review", ready=".st-key-review_task")
    is_idle(page)
    page.locator("h1").click()
    page.keyboard.press("c")
    said(page)
    assert acts(store) == ["confirm"]
    page.keyboard.press("r")
    expect(page.locator(".st-key-review_said")).to_contain_text("Verworfen", timeout=WAIT_MS)
    is_idle(page)
    page.keyboard.press("u")
    expect(page.locator(".st-key-review_said")).to_have_count(0, timeout=WAIT_MS)
    is_idle(page)
    assert acts(store) == ["confirm", "reject", "undo"]
    heading = page.locator(".st-key-review_task h2").inner_text()
    page.keyboard.press("j")
    expect(page.locator(".st-key-review_task h2")).not_to_have_text(heading, timeout=WAIT_MS)
    is_idle(page)
    page.keyboard.press("k")
    expect(page.locator(".st-key-review_task h2")).to_have_text(heading, timeout=WAIT_MS)
    is_idle(page)
    assert visit.console == []


def test_what_is_typed_into_a_field_judges_nothing(visit: Visit, app: str, store: Store) -> None:
    page = visit.open(f"{app}/Review", ready=".st-key-review_task")
    is_idle(page)
    page.locator("h1").click()
    page.keyboard.press("n")
    page.keyboard.type("rc", delay=400)  # before the field is there, too
    field = page.locator("[class*=st-key-review_text_] textarea")
    expect(field).to_be_focused(timeout=WAIT_MS)
    field.fill("reicht ein Rückruf? u")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.locator(".st-key-review_said")).to_contain_text("Notiert", timeout=WAIT_MS)
    assert acts(store) == ["note"]
    page.keyboard.press("Escape")
    page.locator(".st-key-filter_words input").fill("c")
    page.keyboard.press("e")
    page.wait_for_timeout(500)
    assert page.get_by_role("dialog").count() == 0
    page.locator(".st-key-filter_words input").fill("")
    page.keyboard.press("Enter")
    page.locator(".st-key-review_task").wait_for(timeout=WAIT_MS)
    is_idle(page)
    assert acts(store) == ["note"]
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator(".sp-keys")).to_be_visible(timeout=WAIT_MS)
    expect_none(page)
    assert visit.console == []


def test_words_selected_in_an_article_become_a_place(visit: Visit, app: str, store: Store) -> None:
    article = news_article("protest")
    page = visit.open(f"{app}/Articles?article={article.article_id}", ready=".st-key-review_box")
    is_idle(page)
    start = article.text.index("Straße")
    page.evaluate(SELECT, [start, start + len("Straße")])
    page.get_by_role("button", name="Als Ort hinzufügen").click()
    window = page.get_by_role("dialog")
    expect(window.locator(".sp-place")).to_have_text("Straße", timeout=WAIT_MS)
    window.get_by_label("Name des Ortes").fill("Актау")
    window.get_by_label("Name des Ortes").press("Enter")
    expect(window.get_by_text("Aktau, Kasachstan, Stadt").first).to_be_visible(timeout=WAIT_MS)
    window.get_by_role("button", name="Hinzufügen").click()
    assert "Hinzugefügt" in said(page)
    (kept,) = store.corrections()
    assert kept.anchor.span == (start, start + len("Straße"))
    (found,) = stored_extractions(store, [article.article_id])
    assert "Straße" in {one.surface for one in found.mentions}
    page.locator(".sp-text .sp-m").first.click()
    is_idle(page)
    expect(page.locator(".sp-chosen")).to_have_count(1, timeout=WAIT_MS)
    expect_none(page)
    assert visit.console == []


def test_an_article_that_gets_another_date_has_its_events_on_other_days(
    visit: Visit, app: str, store: Store
) -> None:
    article = news_article("protest")
    page = visit.open(f"{app}/Articles?article={article.article_id}", ready=".st-key-review_box")
    events = page.locator(".st-key-article_events")
    expect(events).to_contain_text("4. Januar 2022", timeout=WAIT_MS)
    page.get_by_role("button", name="Angaben zum Artikel").click()
    window = page.get_by_role("dialog")
    save = window.get_by_role("button", name="Änderung speichern")
    expect(save).to_be_disabled(timeout=WAIT_MS)
    day = window.get_by_role("textbox", name="Erschienen")
    day.fill("morgen")
    day.press("Enter")
    expect(window).to_contain_text("Das ist kein Datum: morgen", timeout=WAIT_MS)
    expect(save).to_be_disabled()
    day.fill("2022-02-03")
    day.press("Enter")
    expect(save).to_be_enabled(timeout=WAIT_MS)
    expect_none(page)
    save.click()
    assert "6. Januar 2022 → 3. Februar 2022" in said(page)
    expect(page.locator(".sp-source")).to_contain_text("3.2.2022", timeout=WAIT_MS)
    expect(events).to_contain_text("1. Februar 2022", timeout=WAIT_MS)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".sp-source")).to_contain_text("6.1.2022", timeout=WAIT_MS)
    expect(events).to_contain_text("4. Januar 2022", timeout=WAIT_MS)
    assert acts(store) == ["change", "undo"]
    assert visit.console == []


def test_on_a_phone_all_tools_are_there_and_nothing_is_wider_than_the_screen(
    browser: Browser, app: str
) -> None:
    with visiting(browser, width=390, height=844, touch=True) as visit:
        page = opened(visit, f"{app}/Review", ready=".st-key-review_task", theme="dark")
        for name in ("confirm", "reject", "change", "note", "log"):
            expect(page.locator(tool(name)).first).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect_none(page)
        page.locator(tool("confirm")).first.tap()
        said(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect_none(page)
        assert visit.console == []
