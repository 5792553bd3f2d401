"""What a reader sees and does, in words that several tests share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

__all__ = [
    "PATHS",
    "WAIT_MS",
    "expect_events",
    "expect_marks",
    "is_idle",
    "map_of",
    "marks",
    "query",
    "wait_for_query",
]

PATHS = ("", "Deployments", "Protests", "Places", "Sources", "Articles", "Method", "Report")
WAIT_MS = 30_000
# All places that the map shows, in the frame or not, those under other marks too.
_MARKS = """() => window.schauplatz && schauplatz.homes
  ? [...schauplatz.homes.keys(), ...schauplatz.content.areas.map((area) => area.id)] : []"""


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for_query(page: Page, pattern: str) -> None:
    page.wait_for_function(
        f"new RegExp({pattern!r}).test(decodeURIComponent(location.search))", timeout=WAIT_MS
    )


def is_idle(page: Page) -> None:
    """Wait until the server has answered."""
    page.wait_for_selector(
        "[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT_MS
    )


def map_of(page: Page) -> Frame:
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    return frame


def marks(page: Page) -> set[str]:
    """Return the ids of the places on the map."""
    return set(map_of(page).evaluate(_MARKS))


def expect_marks(page: Page, wanted: set[str]) -> None:
    """Wait until the map shows these places and no others."""
    deadline = time.monotonic() + WAIT_MS / 1000
    while (found := marks(page)) != wanted:
        assert time.monotonic() < deadline, f"{sorted(found)} instead of {sorted(wanted)}"
        page.wait_for_timeout(100)


def expect_events(page: Page, count: int) -> None:
    """Wait until the line under the title counts so many events."""
    noun = "Ereignis" if count == 1 else "Ereignisse"
    title = page.get_by_test_id("stMain").get_by_text(f"{count} {noun} ·")
    expect(title.first).to_be_visible(timeout=WAIT_MS)
