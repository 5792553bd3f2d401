"""Restoring: a backup is checked first, then takes the place of everything at once."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from geodata.errors import StoreError
from geodata.store.backing_up import copy_file
from geodata.store.checking import check
from geodata.store.copying import replace_rows
from geodata.store.database import Database
from geodata.store.failing import is_damage
from geodata.store.migrating import migrate, version_of
from geodata.store.opening import open_store, place_of_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.store.records import Report

__all__ = ["restore", "restore_into"]

# A database of SQLite has these beside its file.
_BESIDE = ("", "-wal", "-shm")


def restore(path: Path, url: str | None = None) -> Report:
    """Put what a backup holds in place of the store, even of one that cannot be read any more.

    A damaged file is kept beside the new one, under a name that ends in `damaged-1`, as the report
    says. Programs that have it open go on with it, and must be started anew.

    Args:
        path: what `Store.backup` wrote, from whichever database.
        url: as for `open_store`.

    Raises:
        StoreError: the file is no sound backup, or the database fails; nothing has changed.

    """
    with _prepared(path) as (source, report):
        try:
            _replace(source, url)
        except StoreError as error:
            if not is_damage(error):
                raise
            kept = _set_aside(Path(str(place_of_store(url).database)))
            _replace(source, url)
            return replace(report, set_aside=kept.name)
        return report


def restore_into(database: Database, path: Path) -> Report:
    """Put what a backup holds in place of all rows of a database; see `Store.restore`.

    Raises:
        StoreError: the file is no sound backup, or the database fails; nothing has changed.

    """
    with _prepared(path) as (source, report):
        _put(source, database)
        return report


def _replace(source: Database, url: str | None) -> None:
    store = open_store(url)
    store.close()
    target = Database(place_of_store(url))
    try:
        _put(source, target)
    finally:
        target.close()


def _put(source: Database, target: Database) -> None:
    with source.reading() as rows, target.writing() as connection:
        replace_rows(rows, connection)


@contextlib.contextmanager
def _prepared(path: Path) -> Iterator[tuple[Database, Report]]:
    """Return a sound copy of a backup in the schema of this version.

    Raises:
        StoreError: the file is no sound backup.

    """
    with tempfile.TemporaryDirectory(prefix="schauplatz-") as folder:
        copied = Path(folder) / "restored.sqlite"
        _copy(path, copied)
        database = Database(URL.create("sqlite", database=str(copied)), create=False)
        try:
            yield database, _sound(database, path)
        finally:
            database.close()


def _copy(path: Path, copied: Path) -> None:
    if not path.is_file():
        raise StoreError(f"there is no backup {path}")
    try:
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(source):
            copy_file(source, copied)
    except (sqlite3.Error, StoreError) as error:
        raise StoreError(f"{path} is no backup of Schauplatz, or damaged: {error}") from error


def _sound(database: Database, path: Path) -> Report:
    try:
        made = version_of(database) is not None
        migrate(database)
        report = check(database)
    except StoreError as error:
        raise StoreError(f"{path} is no backup of Schauplatz, or damaged: {error}") from error
    if not made:
        raise StoreError(f"{path} is no backup of Schauplatz: it has none of its tables")
    if not report.sound:
        raise StoreError(f"{path} is damaged: {report.faults[0]}; the store stays as it was")
    return report


def _set_aside(path: Path) -> Path:
    """Give a file another name, with what stands beside it; return that name."""
    names = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    for end in _BESIDE:
        found = path.with_name(f"{path.name}{end}")
        if found.exists():
            found.replace(kept.with_name(f"{kept.name}{end}"))
    return kept
