"""The report as a PDF: everything over several sheets, and nothing that only a screen needs."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser.conftest import visiting, wait_for
from tests.browser.looking import WAIT_MS, is_idle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# What can be set, or stands around the sheet.
SCREEN_ONLY = (
    "Überschrift des Berichts",
    "Drucken",
    "Zeitraum",
    "Verlegungen und Abzüge",
    "Link kopieren",
    "Alle lösen",
    "English",
)
A4_POINTS = (595, 842)
WHITE, INK = "rgb(255, 255, 255)", "rgb(27, 31, 36)"


def test_a_report_prints_all_incidents_on_sheets_of_a4(browser: Browser, crisis_app: str) -> None:
    with visiting(browser) as visit:
        page = visit.context.new_page()
        page.goto(f"{crisis_app}/Report?ui=de&country=KZ,UZ,KG,TJ")
        page.locator(".sp-report-method").wait_for(timeout=WAIT_MS)
        page.locator(".st-key-filter_words input").wait_for(timeout=WAIT_MS)
        is_idle(page)
        wait_for(page, ".schauplatz-mark")
        excerpts = page.locator(".sp-report-card .sp-excerpt").all_inner_texts()
        count = page.locator(".sp-report-card").count()
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        assert visit.outside == []
    sheets = PdfReader(io.BytesIO(printed)).pages
    text = letters(" ".join(sheet.extract_text() for sheet in sheets))
    assert len(sheets) >= 3
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == pytest.approx(
        A4_POINTS, abs=1
    )
    assert count >= 8
    for excerpt in excerpts:
        assert letters(excerpt) in text
    for words in ("https://nordblatt.example/januar", "Erstellt mit Schauplatz", "Almaty"):
        assert letters(words) in text
    for words in SCREEN_ONLY:
        assert letters(words) not in text


def test_the_sheet_is_light_on_paper_and_on_a_dark_screen(
    browser: Browser, crisis_app: str
) -> None:
    with visiting(browser) as visit:
        page = visit.context.new_page()
        page.emulate_media(color_scheme="dark")
        page.goto(f"{crisis_app}/Report")
        sheet = page.locator(".sp-report-method")
        sheet.wait_for(timeout=WAIT_MS)
        assert ground(page, ".st-key-report") == WHITE
        assert ground(page, ".stApp") != WHITE
        assert sheet.evaluate("one => getComputedStyle(one).color") == INK
        page.emulate_media(color_scheme="dark", media="print")
        assert {ground(page, part) for part in ("body", ".stApp", ".stMain")} == {WHITE}


def letters(text: str) -> str:
    """Return the text without spaces, which a PDF has none of, and without its ligatures."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def ground(page: Page, selector: str) -> str:
    said: str = page.locator(selector).evaluate("one => getComputedStyle(one).backgroundColor")
    return said
