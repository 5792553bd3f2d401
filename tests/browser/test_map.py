"""The map in a browser: near marks merge, clicks cost one run, the view lives in the address."""

from __future__ import annotations

import base64
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from tests.browser.conftest import ROOT, wait_for, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

SETTLED_MS = 1500  # longer than the map waits before it writes an address, or sends anything
# One pixel, grey.
TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


@contextmanager
def running_map(count: int, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a page with so many marks and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "tests/browser/map_app.py"]
    command += ["--server.headless", "true", "--server.port", str(port), "--", str(count)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os_environment(), **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until_up(f"http://localhost:{port}/_stcore/health", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def os_environment() -> dict[str, str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("SCHAUPLATZ_T")}
    return {**known, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def few() -> Iterator[str]:
    with running_map(5) as url:
        yield url


def map_of(page: Page) -> Frame:
    wait_for(page, "[data-written]")
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def names(frame: Frame) -> set[str]:
    return {text.strip() for text in frame.locator(".schauplatz-label-place").all_inner_texts()}


def settle(page: Page, text: str) -> None:
    page.get_by_text(re.compile(text)).wait_for()
    page.wait_for_timeout(SETTLED_MS)


def test_near_marks_are_one_until_one_comes_nearer(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    almaty = frame.locator('[data-place="geonames:1"]')
    assert frame.locator('[data-place="geonames:2"]').count() == 0
    label = almaty.get_attribute("aria-label") or ""
    assert label == "Ort 1: 1 event, 9 sources, withdrawals, place roughly known; +1: Ort 2"
    assert "Ort 1 +1" in names(frame)
    frame.evaluate("schauplatz.map.setView([43.27, 76.95], 10, { animate: false })")
    frame.locator('[data-place="geonames:2"]').wait_for()
    page.wait_for_timeout(300)
    assert {"Ort 1", "Ort 2"} <= names(frame)
    assert visit.console == []


def test_a_click_costs_one_run_and_the_ring_is_there_at_once(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    settle(page, "chosen None, runs 1")
    frame.locator('[data-place="geonames:3"]').click()
    assert frame.locator('[data-place="geonames:3"].schauplatz-selected').count() == 1
    settle(page, "chosen geonames:3, runs 2")
    assert page.get_by_text("runs 2").count() == 1


def test_a_second_click_takes_merged_marks_apart(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    almaty = frame.locator('[data-place="geonames:1"]')
    almaty.click()
    settle(page, "chosen geonames:1, runs 2")
    almaty.click()
    frame.locator('[data-place="geonames:2"]').wait_for()
    settle(page, "chosen geonames:1, runs 2")


def test_places_on_one_point_are_chosen_in_turn(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    both = frame.locator('[data-place="geonames:4"], [data-place="geonames:5"]')
    both.last.click()
    page.get_by_text("chosen geonames:4").wait_for()
    frame.locator('[data-place="geonames:4"]').click()
    page.get_by_text("chosen geonames:5").wait_for()


def test_enter_selects_and_the_mark_keeps_the_focus(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    frame.locator('[data-place="geonames:3"]').focus()
    page.keyboard.press("Enter")
    settle(page, "chosen geonames:3, runs 2")
    assert frame.evaluate("document.activeElement.dataset.place") == "geonames:3"


def test_panning_and_zooming_run_nothing_and_write_the_address(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    settle(page, "runs 1")
    assert "view=" not in page.url
    before = page.evaluate("history.length")
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y + 40, steps=5)
    page.mouse.up()
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url(re.compile(r"view=-?\d+(\.\d{1,4})?,-?\d+(\.\d{1,4})?,[\d.]+$"))
    page.wait_for_timeout(SETTLED_MS)
    assert page.get_by_text("runs 1").count() == 1
    assert page.evaluate("history.length") == before


def view_of(frame: Frame) -> list[float]:
    found: list[float] = frame.evaluate(
        "[schauplatz.map.getCenter().lat, schauplatz.map.getCenter().lng, schauplatz.map.getZoom()]"
        ".map((one) => Number(one.toFixed(2)))"
    )
    return found


def test_a_link_brings_its_view_and_keeps_what_else_it_says(visit: Visit, few: str) -> None:
    page = visit.open(f"{few}/?kind=protest&view=44.5,66.25,6.5")
    assert view_of(map_of(page)) == [44.5, 66.25, 6.5]
    assert "kind=protest" in page.url


@pytest.mark.parametrize(
    "view", ["91,0,5", "a,b,c", "44.5,66.25", "44.5,66.25,99", "<script>", "1" * 10_000, ""]
)
def test_a_view_that_cannot_be_is_ignored(visit: Visit, few: str, view: str) -> None:
    frame = map_of(visit.open(f"{few}/?view={view}"))
    assert frame.locator('[data-place="geonames:3"]').is_visible()
    assert visit.console == []


def test_the_view_is_put_back_when_the_page_writes_its_address(visit: Visit, few: str) -> None:
    page = visit.open(f"{few}/?view=44.5,66.25,6.5")
    map_of(page)
    page.get_by_role("button", name="Turn the page").click()
    page.wait_for_url(re.compile("page=2"))
    page.wait_for_url(re.compile("view=44.5,66.25,6.5"))
    assert "page=2" in page.url


def test_the_view_goes_with_the_reader_from_page_to_page_and_back(
    visit: Visit, samples_app: str
) -> None:
    page = visit.open(f"{samples_app}/?view=44.5,66.25,6.5")
    map_of(page)
    page.get_by_role("link", name="Verlegungen").first.click()
    page.wait_for_url(re.compile("Deployments.*view=44.5,66.25,6.5"))
    page.wait_for_timeout(2 * SETTLED_MS)
    frame = map_of(page)
    frame.evaluate("schauplatz.map.setView([41, 75], 7, { animate: false })")
    page.wait_for_url(re.compile("Deployments.*view=41,75,7"))
    page.go_back()
    page.wait_for_url(f"{samples_app}/?view=44.5,66.25,6.5")
    page.wait_for_timeout(2 * SETTLED_MS)  # the map of the other page goes first
    lat, lon, zoom = view_of(map_of(page))
    assert (lat, lon) == pytest.approx((44.5, 66.25), abs=0.1)
    assert zoom == 6.5
    assert "view=44.5,66.25,6.5" in page.url


def test_show_all_shows_all_and_takes_the_view_out_of_the_address(visit: Visit, few: str) -> None:
    page = visit.open(f"{few}/?view=10,10,8", ready="[data-written]")
    frame = map_of(page)
    button = frame.get_by_role("button", name="Show all")
    assert button.get_attribute("aria-label") == "Show all (5 outside the view)"
    button.click()
    page.wait_for_function("!location.search.includes('view=')")
    page.wait_for_timeout(300)
    assert button.get_attribute("aria-label") == "Show all"
    assert frame.locator('[data-place="geonames:3"]').is_visible()


def test_a_mentioned_place_is_told_and_chosen(visit: Visit, few: str) -> None:
    page = visit.open(few)
    frame = map_of(page)
    at = frame.evaluate(
        "(({ x, y }) => ({ x, y }))(schauplatz.map.latLngToContainerPoint([50.4, 80.25]))"
    )
    frame.locator("#map_div").hover(position=at)
    frame.get_by_text("Semei").wait_for()
    assert frame.locator(".schauplatz-tip").inner_text() == "Semei: 30 mentions"


# How many places each mark stands for, itself included.
UNDER = "schauplatz.marks.map((mark) => 1 + mark.more)"
CROWDED = """
() => {
  const boxes = [...document.querySelectorAll(".schauplatz-label:not(.schauplatz-label-dot)")]
    .map((label) => label.getBoundingClientRect());
  const marks = [...document.querySelectorAll(".schauplatz-mark > svg")]
    .map((mark) => mark.getBoundingClientRect());
  const over = (a, b) =>
    a.left < b.right - 1.5 && a.right > b.left + 1.5 &&
    a.top < b.bottom - 1.5 && a.bottom > b.top + 1.5;
  let found = 0;
  boxes.forEach((box, i) => {
    found += boxes.some((other, j) => j > i && over(box, other));
    found += marks.some((mark) => over(box, mark));
  });
  return [boxes.length, found];
}
"""


def test_two_thousand_marks_are_drawn_with_names_that_cover_nothing(visit: Visit) -> None:
    with running_map(2000) as url:
        page = visit.open(url)
        frame = map_of(page)
        for zoom in (4, 5, 6):
            frame.evaluate(f"schauplatz.map.setView([48, 63], {zoom}, {{ animate: false }})")
            page.wait_for_timeout(500)
            written, covered = frame.evaluate(CROWDED)
            assert written > 10
            assert covered == 0
        frame.evaluate("schauplatz.map.setView([48, 63], 4, { animate: false })")
        assert 50 < frame.locator(".schauplatz-mark").count() < 1000
        assert sum(frame.evaluate(UNDER)) == 2000


class Server(BaseHTTPRequestHandler):
    """A tile server that answers, fails, or says nothing."""

    manner: ClassVar[str] = "answers"
    ends: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        if self.manner == "says nothing":
            self.ends.wait(30)
            return
        self.send_response(200 if self.manner == "answers" else 503)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(TILE if self.manner == "answers" else b"no tile today")

    def log_message(self, *_args: Any) -> None:
        return


@contextmanager
def tile_server(how: str) -> Iterator[str]:

    class Handler(Server):
        manner = how
        ends = threading.Event()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{{z}}/{{x}}/{{y}}.png"
        Handler.ends.set()
        server.shutdown()


@pytest.mark.parametrize(
    ("manner", "state"),
    [("answers", "loaded"), ("fails", "failed"), ("says nothing", "failed")],
)
def test_tiles_lie_under_the_marks_or_the_base_map_stays(
    visit: Visit, manner: str, state: str
) -> None:
    with tile_server(manner) as tiles:
        asked = {"SCHAUPLATZ_TILES": tiles, "SCHAUPLATZ_TILES_ATTRIBUTION": "Landesamt"}
        with running_map(5, asked) as url:
            page = visit.open(url)
            frame = map_of(page)
            frame.locator(f'[data-tiles="{state}"]').wait_for()
            page.wait_for_timeout(500)
            is_loaded = state == "loaded"
            thanks = frame.locator(".leaflet-control-attribution").inner_text()
            assert ("Landesamt" in thanks) == is_loaded
            assert ("The map tiles did not load" in thanks) != is_loaded
            assert (frame.locator("img.leaflet-tile-loaded").count() > 0) == is_loaded
            assert frame.locator('[data-place="geonames:3"]').is_visible()
            # Tiles name countries and towns themselves.
            assert (frame.locator(".schauplatz-label-country").count() > 0) != is_loaded
