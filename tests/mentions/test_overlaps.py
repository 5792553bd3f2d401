"""Mentions never overlap, whatever stands beside what."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Mention, Span

TEXTS = 150
LONGEST = 14
WORDS = {
    "de": "Waidhofen an der Ybbs Bosnien und Herzegowina Frankfurt Oder Nordrhein - Westfalen in "
    "New York Sankt Petersburg , . der Straße von Hormus Berliner Rostow am Don Mitte",
    "en": "Nioro du Sahel Athens - Clarke County Bosnia and Herzegovina the Republic of Congo in "
    "New York City U.S. Ore. Portland , . Mr. Washington Korean Peninsula Los Angeles -based",
    "ru": "Босния и Герцеговина Комсомольск - на - Амуре Ростов Дону в Нижнем Новгороде области "
    "Саудовской Аравии , . Московской городе Актау Риме ФАО Буркина Фасо Объединённых Арабских",
}


def find(text: str, language: str) -> tuple[Mention, ...]:
    article = Article("a", text, (Span(0, len(text)),), language)
    return find_mentions(article, load_gazetteer())


@pytest.mark.parametrize("language", sorted(WORDS))
def test_mentions_are_in_order_and_never_overlap(language: str) -> None:
    chosen = random.Random(language)  # noqa: S311  # no secret
    words = WORDS[language].split()
    for _ in range(TEXTS):
        text = " ".join(chosen.choices(words, k=chosen.randint(1, LONGEST)))
        for written in (text, text.replace(" - ", "-")):
            spans = [(mention.start, mention.end) for mention in find(written, language)]
            assert all(first[1] <= second[0] for first, second in pairwise(spans)), written


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Rebels took Nioro du Sahel at dawn.", "en", "Nioro du Sahel"),
        ("Athens-Clarke County firefighters came first.", "en", "Athens-Clarke County"),
        ("Босния и Герцеговина выбирает парламент.", "ru", "Босния и Герцеговина"),
        ("Ростов-на-Дону остался без света.", "ru", "Ростов-на-Дону"),
        ("Завод стоит в Комсомольске-на-Амуре.", "ru", "Комсомольске-на-Амуре"),
    ],
)
def test_a_name_of_several_parts_is_one_mention(text: str, language: str, name: str) -> None:
    assert [mention.surface for mention in find(text, language)] == [name]
