"""The log of corrections: acts are appended, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from geodata.errors import StoreError
from geodata.models import Span
from geodata.review.checking import check_correction
from geodata.review.codec import read_state, sort_of, state_json
from geodata.review.records import Anchor, Correction
from geodata.review.telling import history
from geodata.store.database import grow, insert_rows
from geodata.store.records import Corrected
from geodata.store.schema import ARTICLES, CORRECTIONS, STATE
from geodata.store.versions import newer_versions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection, Row

__all__ = ["append_corrections", "correction_from", "read_corrections"]

_columns = CORRECTIONS.c
# Fewer than SQLite takes in one statement (32,766).
_AT_ONCE = 10_000


def append_corrections(
    connection: Connection, corrections: Sequence[Correction]
) -> tuple[Corrected, ...]:
    """Append acts to the log in the order given; those it has already are not written again.

    Raises:
        StoreError: another act has the same id.
        ReviewError: an act says something that cannot be.

    """
    for one in corrections:
        check_correction(one)  # what is in the log stays there
    kept = _numbered(connection, [one.correction_id for one in corrections])
    number: int = connection.scalar(select(func.coalesce(func.max(_columns.number), 0))) or 0
    outcomes = []
    for one in corrections:
        if one.correction_id in kept:
            outcomes.append(_known(kept[one.correction_id], one))
            continue
        number += 1
        others = _since(connection, one)
        insert_rows(connection, CORRECTIONS, [_row(one, number)])
        kept[one.correction_id] = (number, one)
        outcomes.append(Corrected(number, one, others))
    changed = {one.correction.article_id for one in outcomes if one.new}
    if changed:
        _touch(connection, changed)
    return tuple(outcomes)


def read_corrections(
    connection: Connection, *, article_id: str | None, since: int
) -> tuple[Correction, ...]:
    """Return the acts after a number, in the order of the log; see `Store.corrections`."""
    asked = select(CORRECTIONS).where(_columns.number > since).order_by(_columns.number)
    if article_id is not None:
        asked = asked.where(_columns.article_id == article_id)
    return tuple(map(correction_from, connection.execute(asked)))


def correction_from(row: Row[*tuple[Any, ...]]) -> Correction:
    """Return the correction of a row; what it says was checked when it was written.

    Raises:
        ReviewError: its states are none.

    """
    span = Span(row.start_char, row.end_char)
    return Correction(
        correction_id=row.correction_id,
        made_at=row.made_at,
        reviewer=row.reviewer,
        act=row.act,
        article_id=row.article_id,
        target_id=row.target_id,
        anchor=Anchor(row.text_sha256, span, row.exact, row.prefix, row.suffix),
        before=None if row.before is None else read_state(row.target, row.before),
        after=None if row.after is None else read_state(row.target, row.after),
        reason=row.reason,
        scope=row.scope,
        undoes=row.undoes,
        seen=row.seen,
    )


def _row(correction: Correction, number: int) -> dict[str, Any]:
    anchor, before, after = correction.anchor, correction.before, correction.after
    return {
        "number": number,
        "correction_id": correction.correction_id,
        "made_at": correction.made_at,
        "reviewer": correction.reviewer,
        "act": correction.act,
        "target": sort_of(correction),
        "article_id": correction.article_id,
        "target_id": correction.target_id,
        "text_sha256": anchor.text_sha256,
        "start_char": anchor.span.start,
        "end_char": anchor.span.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "before": None if before is None else state_json(before),
        "after": None if after is None else state_json(after),
        "reason": correction.reason,
        "scope": correction.scope,
        "undoes": correction.undoes,
        "seen": correction.seen,
    }


def _numbered(
    connection: Connection, correction_ids: Collection[str]
) -> dict[str, tuple[int, Correction]]:
    found: dict[str, tuple[int, Correction]] = {}
    for some in _in_turn(correction_ids):
        rows = connection.execute(select(CORRECTIONS).where(_columns.correction_id.in_(some)))
        found |= {row.correction_id: (row.number, correction_from(row)) for row in rows}
    return found


def _known(kept: tuple[int, Correction], correction: Correction) -> Corrected:
    number, before = kept
    if before != correction:
        raise StoreError(
            f"correction {correction.correction_id} is in the log already and says something "
            "else; acts are never changed: give the new one an id of its own"
        )
    return Corrected(number, before, (), new=False)


def _since(connection: Connection, correction: Correction) -> tuple[Correction, ...]:
    """Return the acts on the same target after the one that the reviewer had before them.

    That one may be on another target: an act on the same name wherever it stands.
    """
    seen = select(_columns.number).where(_columns.correction_id == correction.seen)
    last = connection.scalar(seen) or 0
    later = read_corrections(connection, article_id=correction.article_id, since=last)
    is_mention = sort_of(correction) == "mention"
    name = correction.anchor.exact if is_mention else None
    return history(later, correction.target_id, name=name)


def _touch(connection: Connection, article_ids: Collection[str]) -> None:
    """Note that the articles changed, and with them the store.

    What is said of an older version is looked for in the newer ones, which change with it.
    """
    grow(connection)
    revision = select(STATE.c.revision).scalar_subquery()
    for some in _in_turn({*article_ids, *newer_versions(connection, article_ids)}):
        named = ARTICLES.c.article_id.in_(some)
        connection.execute(update(ARTICLES).where(named).values(revision=revision))


def _in_turn(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield ids in order, no more at a time than a statement takes."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
