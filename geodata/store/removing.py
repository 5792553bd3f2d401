"""Removing an article: nothing of its text stays but what people said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from geodata.store.database import grow
from geodata.store.places import drop_points
from geodata.store.schema import ARTICLES, INCIDENTS
from geodata.store.versions import earlier_versions, newer_versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["remove_article"]


def remove_article(connection: Connection, article_id: str) -> bool:
    """Delete an article in all its versions, and what was derived; see `Store.remove`."""
    there = select(ARTICLES.c.number).where(ARTICLES.c.article_id == article_id)
    if connection.scalar(there) is None:
        return False
    newer = newer_versions(connection, [article_id])
    current = {article_id, *newer}
    older = {old for olds in earlier_versions(connection, current).values() for old in olds}
    named = ARTICLES.c.article_id.in_(sorted(current | older))
    connection.execute(delete(ARTICLES).where(named))
    # They tell of several articles at once; all are worked out anew with the next rebuild.
    connection.execute(delete(INCIDENTS))
    drop_points(connection)
    grow(connection)
    return True
