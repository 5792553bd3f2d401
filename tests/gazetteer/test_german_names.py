from __future__ import annotations

import pytest

from geodata.gazetteer.german import german_city_names, german_place_names


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("region:crimea", "Krim"),
        ("sea:black-sea", "Schwarzes Meer"),
        ("site:kremlin", "Kreml"),
        ("geonames:1514879", "Chodschand"),
    ],
)
def test_places_of_our_tables_have_their_first_german_name(place_id: str, name: str) -> None:
    assert german_place_names()[place_id] == name


@pytest.mark.parametrize(
    ("country", "english", "german"),
    [
        ("RU", "Moscow", "Moskau"),
        ("IQ", "Baghdad", "Bagdad"),
        ("MX", "Mexico City", "Mexiko-Stadt"),
    ],
)
def test_great_cities_go_by_cldr(country: str, english: str, german: str) -> None:
    assert german_city_names()[country, english] == german


def test_names_hold_nothing_that_is_only_for_lists_of_time_zones() -> None:
    names = german_city_names().values()
    assert not [name for name in names if "," in name or "\u00ad" in name]
