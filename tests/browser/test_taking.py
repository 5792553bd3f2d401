"""What a reader takes along, in a real browser: the link, the frame, a file of each form."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting, wait_for
from tests.browser.looking import WAIT_MS, is_idle, map_of, marks, query, wait_for_query

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

# As the choice names them -> what the file begins with.
FORMS = {
    "CSV mit Spaltenbuch (ZIP)": b"PK",
    "Excel": b"PK",
    "GeoJSON": b"{",
    "KML, für Google Earth": b"<?xml",
    "GeoParquet": b"PAR1",
    "Karte und Liste als eine HTML-Datei": b"<!",
}


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def title_line(page: Page) -> str:
    return page.locator(".sp-title").first.inner_text()


def test_a_copied_link_opens_the_same_view_for_somebody_else(
    browser: Browser, visit: Visit, crisis_app: str
) -> None:
    page = visit.open(f"{crisis_app}/?ui=en&country=KZ&kind=protest,violence")
    is_idle(page)
    frame = map_of(page)
    frame.locator(".schauplatz-mark").first.click(force=True)
    wait_for_query(page, "place=")
    is_idle(page)
    frame.evaluate("window.schauplatz.map.setView([48.5, 66.5], 4.5, {animate: false})")
    # The map's script writes the view by itself; nobody reruns the page.
    wait_for_query(page, "view=4")
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Copied. The link opens")).to_be_visible()
    link = clipboard(page)
    assert link == page.url
    with visiting(browser) as other:
        again = other.open(link)
        is_idle(again)
        assert query(again) == query(page)
        assert (title_line(again), marks(again)) == (title_line(page), marks(page))
        assert again.locator(".st-key-close").count() == page.locator(".st-key-close").count() == 1
        expect(again.get_by_role("button", name="Copy link")).to_be_visible()


def test_the_code_of_a_frame_shows_the_map_on_another_page(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/Deployments?country=KZ")
    is_idle(page)
    page.get_by_role("button", name="Einbetten").click()
    expect(page.get_by_label("Code zum Einbetten")).to_be_visible()
    page.get_by_role("button", name="Code kopieren").click()
    expect(page.get_by_text("Code kopiert.")).to_be_visible()
    code = clipboard(page)
    assert "\n" not in code
    (source,) = re.findall('src="([^"]*)"', code)
    address = html.unescape(source)
    assert {"country=KZ", "embed=true", "ui=de"} <= set(address.partition("?")[2].split("&"))
    host = visit.context.new_page()
    # A page of another origin: the same server by its number.
    host.goto(crisis_app.replace("localhost", "127.0.0.1") + "/_stcore/health")
    host.set_content(f"<h1>A story</h1>{code}")
    wait_for(host, ".schauplatz-mark")
    frame = next(one for one in host.frames if "embed=true" in one.url)
    assert frame.get_by_role("button", name="Ausleiten").count() == 0


def test_without_a_clipboard_the_link_is_there_to_be_copied_by_hand(
    browser: Browser, crisis_app: str
) -> None:
    with visiting(browser, width=390, height=844) as visit:
        visit.context.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {get: () => undefined})"
        )
        page = visit.open(f"{crisis_app}/Method", ready=".st-key-nav a")
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("button", name="Link kopieren").click()
        field = page.get_by_label("Link zu dieser Seite")
        expect(field).to_be_focused()
        assert field.input_value() == page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_each_form_of_file_has_the_rows_on_screen(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/Protests?country=KZ")
    is_idle(page)
    page.get_by_role("button", name="Ausleiten").click()
    choice = page.get_by_test_id("stPopoverBody")
    rows = int(choice.get_by_text(re.compile(r"^\d+ Zeilen")).inner_text().split()[0])
    assert rows > 2
    files = {form: take(page, form) for form in FORMS}
    for form, begins in FORMS.items():
        assert content(files[form]).startswith(begins), form
    with zipfile.ZipFile(io.BytesIO(content(files["CSV mit Spaltenbuch (ZIP)"]))) as packed:
        table = packed.read("schauplatz-incidents.csv").decode()
        assert "codebook.csv" in packed.namelist()
    assert len(list(csv.DictReader(io.StringIO(table, newline="")))) == rows
    sheet = openpyxl.load_workbook(io.BytesIO(content(files["Excel"]))).worksheets[0]
    assert sheet.max_row == rows + 1
    collection = json.loads(content(files["GeoJSON"]))
    assert len(collection["features"]) == rows
    assert {one["properties"]["event_type"] for one in collection["features"]} <= {
        "protest",
        "violence",
    }
    assert collection["about"]["link"].startswith(f"{crisis_app}/Protests?")
    assert content(files["KML, für Google Earth"]).count(b"<Placemark") <= rows
    assert all(
        file.suggested_filename.startswith("schauplatz-incidents") for file in files.values()
    )


def take(page: Page, form: str) -> Download:
    """Choose a form and return its file."""
    page.get_by_test_id("stPopoverBody").get_by_text(form, exact=True).click()
    is_idle(page)
    with page.expect_download(timeout=WAIT_MS) as started:
        page.get_by_role("button", name="Herunterladen").click()
    return started.value


def content(file: Download) -> bytes:
    return Path(file.path()).read_bytes()
