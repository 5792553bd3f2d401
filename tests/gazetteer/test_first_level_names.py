"""Which state or province a place lies in, by its English name."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.gazetteer.sources import read_unit_names


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Aktau", "Mangystau Region"),
        ("Schangaösen", "Mangystau Region"),
        ("Orenburg", "Orenburg Oblast"),
        ("Iwanowo", "Ivanovo Oblast"),
        ("Leninsk-Kusnezki", "Kemerovo Oblast"),
        ("Semei", "Abai Region"),
        ("Simferopol", "Autonomous Republic of Crimea"),
        ("Moskau", "Moscow"),
        ("Berlin", "Berlin"),
    ],
)
def test_a_town_lies_in_its_unit(gazetteer: Gazetteer, name: str, unit: str) -> None:
    assert gazetteer.first_level_name(gazetteer.lookup(name)[0].place_id) == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Almaty", "Almaty"), ("Nur-Sultan", "Astana"), ("Pristina", "District of Pristina")],
)
def test_a_unit_that_no_table_places_still_has_a_name(
    gazetteer: Gazetteer, name: str, unit: str
) -> None:
    hit = gazetteer.hits(name)[0]
    assert gazetteer.first_level_unit(hit.place.country_code, hit.admin1) is None
    assert gazetteer.first_level_name(hit.place.place_id) == unit


def test_a_first_level_unit_lies_in_itself(gazetteer: Gazetteer) -> None:
    assert gazetteer.first_level_name("geonames:515001") == "Orenburg Oblast"


def test_a_county_lies_in_its_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.first_level_name("geonames2:US.LA.rapides-parish") == "Louisiana"


@pytest.mark.parametrize(
    "place_id",
    ["iso3166:KZ", "region:crimea", "region:donbas", "sea:black-sea", "site:baikonur"],
)
def test_what_lies_in_no_single_known_unit_has_none(gazetteer: Gazetteer, place_id: str) -> None:
    assert gazetteer.place(place_id) is not None
    assert gazetteer.first_level_name(place_id) is None


def test_a_square_lies_in_the_unit_of_its_town_and_a_site_beside_one_in_none(
    gazetteer: Gazetteer,
) -> None:
    assert gazetteer.first_level_name("site:maidan") == gazetteer.first_level_name(
        "geonames:703448"
    )
    assert gazetteer.first_level_name("site:pentagon") is None  # 3 km from the capital, in Virginia


@pytest.mark.parametrize("place_id", ["", "geonames:", "geonames:4", "osm:4", "geonames:٣"])
def test_an_id_that_no_place_has_lies_nowhere(gazetteer: Gazetteer, place_id: str) -> None:
    assert gazetteer.first_level_name(place_id) is None


def test_the_table_of_names_repeats_no_unit_that_has_a_place(gazetteer: Gazetteer) -> None:
    named = read_unit_names()
    assert [key for key in named if gazetteer.first_level_unit(*key) is not None] == []
    assert list(named) == sorted(named, key=lambda key: tuple(map(str, key)))
    assert all(name == name.strip() != "" for name in named.values())
