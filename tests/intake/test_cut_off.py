"""Adding that is killed at any moment: what was acknowledged is there, the rest is added later.

SCHAUPLATZ_CUTS=100 cuts as often, by hand.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geodata.models import stable_id
from geodata.pipeline import extract_article
from geodata.store import open_store
from tests.intake.cutting import Forked, acknowledged
from tests.intake.news import incoming, report, write_folder, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUTS = int(os.environ.get("SCHAUPLATZ_CUTS", "10"))
ARTICLES = 130
IDS = {stable_id(report(number)) for number in range(ARTICLES)}
COMMAND = [sys.executable, "-c", "from geodata.cli import main; main()"]
# Longer than a batch takes, so that a kill meets every part of one.
LONGEST_S = 0.3


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(
    request: pytest.FixtureRequest, tmp_path: Path, new_postgresql: Callable[[], str]
) -> Callable[[], str]:
    numbers = iter(range(1000))
    if request.param == "postgresql":
        return new_postgresql
    return lambda: f"sqlite:///{tmp_path}/store{next(numbers)}.sqlite"


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    new_url: Callable[[], str], tmp_path: Path
) -> None:
    extract_article(incoming(report(0)).article)  # what processes copied from this one need
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    lines = write_lines(tmp_path / "lage.jsonl", ARTICLES)
    url, safe, partly = new_url(), set[str](), 0
    for _ in range(CUTS):
        child = Forked.start(["add", str(lines)], {"SCHAUPLATZ_DATABASE": url})
        # Before anything is said, while the store is made, too.
        begun = chance.choice([0, chance.randrange(ARTICLES)])
        safe |= set(acknowledged(child.kill_after(begun, chance.uniform(0, LONGEST_S))))
        with closing(open_store(url)) as store:
            kept = store.article_ids()
            assert safe <= set(kept) <= IDS
            assert len(kept) == len(set(kept))
            assert store.check().faults == ()
        partly += 0 < len(kept) < ARTICLES
        if len(kept) == ARTICLES:
            url, safe = new_url(), set()
    assert partly  # or nothing was cut in the middle, and nothing tested
    said = Forked.start(["add", str(lines)], {"SCHAUPLATZ_DATABASE": url}).wait()
    assert set(acknowledged(said)) == IDS
    with closing(open_store(url)) as store:
        assert set(store.article_ids()) == IDS
        assert store.check().sound


def test_two_that_add_the_same_at_once_add_each_article_once(
    new_url: Callable[[], str], tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "presse", 40)
    url = new_url()
    environ = {**os.environ, "SCHAUPLATZ_DATABASE": url}
    both = [
        subprocess.Popen(
            [*COMMAND, "add", str(folder)],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    kinds = [line.split("\t")[0] for out, _ in said for line in out.splitlines()]
    assert (kinds.count("added"), kinds.count("known")) == (40, 40)
    with closing(open_store(url)) as store:
        assert store.article_count() == 40
        assert store.check().sound
