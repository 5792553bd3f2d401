"""The histogram in a browser: dragging, keys and touch choose days; playing steps through them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running_app, visiting, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

# Monday 3 January to Saturday 8 January 2022: six bars, those of the 5th and the 7th are empty.
TOLD = {
    "montag": (
        "2022-01-04",
        "In Almaty haben am Montag rund 500 Menschen gegen hohe Preise demonstriert.",
    ),
    "dienstag": (
        "2022-01-05",
        (
            "In Bischkek gingen am Dienstag mehrere Hundert Menschen auf die Straße und "
            "demonstrierten. In Almaty wurden am Dienstag bei Schüssen zwei Menschen getötet."
        ),
    ),
    "donnerstag": (
        "2022-01-07",
        (
            "Russland hat am Donnerstag 300 Soldaten nach Almaty geschickt. "
            "In Aktau demonstrierten am Donnerstag Arbeiter."
        ),
    ),
    "samstag": (
        "2022-01-09",
        "In Nur-Sultan wurden am Samstag bei einer Explosion vier Menschen verletzt.",
    ),
    "ohne": ("", "In Taschkent protestierten Studenten gegen den Minister."),
}
BARS = 6
FROM_TUESDAY_TO_THURSDAY = re.compile("from=2022-01-04&to=2022-01-06")
MONDAY, TUESDAY, THURSDAY, SATURDAY = 0, 1, 3, 5
BISHKEK = '.schauplatz-mark[data-place="geonames:1528675"]'


@pytest.fixture(scope="module")
def week_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("week")
    rows = ["file,publisher,published"]
    for name, (published, text) in TOLD.items():
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
        rows.append(f"{name}.txt,Blatt {name},{published}")
    (folder / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with running_app(folder) as url:
        yield url


def middle(page: Page, bar: int) -> tuple[float, float]:
    """Return the point in the middle of a bar's column."""
    box = page.locator(".st-key-timeline .bars").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * (bar + 0.5) / BARS, box["y"] + box["height"] / 2


def drag(page: Page, first: int, last: int) -> None:
    page.mouse.move(*middle(page, first))
    page.mouse.down()
    page.mouse.move(*middle(page, last), steps=5)
    page.mouse.up()


def open_week(visit: Visit, url: str) -> Page:
    page = visit.open(url)
    wait_for(page, ".st-key-timeline .bars > div")
    return page


def pale(page: Page) -> list[int]:
    columns = page.locator(".st-key-timeline .bars > div")
    return [n for n in range(columns.count()) if columns.nth(n).evaluate("e => e.matches('.pale')")]


def marks(page: Page) -> int:
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    return frame.locator(".schauplatz-mark").count()


def history(page: Page) -> int:
    length: int = page.evaluate("history.length")
    return length


def test_dragging_over_the_bars_chooses_days_and_back_lifts_them(
    visit: Visit, week_app: str
) -> None:
    page = open_week(visit, week_app)
    entries = history(page)
    drag(page, THURSDAY, TUESDAY)
    page.wait_for_url(FROM_TUESDAY_TO_THURSDAY)
    expect(page.locator(".readout")).to_have_text("4.–6. Jan. 2022")
    assert pale(page) == [0, 4, 5]
    assert history(page) == entries + 1
    page.go_back()
    page.wait_for_url(lambda url: "from=" not in url)
    expect(page.locator(".readout")).to_contain_text("Ereignisse je Tag")
    assert pale(page) == []
    assert visit.outside == []
    assert visit.console == []


def test_the_bars_outside_stay_so_that_a_choice_can_be_widened(visit: Visit, week_app: str) -> None:
    page = open_week(visit, f"{week_app}/?from=2022-01-04&to=2022-01-04")
    assert pale(page) == [0, 2, 3, 4, 5]
    handle = page.locator(".edge.to").bounding_box()
    assert handle is not None
    page.mouse.move(handle["x"] + 6, handle["y"] + 30)
    page.mouse.down()
    page.mouse.move(*middle(page, THURSDAY), steps=5)
    expect(page.locator(".readout")).to_contain_text("4.–6. Jan. 2022")
    assert "to=2022-01-04" in page.url  # nothing is chosen before the pointer is released
    page.mouse.up()
    page.wait_for_url(FROM_TUESDAY_TO_THURSDAY)


def test_a_click_chooses_a_day_and_a_second_one_lifts_it(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    page.mouse.click(*middle(page, SATURDAY))
    page.wait_for_url(re.compile("from=2022-01-08&to=2022-01-08"))
    page.mouse.click(*middle(page, SATURDAY))
    page.wait_for_url(lambda url: "from=" not in url)


def test_the_edges_are_moved_by_keys(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    first, last = page.locator(".edge.from"), page.locator(".edge.to")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", re.compile("^4. Jan. 2022"))
    last.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert "from=" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_url(FROM_TUESDAY_TO_THURSDAY)
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from=2022-01-03&to=2022-01-05"))
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "from=" not in url)


def test_a_closer_look_makes_days_of_months(visit: Visit, samples_app: str) -> None:
    page = open_week(visit, samples_app)
    columns = page.locator(".st-key-timeline .bars > div")
    months = columns.count()
    box = page.locator(".st-key-timeline .bars").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.5 / months, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("from=2022-01-01&to=2022-01-31"))
    page.get_by_role("button", name="Näher").click()
    expect(columns).to_have_count(31)
    page.get_by_role("button", name="Ganze Zeit").click()
    expect(columns).to_have_count(months)
    assert "from=2022-01-01&to=2022-01-31" in page.url


def test_the_legend_explains_itself_and_switches_layers(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    page.get_by_role("button", name="Karte lesen").click()
    expect(page.get_by_text("Je mehr Artikel davon berichten")).to_be_visible()
    page.keyboard.press("Escape")
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    expect(frame.locator(".schauplatz-flow").first).to_be_attached()
    page.get_by_role("button", name="Ebenen").click()
    page.get_by_text("Wege der Truppen").click()
    page.wait_for_url(re.compile("layers="))
    expect(frame.locator(".schauplatz-flow")).to_have_count(0)
    expect(page.get_by_text("Wege der Truppen")).to_be_visible()


def test_what_has_no_day_is_counted_and_can_be_hidden(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    undated = page.get_by_role("button", name="+1 ohne Tag")
    expect(undated).to_have_attribute("aria-pressed", "true")
    undated.click()
    page.wait_for_url(re.compile("undated=0"))
    expect(undated).to_have_attribute("aria-pressed", "false")


def test_playing_steps_through_the_days_and_leaves_no_trace(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    entries, address = history(page), page.url
    page.get_by_role("button", name="Abspielen").click()
    seen = []
    for day in ("3.", "4.", "6.", "8."):  # the empty 5th and 7th take no time
        expect(page.locator(".readout")).to_have_text(f"{day} Jan. 2022", timeout=15_000)
        seen.append(page.url)
    expect(page.locator(".readout")).to_contain_text("Ereignisse je Tag", timeout=15_000)
    expect(page.get_by_role("button", name="Abspielen")).to_be_visible()
    assert set(seen) == {address}
    assert history(page) == entries


def test_a_pause_keeps_the_day_and_the_end_returns_to_the_days_of_before(
    visit: Visit, week_app: str
) -> None:
    page = open_week(visit, f"{week_app}/?to=2022-01-06&from=2022-01-03")
    entries = history(page)
    page.locator(".edge.from").focus()
    page.keyboard.press("Space")
    expect(page.locator(".readout")).to_have_text("4.–7. Jan. 2022", timeout=15_000)
    page.get_by_role("button", name="Pause").click()
    # A slow browser may have gone on by a step before the pause.
    page.wait_for_url(re.compile("from=2022-01-04&to=2022-01-07|from=2022-01-05&to=2022-01-08"))
    assert history(page) == entries + 1
    page.get_by_role("button", name="Beenden").click()
    page.wait_for_url(re.compile("from=2022-01-03&to=2022-01-06"))
    expect(page.get_by_role("button", name="Beenden")).to_be_hidden()


def test_a_step_of_the_play_is_drawn_on_the_map(visit: Visit, week_app: str) -> None:
    page = open_week(visit, week_app)
    assert marks(page) > 2
    page.mouse.click(*middle(page, MONDAY))
    page.wait_for_url(re.compile("from=2022-01-03"))
    page.get_by_role("button", name="Abspielen").click()
    expect(page.locator(".readout")).to_have_text("4. Jan. 2022", timeout=15_000)
    wait_for(page, BISHKEK)


def test_a_finger_chooses_days_and_scrolling_does_not(browser: Browser, week_app: str) -> None:
    with visiting(browser, width=390, height=844, touch=True) as visit:
        page = open_week(visit, week_app)
        page.locator(".st-key-timeline").scroll_into_view_if_needed()
        fingers = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            said = [{"x": x, "y": y} for x, y in points]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": said})

        x, y = middle(page, TUESDAY)
        touch("touchStart", (x, y))
        for step in range(1, 6):
            touch("touchMove", (x, y - 12 * step))
        touch("touchEnd")
        page.wait_for_timeout(300)
        assert "from=" not in page.url
        x, y = middle(page, TUESDAY)
        end, _ = middle(page, THURSDAY)
        touch("touchStart", (x, y))
        for step in range(1, 6):
            touch("touchMove", (x + (end - x) * step / 5, y))
        touch("touchEnd")
        page.wait_for_url(FROM_TUESDAY_TO_THURSDAY)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390


def test_without_days_a_line_stands_in_place_of_the_bars_and_no_gap(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "ohne.txt").write_text(f"{TOLD['ohne'][1]}\n", encoding="utf-8")
    with running_app(tmp_path) as url:
        page = visit.open(f"{url}/?ui=de")
        line = page.locator(".sp-no-days")
        expect(line).to_have_text("Keine Zeitleiste: Es sind keine zwei Tage bekannt.")
        line_box = line.bounding_box()
        map_box = page.locator(".st-key-left iframe").bounding_box()
        assert line_box is not None
        assert map_box is not None
        assert 0 <= map_box["y"] - line_box["y"] - line_box["height"] <= 30
