"""Numbers and what they count, in every language that tells events."""

from __future__ import annotations

import pytest

from geodata.events.counts import find_counts
from geodata.events.figures import MOST, add_assailants, find_figures, harmed
from geodata.events.lexicon import load_lexicon
from geodata.events.numbers import number_at
from geodata.events.reading import Sentence, read_sentences
from geodata.models import Article, EventKind, Figure, Span


def sentence(text: str, language: str = "de") -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), language)
    return next(iter(read_sentences(article, (), load_lexicon(language))))


def counted(text: str, language: str, kind: EventKind = "violence") -> list[tuple[object, ...]]:
    figures = find_figures(kind, find_counts(sentence(text, language), language))
    return [(figure.what, figure.minimum, figure.maximum) for figure in figures]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3.600", "de", 3600),
        ("14 000", "de", 14000),
        ("2,5 Millionen", "de", 2_500_000),
        ("zweiundzwanzig", "de", 22),
        ("zweihundertfünfzig", "de", 250),
        ("viertausendfünfhundert", "de", 4500),
        ("zwei Dutzend", "de", 24),
        ("anderthalb Millionen", "de", 1_500_000),
        ("3,600", "en", 3600),
        ("2.5 million", "en", 2_500_000),
        ("twenty-two", "en", 22),
        ("two hundred and fifty", "en", 250),
        ("two dozen", "en", 24),
        ("3 600", "ru", 3600),
        ("двадцать два", "ru", 22),
        ("двести пятьдесят", "ru", 250),
        ("3,6 тыс", "ru", 3600),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, value: int) -> None:
    amount = number_at(sentence(f"{text} kamen", language).tokens, language, 0)
    assert amount is not None
    assert (amount.minimum, amount.maximum) == (value, value)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1e999 Tote", 0),
        ("99999999999999999999 Tote", 0),
        ("MH17 Tote", 1),
        ("minus drei Soldaten", 1),
        ("2,5 Soldaten", 0),
        ("drei fünf", 2),
    ],
)
def test_what_is_no_count_of_people_is_no_number(text: str, position: int) -> None:
    tokens = sentence(text).tokens
    assert position >= len(tokens) or number_at(tokens, "de", position) is None


def test_two_numbers_in_a_row_are_not_added() -> None:
    amount = number_at(sentence("drei fünf").tokens, "de", 0)
    assert amount is not None
    assert (amount.last, amount.minimum) == (0, 3)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Zwischen 70 und 200 Menschen wurden getötet.", "de", [("dead", 70, 200)]),
        ("Von 24 bis 31 Toten war die Rede.", "de", [("dead", 24, 31)]),
        ("Bei dem Angriff starben 12-15 Menschen.", "de", [("dead", 12, 15)]),
        ("Between 70 and 200 people were killed.", "en", [("dead", 70, 200)]),
        ("Dozens of people were killed.", "en", [("dead", 24, 99)]),
        ("От 70 до 200 человек погибли.", "ru", [("dead", 70, 200)]),
    ],
)
def test_ranges_keep_both_ends(
    text: str, language: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Gunmen killed at least 12 and wounded 30 people.",
            "en",
            [("dead", 12, 12), ("wounded", 30, 30)],
        ),
        (
            "Twenty-two people were killed and 1,200 wounded.",
            "en",
            [("dead", 22, 22), ("wounded", 1200, 1200)],
        ),
        ("Thirteen guerrillas were killed in two encounters.", "en", [("dead", 13, 13)]),
        ("Another militant was killed.", "en", [("dead", 1, 1)]),
        ("Погибли 12, ранены 30 человек.", "ru", [("dead", 12, 12), ("wounded", 30, 30)]),
        (
            "Sieben Polizisten wurden getötet und 20 verletzt.",
            "de",
            [("dead", 7, 7), ("wounded", 20, 20)],
        ),
    ],
)
def test_each_number_takes_the_word_of_harm_that_is_its_own(
    text: str, language: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Neun Menschen, unter ihnen drei Kinder, starben, weitere 20 wurden verletzt.",
            [("dead", 9, 9), ("wounded", 20, 20)],
        ),
        ("Zwölf Menschen kamen um, fünf davon Frauen.", [("dead", 12, 12)]),
        ("Sie haben drei Wachen getötet und etwa 40 Schüler verschleppt.", [("dead", 3, 3)]),
        ("Er tötete 14 von ihnen.", [("dead", 14, 14)]),
        ("Drei Fischer erlagen ihren Verletzungen.", [("dead", 3, 3)]),
        ("Elf Bewohner trugen Verletzungen davon.", [("wounded", 11, 11)]),
        ("Eine Lehrerin wurde erschossen.", [("dead", 1, 1)]),
    ],
)
def test_a_part_of_those_counted_and_what_else_was_done_add_no_victims(
    text: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 Polizisten und drei Zivilisten wurden getötet.", [("dead", 17, 17)]),
        ("20 Menschen wurden getötet, darunter vier Kinder.", [("dead", 20, 20)]),
        (
            "20 Menschen wurden getötet, darunter zwei Frauen, und 50 wurden verletzt.",
            [("dead", 20, 20), ("wounded", 50, 50)],
        ),
        (
            "Landesweit gab es 1000 Verletzte, 400 Menschen kamen ins Krankenhaus.",
            [("wounded", 1000, 1000)],
        ),
        ("Nach dem Anschlag kamen 40 Menschen ins Krankenhaus.", [("wounded", 40, 40)]),
        ("Am Markt verletzte ein Mann einen Polizisten.", [("wounded", 1, 1)]),
        (
            "Dort starben am Mittwoch bei Schüssen nach Angaben der Polizei 26 Menschen.",
            [("dead", 26, 26)],
        ),
        ("Die Zahl der Toten stieg am Montag auf 26.", [("dead", 26, 26)]),
        ("Die Zahl der Verletzten stieg von 20 auf 45.", [("wounded", 45, 45)]),
    ],
)
def test_groups_are_summed_and_people_counted_once(
    text: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Thousands of residents marched.", "en", [("participants", 2000, 9999)]),
        ("Tausende von Menschen protestierten.", "de", [("participants", 2000, 9999)]),
        ("Сотни человек вышли на площадь.", "ru", [("participants", 200, 999)]),
    ],
)
def test_vague_words_count_the_people_after_them(
    text: str, language: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, language, "protest") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Am 6. Januar starben dort Menschen.",
        "Im Jahr 2015 Demonstranten zu zählen war schwer.",
        "40 Kilometer weiter wurde niemand getötet.",
    ],
)
def test_days_years_and_distances_count_nobody(text: str) -> None:
    assert counted(text, "de") == []


def test_no_figure_is_larger_than_anything_on_earth() -> None:
    assert counted("99.000.000.000 Menschen wurden getötet, zwei verletzt.", "de") == [
        ("wounded", 2, 2)
    ]
    assert MOST["aircraft"] < MOST["troops"]


def test_attackers_are_added_to_the_dead_only_where_they_are_a_squad() -> None:
    dead, squad = Figure("dead", 20, 20), Figure("dead", 5, 5)
    assert add_assailants([dead], [squad]) == (Figure("dead", 25, 25),)
    assert add_assailants([dead], [Figure("dead", 300, 300)]) == (dead,)
    assert add_assailants([], [squad]) == (squad,)
    assert add_assailants([dead], []) == (dead,)


def test_only_victims_are_harm() -> None:
    assert harmed([Figure("arrested", 3, 3)])
    assert not harmed([Figure("troops", 3, 3), Figure("participants", 9, 9)])


def test_a_flood_of_numbers_is_read_in_bounded_time() -> None:
    text = "Drei Soldaten und 12 Menschen getötet, " * 2000
    article = Article("a", text, (Span(0, len(text)),), "de")
    found = [find_counts(each, "de") for each in read_sentences(article, (), load_lexicon("de"))]
    assert sum(len(counts) for counts in found) >= 3900


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Am 7. Januar 20222 starben in Aktobe vier Menschen.", "de", [("dead", 4, 4)]),
        ("Im Jahr 0000 und 9999 starben in Aktobe drei Menschen.", "de", [("dead", 3, 3)]),
        ("In Halle 77777 starben in Aktobe vier Menschen.", "de", [("dead", 4, 4)]),
        ("On January 7, 2022, six people were killed.", "en", [("dead", 6, 6)]),
        ("In Aktobe starben drei Soldaten und zwei Wachleute.", "de", [("dead", 5, 5)]),
        ("Six people were killed in Aktobe and at least two in Oral.", "en", [("dead", 6, 6)]),
        (
            "Vier Menschen wurden verletzt, zwei starben.",
            "de",
            [("dead", 2, 2), ("wounded", 4, 4)],
        ),
    ],
)
def test_numbers_without_people_are_not_added_to_the_victims(
    text: str, language: str, expected: list[tuple[object, ...]]
) -> None:
    assert counted(text, language) == expected
