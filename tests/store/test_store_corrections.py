from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from geodata.errors import ReviewError, StoreError
from geodata.review.records import Anchor, ArticleState
from tests.records import day
from tests.store.stock import an_act, an_act_on_a_mention, an_article, batch, new

if TYPE_CHECKING:
    from geodata.review.records import Correction
    from geodata.store import Store


def an_act_on_an_article(number: int) -> Correction:
    before = ArticleState(None, "Südpost", None, None)
    after = replace(before, published=day("2022-01-06"), author="Анна Примерова")
    given = an_act(number, target_id=an_article().article_id)
    return replace(given, before=before, after=after)


def test_acts_come_back_as_they_were_in_the_order_of_the_log(store: Store) -> None:
    acts = [an_act(1), an_act_on_a_mention(2), an_act_on_an_article(3)]
    acts += [
        replace(an_act(4, act="undo"), undoes=acts[0].correction_id, before=None, after=None),
        replace(an_act(5, act="note"), before=None, after=None),
    ]
    numbers = [store.correct(act).number for act in acts]
    assert numbers == [1, 2, 3, 4, 5]
    assert store.corrections() == tuple(acts)
    assert store.corrections(since=3) == tuple(acts[3:])


def test_acts_can_be_asked_for_one_article(store: Store) -> None:
    store.correct_all([an_act(1), an_act(2, article=an_article(7)), an_act(3)])
    assert [act.correction_id for act in store.corrections(an_article().article_id)] == [
        an_act(1).correction_id,
        an_act(3).correction_id,
    ]
    assert store.corrections("0000000000000000") == ()


def test_whoever_acts_is_told_what_others_did_meanwhile(store: Store) -> None:
    first = store.correct(an_act(1))
    assert first.others == ()
    # Two had the first act before them; the second of them learns of the other.
    seen = first.correction.correction_id
    assert store.correct(an_act(2, reviewer="boris@example.org", seen=seen)).others == ()
    third = store.correct(an_act(3, seen=seen))
    assert [act.reviewer for act in third.others] == ["boris@example.org"]
    # Who had nothing before them learns of all; acts on other targets are none of theirs.
    store.correct(an_act(4, target_id="e2"))
    assert len(store.correct(an_act(5)).others) == 3
    assert len(store.corrections()) == 5


def test_acts_on_a_name_are_acts_on_each_mention_of_it(store: Store) -> None:
    named = an_act_on_a_mention(1)
    elsewhere = replace(named, correction_id="b" * 32, target_id="m2", scope="one", seen=None)
    told = [store.correct(named).others, store.correct(elsewhere).others]
    # Who has seen the act on the name, though on another mention, learns of nothing.
    seen = replace(elsewhere, correction_id="c" * 32, target_id="m3", seen=named.correction_id)
    told.append(store.correct(seen).others)
    assert told == [(), (named,), ()]
    # An act on an event says nothing of a name, though its words begin with it.
    assert store.correct(an_act(9)).others == ()


def test_an_act_on_an_older_version_is_a_change_of_the_current_one(store: Store) -> None:
    versions = [an_article(number, url="https://zeitung.example/almaty") for number in (1, 2, 3)]
    for version in versions:
        store.add([new(version)])
    store.add(batch([4]))
    before = store.revision
    store.correct(an_act(article=versions[0]))
    changed = store.article_revisions(since=before)
    assert changed == ((versions[2].article_id, store.revision),)


def test_an_act_sent_twice_is_once_in_the_log(store: Store) -> None:
    first = store.correct(an_act())
    again = store.correct(an_act())
    assert (again.number, again.new, first.new) == (first.number, False, True)
    both = store.correct_all([an_act(2), an_act(2)])
    assert [one.new for one in both] == [True, False]
    assert len(store.corrections()) == 2


def test_another_act_of_the_same_id_is_refused(store: Store) -> None:
    store.correct(an_act())
    with pytest.raises(StoreError, match="says something else"):
        store.correct_all([an_act(2), replace(an_act(), reason="anders")])
    assert store.corrections() == (an_act(),)


def test_an_act_that_cannot_be_is_not_written(store: Store) -> None:
    before = store.revision
    with pytest.raises(ReviewError):
        store.correct_all([an_act(1), replace(an_act(2), reviewer="")])
    with pytest.raises(ReviewError, match="surrogate"):
        store.correct(
            replace(an_act(), anchor=Anchor("0" * 64, an_act().anchor.span, "x" * 22, "\ud800", ""))
        )
    assert store.corrections() == ()
    assert store.revision == before


@pytest.mark.parametrize(
    "sql", ["UPDATE corrections SET reviewer = 'x'", "DELETE FROM corrections WHERE number = 1"]
)
def test_the_database_itself_refuses_to_change_the_log(store: Store, sql: str) -> None:
    store.correct(an_act())
    with (
        store._database.engine.connect() as connection,
        pytest.raises(DatabaseError, match="append-only"),
    ):
        connection.execute(text(sql))
    assert store.corrections() == (an_act(),)


def test_an_article_may_be_corrected_that_is_not_there(store: Store) -> None:
    # So a log can be imported before its articles.
    store.correct(an_act())
    store.add(batch([1]))
    assert len(store.corrections(an_article().article_id)) == 1
