"""Well-known names are places whatever the tagger saw in them, people are none."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Span


def names(text: str, language: str) -> list[str]:
    article = Article("a", text, (Span(0, len(text)),), language)
    return [mention.surface for mention in find_mentions(article, load_gazetteer())]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The United Arab Emirates denied arming the militia.", "en", "United Arab Emirates"),
        ("Bishkek said the border talks had failed.", "en", "Bishkek"),
        ("Niamey expelled the French envoy.", "en", "Niamey"),
        ("Riyadh rejected the claim.", "en", "Riyadh"),
        ("Нигер закрыл границу.", "ru", "Нигер"),
        ("Буркина-Фасо вышла из соглашения.", "ru", "Буркина-Фасо"),
        ("Переговоры с Чадом продолжаются.", "ru", "Чадом"),
    ],
)
def test_countries_and_capitals_are_found_where_the_tagger_sees_others(
    text: str, language: str, found: str
) -> None:
    assert found in names(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Chad Smithers played the drums.",
        "Ethan Moscow resigned. Later Moscow apologised.",
        "The singer Mr. Jordan thanked the crowd.",
    ],
)
def test_a_name_beside_a_first_name_a_title_or_a_surname_is_a_persons(text: str) -> None:
    assert names(text, "en") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Повстанцы обстреляли Кундуз.", "Кундуз"),
        ("Самолёты сбросили бомбы на окраину и на город Гянджа.", "Гянджа"),
        ("Полк идёт через провинцию Нангархар.", "Нангархар"),
        ("Раненых увезли в Степанакерт.", "Степанакерт"),
    ],
)
def test_a_declined_town_that_means_nothing_else_is_a_place_inside_a_sentence(
    text: str, found: str
) -> None:
    assert found in names(text, "ru")


def test_a_word_that_ends_like_a_surname_is_no_unmet_town() -> None:
    assert names("Гитарист похвалил Бердникова.", "ru") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ночью удары по Газе убили троих.", "Газе"),
        ("В захваченном Гао закрыты школы.", "Гао"),
        ("Штурм Алеппо продолжается.", "Алеппо"),
        ("Под Иловайском слышна канонада.", "Иловайском"),
    ],
)
def test_an_act_of_war_or_a_preposition_calls_for_a_place(text: str, found: str) -> None:
    assert found in names(text, "ru")


def test_an_area_named_by_an_adjective_keeps_its_noun() -> None:
    assert names("Пожары начались в Самарской области.", "ru") == ["Самарской области"]


def test_the_adjective_of_a_country_before_its_capital_is_found() -> None:
    assert names("Ночью в афганской столице слышали взрыв.", "ru") == ["афганской"]
