"""People whose names are names of places too are told from the places."""

from __future__ import annotations

import pytest

from geodata.mentions.rulebook import Ruled, load_rulebook
from geodata.mentions.titles import leave_out_people


def labels(text: str, tagged: dict[str, str]) -> list[tuple[str, str]]:
    tags = sorted(
        Ruled(text.index(name), text.index(name) + len(name), label, "tagger")
        for name, label in tagged.items()
    )
    kept = leave_out_people(text, tags, load_rulebook("en"))
    return [(text[tag.start : tag.end], tag.label) for tag in kept]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Mr. Lincoln thanked them.", "Lincoln", "PER"),
        ("Emma Kentworth won.", "Emma Kentworth", "PER"),
        ("President Moscow sent nobody.", "Moscow", "LOC"),
        ("The road to Lincoln is closed.", "Lincoln", "LOC"),
    ],
)
def test_a_title_or_a_first_name_makes_a_person_of_a_small_place(
    text: str, name: str, label: str
) -> None:
    assert labels(text, {name: "LOC"}) == [(name, label)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Sydney Houston sang. Later Houston left.", "PER"),
        ("Sydney Houston sang in Houston.", "LOC"),
    ],
)
def test_a_surname_is_a_place_only_after_a_preposition_of_place(text: str, label: str) -> None:
    last = text.rindex("Houston")
    tags = [Ruled(0, 14, "PER", "tagger"), Ruled(last, last + 7, "LOC", "tagger")]
    kept = leave_out_people(text, tags, load_rulebook("en"))
    assert [tag.label for tag in kept] == ["PER", label]


def test_peoples_without_a_country_are_left_out() -> None:
    assert labels("Kurds marched in Paris.", {"Kurds": "LOCderiv", "Paris": "LOC"}) == [
        ("Paris", "LOC")
    ]
