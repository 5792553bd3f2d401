from __future__ import annotations

from geodata.gazetteer.make_tables.first_level import middle, unit_rows
from geodata.models import Place

UNIT = {
    "name": "Nordau Oblast",
    "iso": "NOR",
    "fips": "01",
    "admin": "01",
    "names": {
        "de": "Oblast Nordau",
        "en": "Nordau Oblast",
        "ru": "Нордауская область",
        "fr": "Nordowa",
    },
    "reference": {"geonames": 77},
}


SPOKEN = {"XX": ["de", "fr"]}


def town(number: int, lat: float, lon: float, people: int) -> Place:
    return Place(f"geonames:{number}", "T", "city", "XX", lat, lon, 5.0, people)


def test_a_unit_lies_in_the_middle_of_its_towns() -> None:
    towns = [town(1, 50.0, 10.0, 9_000), town(2, 51.0, 10.0, 1_000)]
    rows = list(unit_rows({"XX": {"regions": [UNIT]}}, {("XX", "01"): towns}, SPOKEN))
    place_id, iso, name, country, lat, lon, radius, people, admin1, *names = rows[0]
    german, english, russian, local = names
    assert (place_id, iso, name, country) == ("geonames:77", "XX-NOR", "Nordau Oblast", "XX")
    assert (lat, lon, people, admin1) == (50.5, 10.0, 10_000, "01")
    assert isinstance(radius, int)
    assert 50 < radius < 100
    assert german == "Oblast Nordau|Nordau|Gebiet Nordau"
    assert english == "Nordau Oblast|Nordau|Nordau oblast|Nordau region|Nordau Region"
    assert russian == "Нордауская область|Нордауская"
    assert local == "Nordowa"


def test_a_town_far_out_does_not_move_its_unit() -> None:
    towns = [town(1, 50.0, 10.0, 9_000), town(2, 51.0, 10.0, 1_000), town(3, 20.0, 60.0, 5_000)]
    assert middle(towns) == middle(towns[:2])


def test_a_unit_across_180_degrees_does_not_lie_on_the_other_side_of_the_earth() -> None:
    point = middle([town(1, 66.0, 179.0, 1_000), town(2, 66.0, -179.5, 1_000)])
    assert point.lon == 179.75


def test_a_unit_without_towns_has_no_row() -> None:
    assert list(unit_rows({"XX": {"regions": [UNIT]}}, {})) == []
