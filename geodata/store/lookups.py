"""What the store knows already: by bytes, text or address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from geodata.store.addresses import address_of
from geodata.store.article_rows import ENTRY_COLUMNS, addresses_of, entry_from
from geodata.store.records import Known
from geodata.store.schema import ADDRESSES, ARTICLES, ORIGINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Column, Connection, Table

    from geodata.articles.incoming import Incoming
    from geodata.store.records import Entry

__all__ = ["find_known", "find_known_urls", "look_up"]

# Fewer than SQLite takes in one statement (32,766).
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _Asked:
    raw_sha256: str | None
    text_sha256: str | None
    addresses: tuple[str, ...]


def look_up(
    connection: Connection, *, raw_sha256: str | None, text: str | None, url: str | None
) -> Known | None:
    """Return by what an article is known, the surest first; None where it is not."""
    asked = _Asked(raw_sha256, None if text is None else _sha256(text), _addresses([url]))
    return _find(connection, [asked])[0]


def find_known(connection: Connection, found: Sequence[Incoming]) -> tuple[Known | None, ...]:
    """Return the same for many articles, in the order given, with three questions in all."""
    return _find(connection, list(map(_asked, found)))


def find_known_urls(connection: Connection, urls: Iterable[str]) -> frozenset[str]:
    """Return those of some links that lead to an article which is there."""
    addresses = {url: address_of(url) for url in urls}
    standing = _entries(connection, ADDRESSES, ADDRESSES.c.address, addresses.values())
    return frozenset(url for url, address in addresses.items() if address in standing)


def _find(connection: Connection, asked: Sequence[_Asked]) -> tuple[Known | None, ...]:
    raw = _entries(connection, ORIGINS, ORIGINS.c.raw_sha256, (one.raw_sha256 for one in asked))
    texts = _entries(connection, None, ARTICLES.c.text_sha256, (one.text_sha256 for one in asked))
    addresses = (address for one in asked for address in one.addresses)
    standing = _entries(connection, ADDRESSES, ADDRESSES.c.address, addresses)

    def known(one: _Asked) -> Known | None:
        if one.raw_sha256 in raw:
            return Known("same bytes", raw[one.raw_sha256])
        if one.text_sha256 in texts:
            return Known("same text", texts[one.text_sha256])
        at = next((address for address in one.addresses if address in standing), None)
        return None if at is None else Known("same address", standing[at])

    return tuple(map(known, asked))


def _asked(incoming: Incoming) -> _Asked:
    # What a saved page says of its own address makes it no version of what stands there.
    addresses = () if incoming.is_own_word else addresses_of(incoming)
    return _Asked(incoming.raw_sha256, incoming.article.content_sha256, addresses)


def _addresses(urls: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(address for url in urls if (address := address_of(url)) is not None)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _entries(
    connection: Connection,
    beside: Table | None,
    column: Column[str],
    values: Iterable[str | None],
) -> dict[str | None, Entry]:
    """Return the first added article for each value of a column, in articles or a table beside."""
    wanted = sorted({value for value in values if value is not None})
    asked = select(*ENTRY_COLUMNS, column.label("value"))
    asked = asked if beside is None else asked.join_from(ARTICLES, beside)
    found: dict[str | None, Entry] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = asked.where(column.in_(wanted[start : start + _AT_ONCE])).order_by(ARTICLES.c.number)
        for row in connection.execute(some):
            found.setdefault(row.value, entry_from(row))
    return found
