"""Names in any case lead to the gazetteer's form of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import load_gazetteer
from geodata.mentions.forms import load_forms

RUSSIAN = {
    "Нижний Новгород": ("Нижнем Новгороде", "Нижнего Новгорода", "Нижний Новгород"),
    "Алма-Ата": ("Алма-Ате", "Алма-Аты", "Алма-Ату"),
    "Южная Осетия": ("Южной Осетии", "Южную Осетию"),
    "Соединённые Штаты": ("Соединённых Штатах", "Соединённых Штатов"),
    "Соединенные Штаты Америки": ("Соединенных Штатов Америки",),
    "Объединённые Арабские Эмираты": ("Объединённых Арабских Эмиратах",),
    "Ближний Восток": ("Ближнем Востоке", "Ближнего Востока"),
    "Средняя Азия": ("Средней Азии", "Среднюю Азию"),
    "Чёрное море": ("Чёрном море", "Чёрного моря"),
    "Белый дом": ("Белом доме", "Белого дома", "Белому дому"),
    "Московская область": ("Московской области",),
    "Саудовская Аравия": ("Саудовской Аравии", "Саудовскую Аравию"),
    "Ростов-на-Дону": ("Ростове-на-Дону", "Ростова-на-Дону"),
    "Санкт-Петербург": ("Санкт-Петербурге", "Санкт-Петербургом"),
    "Петропавловск-Камчатский": ("Петропавловске-Камчатском",),
    "Набережные Челны": ("Набережных Челнах",),
    "Новая Зеландия": ("Новой Зеландии",),
    "Шри-Ланка": ("Шри-Ланке", "Шри-Ланки"),
    "Орёл": ("Орле", "Орла"),
    "Череповец": ("Череповца", "Череповце"),
    "Филиппины": ("Филиппинах", "Филиппинами"),
    "Кремль": ("Кремля", "Кремлём", "Кремле"),
    "Куба": ("Кубы", "Кубе", "Кубой"),
    "Днепр": ("Днепром", "Днепре"),
    "Дубай": ("Дубае", "Дубая"),
}


@pytest.mark.parametrize("name", RUSSIAN)
def test_every_case_leads_to_the_nominative(name: str) -> None:
    forms = load_forms("ru")
    assert {forms.best(case) for case in RUSSIAN[name]} == {name}


@pytest.mark.parametrize("name", ["Сочи", "Баку", "Тбилиси", "Мали", "Чили", "Осло", "Гаити"])
def test_what_is_not_inflected_stays(name: str) -> None:
    assert load_forms("ru").best(name) == name


@pytest.mark.parametrize(
    ("cases", "name"),
    [(("Грозном", "Грозного"), "Грозный"), (("Праге", "Прагой"), "Прага"), (("Одессе",), "Одесса")],
)
def test_a_spelling_of_another_language_is_the_same_place(
    cases: tuple[str, ...], name: str
) -> None:
    gazetteer, forms = load_gazetteer(), load_forms("ru")
    places = {gazetteer.lookup(form)[0] for case in cases if (form := forms.best(case))}
    assert places == {gazetteer.lookup(name)[0]}


@pytest.mark.parametrize("name", ["U.S.", "D.C.", "St. Petersburg", "Netherlands", "Philippines"])
def test_english_names_stay_as_they_are(name: str) -> None:
    assert load_forms("en").best(name) == name


def test_what_is_no_form_of_a_name_has_none() -> None:
    assert load_forms("ru").best("Быстрее-выше-сильнее") is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_name_of_the_gazetteer_or_none(raw: str) -> None:
    best = load_forms("ru").best(raw)
    assert best is None or load_gazetteer().has_name(best)


@pytest.mark.parametrize(("form", "name"), [("Филиппин", "Филиппины"), ("Афин", "Афины")])
def test_a_plural_without_an_ending_is_a_genitive(form: str, name: str) -> None:
    assert load_forms("ru").best(form) == name
