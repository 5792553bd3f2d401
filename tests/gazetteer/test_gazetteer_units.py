from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer, load_gazetteer, unit_abbreviations


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Rapides Parish", "US", 31.3, -92.4),
        ("Landkreis Görlitz", "DE", 51.15, 15.0),
        ("Kreis Unna", "DE", 51.5, 7.7),
        ("Rhein-Neckar-Kreis", "DE", 49.4, 8.7),
        ("Somerset", "GB", 51.1, -2.8),
        ("Gironde", "FR", 44.8, -0.6),
        ("Pune district", "IN", 18.5, 74.0),
    ],
)
def test_second_level_units_are_found(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    place = next(p for p in gazetteer.lookup(name) if p.level == 2 and p.country_code == country)
    assert place.type == "admin"
    assert place.lat == pytest.approx(lat, abs=0.5)
    assert place.lon == pytest.approx(lon, abs=0.5)
    assert 5 <= place.radius_km < 120


@pytest.mark.parametrize("name", ["Lancaster", "Orange", "Görlitz", "Unna", "Kent", "York"])
def test_a_county_comes_after_the_town_of_its_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].type == "city"


def test_lancaster_county_lies_in_the_states_that_have_one(gazetteer: Gazetteer) -> None:
    hits = gazetteer.hits("Lancaster County")
    assert {hit.admin1 for hit in hits} >= {"PA", "NE", "SC", "VA"}
    assert {hit.place.level for hit in hits} == {2}


def test_a_town_names_its_county_and_state(gazetteer: Gazetteer) -> None:
    hit = next(hit for hit in gazetteer.hits("Alexandria") if hit.admin1 == "LA")
    assert hit.admin2 is not None
    county = gazetteer.place(hit.admin2)
    assert county is not None
    assert county.name == "Rapides Parish"
    state = gazetteer.first_level_unit(hit.place.country_code, hit.admin1)
    assert state is not None
    assert (state.name, state.level) == ("Louisiana", 1)


@pytest.mark.parametrize(
    ("short", "name"),
    [("La.", "Louisiana"), ("Calif.", "California"), ("N.Y.", "New York"), ("Ont.", "Ontario")],
)
def test_abbreviations_mean_units(gazetteer: Gazetteer, short: str, name: str) -> None:
    unit = gazetteer.place(unit_abbreviations()[short])
    assert unit is not None
    assert (unit.name, unit.level) == (name, 1)


def test_every_abbreviation_leads_to_a_unit(gazetteer: Gazetteer) -> None:
    for place_id in unit_abbreviations().values():
        unit = gazetteer.place(place_id)
        assert unit is not None
        assert unit.level == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Weißrußland", "BY"),
        ("Burma", "MM"),
        ("DRC", "CD"),
        ("UAE", "AE"),
        ("USA", "US"),
        ("Vereinigte Staaten", "US"),
        ("Zaire", "CD"),
        ("Заир", "CD"),
        ("КНДР", "KP"),
        ("日本", "JP"),
        ("Deutschland", "DE"),
        ("Німеччина", "DE"),
        ("Alemania", "DE"),
        ("مصر", "EG"),
    ],
)
def test_countries_are_found_in_every_language(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert gazetteer.lookup(name)[0].place_id == f"iso3166:{code}"


def test_historic_states_are_regions(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("ČSSR")[0].place_id == "region:czechoslovakia"


def test_what_another_language_calls_a_country_beats_no_town(gazetteer: Gazetteer) -> None:
    for name in ("Alemania", "Rusia", "Kenia", "Polonia"):
        hits = gazetteer.hits(name)
        foreign = [hit for hit in hits if hit.place.type == "country" and not hit.languages]
        towns = [hit for hit in hits if hit.place.type == "city" and hit.main]
        assert all(hit.prior < 2.0 for hit in foreign)
        assert all(town.prior > hit.prior for town in towns for hit in foreign)


@pytest.mark.parametrize(
    "name",
    [
        "Oblast Schytomyr",
        "Gebiet Schytomyr",
        "Zhytomyr Oblast",
        "Zhytomyr region",
        "Житомирская область",
    ],
)
def test_first_level_units_are_found_in_three_languages(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].place_id == "geonames:686966"


@pytest.mark.parametrize(
    "names",
    [
        ("Schangaösen", "Zhanaozen", "Жанаозен", "Schanaosen"),
        ("Kyiv", "Kiew", "Kiev", "Киев"),
        ("Chişinău", "Chișinău", "Chisinau", "Kischinau"),
        ("München", "Muenchen", "MÜNCHEN", "Munchen", "Мюнхен"),
        ("Gießen", "Giessen", "GIESSEN"),
        ("Tel Aviv", "Tel-Aviv", "tel aviv"),
    ],
)
def test_spellings_of_a_town_lead_to_it(gazetteer: Gazetteer, names: tuple[str, ...]) -> None:
    assert len({gazetteer.lookup(name)[0].place_id for name in names}) == 1
