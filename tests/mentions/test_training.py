"""Training a tagger: what it learns from a few made-up sentences, and that it learns it again."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.languages import load_pack
from geodata.mentions.features import FeatureMaker
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.tagger import Tagger
from geodata.mentions.training_data import Corpus, Sentence, project
from geodata.mentions.weights import OFFSETS, Weights

pytest.importorskip("pycrfsuite", reason="the extra `train` is not installed: python-crfsuite")
pytest.importorskip("wordfreq", reason="the extra `train` is not installed: wordfreq")

from geodata.mentions.training import frequency_buckets, open_up, train


def marked(text: str) -> Sentence:
    """Return a sentence in which [words in brackets] are places."""
    plain, entities = "", []
    for number, part in enumerate(text.replace("]", "[").split("[")):
        if number % 2:
            entities.append((len(plain), len(plain) + len(part), "LOC"))
        plain += part
    return project(plain, entities)


TOWNS = ("Graz", "Split", "Bonn", "Riga", "Turku", "Pula")
CORPUS = Corpus(
    marked(sentence.format(town=town))
    for town in TOWNS
    for sentence in ("Es regnet in [{town}].", "Der Zug nach [{town}] steht.", "Das Haus ist alt.")
)


@pytest.fixture(scope="module")
def weights() -> Weights:
    return train("de", [CORPUS])


def test_the_weights_have_a_row_a_feature_and_outside_first(weights: Weights) -> None:
    assert weights.labels == ("O", "LOC")
    assert weights.rows.shape == (len(weights.features) + 1, len(OFFSETS) * 2)
    assert weights.transitions.shape == (2, 2)
    assert not weights.rows[-1].any()  # that of features never seen


def test_a_tagger_finds_what_it_was_taught(weights: Weights) -> None:
    text = "Es regnet in Wien. Das Dach ist alt."
    tagger = Tagger(weights, load_pack("de"), load_lexicon("de"), load_gazetteer())
    found = [(text[tag.start : tag.end], tag.label) for tag in tagger.tag(text)]
    assert found == [("Wien", "LOC")]


def test_the_same_corpora_give_the_same_weights(weights: Weights) -> None:
    again = train("de", [CORPUS])
    assert again.features == weights.features
    assert (again.rows == weights.rows).all()


def test_frequent_words_are_in_a_higher_class_than_rare_ones() -> None:
    buckets = frequency_buckets("de")
    assert int(buckets["und"]) > int(buckets["regnet"])
    assert set(buckets.values()) <= set("23456")


def test_countries_within_organisations_are_opened_up_but_towns_are_not() -> None:
    maker = FeatureMaker(load_pack("en"), load_gazetteer(), {})
    pieces = ("Bank", "of", "Latvia", "and", "Riga", "Club")
    opened = open_up(Sentence(pieces, ("ORG",) * 3 + ("O",) + ("ORG",) * 2), maker)
    assert opened.labels == ("ORG", "ORG", "LOC", "O", "ORG", "ORG")
