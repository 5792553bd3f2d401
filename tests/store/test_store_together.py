"""Many at once: threads of one process, and processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.store import open_store
from tests.store.stock import an_act, batch
from tests.store.writing import add, correct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.store import Store

ROOT = Path(__file__).parents[2]
SESSIONS, ACTS = 8, 6


def run(how: str, what: str, url: str, names: Sequence[str], count: int) -> list[list[str]]:
    """Return the words of each line that was told after an acknowledged step."""
    told: list[list[str]] = []

    def tell(*words: str) -> None:
        told.append([*words])

    if how == "threads":
        work = {"add": add, "correct": correct}[what]
        with ThreadPoolExecutor(len(names)) as pool:
            list(pool.map(lambda name: work(url, name, count, tell), names))
        return told
    command = [sys.executable, "-m", "tests.store.writing", what, url, str(count), *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.parametrize("how", ["threads", "processes"])
def test_eight_sessions_correct_at_once_and_none_overwrites_another(
    store: Store, url: str, how: str
) -> None:
    names = [str(number) for number in range(1, SESSIONS + 1)]
    lines = run(how, "correct", url, names, ACTS)
    log = [act.correction_id for act in store.corrections()]
    assert len(log) == len(set(log)) == SESSIONS * ACTS
    assert sorted(int(line[0]) for line in lines) == list(range(1, SESSIONS * ACTS + 1))
    # Each was told of exactly the acts of others since its own last one: nothing in silence.
    before: dict[str, int] = {}
    for number, act, *others in sorted(lines, key=lambda line: int(line[0])):
        place = int(number) - 1
        assert log[place] == act
        session = act[:-3]
        assert others == log[before.get(session, 0) : place]
        before[session] = place + 1
    assert store.check().sound


@pytest.mark.parametrize("how", ["threads", "processes"])
def test_the_same_articles_added_at_once_are_there_once(store: Store, url: str, how: str) -> None:
    lines = run(how, "add", url, ["one", "two", "three"], 40)
    added = [article_id for kind, article_id in lines if kind == "added"]
    assert len(added) == len(set(added)) == 40
    assert len(lines) == 3 * 40
    assert set(store.article_ids()) == set(added)
    assert len(list(store.extractions())) == 40
    assert store.check().sound


def test_who_reads_meanwhile_sees_whole_batches_alone(store: Store, url: str) -> None:
    other = open_store(url)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(lambda: [other.add(batch(range(n, n + 5))) for n in range(0, 50, 5)])
        counts = [store.article_count()]
        while not writing.done():
            counts.append(store.article_count())
        writing.result()
    assert {count % 5 for count in counts} == {0}
    assert counts == sorted(counts)
    assert store.article_count() == 50


def test_a_revision_read_after_a_change_is_never_an_older_one(store: Store, url: str) -> None:
    other = open_store(url)
    for number in range(5):
        before = other.revision
        store.correct(an_act(number))
        assert other.revision == before + 1
