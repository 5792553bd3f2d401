from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from geodata.errors import StoreError
from geodata.store import Store, open_store, restore, store_exists
from geodata.store import database as databases
from geodata.store.database import Database
from tests.store.stock import an_act, batch

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


def said(url: str | None = None) -> str:
    """Return the one line that opening a store fails with."""
    with pytest.raises(StoreError) as caught:
        open_store(url)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_the_store_is_in_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(tmp_path / "deep" / "data"))
    assert not store_exists()
    assert not (tmp_path / "deep").exists()
    store = open_store()
    assert store.where == str(tmp_path / "deep" / "data" / "store.sqlite")
    assert store_exists()


@pytest.mark.parametrize("name", ["50% news", "a#b", "a?b", "a%41b", "Süd ost"])
def test_the_folder_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / name
    monkeypatch.setenv("SCHAUPLATZ_DATA", str(folder))
    store = open_store()
    store.add(batch([1]))
    assert store_exists()
    for _ in range(2):  # the second replaces the first, which is looked at before
        store.backup(folder / "backup.sqlite")
    assert restore(folder / "backup.sqlite").articles == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert {path.name.partition(".")[0] for path in folder.iterdir()} == {"backup", "store"}


def test_the_environment_names_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHAUPLATZ_DATABASE", f"sqlite:///{tmp_path}/other.sqlite")
    open_store()
    assert (tmp_path / "other.sqlite").exists()
    assert store_exists()
    assert not store_exists("sqlite://")


def test_whether_there_is_a_store_on_a_server(new_postgresql: Callable[[], str]) -> None:
    url = new_postgresql()
    assert not store_exists(url)
    open_store(url).close()
    assert store_exists(url)
    # The driver need not be named.
    assert store_exists(url.replace("+psycopg", ""))


def test_a_store_in_memory_is_one_for_all_threads_and_gone_with_its_owner() -> None:
    store, other = open_store("sqlite://"), open_store("sqlite://")
    threads = [
        threading.Thread(target=store.add, args=(batch([n, n + 1]),)) for n in range(0, 16, 2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.article_count() == 16
    assert other.article_count() == 0
    assert store.check().sound


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nonsense", "is no address of a database"),
        ("postgresql+psycopg://a:geheim@h:port/x", "is no address of a database"),
        ("mysql://root:geheim@h/x", "names 'mysql'"),
        ("oracle+nothing://root:geheim@h/x", "names 'oracle+nothing'"),
    ],
)
def test_an_address_that_is_none_is_said_so_without_its_password(url: str, line: str) -> None:
    message = said(url)
    assert line in message
    assert "postgresql+psycopg://USER" in message
    assert "geheim" not in message


def test_a_server_that_does_not_answer() -> None:
    message = said("postgresql+psycopg://anna:geheim@127.0.0.1:9/store")
    assert "the server cannot be reached" in message
    assert "anna:***@127.0.0.1:9/store" in message
    assert "geheim" not in message


def test_a_database_that_is_not_there(new_postgresql: Callable[[], str]) -> None:
    assert "createdb" in said(new_postgresql().replace("/store_", "/no_store_"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_text("Ein Text, keine Datenbank. " * 100)
    assert "the file is no store" in said(f"sqlite:///{path}")
    assert path.read_text().startswith("Ein Text")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (number INTEGER)")
    connection.close()
    before = path.read_bytes()
    assert "tables of another program (articles)" in said(f"sqlite:///{path}")
    assert path.read_bytes() == before


def newer(store: Store) -> None:
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")


def test_a_store_of_a_newer_version_is_left_alone(url: str) -> None:
    with_rows = open_store(url)
    with_rows.add(batch([1]))
    newer(with_rows)
    with_rows.close()
    message = said(url)
    assert "newer version of Schauplatz (schema 0999" in message
    assert store_exists(url)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be made" in said(f"sqlite:///{tmp_path}/file/deeper/store.sqlite")


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    # By the mode of the connection: rights to a folder do not hold back root.
    path = tmp_path / "store.sqlite"
    open_store(f"sqlite:///{path}").close()
    store = Store(Database(make_url(f"sqlite:///file:{path}?mode=ro&uri=true")))
    with pytest.raises(StoreError, match="may only be read"):
        store.add(batch([1]))
    assert store.article_count() == 0


def test_another_program_that_writes_for_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.1)
    path = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{path}")
    store.add(batch([1]))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"writing to it for too long; nothing was stored"):
        store.correct(an_act())
    assert store.article_count() == 1  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    store.correct(an_act())
    assert len(store.corrections()) == 1


def test_a_full_database_keeps_what_it_has(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    store.add(batch([1]))
    with store._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.add(batch(range(2, 300)))
    assert store.check().sound
    assert store.article_count() == 1


# The system itself refuses to let a file grow, as a full disk does, without the rights of root.
FULL = """
import resource, sys
from sqlalchemy import make_url

from geodata.errors import StoreError
from geodata.store import open_store
from tests.store.stock import an_act, batch
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        kept += len(store.add(batch(range(kept, kept + 10))))
except StoreError as error:
    print(error)
print(kept)
"""


def test_a_disk_that_takes_no_more_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    command = [sys.executable, "-c", FULL, url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    line, kept = done.stdout.strip().split("\n")
    assert "cannot be written to, perhaps for want of room" in line
    store = open_store(url)
    assert store.article_count() == int(kept) > 0
    assert store.check().sound
    store.add(batch([100_000]))
    store.correct(an_act())
