"""What a word may be to the rules, and where a reading finds the words of a kind."""

from __future__ import annotations

import unicodedata

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import kinds
from geodata.mentions.kinds import kind_of
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.reading import Reading
from geodata.mentions.tagger import load_tagger
from geodata.models import Article, Span


def kinds_of(word: str) -> int:
    place_class = load_tagger("de").maker.place_class(word) if word[0].isalpha() else ""
    return kind_of(word, place_class, load_lexicon("de"), load_gazetteer())


def reading_of(text: str, body: tuple[Span, ...] | None = None) -> Reading:
    spans = body if body is not None else (Span(0, len(text)),)
    return Reading(Article("a", text, spans, "de"), load_gazetteer(), load_lexicon("de"))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Almaty", kinds.NAME),
        ("Malis", kinds.NAME),
        ("New", kinds.OPENER),
        ("Demokratischen", kinds.OPENER),
        ("kasachische", kinds.DERIVED),
        ("Ostrumänien", kinds.DERIVED),
        ("Karibikstaat", kinds.DERIVED),
        ("Kasachenstaat", kinds.DERIVED),
        ("Schwedin", kinds.DERIVED),
        ("Britinnen", kinds.DERIVED),
        ("Anna", kinds.FIRST_NAME),
        ("Außenministerin", kinds.TITLE),
        ("nach", kinds.LOCATIVE),
        ("Dorf", kinds.HEAD),
        (" – ", kinds.DASH),
        (".", kinds.LINK),
        ("von", kinds.LINK),
    ],
)
def test_a_word_tells_the_rules_what_it_may_be(word: str, kind: int) -> None:
    assert kinds_of(word) & kind


@pytest.mark.parametrize("word", ["gehen", "Verhandlung", "und", "2022", ","])
def test_other_words_concern_no_rule(word: str) -> None:
    assert kinds_of(word) & ~(kinds.CAPITAL | kinds.OPENER) == 0


def test_pieces_stand_where_they_say_and_line_breaks_are_none() -> None:
    reading = reading_of("Aktau – ruhig.\n\nIn Oral\nauch.")
    assert reading.words == ["Aktau", "–", "ruhig", ".", "In", "Oral", "auch", "."]
    spans = [(reading.start(n), reading.end(n)) for n in range(len(reading))]
    assert [reading.text[slice(*span)] for span in spans] == reading.words


def test_words_of_two_paragraphs_are_not_joined() -> None:
    reading = reading_of("Nach Bad\n\nHomburg")
    assert not reading.joined(1)
    assert reading.following(1) == ""


def test_only_the_body_is_read() -> None:
    text = "Minsk Werbung Kiew"
    assert reading_of(text, (Span(0, 5), Span(14, 18))).words == ["Minsk", "Kiew"]


def test_offsets_into_decomposed_text_are_told_back() -> None:
    text = unicodedata.normalize("NFD", "Die Züge nach Köln")
    reading = reading_of(text)
    last = len(reading) - 1
    assert reading.words[last] == "Köln"
    start, end = reading.original(reading.start(last)), reading.original(reading.end(last))
    assert text[start:end] == unicodedata.normalize("NFD", "Köln")


@pytest.mark.parametrize(
    ("text", "number", "starts"),
    [
        ("Es ist so. Almaty schweigt.", 4, True),
        ("Am 6. Januar", 3, False),
        ("Es gilt bzw. Almaty gilt.", 4, False),
        ('Er ging. "Almaty', 4, True),
        ("Ein Titel\n\nAlmaty", 2, True),
        ("Kein Almaty", 1, False),
    ],
)
def test_the_first_word_of_a_sentence_is_known(text: str, number: int, *, starts: bool) -> None:
    assert reading_of(text).starts_sentence(number) is starts


def test_a_hyphenated_word_is_one_group() -> None:
    reading = reading_of("Der Nord-Süd-Kurs hält")
    assert (reading.group_start(5), reading.group_end(1)) == (1, 5)
    assert reading.group_end(6) == 6
