"""How long the usual ways to draw events on a map take, on the same events as ours.

    python tests/bench/map_peers.py [EVENTS ...]

A plain folium page with one marker an event, `st.map`, and pydeck in Streamlit, each without a base
map, for that comes from outside. Figures as in reading.py; folium's page has no server and so no
filter, but the page has to be made. Who takes longer than a minute for a step has given up.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import pandas as pd  # noqa: E402
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from xstatic.pkg import leaflet  # noqa: E402

from geodata.ui.library import Library  # noqa: E402
from tests.bench.grown import grown_set  # noqa: E402
from tests.bench.serving import serve_script  # noqa: E402
from tests.bench.stories import SIZES  # noqa: E402
from tests.bench.watching import TIMEOUT_S, launch, watch  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Route

RUNS = 5
PAGE = ROOT / "tests" / "bench" / "map_peer_page.py"
MARKERS = ".leaflet-marker-icon"
TAKEN_OFF = "deployment"
MAKE = """
import sys, time
import folium, pandas as pd
events = pd.read_csv(sys.argv[1])
start = time.perf_counter()
page = folium.Map(location=(30, 30), zoom_start=3, tiles=None)
for event in events.itertuples():
    label = f"{event.location}: {event.kind}"
    folium.Marker((event.latitude, event.longitude), tooltip=label).add_to(page)
page.save(sys.argv[2])
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Visit:
    """Seconds waited and kilobytes sent; None where there is no such thing, or it gave up."""

    make_s: float | None = None
    first_map_s: float | None = None
    sent_first_kb: float | None = None
    filter_change_s: float | None = None
    sent_filter_kb: float | None = None


def read_folium(browser: Browser, events: Path, count: int) -> Visit:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        command = [sys.executable, "-c", MAKE, str(events), str(page)]
        try:
            made = subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            return Visit()
        first = _draw_folium(browser, page, count)
        return Visit(float(made.stdout), first, page.stat().st_size / 1e3)


def _draw_folium(browser: Browser, page: Path, count: int) -> float | None:
    with _serving(page.parent) as url:
        one = watch(browser)
        one.page.context.route("**/leaflet@*/**", _answer_leaflet)
        try:
            one.page.goto(f"{url}/{page.name}", wait_until="commit")
            drawn = one.wait_for_count(MARKERS, count)
            return (drawn - one.first_byte()) / 1e3
        except PlaywrightTimeoutError:
            return None
        finally:
            one.page.context.close()


def _answer_leaflet(route: Route) -> None:
    """Give Leaflet's own files as the host that folium asks for would."""
    name = route.request.url.rsplit("/", 1)[1]
    route.fulfill(path=next(Path(leaflet.BASE_DIR).rglob(name)))


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def read_streamlit(browser: Browser, url: str, counts: tuple[int, int]) -> Visit:
    """Visit a page that draws so many events, and so many after a kind is taken off."""
    one = watch(browser)
    try:
        one.page.goto(url)
        drawn = one.wait_for_note("instances", value=counts[0])["at"]
        first = (drawn - one.first_byte()) / 1e3
        one.wait_until_quiet()
        sent = sum(one.received)
        one.page.get_by_text(TAKEN_OFF).first.click()
        clicked = one.last_click()
        changed = one.wait_for_note("instances", value=counts[1], after=clicked)["at"]
        one.wait_until_quiet()
        filtered = sum(one.received) - sent
        return Visit(None, first, sent / 1e3, (changed - clicked) / 1e3, filtered / 1e3)
    except (TimeoutError, PlaywrightTimeoutError):
        return Visit()
    finally:
        one.page.context.close()


def measure(browser: Browser, events: int, folder: Path) -> None:
    found = Library.open(grown_set(events)).tables.events
    drawn = found.loc[found["latitude"].notna(), ["kind", "location", "latitude", "longitude"]]
    path = folder / f"{events}.csv"
    drawn.to_csv(path, index=False)
    counts = len(drawn), int((drawn["kind"] != TAKEN_OFF).sum())
    show(events, "folium", lambda: read_folium(browser, path, counts[0]))
    for peer in ("st.map", "pydeck"):
        with serve_script(PAGE, peer, str(path)) as server:
            read_streamlit(browser, server.url, counts)
            show(events, peer, partial(read_streamlit, browser, server.url, counts))


def show(events: int, peer: str, visit: Callable[[], Visit]) -> None:
    """Print the medians of five visits; who gives up once is not asked again."""
    visits = [visit()]
    while visits[0].first_map_s is not None and len(visits) < RUNS:
        visits.append(visit())
    frame = pd.DataFrame(visits)
    cells = (
        f"{name.rpartition('_')[0].replace('_', ' ')} "
        + ("-" if frame[name].isna().any() else f"{statistics.median(frame[name]):.2f}")
        + f" {name.rpartition('_')[2]}"
        for name in frame.columns
    )
    sys.stdout.write(f"{events:>9,} {peer:8} {'; '.join(cells)}\n")
    sys.stdout.flush()


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or [size.events for size in SIZES]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        for events in sizes:
            measure(browser, events, Path(folder))
        browser.close()
    sys.stdout.write(f"load average: {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
