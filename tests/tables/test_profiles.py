"""Counts over mentions: places, their names, and names without a place."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.tables.profiles import count_names, count_places, names_of_place

ROWS = [
    ("iso3166:KZ", "Kasachstan", "a"),
    ("iso3166:KZ", "kasachische", "a"),
    ("iso3166:KZ", "Kasachstan", "b"),
    ("geonames:1", "Almaty", "b"),
    ("geonames:2", "Aktau", "a"),
    ("geonames:2", "Aktau", "a"),
    (None, "Schangatas", "a"),
    (None, "<b>Nirgends</b>", "a"),
    (None, "<b>Nirgends</b>", "b"),
]


@pytest.fixture(params=["str", "category"])
def mentions(request: pytest.FixtureRequest) -> pd.DataFrame:
    frame = pd.DataFrame(ROWS, columns=["place_id", "surface", "article_id"])
    return frame.astype(request.param)


def test_places_are_ranked_by_articles_then_by_mentions_then_by_id(mentions: pd.DataFrame) -> None:
    assert count_places(mentions).to_dict("split")["data"] == [
        ["iso3166:KZ", 2, 3],
        ["geonames:2", 1, 2],
        ["geonames:1", 1, 1],
    ]


def test_names_without_a_place_are_counted_by_themselves(mentions: pd.DataFrame) -> None:
    assert count_names(mentions).to_dict("split")["data"] == [
        ["<b>Nirgends</b>", 2, 2],
        ["Schangatas", 1, 1],
    ]


def test_a_place_goes_by_several_names(mentions: pd.DataFrame) -> None:
    assert names_of_place(mentions, "iso3166:KZ").to_dict("split")["data"] == [
        ["Kasachstan", 2, 2],
        ["kasachische", 1, 1],
    ]


def test_no_mention_gives_no_row(mentions: pd.DataFrame) -> None:
    assert count_places(mentions.iloc[:0]).empty
    assert names_of_place(mentions, "geonames:404").empty
