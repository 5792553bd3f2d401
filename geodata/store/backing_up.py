"""Backups: one SQLite file, whatever database the store is in."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from geodata.errors import StoreError
from geodata.store.copying import copy_rows
from geodata.store.database import Database
from geodata.store.failing import clearly
from geodata.store.migrating import migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["back_up", "beside", "copy_file"]

_FILE = "backup.sqlite"


def back_up(database: Database, path: Path) -> None:
    """Write a store to a file; see `Store.backup`.

    Raises:
        StoreError: it cannot be written, or something else has that name.

    """
    _refuse(database, path)
    with beside(path) as folder:
        made = folder / _FILE
        if database.is_sqlite:
            with database.reading() as connection:
                copy_file(connection.connection.driver_connection, made)
        else:
            _dump(database, made)
        _settle(made)
        made.replace(path)


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Return a folder beside a path that is gone at the end; what is moved out of it stays.

    Raises:
        StoreError: nothing can be written there.

    """
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(dir=path.absolute().parent, prefix=".schauplatz-"))
        yield folder
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"{path} cannot be written ({reason}); name another place") from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def copy_file(source: object, path: Path) -> None:
    """Copy a SQLite database to a file, as it is at one moment.

    Raises:
        StoreError: it cannot be read or written.

    """
    if not isinstance(source, sqlite3.Connection):
        raise TypeError(f"a connection of SQLite is wanted, not {type(source).__name__}")
    try:
        with contextlib.closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise StoreError(f"{path.name} cannot be written: {error}") from error


def _refuse(database: Database, path: Path) -> None:
    """Refuse to replace what is no backup."""
    if not path.exists():
        return
    if database.is_sqlite and not database.in_memory and path.samefile(str(database.url.database)):
        raise StoreError(f"{path} is the store itself; name another file for the backup")
    if path.is_dir() or not _is_store(path):
        raise StoreError(f"{path} is there and is no backup; name another file for it")


def _is_store(path: Path) -> bool:
    found = Database(URL.create("sqlite", database=str(path)), create=False)
    try:
        return version_of(found) is not None
    except StoreError:
        return False
    finally:
        found.close()


def _dump(database: Database, path: Path) -> None:
    target = Database(URL.create("sqlite", database=str(path)))
    try:
        migrate(target)
        with database.reading() as source, target.writing() as connection:
            copy_rows(source, connection)
    finally:
        target.close()


def _settle(path: Path) -> None:
    """Make it one file that is on the disk before it gets its name."""
    with clearly(str(path)), contextlib.closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
