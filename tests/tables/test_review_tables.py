from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geodata.errors import FilterError
from geodata.events.incidents import IncidentIndex, find_incidents
from geodata.models import REVIEW_STATUSES, Event, Extraction, Mention, Place, ReviewStatus
from geodata.pipeline import collect
from geodata.review import without_rejected
from geodata.tables import build_tables
from geodata.tables.filters import START_REVIEWS, Filters
from geodata.tables.query import Notice, read_query
from geodata.tables.selection import index_tables, select_table
from tests.records import ALMATY, IVANOVO, almaty_extraction

if TYPE_CHECKING:
    from geodata.tables.files import TableName


def reviewed(
    article_id: str = "a1",
    *,
    events: tuple[ReviewStatus, ...] = (),
    mentions: tuple[ReviewStatus, ...] = (),
) -> Extraction:
    """Return an article with what people have said of its first events and mentions."""
    found = almaty_extraction(article_id)
    told: list[Event] = list(found.events)
    names: list[Mention] = list(found.mentions)
    for i, status in enumerate(events):
        told[i] = replace(told[i], review=status)
    for i, status in enumerate(mentions):
        names[i] = replace(names[i], review=status)
    return replace(found, events=tuple(told), mentions=tuple(names))


def places(*extractions: Extraction) -> pd.DataFrame:
    return collect(extractions).tables.places.set_index("place_id")


def test_all_tables_tell_what_people_have_said() -> None:
    found = reviewed(events=("confirmed",), mentions=("rejected", "corrected"))
    tables = collect([found]).tables
    assert tables.events["review_status"].tolist() == ["confirmed", "unreviewed"]
    assert tables.mentions["review_status"].tolist() == [
        "rejected",
        "corrected",
        "unreviewed",
        "unreviewed",
    ]
    by_kind = tables.incidents.set_index("phase")["review_status"]
    assert (by_kind["arrived"], by_kind["staging"]) == ("confirmed", "unreviewed")


def test_what_is_rejected_is_counted_nowhere() -> None:
    whole = places(reviewed())
    found = places(reviewed(events=("rejected",), mentions=("rejected",)))
    almaty = found.loc[ALMATY.place_id]
    assert whole.loc[ALMATY.place_id, "mentions"] == 2
    assert (almaty["mentions"], almaty["articles"]) == (1, 1)
    article = collect([reviewed(events=("rejected",), mentions=("rejected",))]).tables.articles
    assert article[["mentions", "events"]].iloc[0].tolist() == [3, 1]


def test_a_place_that_only_rejected_names_bear_is_there_and_counts_nothing() -> None:
    statuses: tuple[ReviewStatus, ...] = ("unreviewed", "unreviewed", "unreviewed", "rejected")
    found = places(reviewed(mentions=statuses, events=("unreviewed", "rejected")))
    ivanovo = found.loc[IVANOVO.place_id]
    assert (ivanovo["mentions"], ivanovo["articles"]) == (0, 0)


def test_the_start_leaves_out_what_was_rejected_and_one_can_ask_for_it() -> None:
    found = [reviewed(events=("rejected", "confirmed"), mentions=("rejected",))]
    tables = collect(found).tables
    wanted: dict[TableName, list[int]] = {
        "events": [1, 1],
        "incidents": [1, 1],
        "mentions": [3, 1],
    }
    for table, rows in wanted.items():
        kept = [
            len(select_table(table, tables, Filters(review=review), found))
            for review in (START_REVIEWS, ("rejected",))
        ]
        assert kept == rows, table
    confirmed = select_table("events", tables, Filters(review=("confirmed",)), found)
    assert confirmed["review_status"].tolist() == ["confirmed"]


def test_exported_places_leave_out_rejected_names_and_events() -> None:
    found = [reviewed(events=("rejected",), mentions=("rejected",))]
    tables = collect(found).tables
    rows = select_table("places", tables, Filters(), found).set_index("place_id")
    almaty = rows.loc[ALMATY.place_id]
    assert (almaty["mentions"], almaty["events"]) == (1, 0)


def test_articles_are_those_that_tell_what_is_asked_for() -> None:
    found = [reviewed("a1", events=("confirmed",)), reviewed("a2")]
    tables = collect(found).tables
    index = index_tables(tables, found, searched=False)
    assert index.choose(Filters()).articles.tolist() == [True, True]
    assert index.choose(Filters(review=REVIEW_STATUSES)).articles.tolist() == [True, True]
    assert index.choose(Filters(review=("rejected",))).articles.tolist() == [False, False]


def test_lifting_the_review_brings_back_the_start() -> None:
    found = [reviewed(events=("rejected", "confirmed"))]
    index = index_tables(collect(found).tables, found, searched=False)
    choice = index.choose(Filters(review=("rejected",)))
    assert (
        choice.incidents.tolist().count(True) == choice.lifted("review").tolist().count(True) == 1
    )
    assert not (choice.incidents & choice.lifted("review")).any()
    assert choice.counts("review") == {"rejected": 1, "confirmed": 1}


def test_the_review_is_read_from_the_address() -> None:
    filters, notices = read_query({"review": ["confirmed,corrected", "praised"]})
    assert filters.review == ("confirmed", "corrected")
    assert notices == (Notice("review", "praised"),)
    assert Filters().to_query() == {}
    assert Filters(review=REVIEW_STATUSES).to_query() == {"review": [",".join(REVIEW_STATUSES)]}
    assert Filters(review=()).review == START_REVIEWS
    praised: Any = ("praised",)
    with pytest.raises(FilterError, match="no such review status: praised"):
        Filters(review=praised)


def test_a_rejected_telling_is_joined_with_nothing_else() -> None:
    one, other = almaty_extraction("a1").events[0], almaty_extraction("a2").events[0]
    assert len(find_incidents([one, other])) == 1
    rejected = replace(one, review="rejected")
    apart = find_incidents([rejected, other])
    assert sorted(incident.review for incident in apart) == ["rejected", "unreviewed"]
    confirmed = replace(one, review="confirmed")
    (together,) = find_incidents([confirmed, other])
    assert together.review == "confirmed"


def test_an_index_that_grows_keeps_what_is_rejected_apart() -> None:
    index = IncidentIndex()
    found, other = almaty_extraction("a1"), almaty_extraction("a2")
    index.add((*found.events, *other.events))
    index.remove("a1")
    events = [replace(found.events[0], review="rejected"), found.events[1]]
    index.add(events)
    assert index.incidents() == find_incidents([*events, *other.events])


def test_a_place_that_people_confirmed_is_sure() -> None:
    unsure = almaty_extraction()
    mentions = tuple(replace(one, confidence=0.4) for one in unsure.mentions)

    def sure(status: ReviewStatus, place: Place | None = ALMATY) -> float:
        event = replace(unsure.events[0], review=status, place=place)
        told = replace(unsure, mentions=mentions, events=(event,))
        return float(build_tables([told]).events["geo_confidence"].iloc[0])

    assert [sure(one) for one in ("unreviewed", "corrected", "rejected")] == [0.4] * 3
    assert [sure(one) for one in ("confirmed", "added")] == [1.0, 1.0]
    assert sure("corrected", IVANOVO) == 1.0
    assert pd.isna(sure("unreviewed", IVANOVO))
    assert pd.isna(sure("confirmed", None))


def test_taking_out_what_is_rejected_leaves_the_rest_as_it_was() -> None:
    untouched = reviewed(events=("confirmed",), mentions=("corrected",))
    assert without_rejected(untouched) is untouched
    found = reviewed(events=("rejected",), mentions=("rejected", "rejected"))
    left = without_rejected(found)
    assert [one.surface for one in left.mentions] == ["Almaty", "Iwanowo"]
    (event,) = left.events
    assert [left.mentions[i].surface for i in event.mentions] == ["Iwanowo"]
    only = without_rejected(reviewed(events=("rejected",)))
    assert (len(only.events), len(only.mentions)) == (1, 4)
