"""What each publisher reports: counted on whole columns, the same for plain and compact tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.tables import build_tables
from geodata.tables.publishers import count_publishers, disputed_claims
from geodata.ui.shelf.compact import compact_tables

if TYPE_CHECKING:
    from geodata.tables import Tables

DAYS = {"a1": "2022-01-05", "a2": "2022-01-06", "b1": "2022-01-06", "c1": None, "n1": "2022-01-05"}
PUBLISHERS = {"a1": "Abend, der", "a2": "Abend, der", "b1": "<b>Bote</b>", "c1": "Courier"}
# Event -> article, incident, copy.
TOLD = {
    "e1": ("a1", "i1", False),
    "e2": ("a2", "i1", True),
    "e3": ("b1", "i1", False),
    "e4": ("b1", "i2", False),
    "e5": ("c1", "i3", False),
    "e6": ("n1", "i3", False),
    "e7": ("b1", "i3", False),
}
KINDS = {"i1": "violence", "i2": "protest", "i3": "protest"}


def frame(empty: pd.DataFrame, **columns: object) -> pd.DataFrame:
    made = pd.DataFrame(columns)
    return made.reindex(columns=empty.columns).astype({n: empty[n].dtype for n in columns})


@pytest.fixture(params=[False, True], ids=["plain", "compact"])
def tables(request: pytest.FixtureRequest) -> Tables:
    empty = build_tables([])
    days = pd.to_datetime(pd.Series(list(DAYS.values())))
    articles = frame(
        empty.articles,
        article_id=list(DAYS),
        publisher=[PUBLISHERS.get(one) for one in DAYS],
        published_start=days,
        published_end=days,
    )
    article, incident, copy = zip(*TOLD.values(), strict=True)
    events = frame(
        empty.events,
        event_id=list(TOLD),
        article_id=list(article),
        incident_id=list(incident),
        copy=list(copy),
    )
    incidents = frame(empty.incidents, incident_id=list(KINDS), kind=list(KINDS.values()))
    figures = frame(
        empty.figures,
        incident_id=["i1", "i1", "i1", "i2"],
        article_id=["a1", "a2", "b1", "b1"],
        first=[True, False, True, True],
        disputed=[True, True, True, False],
    )
    made = replace(empty, articles=articles, events=events, incidents=incidents, figures=figures)
    return compact_tables(made) if request.param else made


def counted(tables: Tables, incidents: pd.DataFrame | None = None) -> pd.DataFrame:
    kept = tables.incidents if incidents is None else incidents
    events = tables.events[tables.events["incident_id"].isin(kept["incident_id"])]
    rows = count_publishers(tables, kept, events, tables.articles)
    return rows.set_index("publisher")


def test_publishers_stand_in_the_order_of_what_they_tell(tables: Tables) -> None:
    assert list(counted(tables).index) == ["<b>Bote</b>", "Abend, der", "Courier"]


def test_articles_incidents_and_kinds_are_counted_once_each(tables: Tables) -> None:
    rows = counted(tables)
    assert rows["articles"].to_dict() == {"Abend, der": 2, "<b>Bote</b>": 1, "Courier": 1}
    assert rows["incidents"].to_dict() == {"Abend, der": 1, "<b>Bote</b>": 3, "Courier": 1}
    assert rows["protest"].to_dict() == {"<b>Bote</b>": 2, "Courier": 1, "Abend, der": 0}
    assert rows["violence"].to_dict() == {"<b>Bote</b>": 1, "Abend, der": 1, "Courier": 0}


def test_alone_is_who_tells_what_no_other_publisher_tells(tables: Tables) -> None:
    assert counted(tables)["only"].to_dict() == {"<b>Bote</b>": 1, "Abend, der": 0, "Courier": 0}


def test_first_is_who_tells_on_the_earliest_day_and_never_who_has_no_day(tables: Tables) -> None:
    assert counted(tables)["first"].to_dict() == {"<b>Bote</b>": 1, "Abend, der": 1, "Courier": 0}


def test_copies_and_contradictions_are_counted(tables: Tables) -> None:
    rows = counted(tables)
    assert rows["copies"].to_dict() == {"Abend, der": 1, "<b>Bote</b>": 0, "Courier": 0}
    assert rows["differs"].to_dict() == {"Abend, der": 1, "<b>Bote</b>": 1, "Courier": 0}


def test_the_days_are_those_of_its_articles(tables: Tables) -> None:
    row = counted(tables).loc["Abend, der"]
    assert (row["first_day"], row["last_day"]) == (
        pd.Timestamp("2022-01-05"),
        pd.Timestamp("2022-01-06"),
    )
    assert bool(counted(tables)["first_day"].isna()["Courier"])


def test_only_the_incidents_given_count(tables: Tables) -> None:
    rows = counted(tables, tables.incidents[tables.incidents["kind"] == "protest"])
    assert rows["incidents"].to_dict() == {"<b>Bote</b>": 2, "Courier": 1, "Abend, der": 0}
    assert rows["differs"].sum() == 0


def test_nothing_gives_no_publisher() -> None:
    empty = build_tables([])
    rows = count_publishers(empty, empty.incidents, empty.events, empty.articles)
    assert rows.empty
    assert "first_day" in rows.columns


def test_disputed_claims_leave_copies_out(tables: Tables) -> None:
    claims = disputed_claims(tables, tables.incidents)
    assert list(claims["publisher"]) == ["Abend, der", "<b>Bote</b>"]
