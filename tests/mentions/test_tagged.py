"""Unknown names are places where something says so, or nothing makes them anybody's."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Span


def names(text: str, language: str = "en") -> list[str]:
    article = Article("a", text, (Span(0, len(text)),), language)
    return [mention.surface for mention in find_mentions(article, load_gazetteer())]


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Virginia Kentwell won the first set.",
        "Zheng Qinwen lost to Parviz Moayyad.",
    ],
)
def test_an_unknown_name_of_a_person_is_no_place(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A lorry blocked Darnley Street for hours.", "Darnley Street"),
        ("Fire broke out near Garfield Traub.", "Garfield Traub"),
    ],
)
def test_an_unknown_name_with_a_noun_or_after_a_preposition_is_a_place(
    text: str, name: str
) -> None:
    assert name in names(text)
