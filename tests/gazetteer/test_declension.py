"""German names with adjectives, in every case."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.gazetteer.declension import declined


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Vereinigte Arabische Emirate", "Vereinigten Arabischen Emiraten"),
        ("Vereinigte Arabische Emirate", "Vereinigter Arabischer Emirate"),
        ("Demokratische Republik Kongo", "Demokratischen Republik Kongo"),
        ("Vereinigtes Königreich", "Vereinigten Königreichs"),
        ("Schwarzes Meer", "Schwarze Meer"),
    ],
)
def test_adjectives_take_the_endings_of_every_case(name: str, form: str) -> None:
    assert form in declined(name)


@pytest.mark.parametrize(
    "name", ["Neusiedler See", "Frankreich", "Rote", "Île de France", "Nahe bei Bingen"]
)
def test_names_without_an_adjective_stay_as_they_are(name: str) -> None:
    assert declined(name) == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Vereinigten Arabischen Emirate", "AE"),
        ("Vereinigten Arabischen Emiraten", "AE"),
        ("Zentralafrikanischen Republik", "CF"),
        ("Vereinigten Königreich", "GB"),
        ("Vereinigten Königreichs", "GB"),
        ("Dominikanischen Republik", "DO"),
        ("Tschechischen Republik", "CZ"),
        ("Vereinigten Staaten", "US"),
        ("Elfenbeinküste", "CI"),
        ("Salomonen", "SB"),
    ],
)
def test_the_gazetteer_knows_countries_inflected(name: str, code: str) -> None:
    assert load_gazetteer().lookup(name)[0].place_id == f"iso3166:{code}"
