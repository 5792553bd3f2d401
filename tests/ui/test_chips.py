"""Active filters as chips: what each says, and that taking it off leaves the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest

from geodata.models import EVENT_KINDS
from geodata.tables.filters import Filters
from geodata.ui.filters.chips import Chip, active_chips, take_off
from geodata.ui.wording.filter_words import CONTROLS, lifted_words
from geodata.ui.wording.labels import label_text

FULL = Filters(
    first_day=dt.date(2022, 1, 2),
    last_day=dt.date(2022, 1, 19),
    countries=("KZ", "RU"),
    kinds=("protest", "violence"),
    undated=False,
    statuses=("actual", "planned", "historical", "negated"),
    says=("officials", "media"),
    actors=("RU", "CSTO"),
    publishers=("Der Bote, Wien",),
    languages=("de",),
    precisions=("point", "near"),
    min_confidence=0.7,
    words="Flughafen",
    with_figures=True,
)


def words(filters: Filters) -> list[str]:
    return [chip.words for chip in active_chips(filters)]


def test_every_field_has_a_control() -> None:
    assert sorted(name for control in CONTROLS for name in control) == sorted(
        one.name for one in fields(Filters)
    )


def test_at_the_start_there_is_no_chip() -> None:
    assert active_chips(Filters()) == []


@pytest.mark.usefixtures("german")
def test_chips_say_what_is_on_in_the_order_of_the_sidebar() -> None:
    assert words(FULL) == [
        "2.–19. Jan. 2022",
        "Proteste und Gewalt",
        "Kasachstan",
        "Russland",
        "Akteur: OVKS",
        "Akteur: Russland",
        "Der Bote, Wien",
        "„Flughafen“",
        "Genauigkeit: Ort und nahe Ort",
        "auch früher und verneint",
        "laut: Behörden und Medien",
        "auf Deutsch",
        "Ort mindestens ziemlich sicher",
        "nur mit Zahlen",
        "ohne Undatierte",
    ]


@pytest.mark.usefixtures("english")
def test_chips_speak_english() -> None:
    assert words(FULL)[:6] == [
        "Jan 2\u2009–\u200919, 2022",
        "Protests and Violent acts",
        "Kazakhstan",
        "Russia",
        "actor: CSTO",
        "actor: Russia",
    ]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(first_day=dt.date(2022, 1, 2)), "ab 2. Januar 2022"),
        (Filters(last_day=dt.date(2022, 1, 2)), "bis 2. Januar 2022"),
        (Filters(dt.date(2022, 1, 6), dt.date(2022, 1, 6)), "6. Januar 2022"),
        (Filters(dt.date(2022, 1, 1), dt.date(2022, 1, 31)), "Januar 2022"),
        (Filters(kinds=tuple(k for k in EVENT_KINDS if k != "presence")), "ohne Präsenz"),
        (Filters(statuses=("planned",)), "nur geplant"),
        (Filters(statuses=("actual", "negated")), "nur geschehen und verneint"),
        (Filters(min_confidence=0.85), "Ort sicher"),
        (Filters(min_confidence=0.5), "Ort mindestens 0,50"),
        (
            Filters(countries=("AM", "KG", "KZ", "RU")),
            "Armenien, Kirgisistan, Kasachstan und Russland",
        ),
    ],
)
def test_one_filter_is_one_chip(filters: Filters, said: str) -> None:
    assert words(filters) == [said]


def test_a_chip_takes_off_its_filter_and_no_other() -> None:
    for chip in active_chips(FULL):
        rest = take_off(FULL, chip.fields, chip.value)
        left = [(one.fields, one.value) for one in active_chips(rest)]
        assert left == [
            (one.fields, one.value)
            for one in active_chips(FULL)
            if (one.fields, one.value) != (chip.fields, chip.value)
        ]


def test_taking_off_every_chip_ends_at_the_start() -> None:
    filters = FULL
    for chip in active_chips(FULL):
        filters = take_off(filters, chip.fields, chip.value)
    assert filters == Filters()


def test_a_chip_taken_off_twice_takes_nothing_else() -> None:
    (kz, _ru) = active_chips(Filters(countries=("KZ", "RU")))
    assert kz == Chip(("countries",), kz.words, "KZ")
    once = take_off(Filters(countries=("KZ", "RU")), kz.fields, kz.value)
    assert take_off(once, kz.fields, kz.value) == once == Filters(countries=("RU",))


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("control", CONTROLS)
def test_every_control_can_be_named_after_without(control: tuple[str, ...]) -> None:
    said = lifted_words(FULL, control)
    assert said
    assert "{" not in said


def test_names_from_articles_are_no_markdown() -> None:
    assert label_text("**Bote** :red[x] $y$ `z`") == (
        r"\*\*Bote\*\* :" + "\u2060" + r"red\[x\] \$y\$ \`z\`"
    )
    assert label_text("1. Blatt\n# Wien") == r"1\. Blatt \# Wien"
    assert label_text(":material/home:").count("\u2060") == 2
    assert label_text("NUL\x00") == "NUL\ufffd"
