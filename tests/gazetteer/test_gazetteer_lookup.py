from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import Gazetteer, fold, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Schangaösen", 43.34, 52.86),
        ("Iwanowo", 57.00, 40.97),
        ("Orenburg", 51.77, 55.10),
        ("Almaty", 43.25, 76.91),
        ("Taras", 42.90, 71.37),
        ("Aktau", 43.65, 51.17),
        ("Zürich", 47.37, 8.55),
        ("Pjöngjang", 39.03, 125.75),
        ("Bochtar", 37.84, 68.78),
        ("Masar-i-Scharif", 36.71, 67.11),
        ("Chan Junis", 31.35, 34.30),
    ],
)
def test_german_names_of_towns_are_found(
    gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    place = gazetteer.lookup(name)[0]
    assert place.type == "city"
    assert place.lat == pytest.approx(lat, abs=0.1)
    assert place.lon == pytest.approx(lon, abs=0.1)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Washington", "geonames:4140963"),
        ("Georgia", "iso3166:GE"),
        ("Niger", "iso3166:NE"),
        ("Kongo", "iso3166:CD"),
        ("Moskau", "geonames:524901"),
        ("Luxemburg", "iso3166:LU"),
        ("Salzburg", "geonames:2766824"),
        ("New York", "geonames:5128581"),
        ("Krim", "region:crimea"),
        ("Kreml", "site:kremlin"),
        ("Schwarzes Meer", "sea:black-sea"),
        ("Gebiet Mangghystau", "geonames:608879"),
        ("Weißrussland", "iso3166:BY"),
        ("Birma", "iso3166:MM"),
        ("Kirgisien", "iso3166:KG"),
        ("Великобритания", "iso3166:GB"),
        ("Ivory Coast", "iso3166:CI"),
    ],
)
def test_the_likeliest_place_comes_first(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert gazetteer.lookup(name)[0].place_id == place_id


@pytest.mark.parametrize("name", ["Zuerich", "ZÜRICH", "zurich", "Zu\u0308rich"])
def test_spelling_variants_lead_to_the_same_town(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].place_id == "geonames:2657896"


def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyburghausen") == ()
    assert gazetteer.place("geonames:1") is None
    assert gazetteer.place("region:atlantis") is None
    assert gazetteer.country(None) is None
    assert gazetteer.capital("AQ") is None


@pytest.mark.parametrize("name", ["", " ", "-", "\ud800", "a\x00b", "Almaty\u202e", "{{ 7*7 }}"])
def test_what_can_be_no_name_gives_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()
    assert not gazetteer.has_name(name)


def test_capitals_are_seats_of_government(gazetteer: Gazetteer) -> None:
    found = [gazetteer.capital(code) for code in ("KZ", "US", "UA", "PS")]
    assert [place.name for place in found if place is not None] == [
        "Astana",
        "Washington",
        "Kyiv",
        "Ramallah",
    ]


def test_disputed_areas_name_who_claims_them(gazetteer: Gazetteer) -> None:
    crimea = gazetteer.place("region:crimea")
    assert crimea is not None
    assert crimea.claimed_by == ("UA", "RU")


def test_a_village_is_known_less_precisely_than_nothing_and_more_than_a_country(
    gazetteer: Gazetteer,
) -> None:
    village, town, country = (
        gazetteer.lookup(name)[0] for name in ("Hallstatt", "Almaty", "Kasachstan")
    )
    assert 0 < village.radius_km <= town.radius_km <= 25 < country.radius_km


def test_every_capital_and_every_curated_place_can_be_looked_up(gazetteer: Gazetteer) -> None:
    for code in ("DE", "KZ", "RU", "TJ", "KG", "AM", "BY", "UZ", "AF", "SY", "IQ"):
        country = gazetteer.country(code)
        assert country is not None
        assert gazetteer.lookup(country.name)[0] == country
        assert gazetteer.capital(code) is not None


def test_the_nearest_town_is_found_with_its_distance(gazetteer: Gazetteer) -> None:
    town, km = gazetteer.nearest_town(43.25, 76.92)
    assert town.country_code == "KZ"
    assert km < 10


def test_hits_tell_main_names_from_others(gazetteer: Gazetteer) -> None:
    hit = gazetteer.hits("Moskau")[0]
    assert not hit.main
    assert hit.capital
    assert gazetteer.hits("moskau", exact=True) == ()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_folding_joins_the_spellings_of_a_name() -> None:
    assert fold("Sankt-Pölten") == fold("SANKT POELTEN")
    assert fold("Şırnak") == fold("Sirnak")
    assert fold("Straße") == fold("Strasse")


def test_the_names_that_a_word_starts_with_come_shortest_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.prefixes("Kirgistankonflikt")
    assert found[-1] == "Kirgistan"
    assert found == sorted(found, key=len)
    assert gazetteer.prefixes("\ud800Kirgistan") == []
