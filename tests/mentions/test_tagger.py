"""The tagger: names found, offsets right, nothing odd hangs it."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.languages import FOLDER
from geodata.mentions.rulebook import PLACE_LABELS
from geodata.mentions.tagger import MOST_WORDS, Tagger, load_tagger
from geodata.mentions.weights import load_weights


def names(tagger: Tagger, text: str) -> list[str]:
    return [text[tag.start : tag.end] for tag in tagger.tag(text) if tag.label in PLACE_LABELS]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Soldaten flogen am Montag von Minsk nach Duschanbe.", ["Minsk", "Duschanbe"]),
        ("de", "Die polnische Regierung schickt Helfer nach Chile.", ["polnische", "Chile"]),
        ("en", "Troops landed in Nairobi before they moved to Uganda.", ["Nairobi", "Uganda"]),
        ("ru", "Самолёты вылетели из Минска и сели в Ереване.", ["Минска", "Ереване"]),
    ],
)
def test_names_of_places_are_found(language: str, text: str, found: list[str]) -> None:
    assert names(load_tagger(language), text) == found


def test_a_person_is_no_place() -> None:
    tags = load_tagger("de").tag("Am Abend sprach Kanzlerin Angela Merkel in Rostock.")
    assert [tag.label for tag in tags] == ["PER", "LOC"]


def test_decomposed_text_gives_offsets_into_itself() -> None:
    text = unicodedata.normalize("NFD", "Der Zug fuhr von Zürich nach Köln.")
    assert names(load_tagger("de"), text) == [
        unicodedata.normalize("NFD", name) for name in ("Zürich", "Köln")
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_names_in_order_and_inside_it(text: str) -> None:
    tags = load_tagger("de").tag(text)
    edges = [edge for tag in tags for edge in (tag.start, tag.end)]
    assert edges == sorted(edges)
    assert all(0 <= tag.start < tag.end <= len(text) for tag in tags)


@pytest.mark.parametrize("text", ["x" * 1_000_000, " " * 1_000_000, "A." * 300_000, "a'" * 300_000])
def test_a_monstrous_text_takes_seconds_at_most(text: str) -> None:
    started = time.process_time()
    load_tagger("de").tag(text)
    assert time.process_time() - started < 10


def test_the_same_text_gives_the_same_names_whatever_was_read_before() -> None:
    fresh = load_tagger.__wrapped__("de")
    text = "Aus Tiflis kam die Nachricht, dass Baku die Grenze schließt."
    before = fresh.tag(text)
    fresh.tag(" ".join(f"Wort{chr(97 + i % 26)}{i}" for i in range(MOST_WORDS + 1)))
    assert fresh.tag(text) == before


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_the_first_label_is_that_of_no_name(language: str) -> None:
    assert load_weights(language).labels[0] == "O"


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_weights_are_small(language: str) -> None:
    assert (FOLDER / language / "tagger.npz").stat().st_size < 4_000_000
