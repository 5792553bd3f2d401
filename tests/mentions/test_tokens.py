from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.mentions.tokens import split_sentences, tokenize
from geodata.models import Span


def sentences(text: str) -> list[str]:
    return [text[slice(*span)] for span in split_sentences(text)]


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


@given(st.text(alphabet='Ab.!? \n„“«»"6'))
def test_sentences_cover_every_word_once(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[slice(*span)] for span in spans).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_hyphens_are_tokens_of_their_own() -> None:
    assert [t.text for t in tokenize("US-Präsident, 3.600 Mann")] == [
        "US",
        "-",
        "Präsident",
        ",",
        "3.600",
        "Mann",
    ]


def test_offsets_count_from_the_start_of_the_whole_text() -> None:
    assert [tuple(t) for t in tokenize("eins zwei drei", Span(5, 9))] == [(5, 9, "zwei")]


@pytest.mark.parametrize(
    "text",
    [
        "Am 6. Januar rückten Soldaten ein.",
        "Der Sprecher Dr. Weber lehnte ab.",
        "Das gilt z. B. für Almaty.",
        "Papst Johannes XXIII. Reiste gern.",
        "Es waren ca. 300 Mann.",
        "Dort liegen Teile der 201. Division.",
    ],
)
def test_a_stop_after_an_ordinal_or_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_number_without_an_article_ends_a_sentence() -> None:
    assert sentences("Es waren 300. Alle kamen an.") == ["Es waren 300.", "Alle kamen an."]


def test_years_end_sentences() -> None:
    assert sentences("Das war 2010. Danach blieb es ruhig.") == [
        "Das war 2010.",
        "Danach blieb es ruhig.",
    ]


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert sentences("„Wir gehen nicht.“ Dann fielen Schüsse. »Hilfe!« Niemand kam.") == [
        "„Wir gehen nicht.“",
        "Dann fielen Schüsse.",
        "»Hilfe!«",
        "Niemand kam.",
    ]


def test_a_blank_line_ends_a_headline() -> None:
    assert sentences("Unruhen im Westen\n\nIn der Stadt brannte es.") == [
        "Unruhen im Westen",
        "In der Stadt brannte es.",
    ]
