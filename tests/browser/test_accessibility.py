"""Every page for everyone: axe-core finds nothing, and the keyboard alone does the whole job."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import visiting, wait_for
from tests.browser.looking import WAIT_MS, is_idle, map_of, wait_for_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Frame, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ALMATY = "geonames:1526384"
MARK, TABLE = ".schauplatz-mark", "[data-testid=stDataFrame]"
# Address -> what is there once the page is drawn.
PAGES = {
    f"?place={ALMATY}": ".st-key-panel .sp-excerpt",
    "?country=KG&kind=violence": ".st-key-lift button",
    "Deployments": MARK,
    "Protests": MARK,
    f"Places?place={ALMATY}": ".st-key-profile_chosen",
    "Sources": TABLE,
    "Articles": ".st-key-article_list h2",
    "Articles?article=abend": ".sp-article",
    "Method": ".sp-essay",
    "Report": MARK,
    "Add": ".st-key-adding_read button",
    "?embed=true": MARK,
}
# Language and theme of each look at all pages.
LOOKS = [("de", "light"), ("en", "dark")]
WIDTHS_PX = (1440, 390)
# Enter and leave by their own names; what they open is drawn when it is opened.
OPENED = (
    ".st-key-map_guide button",
    ".st-key-map_layers button",
    ".st-key-filter_more summary",
    ".st-key-rows_overview summary",
)
GRAVE = {"serious", "critical"}
OPTIONS = {
    "resultTypes": ["violations"],
    "iframes": False,  # each frame is looked at by itself
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, off at axe's start
}


def findings(page: Page | Frame) -> list[str]:
    """Return what is seriously wrong in a document: rule, element, reason."""
    violations: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def expect_none(page: Page) -> None:
    is_idle(page)
    page.wait_for_timeout(600)  # names are given once the page rests
    assert [found for frame in page.frames for found in findings(frame)] == []


def opened(visit: Visit, address: str, *, ready: str, theme: str = "light") -> Page:
    page = visit.context.new_page()
    page.on("pageerror", lambda error: visit.console.append(str(error)))
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # light or dark
    page.goto(address)
    wait_for(page, ready)
    is_idle(page)
    return page


@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_serious_finding(
    visit: Visit, crisis_app: str, path: str, language: str, theme: str
) -> None:
    address = f"{crisis_app}/{path}{'&' if '?' in path else '?'}ui={language}"
    page = opened(visit, address, ready=PAGES[path], theme=theme)
    expect(page.locator(f"html[lang={language}]")).to_be_attached(timeout=WAIT_MS)
    for width in WIDTHS_PX:
        page.set_viewport_size({"width": width, "height": 844})
        expect_none(page)
    assert visit.console == []


def test_what_opens_has_no_serious_finding(visit: Visit, crisis_app: str) -> None:
    page = opened(visit, f"{crisis_app}/?ui=de&country=KZ", ready=MARK, theme="dark")
    for selector in OPENED:
        page.locator(selector).first.click()
        page.wait_for_timeout(400)
        expect_none(page)
        page.keyboard.press("Escape")


@pytest.fixture
def keyboard(browser: Browser) -> Iterator[Visit]:
    with visiting(browser) as visit:
        yield visit


def where(page: Page) -> str:
    """Return the name of what has the focus, in the page or in the frame of its map."""
    return str(
        page.evaluate(
            """() => {
              let at = document.activeElement;
              if (at.tagName === "IFRAME") at = at.contentDocument.activeElement;
              return at.getAttribute("aria-label") ?? at.innerText;
            }"""
        )
    )


def press_until(page: Page, key: str, name: str, *, most: int = 40) -> None:
    """Press a key until what has the focus has a name that matches."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(where(page))
        if re.search(name, seen[-1]):
            return
    raise AssertionError(f"{key} does not lead to {name}: {seen}")


def test_the_keyboard_alone_finds_a_place_reads_its_proof_and_comes_back(
    keyboard: Visit, crisis_app: str
) -> None:
    page = opened(keyboard, f"{crisis_app}/?ui=de", ready=MARK)
    page.wait_for_timeout(600)
    press_until(page, "Tab", "^Zur Karte$", most=3)
    page.keyboard.press("Enter")
    assert where(page).startswith("Almaty: 4 Ereignisse, 3 Quellen"), where(page)
    assert "Gewalt" in where(page)
    page.keyboard.press("Enter")
    wait_for_query(page, f"place={ALMATY}")
    said = page.locator(".sp-live")
    expect(said).to_contain_text(re.compile("Almaty.*4 Ereignisse"), timeout=WAIT_MS)
    is_idle(page)
    assert where(page).startswith("Almaty"), "the mark has lost the focus"
    assert map_of(page).locator(f"[data-place='{ALMATY}'][aria-pressed=true]").count() == 1

    press_until(page, "Tab", "^Im Artikel lesen$")
    page.keyboard.press("Enter")
    wait_for_query(page, "article=")
    sentence = page.locator(".sp-arrived")
    expect(sentence).to_be_focused(timeout=WAIT_MS)
    expect(sentence).to_be_in_viewport()
    assert sentence.locator("xpath=ancestor-or-self::*[@lang='de']").count() > 0

    press_until(page, "Shift+Tab", "Zurück zur Karte")
    page.keyboard.press("Enter")
    wait_for(page, MARK)
    expect(page.locator("#sp-cards h2")).to_have_text("Almaty", timeout=WAIT_MS)
    is_idle(page)
    page.wait_for_timeout(600)
    press_until(page, "Tab", "^Almaty: ", most=60)
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('place=')", timeout=WAIT_MS)
    assert keyboard.console == []


# Every mark and chip in the frame, and from each what the four arrows lead to.
WAYS = """() => {
  const frame = schauplatz.map.getContainer().getBoundingClientRect();
  const inside = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x > 0 && y > 0 && x < frame.width && y < frame.height
      && getComputedStyle(element).visibility !== "hidden";
  };
  const all = [...document.querySelectorAll(".schauplatz-mark, .schauplatz-chip")].filter(inside);
  const found = new Set();
  const open = [document.querySelector(".leaflet-container [tabindex='0']")];
  while (open.length) {
    const one = open.pop();
    if (found.has(one)) continue;
    found.add(one);
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
      one.focus();
      const centre = schauplatz.map.getCenter();
      one.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      if (document.activeElement !== one) open.push(document.activeElement);
      else schauplatz.map.setView(centre, schauplatz.map.getZoom(), { animate: false });
    }
  }
  const names = (list) => list.map((one) => one.getAttribute("aria-label")).sort();
  return [names(all), names([...found]),
    document.querySelectorAll(".leaflet-container [tabindex='0']:not(a)").length];
}"""


def test_the_map_is_one_stop_and_arrows_lead_to_every_mark(visit: Visit, samples_app: str) -> None:
    page = opened(visit, f"{samples_app}/?ui=en", ready="[data-written]")
    frame = map_of(page)
    frame.locator(".leaflet-container [tabindex='0'].schauplatz-mark").wait_for()
    seen, reached, stops = frame.evaluate(WAYS)
    assert len(seen) > 10
    assert reached == seen
    assert stops == 1
    assert all(re.search(r": \d+ events?, \d+ sources?, [A-Z]", name) for name in seen), seen
    assert frame.locator("html").get_attribute("lang") == "en"
    assert page.locator("main iframe").get_attribute("title") == "Map of the events"


def test_the_page_fits_at_twice_the_size_and_without_its_colours(
    visit: Visit, crisis_app: str
) -> None:
    page = opened(visit, f"{crisis_app}/?ui=de&place={ALMATY}", ready=".sp-excerpt")
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.set_viewport_size({"width": 720, "height": 450})
    page.reload()
    wait_for(page, MARK)
    is_idle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert map_of(page).evaluate("schauplatz.map.options.zoomAnimation") is False
    bar = page.locator(".st-key-timeline .bars u").first
    ground = "e => getComputedStyle(e).backgroundColor"
    assert bar.evaluate(ground) != page.locator("body").evaluate(ground)
    # What the closed sidebar holds is no stop of the keyboard.
    assert not page.locator(".st-key-filter_words input").is_visible()
    page.get_by_role("button", name="Filter öffnen").click()
    expect(page.locator(".st-key-filter_words input")).to_be_visible()


def test_the_focus_is_seen_and_parts_have_names(visit: Visit, crisis_app: str) -> None:
    page = opened(visit, f"{crisis_app}/?ui=de&country=KZ", ready=MARK, theme="dark")
    expect(page.get_by_role("navigation", name="Seiten")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_role("region", name="Belege")).to_be_visible()
    expect(page.get_by_role("complementary", name="Filter")).to_be_visible()
    expect(page.get_by_role("button", name="Filter „Kasachstan“ lösen")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Beleg: Almaty")).first).to_be_visible()
    press_until(page, "Tab", "^Verlegungen$")
    ring = page.evaluate(
        "(({ outlineWidth, outlineStyle, outlineColor }) => [outlineWidth, outlineStyle,"
        " outlineColor])(getComputedStyle(document.activeElement))"
    )
    assert ring == ["2px", "solid", "rgb(157, 195, 230)"]
    levels = page.locator("main :is(h1, h2, h3)").evaluate_all(
        "all => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
