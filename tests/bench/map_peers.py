"""The usual ways to draw events on a map, for reading.py: on the same events as ours.

A plain folium page with one marker an event, `st.map`, and pydeck in Streamlit, each without a base
map, for that comes from outside. Folium's page has no server and so no filter.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from xstatic.pkg import leaflet

from geodata.ui.shelf.library import Library
from tests.bench.figures import Reading, row_of
from tests.bench.grown import grown_set
from tests.bench.serving import serve_script
from tests.bench.watching import TIMEOUT_S, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Route

    from tests.bench.serving import Server

__all__ = ["RUNS", "measure_peers"]

RUNS = 5
PAGE = Path(__file__).with_name("map_peer_page.py")
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


def read_folium(browser: Browser, events: Path, count: int) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        command = [sys.executable, "-c", MAKE, str(events), str(page)]
        try:
            made = subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired:
            return Reading()
        first = _draw_folium(browser, page, count)
        size = page.stat().st_size / 1e3
        return Reading(made_s=float(made.stdout), first_map_s=first, first_kb=size)


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


def read_streamlit(browser: Browser, server: Server, counts: tuple[int, int]) -> Reading:
    """Visit a page that draws so many events, and so many after a kind is taken off."""
    one = watch(browser)
    try:
        one.page.goto(server.url)
        drawn = one.wait_for_note("instances", value=counts[0])["at"]
        first = (drawn - one.first_byte()) / 1e3
        one.wait_until_quiet()
        sent = sum(one.received)
        one.page.get_by_text(TAKEN_OFF).first.click()
        clicked = one.last_click()
        changed = one.wait_for_note("instances", value=counts[1], after=clicked)["at"]
        one.wait_until_quiet()
        filtered = sum(one.received) - sent
        return Reading(
            first_map_s=first,
            filter_change_s=(changed - clicked) / 1e3,
            first_kb=sent / 1e3,
            filter_kb=filtered / 1e3,
            server_mb=server.memory_mb(),
        )
    except (TimeoutError, PlaywrightTimeoutError):
        return Reading()
    finally:
        one.page.context.close()


def measure_peers(
    browser: Browser, events: int, folder: Path, *, show: Callable[[str], object]
) -> None:
    """Show a row for each way to draw a set."""
    found = Library.open(grown_set(events)).tables.events
    drawn = found.loc[found["latitude"].notna(), ["kind", "location", "latitude", "longitude"]]
    path = folder / f"{events}.csv"
    drawn.to_csv(path, index=False)
    counts = len(drawn), int((drawn["kind"] != TAKEN_OFF).sum())
    show(row_of(events, "folium", _visits(lambda: read_folium(browser, path, counts[0]))))
    for peer in ("st.map", "pydeck"):
        with serve_script(PAGE, peer, str(path)) as server:
            read_streamlit(browser, server, counts)
            visits = _visits(partial(read_streamlit, browser, server, counts))
            show(row_of(events, peer, visits))


def _visits(visit: Callable[[], Reading]) -> list[Reading]:
    """Return five visits; who gives up once is not asked again."""
    visits = [visit()]
    while visits[-1].first_map_s is not None and len(visits) < RUNS:
        visits.append(visit())
    return visits
