"""The app through a real nginx: TLS, a sub-path, the headers and limits of `deploy/nginx.conf`."""

from __future__ import annotations

import gzip
import http.client
import re
import ssl
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geodata.gazetteer import cache_folder
from tests.browser.conftest import free_port, wait_for
from tests.browser.looking import WAIT_MS, is_idle, map_of, query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Page, WebSocket

    from tests.browser.conftest import Visit
    from tests.hosting.nginx import Site

pytestmark = pytest.mark.browser

DEEP = "/Deployments?actor=RU&from=2022-01-05&layers=incidents,flows"
# Streamlit looks for itself beside the page of a deep link first, and then one folder up.
PROBE = re.compile(r"/[A-Z]\w+/_stcore/(health|host-config)$")


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def listened(page: Page) -> tuple[list[str], list[bytes]]:
    """Return what the page will complain of, and all that its session will be sent."""
    complaints: list[str] = []
    sent: list[bytes] = []

    def hear(message: ConsoleMessage) -> None:
        probed = PROBE.search(message.location.get("url", ""))
        if message.type == "error" and not probed:
            complaints.append(message.text)

    def overhear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sent.append(as_bytes(frame)))

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("websocket", overhear)
    return complaints, sent


def as_bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def ask(
    site: Site, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """Ask nginx, without a browser; the path is that behind the sub-path."""
    context = ssl.create_default_context(cafile=str(site.certificate))
    where = urlsplit(site.url)
    connection = http.client.HTTPSConnection(where.netloc, context=context, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, where.path + path, body=body, headers=named)
    found = connection.getresponse()
    answer = Answer(found.status, found.headers, found.read())
    connection.close()
    return answer


def test_reading_under_the_sub_path_needs_nothing_but_the_site(
    visit: Visit, site: Site, crisis_folder: Path
) -> None:
    page = visit.context.new_page()
    complaints, sent = listened(page)
    page.goto(f"{site.url}/")
    wait_for(page, ".schauplatz-mark")
    is_idle(page)
    # A click on a mark opens its proof, and the address follows.
    map_of(page).locator(".schauplatz-mark").first.click(force=True)
    page.wait_for_url(re.compile(r"[?&]place="), timeout=WAIT_MS)
    wait_for(page, ".st-key-panel")
    # A deep link shows what it says; the strip of pages carries it; Back comes back.
    page.goto(site.url + DEEP)
    wait_for(page, ".schauplatz-mark")
    is_idle(page)
    assert query(page)["actor"] == ["RU"]
    wait_for(page, ".st-key-chips")
    page.locator(".st-key-nav").get_by_text("Orte", exact=True).click()
    page.wait_for_url(re.compile(r"/schauplatz/Places\?"))
    assert query(page)["actor"] == ["RU"]
    page.go_back()
    page.wait_for_url(re.compile(r"/schauplatz/Deployments\?"))
    wait_for(page, ".schauplatz-mark")
    page.locator(".st-key-nav").locator("a").first.click()
    page.wait_for_url(re.compile(r"/schauplatz/?\?"))
    page.reload()
    wait_for(page, ".schauplatz-mark")
    is_idle(page)
    assert complaints == []
    assert visit.outside == []
    said = b"".join(sent)
    assert b"kaputt.txt" in said
    # Streamlit itself tells each browser where its script lies, and nothing else.
    for secret in (str(crisis_folder), crisis_folder.name, "site-packages", str(cache_folder())):
        assert secret.encode() not in said, secret


def test_links_and_files_are_taken_along(visit: Visit, site: Site) -> None:
    page = visit.open(f"{site.url}/?kind=protest")
    is_idle(page)
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.get_by_text("Kopiert.")).to_be_visible(timeout=WAIT_MS)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{site.url}/?")
    assert "kind=protest" in copied
    page.locator(".st-key-take").get_by_role("button").first.click()
    with page.expect_download(timeout=WAIT_MS) as download:
        page.get_by_role("button", name=re.compile("^Herunterladen")).click(timeout=WAIT_MS)
    with zipfile.ZipFile(download.value.path()) as bundle:
        (table, *_rest) = [name for name in bundle.namelist() if name.endswith(".csv")]
        assert b"protest" in bundle.read(table)


@contextmanager
def foreign_site(markup: str) -> Iterator[str]:
    """Serve one page on another site than ours."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(markup.encode())

        def log_message(self, *_args: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_others_may_frame_an_embed_and_nothing_else(visit: Visit, site: Site) -> None:
    frames = (
        f'<iframe width=900 height=600 src="{site.url}/?embed=true&kind=protest"></iframe>'
        f'<iframe width=300 height=200 src="{site.url}/?kind=protest"></iframe>'
        # Paths and parameters that only look like the one that is allowed.
        f'<iframe width=300 height=200 src="{site.url}/%20embed=true&"></iframe>'
        f'<iframe width=300 height=200 src="{site.url}/?xembed=true"></iframe>'
    )
    with foreign_site(frames) as url:
        page = visit.context.new_page()
        refused: list[str] = []
        page.on("console", lambda one: refused.append(one.text))
        page.goto(url)
        wait_for(page, ".schauplatz-mark")
        shown = [frame.url for frame in page.frames if frame.parent_frame == page.main_frame]
        assert sum("embed=true&kind" in one for one in shown) == 1
        assert sum(one.startswith("chrome-error:") for one in shown) == 3
        assert sum("frame-ancestors 'none'" in one for one in refused) == 3
        inside = next(frame for frame in page.frames if "embed=true&kind" in frame.url)
        assert inside.get_by_test_id("stSidebar").count() == 0


def test_every_answer_has_the_headers_and_only_what_is_needed_is_answered(site: Site) -> None:
    start = ask(site, "/")
    policy = start.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    for path in ("/", "/static/nothing.js", "/_stcore/health", "/_stcore/metrics"):
        headers = ask(site, path).headers
        assert headers["Strict-Transport-Security"].startswith("max-age=")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["Server"] == "nginx"
    assert "frame-ancestors *" in ask(site, "/Places?embed=true").headers["Content-Security-Policy"]
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"):
        assert ask(site, path).status == 404, path
    assert ask(site, "/../Places").status == 404
    plain = http.client.HTTPConnection(urlsplit(site.plain_url).netloc, timeout=30)
    plain.request("GET", "/schauplatz/?q=Almaty")
    answer = plain.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == "https://localhost/schauplatz/?q=Almaty"
    plain.close()


def test_what_has_a_hash_in_its_name_is_kept_and_sent_small(site: Site) -> None:
    html = ask(site, "/").body.decode()
    script = re.search(r'src="\.(/static/js/index\.[^"]+\.js)"', html)
    assert script is not None
    answer = ask(site, script[1], Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.body) < len(gzip.decompress(answer.body)) / 2
    assert "no-cache" in ask(site, "/").headers["Cache-Control"]


def test_too_much_too_foreign_and_too_forged_is_refused(site: Site) -> None:
    assert ask(site, "/", method="POST", body=b"x" * 100_000).status == 413
    upload = "/_stcore/upload_file/nobody/nothing"
    assert ask(site, upload, method="PUT", body=b"x" * 12_000_000).status == 413
    assert ask(site, upload, method="PUT", body=b"x" * 1_000).status in {400, 403}
    cookie = ask(site, "/_stcore/health").headers["Set-Cookie"]
    assert "secure" in cookie.lower()
    assert "Path=/schauplatz/" in cookie
    opening = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Protocol": "streamlit",
    }
    own = site.url.removesuffix("/schauplatz")
    for origin, status in (
        (own, 101),
        ("https://evil.example", 403),
        (own.replace("https", "http"), 403),
        (f"{own}.evil.example", 403),
        ("null", 403),
    ):
        found = opened(site, {**opening, "Origin": origin})
        assert found == status, origin


def opened(site: Site, headers: dict[str, str]) -> int:
    """Return with which status a session is begun."""
    context = ssl.create_default_context(cafile=str(site.certificate))
    where = urlsplit(site.url)
    connection = http.client.HTTPSConnection(where.netloc, context=context, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", f"{where.path}/_stcore/stream", headers=named)
    status = connection.getresponse().status
    connection.close()
    return status


def test_who_claims_to_be_local_is_a_visitor_all_the_same(visit: Visit, site: Site) -> None:
    visit.context.set_extra_http_headers(
        {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1;host=localhost"}
    )
    page = visit.open(f"{site.url}/", ready=".sp-problems")
    expect(page.locator(".sp-problems")).to_contain_text("kaputt.txt")
    assert page.get_by_text("crisis-hosted").count() == 0
