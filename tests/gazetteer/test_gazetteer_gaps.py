"""Places that must be known by the names that papers give them."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.gazetteer.sources import table_rows


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Weser", "nature:weser"),
        ("Werra", "nature:werra"),
        ("Main", "nature:main"),
        ("Edersee", "nature:edersee"),
        ("Kap der Guten Hoffnung", "nature:cape-of-good-hope"),
        ("Bashi Channel", "nature:bashi-channel"),
        ("Lake Lanier", "nature:lake-lanier"),
        ("Redzikowo", "site:redzikowo"),
        ("AKW Saporischschja", "site:zaporizhzhia-npp"),
        ("Kernkraftwerk Saporischschja", "site:zaporizhzhia-npp"),
        ("Запорожская АЭС", "site:zaporizhzhia-npp"),
        ("Чернобыльская АЭС", "site:chernobyl"),
        ("Plateau State", "region:plateau-nigeria"),
        ("Tawila", "region:tawila"),
        ("Коми", "geonames:545854"),
        ("Marburg-Biedenkopf", "geonames2:DE.05.landkreis-marburg-biedenkopf"),
        ("Hersfeld-Rotenburg", "geonames2:DE.05.landkreis-hersfeld-rotenburg"),
    ],
)
def test_a_name_in_the_news_leads_to_its_place(name: str, place_id: str) -> None:
    assert load_gazetteer().lookup(name)[0].place_id == place_id


def test_every_site_lies_in_a_country() -> None:
    assert [row["place_id"] for row in table_rows("sites.csv") if not row["country"]] == []


def test_east_jerusalem_and_crimea_are_where_the_united_nations_put_them() -> None:
    countries = {row["place_id"]: row["country"] for row in table_rows("sites.csv")}
    assert countries["site:crimean-bridge"] == "UA"
    assert countries["site:damascus-gate"] == countries["site:sheikh-jarrah"] == "PS"
