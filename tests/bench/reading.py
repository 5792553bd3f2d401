"""How long a reader waits for the map, a filter and a click, and what the server sends and holds.

    python tests/bench/reading.py [EVENTS ...]

Sets of 1,000, 20,000 and 200,000 events by default, in Chromium without a GPU that reaches only
localhost. Each figure is the median of five visits with new browser profiles to one server, the
first of which is not counted; what is drawn counts once it is painted.

- first map: from the page's first byte to the drawn map
- filter change: from the click on a kind in the sidebar to the drawn map
- click on a mark: to the first card with its sentence
- sent: bytes over the websocket, before compression, until all is quiet
- panning: messages either way while the map is dragged and zoomed; there must be none
"""

from __future__ import annotations

import os
import statistics
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.bench.grown import grown_set  # noqa: E402
from tests.bench.serving import serve_grown  # noqa: E402
from tests.bench.stories import SIZES  # noqa: E402
from tests.bench.watching import launch, watch  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

    from tests.bench.watching import Watch

RUNS = 5
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


@dataclass(frozen=True)
class Visit:
    """What one reader waited for (seconds) and was sent (kilobytes)."""

    first_map_s: float
    sent_first_kb: float
    filter_change_s: float
    sent_filter_kb: float
    click_s: float
    sent_click_kb: float
    panning_messages: float


def read(browser: Browser, url: str) -> Visit:
    """Visit the start page once."""
    one = watch(browser)
    one.page.goto(url)
    drawn = one.wait_for_note("drawn")["at"]
    first_map = drawn - one.first_byte()
    one.wait_until_quiet()
    first = sum(one.received)
    filter_change, changed = _change_filter(one)
    click, clicked = _click_mark(one)
    messages = _pan(one)
    one.page.context.close()
    return Visit(
        first_map / 1e3,
        first / 1e3,
        filter_change / 1e3,
        changed / 1e3,
        click / 1e3,
        clicked / 1e3,
        messages,
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


def measure(browser: Browser, events: int) -> None:
    """Print the medians of a set."""
    grown_set(events)
    with serve_grown(events) as server:
        visits = [read(browser, server.url)]
        held = server.memory_mb()
        visits = [read(browser, server.url) for _ in range(RUNS)]
        _show(events, visits)
        sys.stdout.write(f"{events:>9,} {'server, one visitor':24} {held:9.1f} MB\n")
        after = server.memory_mb()
        sys.stdout.write(f"{events:>9,} {'server, six visits':24} {after:9.1f} MB\n")
        sys.stdout.flush()


def _show(events: int, visits: Sequence[Visit]) -> None:
    for field in fields(Visit):
        name, _, unit = field.name.rpartition("_")
        figures = [getattr(visit, field.name) for visit in visits]
        median = statistics.median(figures)
        spread = f"({min(figures):.2f}-{max(figures):.2f})"
        line = f"{events:>9,} {name.replace('_', ' '):24} {median:9.2f} {unit} {spread}\n"
        sys.stdout.write(line)


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [size.events for size in SIZES]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for events in sizes:
            measure(browser, events)
        browser.close()
    sys.stdout.write(f"load average: {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
