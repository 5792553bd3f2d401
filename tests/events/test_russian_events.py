"""What Russian articles tell: cases, word order, references back, and what is no event."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events import find_events
from geodata.models import Article, DateRange, Event, Mention, Place, Span
from tests.records import Atlas

THURSDAY = DateRange.day(dt.date(2022, 1, 6))
KABUL = Place("test:kabul", "Kabul", "city", "AF", 34.5, 69.2, 5.0)
HERAT = Place("test:herat", "Herat", "city", "AF", 34.3, 62.2, 5.0)
AFGHANISTAN = Place("iso3166:AF", "Afghanistan", "country", "AF", 33.9, 67.7, 700.0)
TAJIKISTAN = Place("iso3166:TJ", "Tajikistan", "country", "TJ", 38.9, 71.3, 400.0)
DUSHANBE = Place("test:dushanbe", "Dushanbe", "city", "TJ", 38.6, 68.8, 5.0)
RUSSIA = Place("iso3166:RU", "Russia", "country", "RU", 61.0, 97.0, 2300.0)
NAMES = {
    "Кабул": KABUL,
    "Герат": HERAT,
    "Афганистан": AFGHANISTAN,
    "Таджикистан": TAJIKISTAN,
    "Душанбе": DUSHANBE,
    "Россия": RUSSIA,
}
ATLAS = Atlas({"AF": AFGHANISTAN, "TJ": TAJIKISTAN, "RU": RUSSIA}, {"AF": KABUL, "TJ": DUSHANBE})


def read(text: str, published: DateRange | None = THURSDAY) -> tuple[Event, ...]:
    mentions = []
    for name, place in NAMES.items():
        stem = name.removesuffix("я")
        start = text.find(stem)
        while start >= 0:
            end = start + len(stem)
            while end < len(text) and text[end].isalpha():
                end += 1
            surface, prec = text[start:end], 6 if place.type == "country" else 1
            mention = Mention(start, end, surface, "literal", place, 1.0, prec, "test", name)
            mentions.append(mention)
            start = text.find(stem, end)
    mentions.sort(key=lambda mention: mention.start)
    article = Article("a", text, (Span(0, len(text)),), "ru", published=published)
    return find_events(article, mentions, ATLAS)


def places(events: tuple[Event, ...]) -> list[str | None]:
    return [event.place.name if event.place else None for event in events]


def test_the_order_of_words_is_free() -> None:
    tellings = (
        "В Кабуле прогремел взрыв, погибли пять человек.",
        "Взрыв прогремел в Кабуле, пять человек погибли.",
        "Пять человек погибли в Кабуле, где прогремел взрыв.",
    )
    for text in tellings:
        (event,) = read(text)
        assert (event.kind, event.place) == ("violence", KABUL), text
        assert [(f.what, f.minimum) for f in event.figures] == [("dead", 5)], text


def test_the_accusative_says_where_troops_are_sent_from_where_they_stand() -> None:
    (event,) = read("Россия перебросила батальон из Душанбе в Кабул.")
    assert (event.kind, event.phase, event.place) == ("deployment", "moving", KABUL)
    assert event.actors == ("RU",)


def test_the_case_of_the_place_tells_where_somebody_only_spoke() -> None:
    (event,) = read("Последние солдаты России покинули Афганистан, сообщили в Душанбе.")
    assert (event.kind, event.place) == ("withdrawal", AFGHANISTAN)


@pytest.mark.parametrize(
    ("verb", "phase"),
    [
        ("направит", "announced"),
        ("направила", "moving"),
        ("готова направить", "announced"),
    ],
)
def test_aspect_and_tense_tell_the_phase(verb: str, phase: str) -> None:
    (event,) = read(f"Россия {verb} 300 военных в Таджикистан.")
    assert (event.phase, event.place, event.origin) == (phase, TAJIKISTAN, RUSSIA)
    assert [(f.what, f.minimum) for f in event.figures] == [("troops", 300)]


def test_participles_tell_who_has_come_and_who_stands_there() -> None:
    arrived = read("В Герат введены войска.")
    standing = read("В Герате размещены военные из Таджикистана.")
    assert [(e.kind, e.phase) for e in arrived] == [("deployment", "arrived")]
    assert [(e.kind, e.actors) for e in standing] == [("presence", ("TJ",))]


def test_a_future_form_is_a_plan() -> None:
    (event,) = read("Россия выведет войска из Таджикистана.")
    assert (event.kind, event.status) == ("withdrawal", "planned")


def test_what_is_denied_is_negated() -> None:
    (event,) = read("Россия не будет посылать войска в Афганистан.")
    assert (event.kind, event.phase, event.status) == ("deployment", "announced", "negated")


def test_that_nobody_was_hurt_does_not_deny_the_explosion() -> None:
    (event,) = read("В результате взрыва гранаты в Герате никто не пострадал.")
    assert (event.kind, event.place) == ("violence", HERAT)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("двадцать пять", 25, 25),
        ("сотни", 200, 999),
        ("несколько тысяч", 2000, 9999),
        ("около 2,5 тысячи", 2500, 2500),
        ("до 3 тыс.", 3000, 3000),
    ],
)
def test_numbers_as_russian_news_writes_them(words: str, low: int, high: int) -> None:
    (event,) = read(f"В Душанбе {words} человек вышли на митинг.")
    assert [(f.what, f.minimum, f.maximum) for f in event.figures] == [("participants", low, high)]


def test_each_number_belongs_to_the_word_of_harm_beside_it() -> None:
    (event,) = read("При обстреле Кабула погибли 12 и ранены 30 человек.")
    assert {(f.what, f.minimum) for f in event.figures} == {("dead", 12), ("wounded", 30)}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("во вторник", "2022-01-04", "2022-01-04"),
        ("3 января", "2022-01-03", "2022-01-03"),
        ("вчера", "2022-01-05", "2022-01-05"),
        ("в ночь на среду", "2022-01-04", "2022-01-05"),
        ("три дня назад", "2022-01-03", "2022-01-03"),
        ("в августе 2021 года", "2021-08-01", "2021-08-31"),
    ],
)
def test_dates_in_the_cases_that_they_take(words: str, first: str, last: str) -> None:
    (event,) = read(f"В Кабуле {words} произошёл теракт.")
    assert event.date is not None
    assert (event.date.start.isoformat(), event.date.end.isoformat()) == (first, last)


def test_the_town_told_of_is_meant_by_the_town() -> None:
    events = read("В Герат вошла колонна бронетехники. В городе идут бои.")
    assert ("violence", HERAT) in [(event.kind, event.place) for event in events]


def test_victims_counted_in_the_next_sentence_belong_to_the_act() -> None:
    (event,) = read("На рынке в Герате взорвалась бомба. В результате погибли 11 человек.")
    assert [(f.what, f.minimum) for f in event.figures] == [("dead", 11)]


def test_who_says_a_number_is_kept() -> None:
    (event,) = read("По данным полиции, при обстреле в Герате погибли четыре человека.")
    (figure,) = event.figures
    assert figure.attribution is not None
    assert figure.attribution.speaker == "officials"


def test_the_town_behind_its_land_is_the_place() -> None:
    assert places(read("В столице Афганистана Кабуле идут бои.")) == ["Kabul"]


@pytest.mark.parametrize(
    "text",
    [
        "После терактов в Кабуле в аэропортах усилены проверки.",
        "Суд в Душанбе приговорил организатора теракта к пожизненному сроку.",
        "Спецслужбы Таджикистана предотвратили взрыв в Душанбе.",
        "Нападающий нанёс удар по воротам, и болельщики в Душанбе ликовали.",
        "Если войска войдут в Кабул, начнётся гражданская война.",
        "Профсоюзы Душанбе угрожают забастовкой.",
        "В Душанбе при взрыве бытового газа пострадали трое.",
        "Хакерская атака на банки Таджикистана отражена.",
        "В Кабуле почтили память жертв бомбардировок.",
        "Таджикистан выразил протест послу в Душанбе.",
    ],
)
def test_what_only_sounds_like_force_or_protest_gives_no_event(text: str) -> None:
    assert read(text) == ()
