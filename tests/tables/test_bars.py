from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.models import DateRange, EventKind, Extraction
from geodata.tables import build_tables
from geodata.tables.bars import MOST_BARS, Bars, count_bars, top_of_axis
from tests.records import ALMATY, make_article, make_event


def events(*days: str, kind: EventKind = "protest") -> pd.DataFrame:
    article = make_article()
    first = make_event(article, kind, ALMATY)
    told = tuple(
        replace(first, event_id=str(number), date=DateRange.day(dt.date.fromisoformat(day)))
        for number, day in enumerate(days)
    )
    return build_tables([Extraction(article, (), told)]).events


def heights(bars: Bars) -> list[int]:
    return [sum(bar) for bar in zip(*bars.counts.values(), strict=True)]


def test_every_day_from_the_first_to_the_last_has_a_bar() -> None:
    bars = count_bars(events("2022-01-02", "2022-01-05", "2022-01-05"))
    assert heights(bars) == [1, 0, 0, 2]
    assert bars.unit == "day"
    assert bars.edges[0] == dt.date(2022, 1, 2)
    assert bars.edges[-1] == dt.date(2022, 1, 6)
    assert (bars.undated, bars.longer, bars.earlier) == (0, 0, 0)


def test_bars_are_counted_by_kind() -> None:
    told = [events("2022-01-02"), events("2022-01-02", "2022-01-03", kind="violence")]
    bars = count_bars(pd.concat(told, ignore_index=True))
    assert bars.counts == {"protest": (1, 0), "violence": (1, 1)}
    assert bars.highest == 2


def test_kinds_in_a_categorical_column_are_counted_alike() -> None:
    frame = events("2022-01-02", "2022-01-04", kind="violence")
    plain = count_bars(frame)
    frame["kind"] = frame["kind"].astype(pd.CategoricalDtype(["violence", "deployment"]))
    assert count_bars(frame) == plain


def test_an_event_of_a_few_days_stands_on_the_first() -> None:
    frame = events("2022-01-01", "2022-01-04")
    frame["date_end"] += pd.Timedelta(days=6)
    bars = count_bars(frame)
    assert heights(bars) == [1, 0, 0, 1]
    assert bars.longer == 0


def test_what_has_no_bar_is_counted_by_its_reason() -> None:
    frame = events(*["2022-01-01"] * 4, "2022-01-03", "2010-05-01")
    frame.loc[0, ["date_start", "date_end"]] = pd.NaT
    frame.loc[1, "date_end"] = pd.Timestamp("2022-01-31")
    frame.loc[2, "date_end"] = pd.Timestamp("2022-01-08")
    frame.loc[5, "status"] = "historical"
    bars = count_bars(frame)
    assert heights(bars) == [1, 0, 1]
    assert (bars.undated, bars.longer, bars.earlier) == (1, 2, 1)


def test_weeks_begin_on_monday_and_hold_their_sunday() -> None:
    bars = count_bars(events("2022-01-05", "2022-01-09", "2022-01-10", "2022-12-31"))
    assert bars.unit == "week"
    assert bars.edges[:2] == (dt.date(2022, 1, 3), dt.date(2022, 1, 10))
    assert heights(bars)[:2] == [2, 1]
    assert heights(bars)[-1] == 1


def test_years_of_news_are_drawn_by_month_and_longer_spans_by_year() -> None:
    months = count_bars(events("2015-02-28", "2015-03-01", "2022-12-31"))
    assert months.unit == "month"
    assert months.edges[1] == dt.date(2015, 3, 1)
    assert heights(months)[:2] == [1, 1]
    years = count_bars(events("1950-06-01", "2022-01-01"))
    assert years.unit == "year"
    assert (len(years), years.edges[0]) == (73, dt.date(1950, 1, 1))


def test_no_events_have_no_bars() -> None:
    assert count_bars(events()) == Bars()
    assert len(Bars()) == 0


def test_a_single_day_stands_on_the_axis_of_all_incidents() -> None:
    every = events("2022-01-02", "2022-01-05")
    bars = count_bars(every[:1], axis=every)
    assert heights(bars) == [1, 0, 0, 0]
    none = count_bars(every[:0], axis=every)
    assert len(none) == 4
    assert none.highest == 0


def test_a_closer_look_shows_its_days_alone() -> None:
    every = events("2019-05-01", "2022-01-03", "2022-01-05", "2022-01-05", "2024-11-30")
    assert count_bars(every).unit == "month"
    near = count_bars(every, within=(dt.date(2022, 1, 2), dt.date(2022, 1, 6)))
    assert near.unit == "day"
    assert (near.edges[0], near.edges[-1]) == (dt.date(2022, 1, 2), dt.date(2022, 1, 7))
    assert heights(near) == [0, 1, 0, 2, 0]


def test_a_closer_look_cuts_weeks_at_its_ends() -> None:
    every = events("2015-01-01", "2022-03-31", "2023-04-01", "2023-04-02")
    near = count_bars(every, within=(dt.date(2022, 4, 1), dt.date(2023, 4, 1)))
    assert near.unit == "week"
    assert (near.edges[0], near.edges[-1]) == (dt.date(2022, 4, 1), dt.date(2023, 4, 2))
    assert sum(heights(near)) == 1


@settings(deadline=None)
@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), min_size=1, max_size=20))
def test_each_incident_is_in_the_bar_of_its_day(days: list[dt.date]) -> None:
    stamps = pd.to_datetime(pd.Series(days))
    frame = pd.DataFrame(
        {"date_start": stamps, "date_end": stamps, "kind": "protest", "status": "actual"}
    )
    bars = count_bars(frame)
    assert len(bars) <= MOST_BARS[bars.unit]
    for start, end, height in zip(bars.edges, bars.edges[1:], heights(bars), strict=False):
        assert height == sum(start <= day < end for day in days)
    assert sum(heights(bars)) == len(days)


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 2), (1, 2), (3, 4), (7, 8), (20, 20), (21, 24), (99, 100), (101, 120), (1900, 2000)],
)
def test_the_axis_ends_at_a_round_even_number(most: int, top: int) -> None:
    assert top_of_axis(most) == top


def test_the_last_day_of_the_calendar_has_an_end() -> None:
    within = (dt.date(2022, 1, 2), dt.date.max)
    bars = count_bars(events("2022-01-02", "2022-01-05"), within=within)
    assert heights(bars)[0] == 2
    assert bars.edges[0] == dt.date(2022, 1, 2)
    assert bars.edges[-1] == dt.date.max
