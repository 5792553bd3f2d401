"""Slips of the pen: which words are one letter off a name of the article, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.mentions.spelling import is_one_off, misspelt


@pytest.mark.parametrize(
    "slip", ["Kasachtan", "Kasachsttan", "Kasachsten", "Kasahcstan", "Kasachstan "]
)
def test_one_letter_left_out_added_changed_or_swapped_is_a_slip(slip: str) -> None:
    assert misspelt(slip, ["Orenburg", "Kasachstan"]) == "Kasachstan"


def test_two_slips_are_another_word() -> None:
    assert misspelt("Kasahstn", ["Kasachstan"]) is None


def test_the_name_itself_is_no_slip() -> None:
    assert misspelt("Orenburg", ["Orenburg"]) is None


def test_a_genitive_is_looked_past() -> None:
    assert misspelt("Kasachtans", ["Kasachstan"]) == "Kasachstan"


def test_short_words_are_never_slips() -> None:
    assert misspelt("Rostok", ["Rostock"]) is None
    assert misspelt("Polem", ["Polen"]) is None


def test_another_first_letter_makes_another_word() -> None:
    assert misspelt("Wamburg", ["Hamburg"]) is None


@pytest.mark.parametrize(("word", "form"), [("Bremener", "Bremene"), ("Lothringer", "Lothringen")])
def test_an_adjective_is_no_slip(word: str, form: str) -> None:
    assert misspelt(word, [form]) is None


def test_ties_go_to_the_first_name_in_the_alphabet() -> None:
    for forms in (["Marienberg", "Marienburg"], ["Marienburg", "Marienberg"]):
        assert misspelt("Marienbrg", forms) == "Marienberg"


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_being_one_off_does_not_hang_on_the_order(one: str, other: str) -> None:
    assert is_one_off(one, other) == is_one_off(other, one)


@given(st.text("abc", max_size=6), st.integers(0, 6), st.sampled_from("abc"))
def test_an_added_letter_is_one_off(word: str, at: int, letter: str) -> None:
    assert is_one_off(word, word[:at] + letter + word[at:])
