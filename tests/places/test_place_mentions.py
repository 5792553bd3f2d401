from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Mention, Place, Span
from geodata.places import place_mentions


def placed(text: str) -> tuple[Mention, ...]:
    article = Article("a", text, (Span(0, len(text)),), "de")
    gazetteer = load_gazetteer()
    return place_mentions(article, find_mentions(article, gazetteer), gazetteer)


def place(text: str, surface: str) -> Place:
    found = next(m.place for m in placed(text) if m.surface == surface)
    assert found is not None
    return found


def test_adjectives_and_demonyms_mean_their_country() -> None:
    found = placed("Kirgisische Soldaten trafen Tadschiken in westkasachischen Dörfern.")
    assert [m.place.country_code for m in found if m.place is not None] == ["KG", "TJ", "KZ"]
    assert {m.where_prec for m in found} == {6}


def test_a_country_beside_the_name_decides() -> None:
    assert place("Er lebt in Frankfurt (Oder).", "Frankfurt (Oder)").country_code == "DE"
    assert place("Im belarussischen Brest schneit es.", "Brest").country_code == "BY"
    assert place("In Brest (Frankreich) schneit es.", "Brest").country_code == "FR"
    assert place("Im russischen Iwanowo schneit es.", "Iwanowo").lat == pytest.approx(57.0, abs=0.1)


def test_the_country_that_the_article_is_about_decides() -> None:
    cuba = (
        "Kuba öffnet sich, sagte die kubanische Regierung in Havanna. Viele Kubaner hoffen. "
        "Der Papst fliegt nach Holguín und nach Santiago. Kubas Kirche jubelt."
    )
    assert place(cuba, "Santiago").country_code == "CU"
    assert place("Der Papst fliegt nach Santiago.", "Santiago").country_code == "CL"


def test_a_noun_for_areas_lifts_the_province() -> None:
    assert place("In der Provinz Aleppo wird gekämpft.", "Aleppo").type == "admin"
    assert place("In Aleppo wird gekämpft.", "Aleppo").type == "city"


def test_a_name_keeps_one_referent() -> None:
    found = placed("Im russischen Iwanowo landen Flugzeuge. Aus Iwanowo kam nichts Neues.")
    assert len({m.place for m in found if m.form == "Iwanowo"}) == 1


@pytest.mark.parametrize(
    ("text", "surface", "precision"),
    [
        ("In Almaty fielen Schüsse.", "Almaty", 1),
        ("Nahe Almaty fielen Schüsse.", "Almaty", 2),
        ("In der Nähe von Almaty fielen Schüsse.", "Almaty", 2),
        ("Nördlich von Almaty fielen Schüsse.", "Almaty", 2),
        ("In Niederösterreich schneit es.", "Niederösterreich", 4),
        ("Im Kaukasus schneit es.", "Kaukasus", 5),
        ("An der Donau schneit es.", "Donau", 5),
        ("In der Ostukraine schneit es.", "Ostukraine", 5),
        ("In Kasachstan schneit es.", "Kasachstan", 6),
        ("Im Schwarzen Meer liegen Minen.", "Schwarzen Meer", 7),
    ],
)
def test_precision_follows_the_words(text: str, surface: str, precision: int) -> None:
    assert {m.surface: m.where_prec for m in placed(text)}[surface] == precision


def test_candidates_are_runners_up_with_falling_scores() -> None:
    mention = placed("Er wohnt in Frankfurt.")[0]
    scores = [mention.confidence, *(candidate.score for candidate in mention.candidates)]
    assert 1 < len(scores) <= 6
    assert scores == sorted(scores, reverse=True)
    assert mention.place not in [candidate.place for candidate in mention.candidates]
    assert sum(scores) <= 1.001


def test_an_unknown_name_keeps_no_place() -> None:
    mention = placed("Im Dorf Xanthurbek brannte es.")[0]
    assert mention.place is None
    assert mention.confidence == 0


def test_an_outside_geocoder_is_asked_only_for_what_is_not_known() -> None:
    asked: list[str] = []
    village = Place("osm:node/1", "Xanthurbek", "city", "KZ", 43.0, 77.0, 2.0)

    def ask(name: str) -> Place | None:
        asked.append(name)
        return village

    text = "Im Dorf Xanthurbek und in Almaty brannte es."
    article = Article("a", text, (Span(0, len(text)),), "de")
    gazetteer = load_gazetteer()
    found = place_mentions(article, find_mentions(article, gazetteer), gazetteer, geocoder=ask)
    assert asked == ["Xanthurbek"]
    assert found[0].place == village
    assert found[1].place != village
