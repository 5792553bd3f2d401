"""Links in a browser: every page takes a full address, keeps it, and names what it cannot mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting, wait_for
from tests.browser.looking import (
    PATHS,
    WAIT_MS,
    expect_events,
    expect_marks,
    is_idle,
    map_of,
    marks,
    query,
    wait_for_query,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page, WebSocket

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ALMATY = "geonames:1526384"
VIEW = "44.5,66.2,5.5"
# Every filter there is; the Russian deployment to Almaty passes them all.
FILTERS = {
    "from": "2022-01-05",
    "to": "2022-01-07",
    "country": "KZ,RU",
    "kind": "deployment,protest,violence",
    "undated": "0",
    "status": "actual,planned,historical",
    "says": "fact,officials",
    "actor": "RU",
    "publisher": "Nordblatt",
    "lang": "de",
    "precision": "point,near",
    "confidence": "0.7",
    "q": "panzer",
    "figures": "1",
}
CHIPS = 14  # both days in one, both countries by themselves
QUIET_MS = 1500  # longer than any animation, and than the map waits before it writes an address
HAS_MAP = {"", "Deployments"}


@pytest.fixture(scope="module")
def incident_id(browser: Browser, crisis_app: str) -> str:
    """Return the id of the Russian deployment, as a click on its row puts it into the address."""
    with visiting(browser) as visit:
        page = visit.open(f"{crisis_app}/?actor=RU")
        page.get_by_role("button", name="Beleg").click()
        wait_for_query(page, "incident=")
        return query(page)["incident"][0]


def view_of(frame: Frame) -> list[float]:
    found: list[float] = frame.evaluate(
        "[schauplatz.map.getCenter().lat, schauplatz.map.getCenter().lng, schauplatz.map.getZoom()]"
    )
    return [round(one, 1) for one in found]


@pytest.mark.parametrize("path", PATHS)
def test_a_link_with_everything_is_restored_on_each_page_and_carried_to_the_others(
    visit: Visit, crisis_app: str, incident_id: str, path: str
) -> None:
    selection = {"place": ALMATY, "incident": incident_id}
    said = {**FILTERS, **selection, "layers": "incidents,rings", "view": VIEW, "ui": "en"}
    page = visit.open(f"{crisis_app}/{path}?{urlencode(said)}", ready=".st-key-nav a")
    page.locator(".st-key-filter_words input").wait_for()
    is_idle(page)
    assert query(page) == {key: [value] for key, value in said.items()}
    assert page.locator(".sp-problems").count() == 0
    chips = page.locator(".st-key-chips [class*=st-key-chip_]")
    expect(chips).to_have_count(0 if path == "Method" else CHIPS)
    expect(page.locator(".st-key-filter_words input")).to_have_value("panzer")
    expect(page.locator(".st-key-nav")).to_contain_text("Protests and violence")
    for link in page.locator(".st-key-nav a").all():
        for part in ("q=panzer", "layers=", "ui=en", f"incident={incident_id}"):
            assert part in (link.get_attribute("href") or "")
    if path in HAS_MAP:
        wait_for(page, ".schauplatz-mark")
        assert marks(page) == {ALMATY}
        frame = map_of(page)
        assert view_of(frame) == pytest.approx([44.5, 66.2, 5.5], abs=0.06)
        assert frame.locator(".schauplatz-flow").count() == 0
        card = page.locator("[class*=st-key-chosen_]")
        expect(card).to_contain_text("Schützenpanzer")
        expect(card).to_contain_text("Deployment")
    if path == "Places":
        expect(page.locator(".st-key-profile_chosen h2").first).to_have_text("Almaty")
    if path == "Articles":
        expect(page.locator(".sp-found .sp-hit").first).to_have_text("panzer")
    assert visit.outside == []
    assert visit.console == []


def drag_map(page: Page) -> None:
    box = page.locator(".st-key-left iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 150, y - 30, steps=6)
    page.mouse.up()


def test_moving_the_map_sends_nothing_and_its_address_restores_the_view(
    browser: Browser, visit: Visit, crisis_app: str
) -> None:
    sent: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(len(frame)))

    page = visit.context.new_page()
    page.on("websocket", listen)
    page.goto(crisis_app)
    wait_for(page, ".schauplatz-mark")
    page.locator(".st-key-filter_words input").wait_for()
    is_idle(page)
    page.wait_for_timeout(QUIET_MS)  # what the page's own scripts report once they stand
    before = len(sent)
    assert before > 0
    drag_map(page)
    wait_for_query(page, "view=")
    (first,) = query(page)["view"]
    map_of(page).locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(f"!location.search.includes('{first}')", timeout=WAIT_MS)
    page.wait_for_timeout(QUIET_MS)
    assert len(sent) == before
    with visiting(browser) as other:
        again = other.open(page.url, ready="[data-written]")
        assert view_of(map_of(again)) == pytest.approx(view_of(map_of(page)), abs=0.11)


def test_filters_leave_the_view_and_pages_carry_it(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/?view={VIEW}", ready="[data-written]")
    page.locator(".st-key-filter_words input").fill("panzer")
    page.keyboard.press("Enter")
    wait_for_query(page, "q=panzer")
    expect_marks(page, {ALMATY})
    wait_for_query(page, f"view={VIEW}")
    assert view_of(map_of(page)) == pytest.approx([44.5, 66.2, 5.5], abs=0.06)
    page.locator(".st-key-nav").get_by_text("Verlegungen").click()
    page.wait_for_url(re.compile("/Deployments"))
    wait_for_query(page, f"view={VIEW}")
    assert query(page)["q"] == ["panzer"]


def test_back_leads_through_pages_filters_and_articles(visit: Visit, crisis_app: str) -> None:
    page = visit.open(f"{crisis_app}/?country=KZ")
    is_idle(page)
    page.locator(".st-key-nav").get_by_text("Artikel", exact=True).click()
    page.wait_for_url(re.compile(r"/Articles\?country=KZ"))
    page.locator(".st-key-article_list").get_by_role("button", name="Lesen").first.click()
    wait_for_query(page, "article=")
    page.locator(".sp-article").wait_for()
    page.go_back()
    page.locator(".st-key-article_list").wait_for(timeout=WAIT_MS)
    assert query(page) == {"country": ["KZ"]}
    page.go_back()
    page.wait_for_url(re.compile(r"/\?country=KZ$"))
    wait_for(page, ".schauplatz-mark")


# Ten things are named at most: so in two addresses.
BAD = (
    {
        "from": "2022-01-09",
        "to": "2022-01-02",
        "country": "XX,<script>window.hit=1</script>",
        "kind": "party",
        "undated": "vielleicht",
        "status": "x" * 10_000,
        "says": "nobody",
        "lang": "xx",
        "view": "<script>window.hit=1</script>",
        "place": "geonames:0",
    },
    {
        "actor": "<img src=x onerror=window.hit=1>",
        "publisher": "**Bote** :red[x] $y$",
        "precision": "{{ 7*7 }}",
        "confidence": "NaN",
        "q": "y" * 10_000,
        "figures": "2",
        "incident": "'\"><script>window.hit=1</script>",
        "layers": "lava",
        "ui": "tlh",
    },
)
# The first day is fine by itself; a view that cannot be and an unknown language change nothing.
UNNAMED = {"from", "view", "ui"}


@pytest.mark.parametrize(("path", "half"), [("", 0), *((path, 1) for path in PATHS)])
def test_what_an_address_cannot_mean_is_named_and_ignored_on_each_page(
    visit: Visit, crisis_app: str, path: str, half: int
) -> None:
    bad = BAD[half]
    more = {"article": "<script>window.hit=1</script>"} if path == "Articles" else {}
    page = visit.open(f"{crisis_app}/{path}?{urlencode(bad | more)}", ready=".st-key-nav a")
    page.locator(".st-key-filter_words input").wait_for()
    is_idle(page)
    boxes = page.locator(".sp-problems")
    expect(boxes).to_have_count(1 + len(more), timeout=WAIT_MS)
    said = boxes.first.inner_text()
    for key in bad.keys() - UNNAMED:
        assert f"{key}={bad[key][:20].split(',')[0]}" in said, key
    assert len(said) < 1000
    for name in more.values():
        assert name in boxes.last.inner_text()
    assert page.locator("[data-testid=stException]").count() == 0
    if path in HAS_MAP:
        wait_for(page, ".schauplatz-mark")
    assert all(frame.evaluate("window.hit") is None for frame in page.frames)
    assert visit.console == []
    assert visit.outside == []


@pytest.mark.parametrize("path", ["", "Protests", "Sources", "Articles"])
def test_an_empty_page_names_the_filters_to_blame_and_lifts_one(
    visit: Visit, crisis_app: str, path: str
) -> None:
    url = f"{crisis_app}/{path}?country=KG&kind=violence"
    page = visit.open(url, ready=".st-key-lift button")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Ohne das Land Kirgisistan wären es")
    expect(main).to_contain_text("Ohne die Art Gewalt wäre es 1 Ereignis.")
    page.locator(".st-key-lift button").click()
    wait_for_query(page, "^\\?kind=violence$")
    is_idle(page)
    expect(page.locator(".st-key-lift")).to_have_count(0, timeout=WAIT_MS)
    if path == "":
        expect_events(page, 6)


def test_the_browsers_language_is_spoken_and_the_other_one_can_be_chosen(
    browser: Browser, visit: Visit, crisis_app: str
) -> None:
    page = visit.open(f"{crisis_app}/?country=KZ")
    expect(page.locator(".st-key-nav")).to_contain_text("Proteste und Gewalt")
    page.get_by_role("button", name="English", exact=True).click()
    wait_for_query(page, "ui=en")
    expect(page.locator(".st-key-nav")).to_contain_text("Protests and violence", timeout=WAIT_MS)
    assert query(page)["country"] == ["KZ"]
    expect(page.get_by_test_id("stMain")).to_contain_text("January 8, 2022")
    wait_for(page, "[aria-label^='Kostanay']")
    page.go_back()
    expect(page.locator(".st-key-nav")).to_contain_text("Proteste und Gewalt", timeout=WAIT_MS)
    expect(page.get_by_test_id("stMain")).to_contain_text("8. Januar 2022")
    context = browser.new_context(locale="en-GB")
    english = context.new_page()
    english.goto(crisis_app)
    expect(english.locator(".st-key-nav")).to_contain_text("Deployments", timeout=WAIT_MS)
    context.close()
