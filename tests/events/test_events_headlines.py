"""Headlines and standfirsts that a line break alone parts from the text."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.articles import make_article
from geodata.events.headlines import without_headlines
from geodata.mentions.tokens import split_sentences
from geodata.models import DateRange, Span
from geodata.pipeline import extract_article


def sentences(text: str, language: str = "de") -> list[str]:
    body = Span(0, len(text))
    found = split_sentences(text, body, language=language)
    return [text[slice(*s)] for s in without_headlines(text, body, found, language)]


@pytest.mark.parametrize(
    ("headline", "text", "language"),
    [
        ("31 Tote in Aktobe", "Bei Unruhen in Aktobe starben 29 Menschen.", "de"),
        ("Truppen rücken auf Oral vor", "„Wir sind bereit“, sagte ein Offizier.", "de"),
        ("Dozens hurt in Oral", "Police in Oral said that 40 people were hurt.", "en"),
        ("В Уральске ранены 12 человек", "Полиция сообщила о двенадцати раненых.", "ru"),
    ],
)
def test_a_headline_on_a_line_of_its_own_is_a_sentence(
    headline: str, text: str, language: str
) -> None:
    assert sentences(f"{headline}\n{text}", language) == [headline, text]


def test_headline_and_standfirst_are_two_sentences() -> None:
    lines = ["Unruhen in Oral", "Viele Menschen verletzt", "Am Montag kam es zu Unruhen in Oral."]
    assert sentences("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Bei den Unruhen in der Stadt sind am Montag\nDutzende Menschen verletzt worden.",
        "Verletzte gab es am Montag auch bei der\nDemonstration am Rand der Altstadt von Oral.",
        "Nach den Unruhen sprach Präsident\nTokajew\nam Montag lange vor dem Parlament.",
        "Truppen rücken heute auf Oral vor,\nSoldaten folgen ihnen von überall her nach.",
        "Zu Unruhen kam es am 7.\nJanuar auch in anderen Städten der Provinz Mangystau.",
    ],
)
def test_a_line_broken_within_a_sentence_ends_none(text: str) -> None:
    assert sentences(text) == [text]


def test_the_numbers_of_a_headline_are_not_added_to_those_of_the_text() -> None:
    text = (
        "31 Tote bei Unruhen in Almaty\n"
        "Bei den Unruhen in Almaty sind am Montag 29 Menschen getötet worden."
    )
    day = DateRange.day(dt.date(2022, 1, 6))
    article = make_article(text, article_id="a", language="de", published=day)
    violence = [e for e in extract_article(article).events if e.kind == "violence"]
    assert [[(f.what, f.maximum) for f in event.figures] for event in violence] == [[("dead", 29)]]
