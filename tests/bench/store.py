"""How fast the store is: `python -m tests.bench.store [ADDRESS] [ARTICLES]`.

Articles of about 3,000 characters with 20 mentions and 2 events each are added in batches, read,
listed, corrected, rebuilt and backed up. Times are CPU seconds of this process; a server works
beside it. Without an address the store is a SQLite file in a folder that is deleted.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.store import open_store
from tests.store.stock import an_act, an_article, extracted, new, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import Extraction, Place
    from geodata.store import NewArticle, Store

BATCH = 250
MENTIONS = 20
FILLING = "Die Lage blieb den Berichten nach in der Region über Tage unverändert. " * 40


def article(number: int) -> NewArticle:
    found = extracted(an_article(text=text_of(number) + FILLING))
    there = found.mentions[:2]
    mentions = tuple(
        replace(there[one % 2], place=moved(there[one % 2].place, number * 7 + one))
        for one in range(MENTIONS)
    )
    return new(found.article, extraction=replace(found, mentions=mentions))


def moved(place: Place | None, number: int) -> Place:
    """Return one of five thousand places, as many as a year's news may name."""
    assert place is not None
    return replace(place, place_id=f"geonames:{number % 5_000}", population=number % 5_000)


@contextmanager
def measured(what: str) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    seconds = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    elapsed = time.perf_counter() - wall
    print(f"{what:<42} {seconds:7.2f} s CPU {elapsed:7.2f} s  peak {peak:5.0f} MB")  # noqa: T201


def run(url: str, articles: int, folder: Path) -> None:
    with measured("open"):
        store = open_store(url)
    for start in range(0, articles, BATCH * 4):
        batches = [
            [article(number) for number in range(first, first + BATCH)]
            for first in range(start, start + BATCH * 4, BATCH)
        ]
        with measured(f"add {BATCH * 4} articles to {start}"):
            for batch in batches:
                store.add(batch, method_version="1")
    with measured("open again"):
        store = open_store(url)
    with measured("read all"):
        found = sum(len(one.mentions) for one in store.extractions())
    assert found == articles * MENTIONS
    with measured("read all again"):
        assert sum(1 for _ in store.extractions()) == articles
    _ask(store, articles)
    _change(store, articles, folder)


def _ask(store: Store, articles: int) -> None:
    with measured("revision, 100 times"):
        for _ in range(100):
            assert store.revision
    with measured("article_revisions"):
        assert len(store.article_revisions()) == articles
    with measured("articles (list without texts)"):
        assert len(store.articles()) == articles
    first = store.article_ids()[:1]
    with measured("read 1 article, 100 times"):
        for _ in range(100):
            assert [*store.extractions(first)]


def _change(store: Store, articles: int, folder: Path) -> None:
    with measured("correct, 100 times"):
        for number in range(100):
            store.correct(an_act(number))
    with measured("rebuild all rows"):
        waiting: list[tuple[str, Extraction]] = []
        for one in store.extractions():
            waiting.append((one.article.article_id, one))
            if len(waiting) == BATCH:
                store.save_extractions(waiting, "2")
                waiting.clear()
        store.save_extractions(waiting, "2")
    assert store.stale("2") == []
    assert store.article_count() == articles
    with measured("check"):
        assert store.check().sound
    with measured("backup"):
        store.backup(folder / "backup.sqlite")
    with measured("restore"):
        store.restore(folder / "backup.sqlite")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        address = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{made}/store.sqlite"
        run(address, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000, Path(made))
