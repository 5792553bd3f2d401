"""Where the store is, and opening it."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from geodata.errors import StoreError
from geodata.store.database import Database
from geodata.store.migrating import migrate, read_while_writing, version_of
from geodata.store.store import Store

__all__ = ["open_store", "place_of_store", "store_exists"]

_DATABASE = "SCHAUPLATZ_DATABASE"
_FOLDER = "SCHAUPLATZ_DATA"
_FILE = "store.sqlite"
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_DRIVERS |= {name: name for name in ("sqlite+pysqlite", "postgresql+psycopg")}
_WANTED = "write postgresql+psycopg://USER:PASSWORD@HOST/DATABASE or sqlite:////FOLDER/FILE"


def open_store(url: str | None = None) -> Store:
    """Return the store, made and brought up to date where need be.

    Args:
        url: `sqlite:///file`, `sqlite://` for one in memory that vanishes with the process, or
            `postgresql+psycopg://user:password@host/database`; None stands for what
            `SCHAUPLATZ_DATABASE` names, else for the file in the user's data folder.

    Raises:
        StoreError: it cannot be opened, or was made by a newer version.

    """
    place = place_of_store(url)
    if _is_file(place):
        _make_folder(Path(str(place.database)).parent)
    database = Database(place)
    try:
        migrate(database)
        read_while_writing(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


def store_exists(url: str | None = None) -> bool:
    """Whether there is a store, without making one.

    Raises:
        StoreError: a server does not answer, or the address is none.

    """
    place = place_of_store(url)
    if place.get_backend_name() == "sqlite" and not (
        _is_file(place) and Path(str(place.database)).exists()
    ):
        return False
    database = Database(place, create=False)
    try:
        return version_of(database) is not None
    finally:
        database.close()


def place_of_store(url: str | None = None) -> URL:
    """Return the address of the store's database; see `open_store`.

    Raises:
        StoreError: the address is none that Schauplatz can use.

    """
    asked = url or os.environ.get(_DATABASE)
    if not asked:
        return URL.create("sqlite", database=str(_folder() / _FILE))
    try:
        parsed = make_url(asked)
        driver = _DRIVERS.get(parsed.drivername)
    except (ArgumentError, ValueError) as error:
        # The address is not repeated: a part of it may be a password.
        raise StoreError(f"{_DATABASE} is no address of a database; {_WANTED}") from error
    if driver is None:
        raise StoreError(
            f"{_DATABASE} names {parsed.drivername!r}, and a store can not be kept there; {_WANTED}"
        )
    return parsed.set(drivername=driver)


def _folder() -> Path:
    asked = os.environ.get(_FOLDER)
    return Path(asked) if asked else platformdirs.user_data_path("schauplatz", appauthor=False)


def _is_file(place: URL) -> bool:
    return place.get_backend_name() == "sqlite" and place.database not in (None, "", ":memory:")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            f"the folder {folder} for the store cannot be made ({reason}); "
            f"name another in {_FOLDER}"
        ) from error
