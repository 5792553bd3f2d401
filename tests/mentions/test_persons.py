"""Which words of an article are people's names, so that they are not taken for places."""

from __future__ import annotations

from functools import cache, partial

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.naming import match_name
from geodata.mentions.persons import People, find_people
from geodata.mentions.reading import Reading
from geodata.models import Article, Span


def read(text: str) -> tuple[Reading, People]:
    article = Article("a", text, (Span(0, len(text)),), "de")
    reading = Reading(article, load_gazetteer(), load_lexicon("de"))
    return reading, find_people(reading, cache(partial(match_name, reading)))


def names(text: str) -> str:
    reading, people = read(text)
    return " ".join(reading.word(number) for number in sorted(people.pieces))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gestern sprach Thomas Oldenburg vor dem Rathaus.", "Thomas Oldenburg"),
        ("Dort wohnt Anna von Hagen seit Jahren.", "Anna von Hagen"),
        ("Es siegte Peter Müller-Lüdenscheid knapp.", "Peter Müller - Lüdenscheid"),
        ("Am Abend empfing ihn Präsident Steinfurt.", "Steinfurt"),
    ],
)
def test_a_first_name_or_a_title_opens_a_persons_name(text: str, found: str) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Der Zug hielt in Oldenburg und in Hagen.",
        "In Paris Demonstranten zu zählen, ist schwer.",
        "Der Besuch von Präsident Russlands dauerte lange.",
        "Morgen kommt Thomas wieder.",
    ],
)
def test_towns_countries_and_lone_first_names_are_no_persons(text: str) -> None:
    assert names(text) == ""


def test_the_surname_is_known_with_and_without_its_genitive() -> None:
    _, people = read("Das Haus von Thomas Oldenburgs steht leer.")
    assert people.surnames == {"Oldenburg", "Oldenburgs"}


def test_the_pieces_are_those_of_the_whole_name_alone() -> None:
    reading, people = read("Von Bonn aus rief Anna Hagen an.")
    assert [reading.word(n) for n in sorted(people.pieces)] == ["Anna", "Hagen"]
    assert people.surnames == {"Hagen"}
