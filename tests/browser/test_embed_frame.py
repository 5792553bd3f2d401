"""An embed in a page of another site: it stands there, a mark opens its cards, and it stays put."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import wait_for
from tests.browser.looking import WAIT_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

WIDTH_PX, HEIGHT_PX = 340, 420


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        pass


@pytest.fixture
def foreign_page(tmp_path: Path, crisis_app: str) -> Iterator[str]:
    """Return the address of a page of another site with the embed in a small frame."""
    address = f"{crisis_app}/?country=KZ&embed=true&ui=de"
    (tmp_path / "story.html").write_text(
        f'<h1>A story</h1><iframe title="map" src="{address}" width="{WIDTH_PX}" '
        f'height="{HEIGHT_PX}"></iframe>',
        encoding="utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # The app is at "localhost": another site, and not only another port.
    yield f"http://127.0.0.1:{server.server_port}/story.html"
    server.shutdown()
    server.server_close()


def embedded(page: Page) -> Frame:
    (frame,) = (one for one in page.frames if "embed=true" in one.url)
    return frame


def test_an_embed_in_a_foreign_page_fits_its_frame_and_opens_the_cards_of_a_mark(
    visit: Visit, foreign_page: str
) -> None:
    page = visit.open(foreign_page)
    embed = embedded(page)
    foot = embed.locator(".sp-embed-foot")
    expect(foot).to_contain_text("Ereignisse", timeout=WAIT_MS)
    assert embed.locator(".st-key-nav, [data-testid=stSidebar], .sp-banner").count() == 0
    assert embed.evaluate("document.documentElement.scrollWidth") <= WIDTH_PX
    bottom = foot.evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom <= HEIGHT_PX

    entries = page.evaluate("history.length")
    (frame,) = (one for one in page.frames if "streamlit_folium" in one.url)
    frame.locator("[aria-label^=Almaty]").first.focus()
    page.keyboard.press("Enter")
    expect(embed.locator(".sp-embed-card").first).to_contain_text("Almaty", timeout=WAIT_MS)
    # Nothing of it is written into the history of the page around.
    assert page.evaluate("history.length") == entries
    assert parse_qs(urlsplit(embed.url).query)["embed"] == ["true"]
    assert visit.outside == []
    assert visit.console == []


def test_the_link_of_an_embed_opens_the_whole_page_in_a_tab_of_its_own(
    visit: Visit, foreign_page: str
) -> None:
    page = visit.open(foreign_page)
    with page.context.expect_page() as opened:
        embedded(page).get_by_role("link", name="Ganze Ansicht").click(timeout=WAIT_MS)
    full = opened.value
    wait_for(full, ".schauplatz-mark")
    assert parse_qs(urlsplit(full.url).query) == {"country": ["KZ"], "ui": ["de"]}
    full.locator(".st-key-nav a").first.wait_for(timeout=WAIT_MS)
    assert full.evaluate("window.opener") is None
    assert page.url == foreign_page
