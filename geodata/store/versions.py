"""Where a stored text came in, and which older and newer texts stood at its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from geodata.articles.incoming import Origin
from geodata.store.records import Seen
from geodata.store.schema import ARTICLES, ORIGINS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

__all__ = ["earlier_versions", "newer_versions", "origins_of"]

# Fewer than SQLite takes in one statement (32,766).
_AT_ONCE = 10_000


def earlier_versions(
    connection: Connection, article_ids: Collection[str] | None
) -> dict[str, tuple[str, ...]]:
    """Return the older versions of current articles, oldest first; see `Store.earlier`."""
    asked = select(ARTICLES.c.article_id, ARTICLES.c.superseded_by)
    asked = asked.where(ARTICLES.c.superseded_by.is_not(None)).order_by(ARTICLES.c.number)
    newer = {row.article_id: row.superseded_by for row in connection.execute(asked)}
    found: dict[str, tuple[str, ...]] = {}
    for older in newer:
        latest = _latest(older, newer)
        if article_ids is None or latest in article_ids:
            found[latest] = (*found.get(latest, ()), older)
    return found


def newer_versions(connection: Connection, article_ids: Collection[str]) -> set[str]:
    """Return all newer versions that articles lead to; the newest of each chain is current."""
    found: set[str] = set()
    asked = set(article_ids)
    while asked:
        asked = set(_superseding(connection, asked)) - found
        found |= asked
    return found


def origins_of(connection: Connection, number: int) -> tuple[Seen, ...]:
    """Return where an article came in, first seen first."""
    columns = ORIGINS.c
    asked = select(ORIGINS).where(columns.article_number == number)
    rows = connection.execute(asked.order_by(columns.seen_at, columns.origin_key))
    return tuple(
        Seen(Origin(row.kind, row.name), row.url, row.raw_sha256, row.seen_at) for row in rows
    )


def _superseding(connection: Connection, article_ids: Collection[str]) -> Iterator[str]:
    wanted = sorted(article_ids)
    asked = select(ARTICLES.c.superseded_by).where(ARTICLES.c.superseded_by.is_not(None))
    for start in range(0, len(wanted), _AT_ONCE):
        named = ARTICLES.c.article_id.in_(wanted[start : start + _AT_ONCE])
        yield from connection.scalars(asked.where(named))


def _latest(article_id: str, newer: dict[str, str]) -> str:
    met = {article_id}
    while article_id in newer and newer[article_id] not in met:
        article_id = newer[article_id]
        met.add(article_id)
    return article_id
