"""Two names that the tagger took for one are two mentions."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.mentions.rulebook import Ruled, load_rulebook
from geodata.mentions.swallowed import part_names
from geodata.models import Article, Span


def parts(text: str, language: str) -> list[str]:
    tag = Ruled(0, len(text), "LOC", "tagger")
    found = part_names(text, [tag], load_rulebook(language))
    return [text[part.start : part.end] for part in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Мариуполе Донецкой области", "ru", ["Мариуполе", "Донецкой области"]),
        ("Женеве ВОЗ", "ru", ["Женеве"]),
        ("U.S. Africa", "en", ["U.S.", "Africa"]),
        ("Ore. Portland", "en", ["Ore.", "Portland"]),
        ("Maiduguri Borno State", "en", ["Maiduguri", "Borno State"]),
    ],
)
def test_a_tag_over_two_names_is_parted(text: str, language: str, expected: list[str]) -> None:
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Нижнем Новгороде", "ru"),
        ("Центральной и Восточной Европы", "ru"),
        ("St. Paul", "en"),
        ("Cooper Street", "en"),
        ("Eldorado Valley", "en"),
    ],
)
def test_one_name_stays_one(text: str, language: str) -> None:
    assert parts(text, language) == [text]


def test_the_parts_of_a_tag_are_mentions() -> None:
    text = "Пожар начался в городе Актау Мангистауской области."
    article = Article("a", text, (Span(0, len(text)),), "ru")
    found = [mention.surface for mention in find_mentions(article, load_gazetteer())]
    assert found == ["Актау", "Мангистауской области"]
