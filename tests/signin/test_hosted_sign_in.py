"""Sign-in as it is hosted: behind nginx, over TLS, under a sub-path."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import free_port, wait_for, wait_until_up
from tests.browser.crisis import write_articles
from tests.hosting.nginx import ROOT, hosted_environment, serving
from tests.signin.conftest import PEOPLE, READERS
from tests.signin.provider import end_session, running_provider, sign_in_as, write_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@contextmanager
def running_hosted(articles: Path, secrets: Path, port: int) -> Iterator[None]:
    """Run the app as the unit of systemd does, with sign-in."""
    environment = hosted_environment(
        SCHAUPLATZ_ARTICLES=str(articles), STREAMLIT_SERVER_PORT=str(port)
    )
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--secrets.files", str(secrets)]
    app = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}/schauplatz/_stcore/health", app)
        yield
    finally:
        app.terminate()
        app.wait(10)


@pytest.fixture
def private_site(tmp_path: Path) -> Iterator[str]:
    articles, secrets, port = tmp_path / "articles", tmp_path / "secrets.toml", free_port()
    articles.mkdir()
    write_articles(articles)
    with running_provider(PEOPLE) as provider, serving(port) as site:
        write_secrets(secrets, provider, READERS, site=site.url)
        with running_hosted(articles, secrets, port):
            yield site.url


def test_readers_sign_in_behind_nginx_and_others_are_refused(
    private_site: str, visit: Visit
) -> None:
    link = f"{private_site}/Deployments?country=KZ"
    page = visit.open(link, ready=".sp-gate")
    sign_in_as(page, "eve")
    expect(page.locator(".sp-gate")).to_contain_text("eve@evil-newsroom.example")
    page.get_by_role("button", name="Abmelden und eine andere Adresse nehmen").click()
    end_session(page)

    sign_in_as(page, "ben")
    wait_for(page, "[data-testid=stSidebar] .st-key-sign_out")
    assert page.url == link
    (cookie,) = [one for one in visit.context.cookies() if one.get("name") == "_streamlit_user"]
    assert cookie.get("secure") is True
    assert cookie.get("path", "").rstrip("/") == "/schauplatz"

    page.get_by_role("button", name="Abmelden").click()
    end_session(page)
    expect(page.get_by_role("heading", name="Bitte anmelden")).to_be_visible()
    assert not visit.console
