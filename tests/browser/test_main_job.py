"""The main job in a real browser: five real articles in, a map that proves every mark out."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from geopy.distance import great_circle

from tests.browser.conftest import running_app, visiting, wait_for
from tests.browser.looking import is_idle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

MARKS = """() => {
  const found = [];
  window.map.eachLayer((layer) => {
    if (!layer.getElement || !layer.getLatLng || !layer.getElement()) return;
    const {lat, lng} = layer.getLatLng();
    const classes = layer.getElement().getAttribute("class") || "";
    if (/schauplatz-(mark|chip)/.test(classes))
      found.push({id: layer.getElement().dataset.place, lat, lon: lng, classes});
  });
  return found;
}"""
ALMATY = (43.25, 76.91)


def map_frame(page: Page) -> Frame:
    for frame in page.frames:
        if "streamlit_folium" in frame.url:
            return frame
    raise AssertionError("there is no map in the page")


def marks(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = map_frame(page).evaluate(MARKS)
    return found


def near(found: list[dict[str, Any]], lat: float, lon: float, km: float = 25) -> list[str]:
    points = [one for one in found if "schauplatz-mark" in one["classes"]]
    return [
        one["id"] for one in points if great_circle((lat, lon), (one["lat"], one["lon"])).km <= km
    ]


def wait_until(page: Page, script: str) -> None:
    """Wait until a script that runs in the frame of the map says true."""
    map_frame(page).wait_for_function(script, timeout=15_000)


def click_mark(page: Page, place_id: str) -> None:
    mark = map_frame(page).locator(f'.schauplatz-mark[data-place="{place_id}"]')
    # The map fits itself to its marks first; a click sent meanwhile would miss.
    before = None
    while (box := mark.bounding_box()) != before or box is None:
        before = box
        page.wait_for_timeout(300)
    mark.click(force=True)


def panel_text(page: Page) -> str:
    return page.locator(".st-key-right").inner_text()


def test_the_five_articles_are_drawn_without_any_outside_request(
    visit: Visit, seeds_app: str
) -> None:
    page = visit.open(seeds_app)
    found = marks(page)
    for name, lat, lon in (
        ("Almaty", *ALMATY),
        ("Schangaösen", 43.34, 52.86),
        ("Orenburg", 51.77, 55.10),
        ("Iwanowo", 57.00, 40.97),
    ):
        assert near(found, lat, lon), f"no mark at {name}: {found}"
    chips = {one["id"] for one in found if "schauplatz-chip" in one["classes"]}
    assert {"iso3166:TJ", "iso3166:KG"} <= chips
    for code in ("TJ", "KG"):
        wait_for(page, f".schauplatz-area-{code}")
    assert visit.outside == []
    assert visit.console == []


def test_no_mark_comes_from_the_clutter_around_the_articles(visit: Visit, seeds_app: str) -> None:
    page = visit.open(f"{seeds_app}/Places", ready="[data-testid=stDataFrame]")
    text = page.inner_text("body")
    for name in ("Fidschi", "New York", "Wilhelmstraße"):
        assert name not in text
    page = visit.open(seeds_app)
    found = marks(page)
    assert not near(found, 40.71, -74.01, 100)
    assert not near(found, -17.8, 178.0, 500)


def test_a_click_on_a_mark_shows_the_proof(visit: Visit, seeds_app: str) -> None:
    page = visit.open(seeds_app)
    (almaty, *_) = near(marks(page), *ALMATY)
    click_mark(page, almaty)
    page.wait_for_function(
        "document.querySelector('.st-key-right').innerText.includes('Im Artikel lesen')"
    )
    panel = page.locator(".st-key-right")
    assert "Almaty" in panel_text(page)
    assert panel.locator("mark, .sp-trigger").count() > 0
    assert "FAZ" in panel_text(page)
    original = panel.locator("a[href^='https://www.faz.net/']").first
    assert "noopener" in (original.get_attribute("rel") or "")
    assert f"place={almaty.replace(':', '%3A')}" in page.url or f"place={almaty}" in page.url


def test_the_link_to_the_article_leads_to_the_sentence(visit: Visit, seeds_app: str) -> None:
    page = visit.open(seeds_app)
    (almaty, *_) = near(marks(page), *ALMATY)
    click_mark(page, almaty)
    link = page.locator(".st-key-right").get_by_text("Im Artikel lesen").first
    link.wait_for()
    link.click()
    page.wait_for_url(re.compile("article="))
    arrived = page.locator(".sp-arrived").first
    arrived.wait_for()
    page.wait_for_timeout(1500)
    box = arrived.bounding_box()
    assert box is not None
    assert -box["height"] <= box["y"] <= 900, "the sentence arrived at is not in view"


def test_a_country_changes_marks_and_list(visit: Visit, seeds_app: str) -> None:
    page = visit.open(f"{seeds_app}/?country=KZ")
    found = marks(page)
    assert near(found, *ALMATY)
    assert "iso3166:TJ" not in {one["id"] for one in found} or "Kasachstan" in panel_text(page)
    everything = len(marks(visit.open(seeds_app)))
    assert len(found) < everything


def test_a_day_changes_marks_and_list(visit: Visit, seeds_app: str) -> None:
    day = visit.open(f"{seeds_app}/?from=2022-01-06&to=2022-01-06&undated=0")
    found = marks(day)
    assert near(found, *ALMATY)
    assert not near(found, 43.34, 52.86), "the protest of 1 and 2 January is still shown"
    assert near(marks(visit.open(seeds_app)), 43.34, 52.86)


def test_a_copied_address_restores_the_view_in_a_new_browser(
    browser: Browser, seeds_app: str
) -> None:
    with visiting(browser) as first:
        page = first.open(seeds_app)
        page.get_by_test_id("stSidebar").get_by_text(re.compile("Gewalt")).first.click()
        page.wait_for_function("location.search.includes('kind=')")
        page.wait_for_timeout(1500)
        address, shown = page.url, marks(page)
    with visiting(browser) as second:
        page = second.open(address)
        page.wait_for_timeout(1000)
        assert sorted(one["id"] for one in marks(page)) == sorted(one["id"] for one in shown)


def test_back_undoes_a_filter(visit: Visit, seeds_app: str) -> None:
    page = visit.open(seeds_app)
    before = sorted(one["id"] for one in marks(page))
    page.get_by_test_id("stSidebar").get_by_text(re.compile("Verlegungen")).first.click()
    page.wait_for_function("location.search.includes('kind=')")
    page.wait_for_timeout(2000)
    assert sorted(one["id"] for one in marks(page)) != before
    page.go_back()
    page.wait_for_timeout(3000)
    assert "kind=" not in page.url
    assert sorted(one["id"] for one in marks(page)) == before


def test_filters_survive_a_change_of_page(visit: Visit, seeds_app: str) -> None:
    page = visit.open(f"{seeds_app}/?country=KG")
    page.locator(".st-key-nav").get_by_text("Orte").click()
    page.wait_for_url(re.compile(r"/Places\?.*country=KG"))
    page.locator(".st-key-nav").get_by_text("Verlegungen").click()
    page.wait_for_url(re.compile(r"/Deployments\?.*country=KG"))


@pytest.mark.parametrize(
    "path", ["Deployments", "Protests", "Places", "Sources", "Articles", "Method", "Report"]
)
def test_a_cold_deep_link_draws_the_page(visit: Visit, seeds_app: str, path: str) -> None:
    page = visit.open(f"{seeds_app}/{path}", ready=".st-key-nav a")
    page.get_by_test_id("stSidebar").get_by_text("Zeitraum").wait_for()
    page.wait_for_timeout(1500)
    assert page.locator("[data-testid=stException]").count() == 0
    assert visit.outside == []


def test_unknown_values_in_the_address_are_noticed_and_ignored(
    visit: Visit, seeds_app: str
) -> None:
    page = visit.open(f"{seeds_app}/?kind=party&country=XX&from=gestern")
    text = page.inner_text("body")
    for value in ("party", "XX", "gestern"):
        assert value in text


@pytest.mark.parametrize(
    "path", ["", "Deployments", "Protests", "Places", "Sources", "Articles", "Method", "Report"]
)
def test_no_page_is_wider_than_a_phone(browser: Browser, samples_app: str, path: str) -> None:
    with visiting(browser, width=390, height=844) as visit:
        page = visit.open(f"{samples_app}/{path}", ready=".st-key-nav a")
        page.wait_for_timeout(2500)
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_geocoded_mentions_can_be_taken_away_as_a_table(visit: Visit, seeds_app: str) -> None:
    page = visit.open(f"{seeds_app}/Places", ready="[data-testid=stDataFrame]")
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").last.click()
    with ZipFile(started.value.path()) as files:
        text = files.read("schauplatz-mentions.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    schangaoesen = next(row for row in rows if row["surface"] == "Schangaösen")
    assert (round(float(schangaoesen["latitude"])), schangaoesen["country_code"]) == (43, "KZ")


@pytest.mark.parametrize("path", ["Places", "Sources", "Articles", "Protests"])
def test_each_table_is_taken_with_its_filters_its_method_and_its_sources(
    visit: Visit, seeds_app: str, path: str
) -> None:
    page = visit.open(f"{seeds_app}/{path}?country=KZ", ready="text=CSV (ZIP)")
    is_idle(page)
    buttons = page.get_by_role("button", name="CSV (ZIP)")
    for number in range(buttons.count()):
        with page.expect_download() as started:
            buttons.nth(number).click()
        with ZipFile(started.value.path()) as files:
            (name,) = (one for one in files.namelist() if one.endswith("-metadata.json"))
            (said,) = json.loads(files.read(name))["notes"]
            rows = csv.DictReader(io.StringIO(files.read(name[:-14]).decode(), newline=""))
            assert len(list(rows)) == said["rows"]
        assert said["filters"]["Countries"] == "Kazakhstan"
        assert said["sources"][0]["publisher"]
        assert said["method_version"]
        assert "country=KZ" in said["link"]


HOSTILE = (
    "{{ 7*7 }} {% raw %} `x` ${1} \\n \\ <script>window.hit=1</script></script> "
    "\"quotes\" 'single' \u202ertl\u202c 🙂 <img src=x onerror=window.hit=1> *b* $x$ :red[r] [a](b)"
)


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    text = (
        f"Schüsse in Almaty {HOSTILE}\n\n"
        f"In Almaty wurden am Mittwoch {HOSTILE} zwölf Menschen bei Zusammenstößen getötet. "
        "Russland entsandte am Donnerstag 300 Soldaten nach Almaty.\n"
    )
    (folder / "hostile.txt").write_text(text, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,publisher,url,published\n"
        'hostile.txt,"<b>{{ 7*7 }}</b>",javascript:alert(1),2022-01-06\n',
        encoding="utf-8",
    )
    return folder


def test_text_of_an_article_appears_letter_for_letter_and_runs_nothing(
    visit: Visit, hostile_folder: Path
) -> None:
    with running_app(hostile_folder) as url:
        page = visit.open(url)
        (almaty, *_) = near(marks(page), *ALMATY)
        click_mark(page, almaty)
        panel = page.locator(".st-key-right")
        panel.get_by_text("Im Artikel lesen").first.wait_for()
        said = " ".join((panel.text_content() or "").split())
        # The panel and the article hold the sentence in one element or another, whole.
        for piece in ("{{ 7*7 }}", "{% raw %}", "`x`", "${1}", "\\n \\", "</script>", "*b*", "$x$"):
            assert piece in said, piece
        assert "<b>{{ 7*7 }}</b>" in said
        assert panel.locator("a[href^='javascript:']").count() == 0
        panel.get_by_text("Im Artikel lesen").first.click()
        page.wait_for_url(re.compile("article="))
        wait_for(page, ".sp-arrived")
        article = " ".join((page.text_content("[data-testid=stMain]") or "").split())
        assert " ".join(HOSTILE.split()) in article
        for path in (
            "Deployments",
            "Protests",
            "Places",
            "Sources",
            "Articles",
            "Method",
            "Report",
        ):
            other = visit.open(f"{url}/{path}", ready=".st-key-nav a")
            other.wait_for_timeout(1500)
            assert other.locator("[data-testid=stException]").count() == 0
            for frame in other.frames:
                assert frame.evaluate("window.hit") is None
        for frame in page.frames:
            assert frame.evaluate("window.hit") is None
        assert visit.outside == []
