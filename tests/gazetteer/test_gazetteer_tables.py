from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from geopy.distance import great_circle as distance

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
    "name",
    [
        "countries.csv",
        "regions.csv",
        "sites.csv",
        "nature.csv",
        "town_names.csv",
        "transcribed.csv",
        "transcription_de.csv",
        "countries_hand.csv",
        "unit_forms.csv",
        "unit_words.csv",
        "units_de_hand.csv",
        "abbreviations.csv",
        "features.csv",
    ],
)
def test_every_row_names_its_source(name: str) -> None:
    assert all(row["source"] for row in rows(name))


@pytest.mark.parametrize(
    ("name", "least"), [("regions.csv", 500), ("sites.csv", 400), ("nature.csv", 300)]
)
def test_the_tables_are_generous(name: str, least: int) -> None:
    assert len(rows(name)) >= least


@pytest.mark.parametrize("name", ["regions.csv", "sites.csv", "nature.csv"])
def test_every_place_by_hand_has_names_in_three_languages(name: str) -> None:
    for row in rows(name):
        assert all(row[f"names_{language}"] for language in ("de", "en", "ru")), row["place_id"]


@pytest.mark.parametrize("name", ["regions.csv", "sites.csv", "nature.csv"])
def test_every_place_by_hand_lies_where_its_source_says(name: str) -> None:
    towns = {town.place.place_id: town.place for town in iter_towns()}
    for row in rows(name):
        said = re.fullmatch(r"by hand; (\d+) km from (.+) \(GeoNames (\d+)\)", row["source"])
        assert said is not None, row["place_id"]
        town = towns[f"geonames:{said[3]}"]
        assert town.name == said[2]
        assert town.lat is not None
        assert town.lon is not None
        km = distance((town.lat, town.lon), (float(row["lat"]), float(row["lon"]))).km
        assert km == pytest.approx(int(said[1]), abs=2 + km / 100)


def test_no_name_is_empty_or_padded() -> None:
    for item in iter_curated():
        for text, _flags in item.names:
            assert text
            assert text == text.strip()


def test_every_further_name_belongs_to_the_town_it_says() -> None:
    further = {row["place_id"]: row["name"] for row in rows("town_names.csv")}
    towns = {town.place.place_id: town.place.name for town in iter_towns()}
    assert further == {place_id: towns[place_id] for place_id in further}
