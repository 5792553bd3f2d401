"""A database at work: transactions that read or write, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

from geodata.store.failing import clearly
from geodata.store.schema import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import URL, Connection, Engine, Table

__all__ = ["Database", "grow", "insert_new", "insert_rows"]

# How long to wait for another program that writes.
BUSY_SECONDS = 30
_CONNECT_SECONDS = 10


class Database:
    """An engine, and the two kinds of transaction that the store makes."""

    def __init__(self, url: URL, *, create: bool = True) -> None:
        """Make ready for a database; nothing is opened yet.

        Args:
            url: of SQLite or PostgreSQL.
            create: let SQLite make the file where there is none.

        """
        self.url = url
        self.shown = shown(url)
        self._create = create
        self.engine = self._engine()
        # All threads share the one connection of a database in memory, one after another.
        self._turn = threading.RLock() if self.in_memory else contextlib.nullcontext()

    @property
    def in_memory(self) -> bool:
        """Whether the database vanishes with this process."""
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection that sees the store as it is at one moment.

        Raises:
            StoreError: the database fails.

        """
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._turn, clearly(self.shown), self.engine.connect() as connection:
            connection.execution_options(**level)
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Return a connection that alone may write; all of it is kept at the end, or nothing.

        Raises:
            StoreError: the database fails; nothing has changed.

        """
        with self._turn, clearly(self.shown), self.engine.connect() as connection:
            connection.execution_options(writing=True)
            with connection.begin():
                connection.execute(select(STATE.c.revision).with_for_update()).one()
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _engine(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(
                self.url,
                pool_pre_ping=True,  # a server that was started anew is met by a new connection
                hide_parameters=True,  # texts of articles have no place in messages
                connect_args={"connect_timeout": _CONNECT_SECONDS},
            )
        options: dict[str, Any] = {"poolclass": StaticPool} if self.in_memory else {}
        engine = create_engine(
            self._sqlite_url(),
            hide_parameters=True,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
            **options,
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def _sqlite_url(self) -> URL:
        if self._create or self.in_memory:
            return self.url
        # Quoted: folders may have a number sign or a question mark in their names.
        file = Path(str(self.url.database)).absolute().as_uri()
        return self.url.set(database=file, query={"mode": "rw", "uri": "1"})


def shown(url: URL) -> str:
    """Return where a database is, as people may be shown it: never with a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    return url.set(query={}).render_as_string(hide_password=True)


def grow(connection: Connection) -> None:
    """Count one more change of the store, in the transaction that makes it."""
    connection.execute(update(STATE).values(revision=STATE.c.revision + 1))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with all its columns; nothing where there are none."""
    if rows:
        connection.execute(table.insert(), list(rows))


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows whose key is not there yet."""
    if rows:
        sort = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(sort.insert(table).on_conflict_do_nothing(), list(rows))


def _prepare(connection: Any, _record: object) -> None:
    # The driver would open transactions at moments of its own; `_begin` does it at ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # An acknowledged article must outlive a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
