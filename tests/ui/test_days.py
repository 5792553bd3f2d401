from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geodata.models import DateRange, Extraction
from geodata.tables import build_tables
from geodata.ui.days import Days, day_bars, days_html, top_of_axis
from tests.records import ALMATY, make_article, make_event


def events(*days: str) -> pd.DataFrame:
    article = make_article()
    first = make_event(article, "protest", ALMATY)
    told = tuple(
        replace(first, event_id=str(number), date=DateRange.day(dt.date.fromisoformat(day)))
        for number, day in enumerate(days)
    )
    return build_tables([Extraction(article, (), told)]).events


def test_every_day_from_the_first_to_the_last_has_a_bar() -> None:
    days = day_bars(events("2022-01-02", "2022-01-05", "2022-01-05"))
    assert [sum(bar.counts) for bar in days.bars] == [1, 0, 0, 2]
    assert not days.by_month
    assert (days.without_day, days.earlier) == (0, 0)


def test_an_event_of_a_few_days_stands_on_the_first() -> None:
    frame = events("2022-01-01", "2022-01-04")
    frame["date_end"] += pd.Timedelta(days=6)
    days = day_bars(frame)
    assert [sum(bar.counts) for bar in days.bars] == [1, 0, 0, 1]
    assert days.without_day == 0


@pytest.mark.usefixtures("german")
def test_what_has_no_bar_is_counted() -> None:
    frame = events(*["2022-01-01"] * 4, "2022-01-03", "2010-05-01")
    frame.loc[0, ["date_start", "date_end"]] = pd.NaT
    frame.loc[1, "date_end"] = pd.Timestamp("2022-01-31")
    frame.loc[2, "date_end"] = pd.Timestamp("2022-01-08")
    frame.loc[5, "status"] = "historical"
    days = day_bars(frame)
    assert [sum(bar.counts) for bar in days.bars] == [1, 0, 1]
    assert (days.without_day, days.earlier) == (3, 1)
    assert "+3 ohne Tag · +1 früher" in days_html(days)


def test_a_long_span_is_drawn_by_month() -> None:
    days = day_bars(events("2021-01-02", "2021-12-31"))
    assert days.by_month
    assert len(days.bars) == 12


def test_no_events_have_no_bars() -> None:
    assert day_bars(events()) == Days()


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 2), (1, 2), (3, 4), (7, 8), (20, 20), (21, 24), (99, 100), (101, 120), (1900, 2000)],
)
def test_the_axis_ends_at_a_round_even_number(most: int, top: int) -> None:
    assert top_of_axis(most) == top
