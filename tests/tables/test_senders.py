"""Phases by sender and day: counted on whole columns, gathered where there are too many."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.tables.senders import densest_days, phases_of_senders

# Actors, first day, how exactly, kind, phase, status.
ROWS = [
    ("RU; BY", "2022-01-06", 1, "deployment", "arrived", "actual"),
    ("RU", "2022-01-06", 1, "deployment", "arrived", "actual"),
    ("RU", "2022-01-05", 1, "deployment", "moving", "planned"),
    ("RU", "2022-01-13", 1, "withdrawal", None, "actual"),
    ("TJ", "2022-01-06", 1, "deployment", "announced", "negated"),
    ("TJ", "2022-01-01", 3, "deployment", "announced", "actual"),
    ("", "2022-01-06", 1, "deployment", "arrived", "actual"),
    ("CSTO", None, None, "deployment", "arrived", "actual"),
]


@pytest.fixture(params=[False, True], ids=["plain", "compact"])
def events(request: pytest.FixtureRequest) -> pd.DataFrame:
    columns = ["actors", "date_start", "time_precision", "kind", "phase", "status"]
    frame = pd.DataFrame(ROWS, columns=columns)
    frame = frame.assign(
        date_start=pd.to_datetime(frame["date_start"]),
        time_precision=frame["time_precision"].astype("Int8"),
    )
    names = ["actors", "kind", "phase", "status"]
    return frame.astype(dict.fromkeys(names, "category")) if request.param else frame


def rows(frame: pd.DataFrame) -> list[tuple[str, str, str, str | None]]:
    days = frame["day"].dt.strftime("%m-%d")
    phases = [None if pd.isna(phase) else str(phase) for phase in frame["phase"].astype(object)]
    return list(zip(frame["sender"], days, frame["kind"].astype(str), phases, strict=True))


def test_each_phase_of_each_sender_stands_once_on_its_day(events: pd.DataFrame) -> None:
    found, unit = phases_of_senders(events, senders=10, most=99)
    assert unit == "day"
    assert sorted(rows(found), key=str) == [
        ("BY", "01-06", "deployment", "arrived"),
        ("RU", "01-05", "deployment", "moving"),
        ("RU", "01-06", "deployment", "arrived"),
        ("RU", "01-13", "withdrawal", None),
    ]


def test_the_senders_of_most_events_are_told(events: pd.DataFrame) -> None:
    found, _unit = phases_of_senders(events, senders=1, most=99)
    assert set(found["sender"]) == {"RU"}


def test_days_become_weeks_and_years_where_there_are_too_many(events: pd.DataFrame) -> None:
    arrived = pd.concat(
        events.assign(date_start=events["date_start"] + pd.Timedelta(days=days))
        for days in range(3)
    )
    by_day, _day = phases_of_senders(arrived, senders=9, most=99)
    by_week, unit = phases_of_senders(arrived, senders=9, most=len(by_day) - 1)
    assert unit == "week"
    assert len(by_week) < len(by_day)
    assert phases_of_senders(arrived, senders=9, most=0)[1] == "year"


def test_over_a_week_only_the_furthest_phase_of_a_kind_is_told(events: pd.DataFrame) -> None:
    found, unit = phases_of_senders(events, senders=9, most=3)
    assert unit == "week"
    assert sorted(rows(found), key=str) == [
        ("BY", "01-03", "deployment", "arrived"),
        ("RU", "01-03", "deployment", "arrived"),
        ("RU", "01-10", "withdrawal", None),
    ]


def test_no_event_gives_no_row(events: pd.DataFrame) -> None:
    assert phases_of_senders(events.iloc[:0], senders=9, most=9)[0].empty


def test_the_densest_stretch_of_days_is_kept_and_of_equal_ones_the_latest() -> None:
    days = ["2021-01-01", "2022-01-05", "2022-01-20", "2023-06-01", "2023-06-30"]
    told = pd.DataFrame({"day": pd.to_datetime(pd.Series(days))})
    assert list(densest_days(told, gap_days=30).index) == [3, 4]
    assert list(densest_days(told.drop(index=4), gap_days=30).index) == [1, 2]
    assert len(densest_days(told.iloc[:1], gap_days=30)) == 1
