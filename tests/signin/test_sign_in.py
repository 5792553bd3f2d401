"""Sign-in in a real browser, at a provider on the network."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import expect

from tests.browser.conftest import wait_for
from tests.signin.provider import SECRET, end_session, sign_in_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Cookie, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

COOKIE = "_streamlit_user"
GATE = ".sp-gate"
MARK = ".schauplatz-mark"
SIGNED_IN = "[data-testid=stSidebar] .st-key-sign_out"
# Papers, places and headlines of the articles.
OF_THE_ARTICLES = re.compile("Almaty|Nordblatt|Steppe Wire|Karaganda")


def opened(visit: Visit, url: str, ready: str) -> tuple[Page, list[bytes]]:
    """Open a page and return it with all that the server sends it by the websocket."""
    page = visit.context.new_page()
    sent: list[bytes] = []

    def keep(payload: str | bytes) -> None:
        sent.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.goto(url)
    wait_for(page, ready)
    return page, sent


def test_a_listed_reader_lands_where_the_link_led_and_signs_out_again(
    private_app: str, visit: Visit
) -> None:
    link = f"{private_app}/Deployments?country=KZ&kinds=deployment"
    page, sent = opened(visit, link, GATE)
    expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
    page.wait_for_timeout(1000)
    assert not OF_THE_ARTICLES.search(b"".join(sent).decode("utf-8", "replace"))
    assert page.locator("iframe, [data-testid=stSidebar] [data-testid=stWidgetLabel]").count() == 0

    sign_in_as(page, "anna")
    wait_for(page, MARK)
    assert page.url == link
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("Anna <b>Berg</b>")
    expect(sidebar).to_contain_text("Anna@Redaktion.example")
    page.reload()
    wait_for(page, MARK)

    sidebar.get_by_role("button", name="Abmelden").click()
    end_session(page)
    wait_for(page, GATE)
    page.goto(link)
    wait_for(page, GATE)
    assert not visit.console


def test_who_is_not_listed_or_not_confirmed_is_refused_by_name_and_can_come_back(
    private_app: str, visit: Visit
) -> None:
    link = f"{private_app}/Places?country=KZ"
    page, sent = opened(visit, link, GATE)
    for name, address, why in (
        ("eve", "eve@evil-newsroom.example", "Sie stehen nicht auf der Leserliste"),
        ("uwe", "uwe@newsroom.example", "Ihre Adresse ist nicht bestätigt"),
    ):
        sign_in_as(page, name)
        expect(page.get_by_role("heading", name=why)).to_be_visible()
        expect(page.locator(GATE)).to_contain_text(address)
        assert page.get_by_role("button", name="Anmelden", exact=True).count() == 0
        page.get_by_role("button", name="Abmelden und eine andere Adresse nehmen").click()
        end_session(page)
        expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
    assert not OF_THE_ARTICLES.search(b"".join(sent).decode("utf-8", "replace"))

    sign_in_as(page, "ben")
    wait_for(page, SIGNED_IN)
    assert page.url == link, "the link of before the refusals"
    expect(page.get_by_test_id("stSidebar")).to_contain_text("ben@newsroom.example")


def cookie_of(context: BrowserContext) -> Cookie:
    (cookie,) = [one for one in context.cookies() if one.get("name") == COOKIE]
    return cookie


def set_claims(context: BrowserContext, secret: str, **changed: object) -> None:
    """Put a cookie in the place of the one there is, with other claims, signed by a secret."""
    cookie = cookie_of(context)
    claims = json.loads(URLSafeTimedSerializer(SECRET, salt=COOKIE).loads(cookie.get("value", "")))
    signed = URLSafeTimedSerializer(secret, salt=COOKIE).dumps(json.dumps(claims | changed))
    context.clear_cookies(name=COOKIE)
    context.add_cookies([{**cookie, "value": str(signed)}])  # type: ignore[typeddict-item] # of other types alike


def test_a_forged_or_expired_cookie_opens_nothing(private_app: str, visit: Visit) -> None:
    page, _sent = opened(visit, private_app, GATE)
    sign_in_as(page, "eve")
    expect(page.get_by_role("button", name="Abmelden und eine andere Adresse")).to_be_visible()
    set_claims(visit.context, "guessed", email="ben@newsroom.example")
    page.goto(private_app)
    expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()

    sign_in_as(page, "ben")
    wait_for(page, SIGNED_IN)
    cookie = cookie_of(visit.context)
    body, stamp, signature = cookie.get("value", "").rsplit(".", 2)
    visit.context.clear_cookies(name=COOKIE)
    swapped = signature.swapcase()
    visit.context.add_cookies([{**cookie, "value": f"{body}.{stamp}.{swapped}"}])  # type: ignore[typeddict-item] # as above
    page.goto(private_app)
    expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()

    visit.context.clear_cookies(name=COOKIE)
    visit.context.add_cookies([cookie])  # type: ignore[list-item] # as above
    set_claims(visit.context, SECRET, exp=1_600_000_000)
    page.goto(f"{private_app}/Sources?country=KZ")
    expect(page.get_by_role("heading", name="Ihre Anmeldung ist abgelaufen")).to_be_visible()
    sign_in_as(page, "ben")
    wait_for(page, SIGNED_IN)
    assert page.url == f"{private_app}/Sources?country=KZ"


def test_a_reader_struck_off_is_refused_at_the_next_click(
    private_app: str, secrets_file: Path, visit: Visit
) -> None:
    page, _sent = opened(visit, private_app, GATE)
    sign_in_as(page, "ben")
    wait_for(page, MARK)
    listed = secrets_file.read_text(encoding="utf-8")
    try:
        secrets_file.write_text(listed.replace("@newsroom", "@other"), encoding="utf-8")
        page.wait_for_timeout(4000)  # Streamlit looks for changes now and then
        (frame,) = [one for one in page.frames if one.locator(MARK).count()]
        frame.locator(MARK).first.click()
        expect(
            page.get_by_role("heading", name="Sie stehen nicht auf der Leserliste")
        ).to_be_visible()
        assert page.locator("iframe, .st-key-panel").count() == 0
    finally:
        secrets_file.write_text(listed, encoding="utf-8")


@contextmanager
def foreign_site(folder: Path, html: str) -> Iterator[str]:
    """Serve a page at 127.0.0.1, which is another site than localhost, and return its address."""
    (folder / "index.html").write_text(html, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_foreign_page_cannot_act_for_a_signed_in_reader(
    private_app: str, visit: Visit, tmp_path: Path
) -> None:
    page, _sent = opened(visit, private_app, GATE)
    sign_in_as(page, "anna")
    wait_for(page, MARK)
    cookie = cookie_of(visit.context)
    assert cookie.get("sameSite") == "Lax"
    assert cookie.get("httpOnly") is True

    embed = f"{private_app}/?country=KZ&embed=true"
    frames = f'<iframe src="{embed}"></iframe><iframe src="{private_app}/Deployments"></iframe>'
    with foreign_site(tmp_path, frames) as url:
        foreign = visit.context.new_page()
        foreign.goto(url)
        shown = foreign.frame_locator("iframe").first
        expect(shown.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
        assert shown.get_by_role("button").count() == 0
        whole = foreign.frame_locator("iframe").nth(1)
        expect(whole.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
        with visit.context.expect_page() as tab:
            shown.get_by_role("link", name="In einem neuen Tab öffnen und anmelden").click()
        wait_for(tab.value, MARK)
        assert tab.value.url == f"{private_app}/?country=KZ"


def test_a_certified_provider_lets_in_and_out(certified_app: str, visit: Visit) -> None:
    """It insists on what the protocol says: PKCE, known addresses of return, consent."""
    link = f"{certified_app}/Places?country=KZ"
    page, _sent = opened(visit, link, GATE)
    for name, ready in (("eve", GATE), ("anna", SIGNED_IN)):
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.get_by_placeholder("Enter any login").fill(name)
        page.get_by_placeholder("and password").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()
        wait_for(page, ready)
        if name == "eve":
            expect(page.locator(GATE)).to_contain_text("eve@evil-newsroom.example")
        else:
            assert page.url == link
        page.get_by_role("button", name="Abmelden").click()
        page.get_by_role("button", name="Yes, sign me out").click()
        expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
