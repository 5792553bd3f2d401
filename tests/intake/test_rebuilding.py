from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.intake import add_incoming, needs_rebuild, rebuild
from geodata.intake.batches import BATCH_SIZE
from geodata.models import stable_id
from geodata.pipeline import extract_article
from tests.intake.news import incoming, report

if TYPE_CHECKING:
    from geodata.models import Article, Extraction
    from geodata.store import Store

NOW = dt.datetime(2022, 1, 7, 12, 0, tzinfo=dt.UTC)
COUNT = 2 * BATCH_SIZE + 5


@pytest.fixture
def old_store(store: Store) -> Store:
    """Return a store whose findings are those of an older method, which found no event."""
    list(add_incoming(map(incoming, map(report, range(COUNT))), store, added_by=None, now=NOW))
    before = [(one.article.article_id, replace(one, events=())) for one in store.extractions()]
    store.save_extractions(before, "0.0.1")
    assert told(store) == 0
    return store


def told(store: Store) -> int:
    return sum(len(one.events) for one in store.extractions())


def test_what_another_method_found_is_found_anew(old_store: Store) -> None:
    steps: list[tuple[int, int]] = []
    assert needs_rebuild(old_store)
    assert rebuild(old_store, on_step=lambda done, total: steps.append((done, total))) == ()
    assert not needs_rebuild(old_store)
    assert told(old_store) >= COUNT
    assert steps[-1] == (COUNT, COUNT)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert old_store.check().sound


def test_a_rebuild_that_is_cut_off_shows_the_old_and_goes_on_later(old_store: Store) -> None:
    asked: list[int] = []

    def after_a_batch() -> bool:
        asked.append(1)
        return len(asked) > BATCH_SIZE

    rebuild(old_store, cancelled=after_a_batch)
    assert told(old_store) == 0  # until all are complete the old ones are read
    assert needs_rebuild(old_store)
    steps: list[tuple[int, int]] = []
    rebuild(old_store, on_step=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (COUNT - BATCH_SIZE, COUNT - BATCH_SIZE)
    assert told(old_store) >= COUNT


def test_an_article_on_which_the_engine_fails_now_keeps_what_was_found(
    old_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentions = len(next(old_store.extractions()).mentions)

    def fail_at_the_first(article: Article) -> Extraction:
        if article.article_id == stable_id(report(0)):
            raise ZeroDivisionError("no such luck")
        return extract_article(article)

    monkeypatch.setattr("geodata.intake.rebuilding.extract_article", fail_at_the_first)
    (problem,) = rebuild(old_store)
    assert problem.article_id == stable_id(report(0))
    assert not needs_rebuild(old_store)
    assert len(next(old_store.extractions()).mentions) == mentions
    assert told(old_store) >= COUNT - 1


def test_nothing_is_done_where_nothing_is_to_do(store: Store) -> None:
    steps: list[tuple[int, int]] = []
    assert rebuild(store, on_step=lambda done, total: steps.append((done, total))) == ()
    assert steps == []
    assert not needs_rebuild(store)
