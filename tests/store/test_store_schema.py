from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import geodata.store
from geodata.store import open_store
from geodata.store.schema import HEAD, METADATA

if TYPE_CHECKING:
    from geodata.store import Store

STEPS = Path(geodata.store.__file__).parent / "migrations"


def test_the_migrations_make_the_schema(store: Store) -> None:
    with store._database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_last_step_is_the_one_that_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_sqlite_is_set_so_that_nothing_acknowledged_is_lost(sqlite_store: Store) -> None:
    with sqlite_store._database.reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 30_000]


def test_opening_a_second_time_makes_nothing_anew(empty_url: str) -> None:
    identity = open_store(empty_url).identity
    assert len(identity) == 32
    assert open_store(empty_url).identity == identity


OPENING = (
    "import sys; from geodata.store import open_store; "
    "print(open_store(sys.argv[1]).identity, flush=True)"
)


def test_processes_that_start_at_once_make_one_store(empty_url: str) -> None:
    command = [sys.executable, "-c", OPENING, empty_url]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    assert len(set(said)) == 1


def test_looking_at_the_records_loads_no_database() -> None:
    code = "import sys, geodata.store; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
