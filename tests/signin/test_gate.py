"""The gate before the pages, without a browser: settings, claims, every page."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_app_utils

from geodata.errors import ExportError, SignInError
from geodata.ui.access import gate
from geodata.ui.access.returning import Wanted, WantedPages, browser_key
from geodata.ui.access.settings import has_sign_in, read_settings
from geodata.ui.access.standing import Refusal, judge
from geodata.ui.shelf.loading import ARTICLES_VARIABLE
from tests.signin.provider import SECRET, write_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ALL_PAGES = ["dashboard.py", *sorted(f"pages/{path.name}" for path in ROOT.glob("pages/*.py"))]
NOW = 1_900_000_000.0
CLAIMS: dict[str, object] = {
    "is_logged_in": True,
    "email": "anna@redaktion.example",
    "email_verified": True,
    "exp": NOW + 60,
}


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "secrets.toml"
    write_secrets(path, "https://login.example", ["anna@redaktion.example", "@newsroom.org"])
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    has_sign_in.cache_clear()
    gate._report.cache_clear()
    yield
    has_sign_in.cache_clear()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"email": "x@Newsroom.org"}, None),
        ({"email_verified": "true"}, None),
        ({"is_logged_in": False}, Refusal.SIGNED_OUT),
        ({"is_logged_in": "true"}, Refusal.SIGNED_OUT),
        ({"exp": NOW}, Refusal.EXPIRED),
        ({"exp": None}, Refusal.EXPIRED),
        ({"exp": "9999999999"}, Refusal.EXPIRED),
        ({"exp": float("nan")}, Refusal.EXPIRED),
        ({"email_verified": False}, Refusal.UNVERIFIED),
        ({"email_verified": None}, Refusal.UNVERIFIED),
        ({"email_verified": "false"}, Refusal.UNVERIFIED),
        ({"email_verified": 1}, Refusal.UNVERIFIED),
        ({"email": None}, Refusal.NOT_LISTED),
        ({"email": ["anna@redaktion.example"]}, Refusal.NOT_LISTED),
        ({"email": "eve@evil-newsroom.org"}, Refusal.NOT_LISTED),
    ],
)
def test_only_a_listed_confirmed_and_current_reader_is_let_in(
    secrets: dict[str, Any], changed: dict[str, object], expected: Refusal | None
) -> None:
    assert judge(CLAIMS | changed, read_settings(secrets), NOW) is expected


def test_an_address_the_provider_is_silent_on_counts_only_where_the_operator_says_so(
    secrets: dict[str, Any],
) -> None:
    silent = {key: value for key, value in CLAIMS.items() if key != "email_verified"}
    assert judge(silent, read_settings(secrets), NOW) is Refusal.UNVERIFIED
    secrets["schauplatz"]["trust_addresses"] = True
    assert judge(silent, read_settings(secrets), NOW) is None
    denied = silent | {"email_verified": False}
    assert judge(denied, read_settings(secrets), NOW) is Refusal.UNVERIFIED


@pytest.mark.parametrize(
    ("section", "key", "value", "said"),
    [
        ("schauplatz", "readers", [], "names nobody"),
        ("schauplatz", "readers", None, "list of texts"),
        ("schauplatz", "readers", "@newsroom.org", "list of texts"),
        ("schauplatz", "readers", ["@newsroom.org", 7], "list of texts"),
        ("schauplatz", "readers", ["newsroom.org"], "'newsroom.org'"),
        ("auth", "cookie_secret", "xxx", "shorter"),
        ("auth", "cookie_secret", None, "cookie_secret"),
        ("auth", "redirect_uri", "https://karte.example/", "/oauth2callback"),
        ("auth", "client_id", "", "client_id in [auth]"),
        ("auth", "server_metadata_url", None, "server_metadata_url in [auth]"),
        ("auth", "verlag", {"client_id": "x"}, "client_secret in [auth.verlag]"),
    ],
)
def test_settings_that_let_nobody_in_say_what_is_wrong(
    secrets: dict[str, Any], section: str, key: str, value: object, said: str
) -> None:
    secrets[section][key] = value
    with pytest.raises(SignInError) as caught:
        read_settings(secrets)
    assert said in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_list_without_a_provider_or_a_provider_without_a_list_lets_nobody_in(
    secrets: dict[str, Any],
) -> None:
    for section in ("auth", "schauplatz"):
        rest = {key: value for key, value in secrets.items() if key != section}
        with pytest.raises(SignInError, match=section):
            read_settings(rest)


def test_a_browser_is_led_to_what_it_wanted_once_and_not_for_ever() -> None:
    pages = WantedPages(most=2)
    wanted = Wanted("places", {"country": ["KZ"]})
    for number in range(3):
        pages.keep(bytes([number]), wanted, NOW)
    assert pages.take(b"\x00", NOW) is None, "the oldest of too many"
    assert pages.take(b"\x01", NOW + 60) is wanted
    assert pages.take(b"\x01", NOW + 60) is None
    assert pages.take(b"\x02", NOW + 3600) is None
    pages.keep(b"x", Wanted("places", {"q": ["x" * 9000]}), NOW)
    assert pages.take(b"x", NOW) is None


@pytest.mark.parametrize(
    "cookie", ["", "2", "2|0|0|0", "2|zz|zz|1", "2|||1", "1|aa|bb|1", "x" * 9999]
)
def test_a_cookie_that_is_none_of_streamlits_is_no_browser(cookie: str) -> None:
    assert browser_key(cookie) is None


def test_a_browser_is_known_again_whatever_the_mask_of_its_token() -> None:
    token = bytes(range(16))
    cookies = {starlette_app_utils.generate_xsrf_token_string(token, 1) for _ in range(3)}
    assert len(cookies) == 3
    assert {browser_key(cookie) for cookie in cookies} == {token}


def run_page(page: str, secrets: dict[str, Any], user: dict[str, Any], **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.secrets.update(secrets)
    app.user = user
    app.query_params.update({"ui": "de"} | query)
    if page != "dashboard.py":
        app.switch_page(page)
    app.run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(
        element.proto.body for element in app.get("html") if "<style" not in element.proto.body
    )


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any look at the articles be seen: there are none."""
    monkeypatch.setenv(ARTICLES_VARIABLE, "/nowhere/at/all")


@pytest.mark.app
@pytest.mark.usefixtures("unreadable")
@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_page_asks_for_a_sign_in_before_it_looks_at_articles(
    page: str, secrets: dict[str, Any]
) -> None:
    app = run_page(page, secrets, {})
    assert "Bitte anmelden" in said(app)
    assert "nowhere" not in said(app)
    assert [button.label for button in app.button] == ["Anmelden"]
    assert not app.sidebar.children


def test_every_part_of_a_page_that_is_drawn_alone_looks_whether_one_may_still_read() -> None:
    parts = {
        f"{path.name}: {part.name}": "recheck_reader()" in ast.unparse(part)
        for path in ROOT.glob("geodata/ui/**/*.py")
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.FunctionDef)
        and any("fragment" in ast.unparse(one) for one in part.decorator_list)
    }
    assert len(parts) > 3
    assert [name for name, looks in parts.items() if not looks] == []


def test_a_file_is_made_only_while_its_reader_may_read(
    secrets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that stays open has buttons that make files whenever they are pressed."""
    reader = dict(CLAIMS) | {"exp": 9e9}
    monkeypatch.setattr(gate, "has_sign_in", lambda: True)
    monkeypatch.setattr(gate, "settings_now", lambda: read_settings(secrets))
    monkeypatch.setattr("streamlit.user", SimpleNamespace(to_dict=lambda: reader))
    made = gate.while_reading(lambda: b"rows")
    assert made() == b"rows"
    secrets["schauplatz"]["readers"] = ["@newsroom.org"]
    with pytest.raises(ExportError, match="may read no longer"):
        made()


def test_every_button_of_a_file_of_articles_asks_who_presses_it() -> None:
    buttons = {
        path.name: ast.unparse(call.args[1])
        for path in ROOT.glob("geodata/ui/**/*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("download_button")
    }
    assert buttons.pop("codebook.py"), "no article is in it"
    assert len(buttons) > 1
    assert [name for name, made in buttons.items() if not made.startswith("while_reading(")] == []


@pytest.mark.app
@pytest.mark.usefixtures("unreadable")
def test_wrong_settings_refuse_everybody_and_tell_the_log_alone(
    secrets: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    secrets["schauplatz"]["readers"] = ["newsroom.org"]
    with caplog.at_level(logging.ERROR):
        for _run in range(2):
            app = run_page("dashboard.py", secrets, dict(CLAIMS))
    assert "Zurzeit kann sich niemand anmelden" in said(app)
    assert "newsroom" not in said(app)
    assert not app.button
    (record,) = [one for one in caplog.records if one.name == gate.__name__]
    assert "'newsroom.org'" in record.getMessage()


@pytest.mark.app
@pytest.mark.usefixtures("unreadable")
def test_each_of_several_providers_has_a_button(secrets: dict[str, Any]) -> None:
    auth = secrets["auth"]
    own = {key: auth.pop(key) for key in ("client_id", "client_secret", "server_metadata_url")}
    auth |= {"verlag": own, "gäste": own}
    app = run_page("dashboard.py", secrets, {})
    assert [button.label for button in app.button] == ["Anmelden mit Verlag", "Anmelden mit Gäste"]


@pytest.mark.app
@pytest.mark.usefixtures("unreadable")
def test_a_refusal_shows_what_an_address_says_letter_for_letter(secrets: dict[str, Any]) -> None:
    hostile = dict(CLAIMS) | {"email": "<img src=x onerror=alert(1)>@evil.example", "exp": 9e9}
    app = run_page("dashboard.py", secrets, hostile)
    assert "Sie stehen nicht auf der Leserliste" in said(app)
    assert "&lt;img src=x" in said(app)
    assert "<img" not in said(app)


def test_without_settings_of_sign_in_everybody_reads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _name: [str(tmp_path / "none.toml")])
    assert not has_sign_in()


def test_no_page_imports_what_signs_in_where_nobody_has_to() -> None:
    code = "import sys, geodata.ui.page; sys.exit('authlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_broken_file_of_settings_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    monkeypatch.setattr("streamlit.get_option", lambda _name: [str(broken)])
    assert has_sign_in()
