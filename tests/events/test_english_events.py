"""What English articles tell: word order, forms of the verb, references back, what is no event."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events import find_events
from geodata.models import Article, DateRange, Event, Mention, Place, Span, Usage
from tests.records import Atlas

THURSDAY = DateRange.day(dt.date(2022, 1, 6))
MALI = Place("iso3166:ML", "Mali", "country", "ML", 17.6, -4.0, 800.0)
DENMARK = Place("iso3166:DK", "Denmark", "country", "DK", 56.0, 10.0, 200.0)
GAO = Place("test:gao", "Gao", "city", "ML", 16.3, 0.0, 5.0)
TIMBUKTU = Place("test:timbuktu", "Timbuktu", "city", "ML", 16.8, -3.0, 5.0)
AARHUS = Place("test:aarhus", "Aarhus", "city", "DK", 56.2, 10.2, 5.0)
NAMES: dict[str, tuple[Place, Usage]] = {
    "Mali": (MALI, "literal"),
    "Denmark": (DENMARK, "actor"),
    "Danish": (DENMARK, "derived"),
    "Gao": (GAO, "literal"),
    "Timbuktu": (TIMBUKTU, "literal"),
    "Aarhus": (AARHUS, "literal"),
}
ATLAS = Atlas({"ML": MALI, "DK": DENMARK}, {"DK": AARHUS})


def read(text: str, published: DateRange | None = THURSDAY) -> tuple[Event, ...]:
    mentions = []
    for name, (place, usage) in NAMES.items():
        start = text.find(name)
        while start >= 0:
            end, prec = start + len(name), 6 if place.type == "country" else 1
            mentions.append(Mention(start, end, name, usage, place, 1.0, prec, "test"))
            start = text.find(name, end)
    mentions.sort(key=lambda mention: mention.start)
    article = Article("a", text, (Span(0, len(text)),), "en", published=published)
    return find_events(article, mentions, ATLAS)


def told(text: str) -> list[tuple[str, str | None]]:
    return [(e.kind, e.place.name if e.place else None) for e in read(text)]


@pytest.mark.parametrize(
    ("text", "phase", "status"),
    [
        ("Denmark will send 200 soldiers to Mali.", "announced", "planned"),
        ("Denmark sent 200 soldiers to Mali.", "moving", "actual"),
        ("A convoy of Danish soldiers is on its way to Gao.", "moving", "actual"),
        ("Danish soldiers have arrived in Gao.", "arrived", "actual"),
        ("Danish soldiers are on standby in Aarhus.", "alert", "actual"),
        ("Danish soldiers boarded a plane in Aarhus.", "staging", "actual"),
        ("Denmark refused to send soldiers to Mali.", "announced", "negated"),
        ("Denmark has not sent any soldiers to Mali.", "announced", "negated"),
    ],
)
def test_the_form_of_the_verb_tells_the_phase(text: str, phase: str, status: str) -> None:
    (event,) = read(text)
    assert (event.kind, event.phase, event.status) == ("deployment", phase, status)
    assert event.actors == (("DK",) if event.phase != "alert" else event.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Danish troops left Mali.",
        "Denmark pulled its 90 soldiers out of Mali.",
        "Denmark has withdrawn its soldiers from Mali.",
        "The last Danish soldiers left Mali on Monday, an officer in Aarhus said.",
    ],
)
def test_troops_leave_what_stands_behind_the_verb(text: str) -> None:
    assert told(text) == [("withdrawal", "Mali")]


def test_asking_for_a_withdrawal_is_none() -> None:
    assert told("The opposition demanded the withdrawal of Danish troops from Mali.") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels captured Gao and drove on towards Timbuktu by night.", "Gao"),
        ("The shelling of Gao went on for hours.", "Gao"),
        ("Gunmen killed two teachers in the besieged northern town of Timbuktu.", "Timbuktu"),
        ("Dozens killed in Gao blast", "Gao"),
        ("A bomb went off at a market in Mali's northern town of Gao.", "Gao"),
    ],
)
def test_violence_is_put_where_the_words_say(text: str, place: str) -> None:
    assert ("violence", place) in told(text)


def test_a_verb_stands_before_what_it_counts() -> None:
    (event,) = read("A mortar attack on Gao killed at least 12 people and wounded 30.")
    figures = {figure.what: (figure.minimum, figure.maximum) for figure in event.figures}
    assert figures == {"dead": (12, 12), "wounded": (30, 30)}
    assert event.figures[0].qualifier == "at least"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Tuesday", "2022-01-04", "2022-01-04"),
        ("on January 3", "2022-01-03", "2022-01-03"),
        ("on 3 January 2022", "2022-01-03", "2022-01-03"),
        ("three days ago", "2022-01-03", "2022-01-03"),
        ("last week", "2021-12-27", "2022-01-02"),
        ("yesterday", "2022-01-05", "2022-01-05"),
    ],
)
def test_days_are_told_in_the_english_way(words: str, first: str, last: str) -> None:
    (event,) = read(f"Gunmen killed three guards in Gao {words}.")
    assert event.date is not None
    assert (event.date.start.isoformat(), event.date.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands took to the streets of Gao.",
        "Nurses in Gao went on strike over unpaid wages.",
        "Students staged a sit-in in Gao.",
        "Traders blocked the road to the airport in Gao.",
        "There were rallies in Gao, too.",
    ],
)
def test_people_protest_in_many_words(text: str) -> None:
    assert told(text) == [("protest", "Gao")]


@pytest.mark.parametrize(
    "text",
    [
        "After the attacks in Gao the minister resigned.",
        "The governor condemned the recent violence in Gao.",
        "The group threatened to attack Gao.",
        "Police foiled a plot to bomb a hotel in Gao.",
        "A man from Gao went on trial over an attack on a bank.",
        "The singer died of a heart attack in Gao.",
        "A price war has broken out between two airlines in Mali.",
        "Six people died in Gao when a lorry crashed into a bus.",
        "Unions called for a general strike in Mali next month.",
        "Riot police stood guard near the stadium in Gao.",
        "The film about the siege was shot in Gao.",
        "Talks to end the fighting in Gao made no headway.",
    ],
)
def test_words_of_force_alone_are_no_event(text: str) -> None:
    assert [kind for kind, _ in told(text) if kind in {"violence", "protest"}] == []


def test_a_later_sentence_refers_back_to_the_town() -> None:
    text = "Danish soldiers arrived in Gao on Monday. There, gunmen opened fire on their convoy."
    assert told(text) == [("deployment", "Gao"), ("violence", "Gao")]


def test_a_match_report_tells_no_violence() -> None:
    text = (
        "The striker shot twice before halftime and the goalkeeper saved both. Timbuktu attacked "
        "from all sides in Gao, but the league leaders, whose coach had warned of the midfielder, "
        "killed the game with a penalty kick and a second goal."
    )
    assert told(text) == []
