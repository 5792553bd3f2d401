"""An OpenID provider on the network for the tests, and what readers do at it.

The package `oidc-provider-mock` speaks the protocol in full (discovery, authorization code, signed
tokens, keys) but lets everybody in by their name: the tests bring it along by pip alone. A provider
that wants Node or a database would have to be found on each machine.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.browser.conftest import wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["SECRET", "end_session", "running_provider", "sign_in_as", "write_secrets"]

SECRET = "a secret of forty characters for tests.."  # noqa: S105 - of no service


@contextmanager
def running_provider(people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Run a provider that knows these people and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for name, claims in people.items():
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        wait_until_up(f"http://localhost:{port}/.well-known/openid-configuration", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def write_secrets(path: Path, provider: str, readers: list[str]) -> Path:
    """Write a secrets.toml as README shows it; `{port}` is what Streamlit puts its own in for."""
    path.write_text(
        "[schauplatz]\n"
        f"readers = {json.dumps(readers)}\n"
        "[auth]\n"
        'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{SECRET}"\n'
        'client_id = "schauplatz"\n'
        'client_secret = "of the provider"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
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
