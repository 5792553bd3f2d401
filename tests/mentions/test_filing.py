"""Places of filing at the very start of a report, without an agency."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Span


def datelines(text: str, language: str) -> list[str]:
    article = Article("a", text, (Span(0, len(text)),), language)
    found = find_mentions(article, load_gazetteer())
    return [mention.surface for mention in found if mention.usage == "dateline"]


@pytest.mark.parametrize(
    ("text", "language", "town"),
    [
        ("Киев. Президент объявил о мобилизации.", "ru", "Киев"),
        ("Хартум. Армия отбила штурм дворца.", "ru", "Хартум"),
        ("Пекин, 2 апреля. Китай повысил пошлины.", "ru", "Пекин"),
        ("Гома, 28 января. Повстанцы вошли в город.", "ru", "Гома"),
        ("Эль-Фашир. Бои идут у рынка и больницы.", "ru", "Эль-Фашир"),
        ("Khartoum, April 2. The army held the bridge.", "en", "Khartoum"),
        ("Nairobi, 6. Mai. Die Regierung lenkt ein.", "de", "Nairobi"),
    ],
)
def test_a_town_before_the_first_sentence_is_a_dateline(
    text: str, language: str, town: str
) -> None:
    assert datelines(text, language) == [town]


@pytest.mark.parametrize(
    "text",
    [
        "Победа. Её праздновали во всём городе.",
        "Наступила весна. Киев. Вечер был тёплым и тихим.",
        "Украина. Правительство подало в отставку.",
    ],
)
def test_other_words_and_later_towns_are_none(text: str) -> None:
    assert datelines(text, "ru") == []
