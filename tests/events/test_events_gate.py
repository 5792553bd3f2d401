"""Looking over words before reading: it may let too much by, but never hold an event back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata.languages
from geodata.events import load_lexicon
from geodata.events.gate import LONGEST_SENTENCE, load_gate
from geodata.events.prefixes import Prefixes
from geodata.events.reading import read_sentences
from geodata.models import Article, Span

EXAMPLES = Path(geodata.languages.__file__).parent
LETTERS = st.text("abc", min_size=1, max_size=6)


def lets_by(text: str, language: str = "de") -> bool:
    gate = load_gate(language)
    return gate.may_tell(gate.possible(text))


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_what_is_found_in_a_sentence_was_held_possible(language: str) -> None:
    lexicon = load_lexicon(language)
    lines = (EXAMPLES / language / "examples.jsonl").read_text("utf-8").splitlines()
    for text in (json.loads(line)["text"] for line in lines):
        article = Article("a", text, (Span(0, len(text)),), language)
        for sentence in read_sentences(article, (), lexicon):
            assert all(map(sentence.may_hold, sentence.labels)), text


def test_articles_with_a_trigger_and_its_needs_are_let_by() -> None:
    assert lets_by("Die Sonne schien. »Bei einem Anschlag« in Rom gab es zwei Tote.")
    assert lets_by("Protesters marched through Lagos.", "en")


def test_articles_without_a_trigger_are_held_back() -> None:
    assert not lets_by("Am Sonntag öffnet der Zoo, und 3.000 Gäste freuen sich auf die Elefanten.")


def test_what_was_told_before_may_meet_a_need() -> None:
    gate = load_gate("de")
    possible = gate.possible("Das war der dritte Tote seit Montag.")
    assert not gate.may_tell(possible)
    assert gate.may_tell(possible, frozenset({"context"}))


def test_words_run_together_beyond_a_sentence_are_let_by() -> None:
    assert lets_by("x" * LONGEST_SENTENCE + "anschlag")


@given(st.dictionaries(LETTERS, st.frozensets(st.sampled_from("ABC"), min_size=1)), LETTERS)
def test_a_word_has_the_labels_of_all_stems_that_it_begins_with(
    labels: dict[str, frozenset[str]], word: str
) -> None:
    begun = [found for stem, found in labels.items() if word.startswith(stem)]
    assert Prefixes(labels).of(word) == frozenset().union(*begun)
