"""A copy of the app with sign-in, beside a provider, over the articles of an invented crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import browser, running_app, visit
from tests.browser.crisis import write_articles
from tests.signin.provider import running_provider, write_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["browser", "private_app", "visit"]  # pytest finds fixtures by their names here

PEOPLE: dict[str, dict[str, object]] = {
    "anna": {"email": "Anna@Redaktion.example", "email_verified": True, "name": "Anna <b>Berg</b>"},
    "ben": {"email": "ben@newsroom.example", "email_verified": True},
    "eve": {"email": "eve@evil-newsroom.example", "email_verified": True},
    "uwe": {"email": "uwe@newsroom.example", "email_verified": False},
}
READERS = ["anna@redaktion.example", "@newsroom.example"]


@pytest.fixture(scope="module")
def private_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    articles = tmp_path_factory.mktemp("articles")
    write_articles(articles)
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    with running_provider(PEOPLE) as provider:
        write_secrets(secrets, provider, READERS)
        with running_app(articles, options=["--secrets.files", str(secrets)]) as url:
            yield url
