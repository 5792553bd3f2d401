"""All rows of one store into another, whichever databases they are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Column, MetaData, Table, Text, delete, select, text, update

from geodata.store.columns import ExactJson, ExactText
from geodata.store.database import insert_new, insert_rows
from geodata.store.schema import ARTICLES, CORRECTIONS, METADATA, PLACES, STATE

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["copy_rows", "replace_rows"]

_AT_ONCE = 2_000
_GUARDS = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'corrections'"
)


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row into tables that are empty, but for the state and for places."""
    state = source.execute(select(_bare(STATE))).one()
    # Changed, not deleted and written: who waits to write has this very row locked.
    target.execute(update(_bare(STATE)).values(state._asdict()))
    for table in map(_bare, METADATA.sorted_tables):
        if table.name == STATE.name:
            continue
        found = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for rows in found.partitions():
            insert = insert_new if table.name == PLACES.name else insert_rows
            insert(target, table, [row._asdict() for row in rows])


def replace_rows(source: Connection, target: Connection) -> None:
    """Put the rows of one store in place of another's.

    The revision goes on from the higher of the two, so that whoever remembers an earlier one
    takes none of what they remember for the new. For what was written down of the store in
    another life, which may have counted further, it gets a new identity.
    """
    before: int = target.execute(select(STATE.c.revision)).scalar_one()
    guards = _lift_guards(target)
    for table in reversed(METADATA.sorted_tables):
        # Places may stay, since the content of a key never changes; deleting them would make the
        # database look for each of them in all mentions.
        if table is not PLACES and table is not STATE:
            target.execute(delete(table))
    copy_rows(source, target)
    for guard in guards:
        target.execute(text(guard))
    after: int = target.execute(select(STATE.c.revision)).scalar_one()
    revision = max(before, after) + 1
    target.execute(update(STATE).values(revision=revision, identity=uuid4().hex))
    target.execute(update(ARTICLES).values(revision=revision))


def _bare(table: Table) -> Table:
    """Return a table whose texts are taken as they are stored: both sides write them alike."""
    columns = [
        Column(one.name, Text() if isinstance(one.type, ExactText | ExactJson) else one.type)
        for one in table.columns
    ]
    return Table(table.name, MetaData(), *columns)


def _lift_guards(target: Connection) -> tuple[str, ...]:
    """Let corrections be deleted in this transaction; return what sets the guards again."""
    if target.dialect.name != "sqlite":
        target.execute(text(f"ALTER TABLE {CORRECTIONS.name} DISABLE TRIGGER USER"))
        return (f"ALTER TABLE {CORRECTIONS.name} ENABLE TRIGGER USER",)
    guards = target.execute(_GUARDS).all()
    for guard in guards:
        target.execute(text(f"DROP TRIGGER {guard.name}"))
    return tuple(guard.sql for guard in guards)
