"""Bringing a database to the schema that this version of Schauplatz works with."""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
from sqlalchemy import inspect, text

from geodata.errors import StoreError
from geodata.store.failing import clearly
from geodata.store.schema import HEAD, STATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from geodata.store.database import Database

__all__ = ["migrate", "read_while_writing", "version_of"]

_STEPS = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
# Any number will do, as long as no other program takes the same one in the same database.
_LOCK_NUMBER = 0x5C4A0
_LOCK_SECONDS = 60


def version_of(database: Database) -> str | None:
    """Return the version of a database's schema; None where it has none of ours.

    Raises:
        StoreError: the database fails.

    """
    with clearly(database.shown), database.engine.connect() as connection:
        return _version(connection)


def migrate(database: Database) -> None:
    """Make the tables, or bring older ones to the schema of this version.

    Two processes that start at once do it one after the other; all of it is done, or nothing.

    Raises:
        StoreError: the database fails, or its schema is newer than this version.

    """
    if version_of(database) == HEAD:
        return
    with _alone(database), clearly(database.shown), database.engine.connect() as connection:
        connection.execution_options(writing=True)
        with connection.begin():
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_NUMBER})"))
            _migrate(connection, database.shown)


def read_while_writing(database: Database) -> None:
    """Let a file be read while others write to it; SQLite remembers that in the file.

    Raises:
        StoreError: the database fails.

    """
    if not database.is_sqlite or database.in_memory:
        return
    with clearly(database.shown), database.engine.connect() as connection:
        # Of the driver itself: the mode cannot be changed in a transaction.
        driver = connection.connection.driver_connection
        if driver is None or driver.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        with _alone(database):
            driver.execute("PRAGMA journal_mode = WAL")


def _migrate(connection: Connection, where: str) -> None:
    found = _version(connection)
    if found == HEAD:  # by another process, while this one waited
        return
    # On demand: most openings find everything as it should be, and Alembic takes 0.2 s.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"store {where} was made by a newer version of Schauplatz (schema {found}, this "
            f"version knows {HEAD}); install that version: pip install --upgrade schauplatz"
        )
    if found is None:
        _refuse_foreign(connection, where)
    command.upgrade(config, "head")
    if found is None:
        first = {"id": 1, "identity": uuid.uuid4().hex, "revision": 0, "last_number": 0}
        connection.execute(STATE.insert().values(first))


def _refuse_foreign(connection: Connection, where: str) -> None:
    """Refuse a database in which other programs keep tables of the same names."""
    tables = sorted({*inspect(connection).get_table_names()} & {*STATE.metadata.tables})
    if tables:
        raise StoreError(
            f"store {where} has tables of another program ({', '.join(tables)}); "
            "name an empty database in SCHAUPLATZ_DATABASE"
        )


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608
    return found


@contextlib.contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Hold off other processes that make the same file; PostgreSQL locks for itself."""
    if not database.is_sqlite or database.in_memory:
        yield
        return
    lock = filelock.FileLock(f"{database.url.database}.lock", timeout=_LOCK_SECONDS)
    try:
        with lock:
            yield
    except filelock.Timeout as error:
        raise StoreError(
            f"store {database.shown}: another program has been making it for too long; try again"
        ) from error
