from __future__ import annotations

import datetime as dt

import pytest

from geodata.models import EVENT_KINDS, PHASES, PLACE_TYPES, STATUSES, USAGES, DateRange, Figure
from geodata.ui.wording import words
from geodata.ui.wording.i18n import country_codes, country_name, date_words, number, short_date


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure("troops", 300, 300, "about"), "rund 300 Einsatzkräfte"),
        (Figure("troops", 1, 1), "1 Einsatzkraft"),
        (Figure("dead", 12, 12, "at least"), "mindestens 12 Tote"),
        (Figure("dead", 1, 1), "1 Toter"),
        (Figure("participants", 2000, 9999), "mehrere Tausend Teilnehmende"),
        (Figure("participants", 2000, 9000), "2\u202f000–9\u202f000 Teilnehmende"),
        (Figure("dead", 24, 99, "reported"), "nach Angaben mehrere Dutzend Tote"),
        (Figure("wounded", 0, 0, "reported"), "nach Angaben 0 Verletzte"),
        (Figure("arrested", 2500, 2500, "up to"), "bis zu 2\u202f500 Festgenommene"),
        (Figure("aircraft", 70, 70), "70 Flugzeuge"),
    ],
)
def test_a_figure_is_said_as_a_reader_would(figure: Figure, said: str) -> None:
    assert words.figure_words(figure) == said


@pytest.mark.usefixtures("german")
def test_a_date_is_as_exact_as_the_text() -> None:
    def said(text: str) -> str:
        date = DateRange.from_iso(text)
        assert date is not None
        return date_words(date)

    assert said("2022-01-06") == "6. Januar 2022"
    assert said("2022-01") == "Januar 2022"
    assert said("2011") == "2011"
    assert date_words(DateRange(dt.date(2022, 1, 2), dt.date(2022, 1, 4))) == "2.–4. Jan. 2022"
    assert short_date(dt.date(2022, 1, 6)) == "6.1.2022"
    assert words.date_text(None) == "ohne Datum"


@pytest.mark.usefixtures("german")
def test_numbers_have_thin_spaces_and_the_comma() -> None:
    assert number(1234567) == "1\u202f234\u202f567"
    assert number(0.954, decimals=2) == "0,95"


@pytest.mark.usefixtures("english")
def test_english_has_the_point() -> None:
    assert number(1234.5, decimals=1) == "1\u202f234.5"


@pytest.mark.usefixtures("german")
def test_actors_are_countries_alliances_or_as_written() -> None:
    assert words.actor_words(("RU", "CSTO", "Taliban")) == "Russland, OVKS und Taliban"
    assert words.actor_words(()) == ""


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("confidence", "said"),
    [(0.85, "sicher (0,85)"), (0.7, "ziemlich sicher (0,70)"), (0.0, "unsicher (0,00)")],
)
def test_confidence_is_a_word_and_its_figure(confidence: float, said: str) -> None:
    assert words.confidence_words(confidence) == said


@pytest.mark.usefixtures("german")
def test_every_value_of_the_records_has_a_word() -> None:
    assert all(words.kind_label(kind) and words.kinds_label(kind) for kind in EVENT_KINDS)
    assert all(words.phase_label(phase) for phase in PHASES)
    assert [status for status in STATUSES if not words.status_label(status)] == ["actual"]
    assert all(words.usage_label(usage) for usage in USAGES)
    assert all(words.place_type_label(one) for one in PLACE_TYPES)
    for where_prec in range(1, 8):
        assert words.precision_label(where_prec)
        assert "{" not in words.place_precision_words(where_prec, 12.4)


def test_unions_and_test_locales_are_no_countries() -> None:
    assert {"KZ", "RU", "XK"} <= country_codes()
    assert not {"EU", "UN", "ZZ", "XA"} & country_codes()


@pytest.mark.usefixtures("german")
def test_countries_have_the_names_of_the_readers_language() -> None:
    assert country_name("KZ") == "Kasachstan"
    assert country_name("Q9") == "Q9"
