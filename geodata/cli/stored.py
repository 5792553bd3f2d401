"""The store as commands use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.intake import stored_reviews
from geodata.models import Problem
from geodata.store import open_store, store_exists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import Extraction
    from geodata.store import Store

__all__ = ["existing_store", "reviewed_articles"]


def existing_store() -> Store:
    """Return the store.

    Raises:
        StoreError: there is none.

    """
    if not store_exists():
        raise StoreError("there is no store yet; add articles: schauplatz add PATH_OR_URL")
    return open_store()


def reviewed_articles() -> Iterator[Extraction | Problem] | None:
    """Return the articles of the store with all corrections; None where it holds none.

    Corrections whose words are not in their article any more are named beside it.

    Raises:
        StoreError: the store cannot be read.

    """
    if not store_exists():
        return None
    store = open_store()
    return _reviewed(store) if store.article_count() else None


def _reviewed(store: Store) -> Iterator[Extraction | Problem]:
    for reviewed in stored_reviews(store):
        for left in reviewed.open:
            correction = left.correction
            message = f"a correction by {correction.reviewer} is left aside: {left.reason}"
            yield Problem(reviewed.extraction.article.article_id, message, rejected=False)
        yield reviewed.extraction
