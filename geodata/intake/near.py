"""Which stored article one that comes in is almost a copy of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.intake.copies import CopyIndex

if TYPE_CHECKING:
    from geodata.models import Article
    from geodata.store import Store

__all__ = ["copies_in", "near_to"]


def copies_in(store: Store) -> CopyIndex:
    """Return the index of all articles of the store that copies are looked for among.

    Raises:
        StoreError: the store cannot be read.

    """
    copies = CopyIndex()
    for article_id, signature in store.signatures():
        copies.add(article_id, signature)
    return copies


def near_to(copies: CopyIndex, article: Article, signature: bytes) -> str | None:
    """Return the article that another is almost a copy of; itself it is not."""
    near = copies.nearest(signature)
    return None if near == article.article_id else near
