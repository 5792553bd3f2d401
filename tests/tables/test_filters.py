from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FilterError
from geodata.models import EVENT_KINDS, STATUSES, EventStatus, Extraction
from geodata.tables import build_tables
from geodata.tables.filters import START_STATUSES, Filters
from geodata.tables.query import Notice, read_query
from geodata.tables.voices import VOICES, Voice
from tests.records import (
    KAZAKHSTAN,
    RUSSIA,
    almaty_extraction,
    day,
    make_article,
    make_event,
    shots_collection,
)

if TYPE_CHECKING:
    import pandas as pd

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
EVENTS = build_tables([almaty_extraction()]).events
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Filters(
        first,
        last,
        tuple(draw(st.lists(CODES, max_size=5))),
        tuple(draw(st.lists(st.sampled_from(EVENT_KINDS)))),
        draw(st.booleans()),
        tuple(draw(st.lists(st.sampled_from(STATUSES)))),
        tuple(draw(st.lists(st.sampled_from(VOICES)))),
    )


@given(filters())
def test_filters_come_back_from_the_url(wanted: Filters) -> None:
    found, notices = read_query(wanted.to_query())
    assert found == wanted
    assert not notices


def test_filters_as_at_the_start_leave_the_url_empty() -> None:
    assert Filters().to_query() == {}


def test_lists_may_be_repeated_or_comma_separated() -> None:
    repeated, _ = read_query({"country": ["KZ", "RU"], "kind": ["protest", "violence"]})
    joined, _ = read_query({"country": ["RU, KZ"], "kind": ["violence,protest"]})
    assert repeated == joined
    assert joined.countries == ("KZ", "RU")


def test_unknown_values_are_left_out_and_named() -> None:
    found, notices = read_query(
        {
            "from": ["gestern"],
            "country": ["KZ,Narnia"],
            "kind": ["party"],
            "undated": ["x"],
            "status": ["negated,true"],
            "says": ["officials,aunt"],
        }
    )
    assert found == Filters(countries=("KZ",), statuses=("negated",), says=("officials",))
    assert notices == (
        Notice("from", "gestern"),
        Notice("country", "Narnia"),
        Notice("kind", "party"),
        Notice("undated", "x"),
        Notice("status", "true"),
        Notice("says", "aunt"),
    )


def test_a_country_that_no_article_names_is_unknown_when_the_countries_are_given() -> None:
    found, notices = read_query({"country": ["KZ,FR"]}, countries=["KZ", "RU"])
    assert found.countries == ("KZ",)
    assert notices == (Notice("country", "FR"),)


def test_a_last_day_before_the_first_is_left_out_and_named() -> None:
    found, notices = read_query({"from": ["2022-01-06"], "to": ["2022-01-02"]})
    assert found == Filters(first_day=dt.date(2022, 1, 6))
    assert notices == (Notice("to", "2022-01-02"),)


def test_other_parameters_of_the_url_are_left_alone() -> None:
    assert read_query({"view": ["43.2,76.9,5"], "place": ["iso3166:KZ"]}) == (Filters(), ())


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(FilterError, match="first day"):
        Filters(first_day=dt.date(2022, 1, 6), last_day=dt.date(2022, 1, 5))


def test_a_day_filter_keeps_what_overlaps_and_the_undated() -> None:
    events = build_tables([almaty_extraction()]).events
    assert list(events["date_start"].isna()) == [False, True]
    sixth = Filters(first_day=dt.date(2022, 1, 6), last_day=dt.date(2022, 1, 6))
    seventh = Filters(first_day=dt.date(2022, 1, 7))
    assert list(sixth.events(events)["phase"]) == ["arrived", "staging"]
    assert list(seventh.events(events)["phase"]) == ["staging"]
    assert seventh.without("undated").events(events).equals(seventh.events(events))
    assert Filters(first_day=dt.date(2022, 1, 7), undated=False).events(events).empty


def test_a_month_overlaps_each_of_its_days() -> None:
    article = make_article()
    event = make_event(article, "presence", KAZAKHSTAN, date=day("2022-01-06"))
    events = build_tables([Extraction(article, (), (event,))]).events
    events["date_start"], events["date_end"] = "2022-01-01", "2022-01-31"
    events = events.astype({"date_start": "datetime64[ns]", "date_end": "datetime64[ns]"})
    ninth = dt.date(2022, 1, 9)
    assert len(Filters(first_day=ninth, last_day=ninth).events(events)) == 1


def test_a_country_filter_keeps_places_and_origins_in_the_country() -> None:
    events = build_tables([almaty_extraction()]).events
    assert len(Filters(countries=("KZ",)).events(events)) == 1
    assert len(Filters(countries=(RUSSIA.country_code or "",)).events(events)) == 2
    assert Filters(countries=("DE",)).events(events).empty


def test_kinds_filter_events_and_leave_mentions() -> None:
    tables = build_tables([almaty_extraction()])
    protests = Filters(kinds=("protest",))
    assert protests.events(tables.events).empty
    assert len(protests.mentions(tables.mentions, tables.articles)) == 4


def test_mentions_follow_the_days_of_their_articles() -> None:
    tables = build_tables([almaty_extraction()])
    later = Filters(first_day=dt.date(2022, 2, 1))
    assert later.mentions(tables.mentions, tables.articles).empty
    assert later.articles(tables.articles).empty


@given(filters())
def test_filtering_twice_is_filtering_once(wanted: Filters) -> None:
    once = wanted.events(EVENTS)
    assert wanted.events(once).equals(once)


def test_active_names_what_differs_from_the_start() -> None:
    assert Filters().active == ()
    wanted = Filters(countries=("KZ",), undated=False)
    assert wanted.active == ("countries", "undated")
    assert wanted.without(*wanted.active) == Filters()


def told(status: EventStatus) -> pd.DataFrame:
    article = make_article()
    event = make_event(article, "presence", KAZAKHSTAN, status=status)
    return build_tables([Extraction(article, (), (event,))]).events


@pytest.mark.parametrize("status", STATUSES)
def test_what_did_not_happen_or_not_now_is_left_out_until_asked_for(status: EventStatus) -> None:
    assert len(Filters().events(told(status))) == (status in {"actual", "planned"})
    assert len(Filters(statuses=(status,)).events(told(status))) == 1


def test_no_status_means_those_of_the_start() -> None:
    assert Filters(statuses=()) == Filters()
    assert read_query({"status": [""]}) == (Filters(), ())


def test_a_status_that_is_off_at_the_start_goes_into_the_url() -> None:
    wanted = Filters(statuses=("negated", *START_STATUSES))
    assert wanted.to_query() == {"status": ["actual,planned,negated"]}
    assert wanted.active == ("statuses",)


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        (("officials",), True),
        (("media", "fact"), True),
        (("witnesses",), True),
        (("media",), False),
    ],
)
def test_an_incident_is_kept_where_one_of_its_tellings_is_said_so(
    says: tuple[Voice, ...], *, kept: bool
) -> None:
    incidents = shots_collection().tables.incidents
    assert list(incidents["attribution"]) == ["fact; officials; witnesses"]
    assert len(Filters(says=says).events(incidents)) == kept


def test_an_event_without_attribution_is_told_as_a_fact() -> None:
    events = shots_collection().tables.events
    assert list(Filters(says=("fact",)).events(events)["article_id"]) == ["a2"]
    assert list(Filters(says=("officials",)).events(events)["article_id"]) == ["a1"]


@pytest.mark.parametrize(
    "wrong", [{"statuses": ("true",)}, {"says": ("aunt",)}, {"kinds": ("party",)}]
)
def test_what_does_not_exist_is_refused(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(FilterError, match="there are"):
        Filters(**wrong)  # type: ignore[arg-type]  # the point of the test
