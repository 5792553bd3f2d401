from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from geodata.store import open_store
from tests.store.stock import an_act, an_article, batch

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.store import Store

FIRST = an_article(1).article_id


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(batch([1, 2, 3]))
    store.correct_all([an_act(1), an_act(2)])
    return store


def break_by(store: Store, *statements: str) -> None:
    """Change rows behind the store's back, with the guards of the database off."""
    engine = store._database.engine
    with engine.connect() as connection:
        if store._database.is_sqlite:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                driver.execute(statement)
            driver.execute("PRAGMA foreign_keys = ON")
            return
        with connection.begin():
            connection.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
            connection.execute(text("SET session_replication_role = origin"))


def unguarded(store: Store, statement: str) -> tuple[str, ...]:
    if not store._database.is_sqlite:
        return (statement,)
    with store._database.reading() as connection:
        guards = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
    lifted = [f"DROP TRIGGER {guard.name}" for guard in guards]
    return (*lifted, statement, *(guard.sql for guard in guards))


def test_a_sound_store_says_what_is_in_it(filled: Store) -> None:
    report = filled.check()
    assert report.faults == ()
    assert str(report) == "3 articles, 2 corrections, 9 mentions, 6 events: sound"


def test_an_empty_store_is_sound(store: Store) -> None:
    assert str(store.check()) == "0 articles, 0 corrections, 0 mentions, 0 events: sound"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE articles SET text = 'Ein anderer' WHERE number = 1", f"article {FIRST}: its text"),
        ("UPDATE articles SET text_sha256 = 'x' WHERE number = 1", f"article {FIRST}: its text"),
        ("UPDATE articles SET body = '[[0,99999]]' WHERE number = 1", "beyond its text"),
        ("UPDATE articles SET headline_end = 99999 WHERE number = 1", "beyond its text"),
        (
            "UPDATE articles SET body = 'no json' WHERE number = 1",
            "article number 1 cannot be read",
        ),
        ("UPDATE articles SET near = 'x' WHERE number = 1", "articles: 1 rows whose near is not"),
        ("UPDATE articles SET method_version = '9' WHERE number = 1", "1 articles lack the rows"),
        ("DELETE FROM articles WHERE number = 1", "extractions: 1 rows whose article_number"),
        ("DELETE FROM extractions WHERE article_number = 1", "mentions: 3 rows whose"),
        ("DELETE FROM places", "places"),
        ("UPDATE mentions SET start_char = 1 WHERE position = 1", "'Iwanowo' does not stand at 1"),
        ("UPDATE mentions SET candidates = '[[\"x\",0.5]]' WHERE article_number = 2", "number 2"),
        ("UPDATE events SET excerpt_end = 99999 WHERE position = 0", "is not inside its text"),
        ("UPDATE events SET mentions = '[7]' WHERE position = 0", "a mention that is not there"),
        ("UPDATE events SET figures = '[1]' WHERE article_number = 3", "number 3 cannot be read"),
        ("UPDATE events SET date_end = '1999-01-01' WHERE article_number = 3", "number 3 cannot"),
    ],
)
def test_what_is_broken_is_found(filled: Store, statement: str, fault: str) -> None:
    break_by(filled, statement)
    report = filled.check()
    assert not report.sound
    assert any(fault in line for line in report.faults), report.faults
    assert all("\n" not in line for line in report.faults)
    assert str(report).endswith("faults")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM corrections WHERE number = 1", "number 2 where 1 should be"),
        ("UPDATE corrections SET before = '{}' WHERE number = 2", "correction 2 cannot be read"),
        ("UPDATE corrections SET after = 'x' WHERE number = 2", "correction 2 cannot be read"),
    ],
)
def test_a_log_that_was_tampered_with_is_found(filled: Store, statement: str, fault: str) -> None:
    break_by(filled, *unguarded(filled, statement))
    faults = filled.check().faults
    assert any(fault in line for line in faults), faults


def test_a_log_without_its_guard_is_found(filled: Store) -> None:
    if filled._database.is_sqlite:
        break_by(filled, "DROP TRIGGER corrections_refuse_delete")
    else:
        break_by(filled, "DROP TRIGGER corrections_refuse ON corrections")
    assert "not guarded" in filled.check().faults[0]


def test_a_damaged_page_is_found(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.add(batch(range(200)))
    sqlite_store.close()
    path = tmp_path / "store.sqlite"
    raw = bytearray(path.read_bytes())
    for start in range(4096 * 40, len(raw), 4096 * 7):
        raw[start : start + 400] = os.urandom(400)
    path.write_bytes(raw)
    faults = open_store(f"sqlite:///{path}").check().faults
    assert "the file is damaged" in faults[0]
