"""Adding articles: each text once, with every place it came in from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from geodata.errors import StoreError
from geodata.models import stable_id
from geodata.store.article_rows import addresses_of, article_row, origin_row
from geodata.store.database import insert_rows
from geodata.store.derived import write_extractions
from geodata.store.records import Outcome
from geodata.store.schema import ADDRESSES, ARTICLES, ORIGINS, STATE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection

    from geodata.store.records import NewArticle

__all__ = ["add_articles"]


def add_articles(
    connection: Connection, batch: Sequence[NewArticle], version: str, beside: Collection[str]
) -> tuple[Outcome, ...]:
    """Write a batch; return what became of each, in the order given; see `Store.add`.

    Raises:
        StoreError: an article is not named by `lasting`.

    """
    for new in batch:
        _check_name(new)
    plan = _plan(connection, batch, beside)
    outcomes = tuple(plan.take(new) for new in batch)
    if plan.changes:
        _write(connection, plan, version)
    return outcomes


@dataclass(frozen=True, slots=True)
class _Added:
    number: int
    near: str | None
    new: NewArticle


@dataclass(slots=True)
class _Plan:
    """What a batch will change: found out in memory, then written table by table.

    `numbers` are those of the articles that the batch may meet, `standing` the articles at the
    addresses it may meet, and `held` all addresses of those; what the batch itself adds is noted
    there, too. An older version is superseded once no address leads to it any more, but by none of
    those that it came in `beside`.
    """

    last_number: int
    revision: int
    numbers: dict[str, int]
    standing: dict[str, str]
    held: dict[str, set[str]]
    origins: set[tuple[int, str]]
    beside: Collection[str]
    added: list[_Added] = field(default_factory=list)
    seen: list[tuple[int, NewArticle]] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)
    superseded: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.seen or self.moved)

    def take(self, new: NewArticle) -> Outcome:
        """Plan for one article, after those that were taken before it."""
        article_id = new.incoming.article.article_id
        if article_id not in self.numbers:
            return self._add(new, article_id)
        self._see(new, self.numbers[article_id])
        for address in addresses_of(new.incoming):
            # Where a newer text stands, an old copy of the page does not take its place.
            if address not in self.standing:
                self._stand(article_id, address)
        return Outcome("known", article_id)

    def _add(self, new: NewArticle, article_id: str) -> Outcome:
        older = [
            self._stand(article_id, address)
            for address in addresses_of(new.incoming)
            if self._gives_way(address, new)
        ]
        # A version is no copy of the one before it.
        near = new.near if new.near in self.numbers and new.near not in older else None
        self.last_number += 1
        self.numbers[article_id] = self.last_number
        self.added.append(_Added(self.last_number, near, new))
        self._see(new, self.last_number)
        for one in older:
            if one is not None and not self.held[one]:
                self.superseded[one] = article_id
                return Outcome("new version", article_id, near, one)
        return Outcome("added", article_id, near)

    def _gives_way(self, address: str, new: NewArticle) -> bool:
        """Whether what stands at an address is an older version of a new text, or nothing is.

        Rows of a table may all bear the page that lists them. And what a saved page says of its
        own address is no proof that it ever stood there.
        """
        before = self.standing.get(address)
        return before is None or not (new.incoming.is_own_word or before in self.beside)

    def _see(self, new: NewArticle, number: int) -> None:
        key = (number, str(origin_row(new, number)["origin_key"]))
        if key not in self.origins:
            self.origins.add(key)
            self.seen.append((number, new))

    def _stand(self, article_id: str, address: str) -> str | None:
        """Let an address lead to an article; return which one it led to."""
        before = self.standing.get(address)
        if before is not None:
            self.held[before].discard(address)
        self.standing[address] = article_id
        self.held.setdefault(article_id, set()).add(address)
        self.moved.add(address)
        return before


def _plan(connection: Connection, batch: Sequence[NewArticle], beside: Collection[str]) -> _Plan:
    state = connection.execute(select(STATE)).one()
    addresses = {one for new in batch for one in addresses_of(new.incoming)}
    standing = _standing(connection, ADDRESSES.c.address.in_(addresses))
    came = {new.incoming.article.article_id for new in batch}
    ids = came | {*standing.values()}
    together = came | {one for one in standing.values() if one in beside}
    ids |= {new.near for new in batch if new.near is not None}
    found = select(ARTICLES.c.article_id, ARTICLES.c.number).where(ARTICLES.c.article_id.in_(ids))
    numbers = {row.article_id: row.number for row in connection.execute(found)}
    held: dict[str, set[str]] = {}
    for address, article_id in _standing(connection, ARTICLES.c.article_id.in_(ids)).items():
        held.setdefault(article_id, set()).add(address)
    seen = select(ORIGINS.c.article_number, ORIGINS.c.origin_key)
    seen = seen.where(ORIGINS.c.article_number.in_(numbers.values()))
    origins = {(row.article_number, row.origin_key) for row in connection.execute(seen)}
    return _Plan(state.last_number, state.revision + 1, numbers, standing, held, origins, together)


def _standing(connection: Connection, which: ColumnElement[bool]) -> dict[str, str]:
    """Return which article an address leads to."""
    asked = select(ADDRESSES.c.address, ARTICLES.c.article_id).join(ARTICLES).where(which)
    return {row.address: row.article_id for row in connection.execute(asked)}


def _write(connection: Connection, plan: _Plan, version: str) -> None:
    insert_rows(connection, ARTICLES, [_row(one, plan.revision, version) for one in plan.added])
    insert_rows(connection, ORIGINS, [origin_row(new, number) for number, new in plan.seen])
    found = [
        (one.number, one.new.extraction) for one in plan.added if one.new.extraction is not None
    ]
    if found:
        write_extractions(connection, found, version)
    _move(connection, plan)
    connection.execute(update(STATE).values(revision=plan.revision, last_number=plan.last_number))


def _row(added: _Added, revision: int, version: str) -> dict[str, Any]:
    return {
        **article_row(added.new, added.number),
        "near": added.near,
        "superseded_by": None,
        "method_version": None if added.new.extraction is None else version,
        "revision": revision,
    }


def _move(connection: Connection, plan: _Plan) -> None:
    """Let addresses lead to the newest text; a text that an address leads to is current."""
    moved = sorted(plan.moved)
    if not moved:
        return
    connection.execute(delete(ADDRESSES).where(ADDRESSES.c.address.in_(moved)))
    numbers = {address: plan.numbers[plan.standing[address]] for address in moved}
    rows = [{"address": address, "article_number": numbers[address]} for address in moved]
    insert_rows(connection, ADDRESSES, rows)
    again = ARTICLES.c.superseded_by.is_not(None) & ARTICLES.c.number.in_({*numbers.values()})
    back = update(ARTICLES).where(again)
    connection.execute(back.values(superseded_by=None, revision=plan.revision))
    for older, newer in plan.superseded.items():
        connection.execute(
            update(ARTICLES).where(ARTICLES.c.article_id == older).values(superseded_by=newer)
        )


def _check_name(new: NewArticle) -> None:
    article = new.incoming.article
    extracted = article if new.extraction is None else new.extraction.article
    if article.article_id != stable_id(article.text) or extracted.text != article.text:
        raise StoreError(
            f"article {article.article_id} is not named by its text; name it with lasting() "
            "before it is worked out"
        )
