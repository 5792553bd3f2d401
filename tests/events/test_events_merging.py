"""Tellings of one act become one event; acts that a text tells apart stay two."""

from __future__ import annotations

import datetime as dt

from geodata.events import find_events
from geodata.models import Article, DateRange, Event, Mention, Place, Span
from tests.records import Atlas

FRIDAY = DateRange.day(dt.date(2022, 1, 7))
PLACES = {
    "Osch": Place("test:osh", "Osh", "city", "KG", 40.5, 72.8, 5.0),
    "Naryn": Place("test:naryn", "Naryn", "city", "KG", 41.4, 76.0, 5.0),
    "Talas": Place("test:talas", "Talas", "city", "KG", 42.5, 72.2, 5.0),
    "Kirgistan": Place("iso3166:KG", "Kyrgyzstan", "country", "KG", 41.4, 74.5, 250.0),
    "Ferganatal": Place("test:fergana", "Fergana Valley", "region", "KG", 40.7, 72.5, 150.0),
}
ATLAS = Atlas({"KG": PLACES["Kirgistan"]})


def read(text: str) -> tuple[Event, ...]:
    mentions = []
    for name, place in PLACES.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            prec = 6 if place.type == "country" else 1
            mentions.append(Mention(start, end, name, "literal", place, 1.0, prec, "test"))
            start = text.find(name, end)
    mentions.sort(key=lambda mention: mention.start)
    article = Article("a", text, (Span(0, len(text)),), "de", published=FRIDAY)
    return find_events(article, mentions, ATLAS)


def told(text: str) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Return the kind, the place and the figures of every event of a text."""
    return [
        (event.kind, event.place.name, [(f.what, f.minimum) for f in event.figures])
        for event in read(text)
        if event.place is not None
    ]


OPENING = "Unruhiger Tag im Süden\nDie Lage bleibt gespannt. Viele Läden öffneten nicht. "


def test_other_victims_at_the_place_named_again_are_another_act() -> None:
    text = OPENING + (
        "Bei einem Anschlag in Osch wurden am Donnerstag zwei Polizisten verletzt. "
        "Die Märkte schlossen früh. "
        "In Osch wurden bei Zusammenstößen mit Soldaten fünfzehn Menschen verletzt."
    )
    assert told(text) == [
        ("violence", "Osh", [("wounded", 2)]),
        ("violence", "Osh", [("wounded", 15)]),
    ]


def test_the_same_victims_told_again_are_one_act() -> None:
    text = OPENING + (
        "Bei einem Anschlag in Osch wurden am Donnerstag zwei Polizisten getötet. "
        "Die Märkte schlossen früh. "
        "Der Anschlag in Osch, bei dem zwei Polizisten getötet wurden, löste Entsetzen aus."
    )
    assert told(text) == [("violence", "Osh", [("dead", 2)])]


def test_what_the_lead_counts_stands_at_each_place_listed_below() -> None:
    text = (
        "Gewalt im Süden\nBei Gefechten in Kirgistan wurden am Donnerstag 23 Menschen getötet. "
        "Gekämpft wurde bei Gefechten in Naryn und Talas."
    )
    assert told(text) == [
        ("violence", "Naryn", [("dead", 23)]),
        ("violence", "Talas", [("dead", 23)]),
    ]


def test_a_lead_with_fewer_victims_than_a_town_below_is_not_about_that_town() -> None:
    text = (
        "Gewalt im Süden\nBei Gefechten im Ferganatal wurden am Donnerstag 20 Menschen getötet. "
        "Bei einem Bombenanschlag in Osch wurden 68 Menschen getötet."
    )
    assert told(text) == [
        ("violence", "Fergana Valley", [("dead", 20)]),
        ("violence", "Osh", [("dead", 68)]),
    ]


def test_the_toll_of_a_whole_war_is_not_that_of_the_act_before_it() -> None:
    text = OPENING + (
        "Bei Gefechten im Ferganatal wurden am Donnerstag 20 Menschen getötet. "
        "In dem Krieg sind bisher 41.000 Menschen getötet worden."
    )
    assert told(text) == [
        ("violence", "Fergana Valley", [("dead", 20)]),
        ("violence", "Fergana Valley", [("dead", 41000)]),
    ]


def test_who_says_so_is_quoted_in_the_excerpt() -> None:
    text = OPENING + (
        "In Osch kam es laut Polizei am Donnerstag zu einem Anschlag. "
        "Die Märkte schlossen früh. Viele blieben zu Hause. "
        "Bei dem Anschlag in Osch wurden zwölf Menschen getötet."
    )
    (event,) = read(text)
    assert text[slice(*event.excerpt)].startswith("Bei dem Anschlag")
    assert event.attribution is None


def test_what_is_counted_after_an_act_at_several_places_stands_at_each() -> None:
    text = OPENING + (
        "Am Donnerstag gab es Luftangriffe auf Naryn und Talas. Rund 40 Menschen wurden verletzt."
    )
    assert told(text) == [
        ("violence", "Naryn", [("wounded", 40)]),
        ("violence", "Talas", [("wounded", 40)]),
    ]


def test_what_is_counted_after_acts_with_tolls_of_their_own_stands_at_none() -> None:
    text = OPENING + (
        "Am Donnerstag starben bei Luftangriffen in Naryn drei Menschen, in Talas neun. "
        "Rund 40 Menschen wurden verletzt."
    )
    assert [figures for _, _, figures in told(text)] == [[("dead", 3)], [("dead", 9)]]


def test_the_running_text_is_quoted_and_believed_before_the_headline() -> None:
    text = (
        "Mindestens 30 Tote bei Anschlag in Osch.\n\n"
        "Bei einem Anschlag in Osch sind am Donnerstag nach Angaben der Polizei 28 Menschen "
        "getötet worden."
    )
    (event,) = read(text)
    assert [figure.minimum for figure in event.figures] == [28]
    assert text[slice(*event.excerpt)].endswith("worden.")


def test_another_contingent_for_the_same_place_is_another_deployment() -> None:
    text = OPENING + (
        "Die Armee verlegte am Donnerstag 400 Soldaten nach Naryn. Viele kamen aus dem Norden. "
        "Zusätzlich schickte das Ministerium 30 Soldaten nach Naryn."
    )
    assert [figures for _, _, figures in told(text)] == [[("troops", 400)], [("troops", 30)]]


def test_a_garrison_in_a_town_stands_beside_the_troops_in_the_land() -> None:
    text = (
        "Truppen im Land\nIn Kirgistan sind 800 Soldaten stationiert. "
        "Ihr größter Stützpunkt befindet sich in Talas."
    )
    assert [place for _, place, _ in told(text)] == ["Kyrgyzstan", "Talas"]
