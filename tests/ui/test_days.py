from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.models import DateRange, Extraction
from geodata.tables import build_tables
from geodata.ui.days import day_bars, top_of_axis
from tests.records import ALMATY, make_article, make_event

if TYPE_CHECKING:
    import pandas as pd


def events(*days: str) -> pd.DataFrame:
    article = make_article()
    first = make_event(article, "protest", ALMATY)
    told = tuple(
        replace(first, event_id=str(number), date=DateRange.day(dt.date.fromisoformat(day)))
        for number, day in enumerate(days)
    )
    return build_tables([Extraction(article, (), told)]).events


def test_every_day_from_the_first_to_the_last_has_a_bar() -> None:
    bars, by_month = day_bars(events("2022-01-02", "2022-01-05", "2022-01-05"))
    assert [sum(bar.counts) for bar in bars] == [1, 0, 0, 2]
    assert not by_month


def test_a_long_span_is_drawn_by_month() -> None:
    bars, by_month = day_bars(events("2021-01-02", "2021-12-31"))
    assert by_month
    assert len(bars) == 12


def test_no_events_have_no_bars() -> None:
    assert day_bars(events()) == ((), False)


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 2), (1, 2), (3, 4), (7, 8), (20, 20), (21, 24), (99, 100), (101, 120), (1900, 2000)],
)
def test_the_axis_ends_at_a_round_even_number(most: int, top: int) -> None:
    assert top_of_axis(most) == top
