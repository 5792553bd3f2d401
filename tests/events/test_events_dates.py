"""Dates of sentences, seen from the day of publication, in every language that tells events."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.events.counts import find_counts
from geodata.events.dates import find_dates, has_impossible_date, just_before
from geodata.events.lexicon import load_lexicon
from geodata.events.reading import read_sentences
from geodata.models import Article, DateRange, Span

THURSDAY = DateRange.day(dt.date(2022, 1, 6))


def dates(text: str, language: str = "de", published: DateRange | None = THURSDAY) -> list[str]:
    article = Article("a", text, (Span(0, len(text)),), language)
    sentence = next(iter(read_sentences(article, (), load_lexicon(language))))
    found = find_dates(sentence, language, published, find_counts(sentence, language))
    return [dated.days.iso() for dated in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Mittwochabend kam es zu Gefechten.", "2022-01-05"),
        ("In der Nacht zum Donnerstag kam es zu Gefechten.", "2022-01-05/2022-01-06"),
        ("Am vergangenen Wochenende kam es zu Gefechten.", "2022-01-01/2022-01-02"),
        ("Am vergangenen Donnerstag kam es zu Gefechten.", "2021-12-30"),
        ("2010 kam es zu Gefechten.", "2010"),
        ("Im August 2021 kam es zu Gefechten.", "2021-08"),
        ("Am 3. Jänner kam es zu Gefechten.", "2022-01-03"),
        ("Am 3.1.2022 kam es zu Gefechten.", "2022-01-03"),
        ("Gestern kam es zu Gefechten.", "2022-01-05"),
        ("Vor drei Tagen kam es zu Gefechten.", "2022-01-03"),
        ("Seit Tagen kommt es zu Gefechten.", "2022-01-04/2022-01-06"),
        ("Anfang 2013 kam es zu Gefechten.", "2013-01-01/2013-03-31"),
        ("Von 1998 bis 2003 kam es zu Gefechten.", "1998-01-01/2003-12-31"),
    ],
)
def test_german_dates(text: str, expected: str) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting broke out on Wednesday.", "2022-01-05"),
        ("Fighting broke out on Jan. 3.", "2022-01-03"),
        ("Fighting broke out on January 3, 2022, in the capital.", "2022-01-03"),
        ("Fighting broke out on 3 January 2022.", "2022-01-03"),
        ("Fighting broke out in August 2021.", "2021-08"),
        ("Fighting broke out three days ago.", "2022-01-03"),
        ("Fighting broke out yesterday.", "2022-01-05"),
        ("Fighting broke out last weekend.", "2022-01-01/2022-01-02"),
    ],
)
def test_english_dates(text: str, expected: str) -> None:
    assert dates(text, "en") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В среду начались бои.", "2022-01-05"),
        ("В ночь на четверг начались бои.", "2022-01-05/2022-01-06"),
        ("3 января начались бои.", "2022-01-03"),
        ("В августе 2021 года начались бои.", "2021-08"),
        ("Три дня назад начались бои.", "2022-01-03"),
        ("Вчера начались бои.", "2022-01-05"),
    ],
)
def test_russian_dates(text: str, expected: str) -> None:
    assert dates(text, "ru") == [expected]


def test_what_may_come_is_no_month() -> None:
    assert dates("Troops may march on the town.", "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Am Freitag kam es zu Gefechten.",
        "Im Jänner kam es zu Gefechten.",
        "In dieser Woche kam es zu Gefechten.",
        "2022 kam es zu Gefechten.",
    ],
)
def test_what_has_been_is_never_dated_into_the_future(text: str) -> None:
    article = Article("a", text, (Span(0, len(text)),), "de")
    sentence = next(iter(read_sentences(article, (), load_lexicon("de"))))
    (dated,) = find_dates(sentence, "de", THURSDAY, ())
    assert dated.days.end <= THURSDAY.end


def test_what_is_planned_may_lie_ahead() -> None:
    assert dates("Am Freitag werden Soldaten eintreffen.") == ["2022-01-07"]


def test_without_a_day_of_publication_a_weekday_is_unknown() -> None:
    assert dates("Am Mittwoch kam es zu Gefechten.", published=None) == []
    assert dates("Im August 2021 kam es zu Gefechten.", published=None) == ["2021-08"]


def test_days_that_no_calendar_has_are_no_dates() -> None:
    assert dates("Am 31.2.2022 kam es zu Gefechten.") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 30. Februar 2022 kam es zu Gefechten.", "de"),
        ("Am 31. April kam es zu Gefechten.", "de"),
        ("Am 47. Januar kam es zu Gefechten.", "de"),
        ("Am 30.2.2022 kam es zu Gefechten.", "de"),
        ("Fighting broke out on February 30, 2022.", "en"),
        ("30 февраля 2022 года начались бои.", "ru"),
    ],
)
def test_an_impossible_day_is_unknown_and_not_its_month(text: str, language: str) -> None:
    article = Article("a", text, (Span(0, len(text)),), language)
    sentence = next(iter(read_sentences(article, (), load_lexicon(language))))
    assert dates(text, language) == []
    assert has_impossible_date(sentence, language)


def test_people_after_a_month_are_no_impossible_day() -> None:
    assert dates("In February 30 people were killed.", "en") == ["2021-02"]
    assert dates("Im April 31 Soldaten verletzt.") == ["2021-04"]


def test_news_without_a_date_is_of_the_day_or_the_day_before() -> None:
    assert just_before(THURSDAY).iso() == "2022-01-05/2022-01-06"
    month = DateRange(dt.date(2022, 1, 1), dt.date(2022, 1, 31))
    assert just_before(month) == month
