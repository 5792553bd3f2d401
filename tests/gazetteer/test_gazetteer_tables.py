from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.gazetteer.sources import iter_curated
from geodata.gazetteer.towns import iter_towns

DATA = Path(__file__).parents[2] / "geodata" / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_curated_place_has_one_id_and_a_possible_point() -> None:
    places = [item.place for item in iter_curated()]
    assert len({place.place_id for place in places}) == len(places)
    for place in places:
        assert place.lat is not None
        assert place.lon is not None
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.radius_km > 0


@pytest.mark.parametrize(
    "name", ["countries.csv", "regions.csv", "sites.csv", "nature.csv", "town_names.csv"]
)
def test_every_row_names_its_source(name: str) -> None:
    assert all(row["source"] for row in rows(name))


@pytest.mark.parametrize(
    ("name", "least"), [("regions.csv", 150), ("sites.csv", 80), ("nature.csv", 40)]
)
def test_the_tables_are_generous(name: str, least: int) -> None:
    assert len(rows(name)) >= least


def test_no_name_is_empty_or_padded() -> None:
    for item in iter_curated():
        for text, _flags in item.names:
            assert text
            assert text == text.strip()


def test_every_further_name_belongs_to_the_town_it_says() -> None:
    further = {row["place_id"]: row["name"] for row in rows("town_names.csv")}
    towns = {town.place.place_id: town.place.name for town in iter_towns()}
    assert further == {place_id: towns[place_id] for place_id in further}
