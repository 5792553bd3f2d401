"""A copy of the app with sign-in, beside a provider, over the articles of an invented crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import free_port, running_app
from tests.browser.crisis import write_articles
from tests.signin.provider import (
    install_certified,
    running_certified_provider,
    running_provider,
    write_secrets,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE: dict[str, dict[str, object]] = {
    "anna": {"email": "Anna@Redaktion.example", "email_verified": True, "name": "Anna <b>Berg</b>"},
    "ben": {"email": "ben@newsroom.example", "email_verified": True},
    "eve": {"email": "eve@evil-newsroom.example", "email_verified": True},
    "uwe": {"email": "uwe@newsroom.example", "email_verified": False},
}
READERS = ["anna@redaktion.example", "@newsroom.example"]


@pytest.fixture(scope="module")
def secrets_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of `private_app`, which it reads again when they change."""
    return tmp_path_factory.mktemp("secrets") / "secrets.toml"


@pytest.fixture(scope="module")
def private_app(tmp_path_factory: pytest.TempPathFactory, secrets_file: Path) -> Iterator[str]:
    articles = tmp_path_factory.mktemp("articles")
    write_articles(articles)
    with running_provider(PEOPLE) as provider:
        write_secrets(secrets_file, provider, READERS)
        with running_app(articles, options=["--secrets.files", str(secrets_file)]) as url:
            yield url


@pytest.fixture
def certified_app(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[str]:
    """Return the address of an app whose readers sign in at a certified provider."""
    assert pytestconfig.cache is not None
    script = install_certified(pytestconfig.cache.mkdir("certified-provider"))
    articles = tmp_path / "articles"
    articles.mkdir()
    write_articles(articles)
    secrets, port = tmp_path / "secrets.toml", free_port()
    with running_certified_provider(script, PEOPLE, f"http://localhost:{port}") as provider:
        write_secrets(secrets, provider, READERS)
        with running_app(articles, options=["--secrets.files", str(secrets)], port=port) as url:
            yield url
