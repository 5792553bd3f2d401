"""How long a reader waits for the map, a filter and a click, and what the server sends and holds.

    python tests/bench/reading.py [EVENTS ...] [--alone]

Prints a table of ours and, unless `--alone`, of the usual ways to draw the same events: sets of
1,000, 20,000 and 200,000, in Chromium without a GPU that reaches only localhost. Each figure is the
median of five visits with new browser profiles to one server, after one that is not counted; of
seconds the longest follows in brackets. What is drawn counts once it is painted.

- made: the page itself, where no server makes it; who takes more than a minute for anything gave up
- first map: from the page's first byte to the drawn map
- filter change: from the click on a kind to the drawn map
- click: on a mark, to the first card with its sentence
- sent: before compression, until all is quiet; folium's is its page
- messages by panning: either way, while the map is dragged and zoomed
- server: resident memory after the visit
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.bench.figures import HEAD, Reading, row_of  # noqa: E402
from tests.bench.grown import grown_set  # noqa: E402
from tests.bench.map_peers import RUNS, measure_peers  # noqa: E402
from tests.bench.serving import serve_grown  # noqa: E402
from tests.bench.stories import SIZES  # noqa: E402
from tests.bench.watching import launch, watch  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.bench.serving import Server
    from tests.bench.watching import Watch

CARD = ".st-key-panel .sp-excerpt"  # the sentence in the first card
# A mark that nothing lies over; those in the middle of the map come first.
FREE_MARK = """() => {
  const { width, height } = document.body.getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".schauplatz-mark")].map((mark) => {
    const box = mark.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return { mark, x, y, far: Math.hypot(x - width / 2, y - height / 2) };
  });
  boxes.sort((one, other) => one.far - other.far);
  return boxes.find(({ mark, x, y }) => mark.contains(document.elementFromPoint(x, y))) ?? null;
}"""


def read(browser: Browser, server: Server) -> Reading:
    """Visit the start page once."""
    one = watch(browser)
    one.page.goto(server.url)
    drawn = one.wait_for_note("drawn")["at"]
    first_map = drawn - one.first_byte()
    one.wait_until_quiet()
    first = sum(one.received)
    filter_change, changed = _change_filter(one)
    click, clicked = _click_mark(one)
    messages = _pan(one)
    one.page.context.close()
    return Reading(
        first_map_s=first_map / 1e3,
        filter_change_s=filter_change / 1e3,
        click_s=click / 1e3,
        first_kb=first / 1e3,
        filter_kb=changed / 1e3,
        click_kb=clicked / 1e3,
        panning_messages=messages,
        server_mb=server.memory_mb(),
    )


def _change_filter(one: Watch) -> tuple[float, int]:
    """Take a kind off and return the milliseconds to the new map, and the bytes sent."""
    before = len(one.received)
    one.page.get_by_test_id("stSidebar").get_by_text("Verlegungen").first.click()
    clicked = one.last_click()
    drawn = one.wait_for_note("drawn", after=clicked)["at"]
    one.wait_until_quiet()
    return drawn - clicked, sum(one.received[before:])


def _click_mark(one: Watch) -> tuple[float, int]:
    """Click a mark and return the milliseconds to its card, and the bytes sent."""
    assert not one.page.locator(CARD).count(), "a card is there before anything is selected"
    before = len(one.received)
    frame = one.map_frame()
    point = frame.evaluate(FREE_MARK)
    box = frame.frame_element().bounding_box()
    assert point is not None, "no mark can be clicked"
    assert box is not None
    one.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    seen = one.wait_for_seen(CARD)
    clicked = one.last_click()
    one.wait_until_quiet()
    return seen - clicked, sum(one.received[before:])


def _pan(one: Watch) -> int:
    """Drag and zoom the map and return how many messages went either way."""
    before = len(one.received) + len(one.sent)
    box = one.map_frame().frame_element().bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = one.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 120, y + 60, steps=8)
    mouse.up()
    for step in (-300, -300, 300):
        mouse.wheel(0, step)
        one.page.wait_for_timeout(400)
    one.wait_until_quiet()
    return len(one.received) + len(one.sent) - before


def measure(browser: Browser, events: int) -> str:
    """Return the row of a set."""
    grown_set(events)
    with serve_grown(events) as server:
        read(browser, server)
        return row_of(events, "Schauplatz", [read(browser, server) for _ in range(RUNS)])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure maps.")
    sizes = [size.events for size in SIZES]
    parser.add_argument("events", nargs="*", type=int, default=sizes)
    parser.add_argument("--alone", action="store_true", help="leave the other maps out")
    options = parser.parse_args()
    sys.stdout.write(HEAD)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        for events in options.events:
            sys.stdout.write(measure(browser, events))
            sys.stdout.flush()
            if not options.alone:
                measure_peers(browser, events, Path(folder), show=sys.stdout.write)
        browser.close()
    sys.stdout.write(f"load average: {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
