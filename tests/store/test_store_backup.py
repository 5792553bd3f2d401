from __future__ import annotations

import os
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL

from geodata.errors import StoreError
from geodata.store import open_store, restore
from geodata.store.copying import replace_rows
from geodata.store.database import Database
from tests.store.stock import an_act, an_article, batch, new

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.store import Report, Store

PAGE = "https://zeitung.example/2022/01/almaty"


def fill(store: Store) -> None:
    store.add([*batch([1, 2]), new(an_article(3, url=PAGE), near=an_article(1).article_id)])
    store.add([new(an_article(4, url=PAGE))])
    store.correct_all([an_act(1), an_act(2)])


def content(store: Store) -> tuple[object, ...]:
    return (
        store.articles(superseded=True),
        [store.article(one.article_id) for one in store.articles(superseded=True)],
        list(store.extractions()),
        store.corrections(),
        store.earlier(),
    )


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    fill(store)
    path = tmp_path / "backup.sqlite"
    store.backup(path)
    return path


def test_a_backup_is_one_file_that_gives_everything_back(
    store: Store, backup: Path, tmp_path: Path
) -> None:
    expected, revision = content(store), store.revision
    store.correct(an_act(3))
    store.remove(an_article(1).article_id)
    store.add(batch([9]))
    report = store.restore(backup)
    assert content(store) == expected
    assert (report.articles, report.corrections, report.sound) == (3, 2, True)
    assert str(report) == "3 articles, 2 corrections, 9 mentions, 6 events: sound"
    # Who remembers anything of before must not take it for what is there now.
    assert store.revision > revision + 3
    assert {number for _, number in store.article_revisions()} == {store.revision}
    assert store.check().sound
    left = {path.name.partition(".sqlite")[0] for path in tmp_path.iterdir()}
    assert left <= {"backup", "store"}


def test_a_restored_store_is_not_taken_for_what_it_was(
    store: Store, backup: Path, tmp_path: Path
) -> None:
    # Else what was written down of a revision would be found again when it is reached anew.
    identities = [store.identity]
    for _ in range(2):
        store.restore(backup)
        identities.append(store.identity)
    other = f"sqlite:///{tmp_path}/other.sqlite"
    restore(backup, other)
    identities.append(open_store(other).identity)
    assert len(set(identities)) == 4


def test_who_writes_during_a_restore_waits_for_it(store: Store, url: str, backup: Path) -> None:
    other = open_store(url)
    expected = len(store.article_ids())
    with ThreadPoolExecutor(1) as pool, sqlite_of(backup).reading() as source:
        with store._database.writing() as connection:
            replace_rows(source, connection)
            writing = pool.submit(other.add, batch([9]))
            time.sleep(0.5)  # long enough to be waiting
            assert not writing.done()
        assert writing.result()[0].kind == "added"
    assert store.article_count() == expected + 1
    assert store.check().sound


def test_a_restored_store_goes_on(store: Store, backup: Path) -> None:
    store.restore(backup)
    store.add(batch([9]))
    assert store.correct(an_act(3)).number == 3
    assert store.articles()[-1].number == 5
    with pytest.raises(StoreError, match="says something else"):
        store.correct(an_act(2, reviewer="x"))


def test_a_backup_goes_into_either_database(
    store: Store, backup: Path, tmp_path: Path, new_postgresql: Callable[[], str]
) -> None:
    for url in (f"sqlite:///{tmp_path}/other.sqlite", new_postgresql(), "sqlite://"):
        other = open_store(url)
        other.restore(backup)
        assert content(other) == content(store)
        assert other.check().sound
        other.close()


def test_the_log_is_guarded_after_restoring(store: Store, backup: Path) -> None:
    store.restore(backup)
    with pytest.raises(StoreError, match="append-only"), store._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM corrections")
    assert store.check().sound


def test_a_backup_replaces_an_older_one_and_nothing_else(store: Store, backup: Path) -> None:
    store.add(batch([7]))
    store.backup(backup)
    assert store.restore(backup).articles == 4
    text = backup.with_name("notes.txt")
    text.write_text("Nicht anrühren")
    with pytest.raises(StoreError, match="is no backup; name another"):
        store.backup(text)
    assert text.read_text() == "Nicht anrühren"


def test_a_backup_is_not_written_over_the_store_itself(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the store itself"):
        sqlite_store.backup(tmp_path / "store.sqlite")
    assert sqlite_store.check().sound


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        store.backup(tmp_path / "nowhere" / "backup.sqlite")
    with pytest.raises(StoreError, match="there is no backup"):
        store.restore(tmp_path / "nowhere" / "backup.sqlite")


def sqlite_of(path: Path) -> Database:
    return Database(URL.create("sqlite", database=str(path)), create=False)


def write_until(url: str, stopped: Callable[[], bool]) -> None:
    store = open_store(url)
    for number in count(0, 5):
        if stopped():
            return
        store.add(batch(range(number, number + 5)))
        store.correct(an_act(number + 1, article=an_article(number)))


def test_a_backup_while_others_write_is_of_one_moment(
    store: Store, url: str, tmp_path: Path
) -> None:
    done: list[bool] = []
    path = tmp_path / "backup.sqlite"
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_until, url, lambda: bool(done))
        reports: list[Report] = []
        try:
            while len(reports) < 4 and not writing.done():
                store.backup(path)
                other = open_store("sqlite://")
                reports.append(other.restore(path))
        finally:
            done.append(True)
        writing.result()
    assert len(reports) == 4
    for report in reports:
        assert report.sound
        # Whole batches, and no act before its articles.
        assert report.articles % 5 == 0
        assert report.articles / 5 - report.corrections in (0, 1)
    assert store.check().sound


def test_restoring_a_store_that_is_in_use(store: Store, url: str, backup: Path) -> None:
    done: list[bool] = []
    expected = len(store.article_ids())
    with ThreadPoolExecutor(2) as pool:
        other = open_store(url)

        def read() -> set[int]:
            seen = set()
            while not done:
                seen.add(len(list(other.extractions())))
            return seen

        reading = pool.submit(read)
        for _ in range(5):
            store.restore(backup)
        done.append(True)
        assert reading.result() <= {expected}
    assert store.check().sound


def spoil(path: Path, how: str) -> None:
    if how == "cut off":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif how == "overwritten":
        raw = bytearray(path.read_bytes())
        for start in range(4096 * 3, len(raw) - 4096, 4096):
            raw[start : start + 600] = os.urandom(600)
        path.write_bytes(raw)
    elif how == "text":
        path.write_text("Das ist keine Sicherung. " * 400)
    elif how == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as connection:
            connection.execute(how)
        connection.close()


@pytest.mark.parametrize(
    "how",
    [
        "cut off",
        "overwritten",
        "text",
        "empty",
        "UPDATE articles SET text = text || '!'",
        "UPDATE alembic_version SET version_num = '0999'",
        "DROP TABLE events",
        "DROP TABLE alembic_version",
    ],
)
def test_a_damaged_or_foreign_file_changes_nothing(store: Store, backup: Path, how: str) -> None:
    before, revision = content(store), store.revision
    spoil(backup, how)
    with pytest.raises(StoreError) as caught:
        store.restore(backup)
    line = str(caught.value)
    assert "\n" not in line
    assert str(backup) in line
    assert "damaged" in line or "no backup" in line
    assert content(store) == before
    assert store.revision == revision


def test_restoring_leaves_the_backup_as_it_is(store: Store, backup: Path) -> None:
    backup.chmod(stat.S_IREAD)
    before = backup.read_bytes()
    store.restore(backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.glob("backup*")] == ["backup.sqlite"]


@pytest.mark.parametrize("how", ["cut off", "overwritten", "text"])
def test_a_store_that_cannot_be_read_any_more_is_set_aside(
    sqlite_store: Store, tmp_path: Path, how: str
) -> None:
    fill(sqlite_store)
    expected = content(sqlite_store)
    backup, path = tmp_path / "backup.sqlite", tmp_path / "store.sqlite"
    sqlite_store.backup(backup)
    sqlite_store.close()
    spoil(path, how)
    spoiled = path.read_bytes()
    report = restore(backup, f"sqlite:///{path}")
    assert report.sound
    assert report.set_aside == "store.sqlite.damaged-1"
    store = open_store(f"sqlite:///{path}")
    assert content(store) == expected
    assert store.check().sound
    kept = path.with_name("store.sqlite.damaged-1")
    assert kept.exists()
    assert len(kept.read_bytes()) == len(spoiled)


def test_restoring_where_there_was_no_store(store: Store, backup: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/store.sqlite"
    assert restore(backup, url).articles == 3
    assert content(open_store(url)) == content(store)
