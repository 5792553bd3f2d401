from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.intake import add_incoming, corrections_of, stored_extractions, stored_reviews
from geodata.models import DateRange, stable_id
from geodata.review import Signed, change, reject, state_of
from tests.intake.news import incoming, report

if TYPE_CHECKING:
    from geodata.models import Extraction
    from geodata.store import Store

NOW = dt.datetime(2022, 1, 7, 12, 0, tzinfo=dt.UTC)
URL = "https://kuestenbote.example/lage"


def add(store: Store, *texts: str, url: str | None = None) -> None:
    found = [incoming(text, url=url) for text in texts]
    list(add_incoming(found, store, added_by=None, now=NOW))


def signed() -> Signed:
    return Signed("Mara", NOW)


def plan(store: Store, extraction: Extraction) -> str:
    """Say of the first event that it is only planned; return its id."""
    event = extraction.events[0]
    after = replace(state_of(event), status="planned")
    store.correct(change(extraction.article, event, after, signed()))
    return event.event_id


def test_the_findings_carry_what_people_said_of_them(store: Store) -> None:
    add(store, report(0), report(1))
    first, second = store.extractions()
    event_id = plan(store, first)
    store.correct(reject(second.article, second.mentions[0], signed()))
    corrected, rejected = stored_extractions(store)
    event = next(one for one in corrected.events if one.event_id == event_id)
    assert (event.status, event.review) == ("planned", "corrected")
    assert rejected.mentions[0].review == "rejected"
    assert store.extractions() is not None
    assert next(store.extractions()).events[0].review == "unreviewed"  # the machine's own stay


def test_an_article_that_people_date_has_its_events_on_other_days(store: Store) -> None:
    add(store, report(0))
    (before,) = store.extractions()
    store.correct(reject(before.article, before.mentions[-1], signed()))
    days = {}
    for day in ("2022-01-12", "2022-02-02"):
        (now,) = stored_extractions(store)
        dated = replace(state_of(now.article), published=DateRange.from_iso(day))
        store.correct(change(now.article, now.article, dated, signed()))
        (found,) = stored_extractions(store)
        assert found.article.published == DateRange.from_iso(day)
        days[day] = {event.date.iso() for event in found.events if event.date is not None}
        assert found.mentions[-1].review == "rejected"
    assert days == {"2022-01-12": {"2022-01-10"}, "2022-02-02": {"2022-01-31"}}  # both Mondays
    assert next(store.extractions()) == before  # the machine's own stay


def test_some_articles_are_given_alone_and_alike(store: Store) -> None:
    add(store, *map(report, range(4)))
    for extraction in store.extractions():
        plan(store, extraction)
    wanted = [stable_id(report(2)), stable_id(report(0))]
    some = list(stored_extractions(store, wanted))
    assert some == [one for one in stored_extractions(store) if one.article.article_id in wanted]
    assert [one.article.article_id for one in some] == wanted[::-1]


@pytest.mark.parametrize("few", [50, 0])
def test_what_was_said_of_an_older_version_holds_for_the_new_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("geodata.intake.stored.FEW_ARTICLES", few)
    add(store, report(0), url=URL)
    plan(store, next(store.extractions()))
    newer = report(0).replace("\n\n", "\n\nDie Lage bleibt gespannt. ", 1)
    add(store, newer, url=URL)
    for wanted in (None, [stable_id(newer)]):
        (reviewed,) = stored_reviews(store, wanted)
        assert reviewed.extraction.article.text == newer
        assert reviewed.extraction.events[0].status == "planned"
        assert reviewed.open == ()
        said = corrections_of(store, wanted)
        assert [act.article_id for act in said[stable_id(newer)]] == [stable_id(report(0))]


def test_what_is_not_found_again_is_named(store: Store) -> None:
    add(store, report(0), url=URL)
    plan(store, next(store.extractions()))
    add(store, report(13), url=URL)  # quite another text
    (reviewed,) = stored_reviews(store)
    (left,) = reviewed.open
    assert left.correction.article_id == stable_id(report(0))
    assert left.reason
