"""Whatever text comes in: right offsets or a clear error, the same each time, and no hang."""

from __future__ import annotations

import gc
import itertools
import json
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import extract, geoparse
from geodata.errors import InputError
from geodata.models import Problem
from geodata.pipeline import extract_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geodata.models import Mention

LANGUAGES = ("de", "en", "ru")
# What a text may be made of, over and over.
UNITS = {
    "letters": "a",
    "capitals": "AB",
    "name": "Berlin ",
    "name without spaces": "Berlin",
    "hyphens": "a-",
    "names with hyphens": "Berlin-",
    "names with dashes": "Berlin - ",
    "names with slashes": "Berlin/",
    "open brackets": "(",
    "brackets": "()",
    "names and brackets": "Berlin (",
    "quotes": '"',
    "low quotes": "„",
    "full stops": ". ",
    "initials": "A. ",
    "line breaks": "\n",
    "carriage returns": "\r\n",
    "spaces": " ",
    "null bytes": "\0",
    "names in lines": "Berlin\n",
    "paragraphs": "In Berlin war es ruhig.\n\n",
    "one line": "In Berlin war es ruhig. ",
    "no full stop": "in Berlin und Moskau und ",
    "enumeration": "Berlin, Moskau, Kiew, ",
    "digits": "1",
    "numbers": "12 ",
    "emoji": "😀",
    "accents": "e\u0301",
    "right to left": "\u202eמוסקבה ",
    "adjectives": "deutsche Deutsche ",
    "shouting": "BERLIN ",
    "addresses": "https://www.berlin.de/",
    "titles": "Präsident Republik ",
    "persons": "Angela Merkel ",
    "troops": "300 Soldaten nach Berlin ",
    "events": "Russland schickte am 6. Januar 300 Soldaten nach Berlin. ",
    "dates": "am 6. Januar 2022 ",
}
CHARACTERS = 2000
# A text five times as long may take five times as long; were the time quadratic, it would take
# twenty-five times as long. Below the pause the clock tells nothing.
LONGER, SLOWER, PAUSE_S, RUNS = 5, 12, 0.05, 3


def check(text: str, mentions: Iterable[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end


def seconds(text: str, language: str) -> float:
    gc.disable()  # what other tests have left in memory is not what is measured
    start = time.process_time()
    found = extract(text, language)
    spent = time.process_time() - start
    gc.enable()
    check(text, found.mentions)
    for event in found.events:
        assert 0 <= event.excerpt.start < event.excerpt.end <= len(text)
    return spent


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_the_time_grows_in_step_with_the_length(unit: str) -> None:
    text = unit * (CHARACTERS // len(unit))
    once = seconds(text, "de")
    # A busy machine only ever adds time: one run within the limit shows that it can be kept.
    assert any(seconds(text * LONGER, "de") <= SLOWER * max(once, PAUSE_S) for _ in range(RUNS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\0", "\ufeff", "…", "-", "\u0301", "\u202e"])
def test_a_text_without_words_names_nothing(text: str, language: str) -> None:
    assert geoparse(text, language) == ()
    assert extract(text, language).events == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_of_a_megabyte_is_read(language: str) -> None:
    word = "abcdefghij" * 100_000
    start = time.process_time()
    (almaty,) = geoparse(f"Almaty. {word}", language)
    assert almaty.surface == "Almaty"
    assert time.process_time() - start < 5


def test_a_long_text_is_read_to_its_end() -> None:
    text = "In Almaty war es ruhig. " * 10_000
    mentions = geoparse(text, "de")
    check(text, mentions)
    assert len(mentions) == 10_000
    assert {mention.place for mention in mentions} == {mentions[0].place}


@pytest.mark.parametrize(
    "text",
    [
        "😀😀 In Almaty 🇰🇿 und Köln 👩‍👩‍👧 war es ruhig.",
        "In Almaty\0 war es ruhig,\0 auch in Köln.",
        "\ufeffIn Almaty\u200b war es\u00a0ruhig, auch in\u00a0Köln.",
        "שלום עולם. In Almaty war es ruhig. مرحبا Köln 中文.",
        "In Almaty war es ruhig.\r\n\r\nAuch in Köln.\r",
        "\u202eIn Almaty\u202c war es ruhig, auch in Köln.",
    ],
)
def test_names_are_found_among_strange_characters(text: str) -> None:
    mentions = geoparse(text, "de")
    check(text, mentions)
    assert [mention.surface for mention in mentions] == ["Almaty", "Köln"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In Zürich, Köln und Düsseldorf blieb es ruhig.", "de"),
        ("Protests spread from Córdoba to São Paulo and Zürich.", "en"),
        ("В Йошкар-Оле и в Калининграде прошли митинги.", "ru"),
    ],
)
def test_split_letters_change_neither_names_nor_places(text: str, language: str) -> None:
    split = unicodedata.normalize("NFD", text)
    assert split != text
    composed, found = geoparse(text, language), geoparse(split, language)
    check(split, found)
    assert [unicodedata.normalize("NFC", one.surface) for one in found] == [
        one.surface for one in composed
    ]
    assert [one.place for one in found] == [one.place for one in composed]


@pytest.mark.parametrize("read", [geoparse, extract])
@pytest.mark.parametrize("half", ["\ud83d", "\ude00\ud83d"])
def test_half_of_a_surrogate_pair_is_refused_with_its_offset(read: object, half: str) -> None:
    assert callable(read)
    with pytest.raises(InputError, match="surrogate pair at character 10"):
        read(f"In Almaty {half} war es ruhig.", "de")


def test_bad_lines_cost_no_other(tmp_path: Path) -> None:
    lines = [
        r'{"id": "half", "text": "K\u00f6ln \ud83d"}',
        '{"id": "null", "text": "In Almaty\\u0000 war es ruhig."}',
        '{"id": "blank", "text": "  "}',
        json.dumps({"id": "word", "lang": "de", "text": "A" * 1_000_000}),
        json.dumps({"id": "good", "lang": "de", "text": "In Almaty war es ruhig."}),
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    found = list(extract_path(source))
    told = [one.where if isinstance(one, Problem) else one.article.article_id for one in found]
    assert told == ["in.jsonl, line 1", "null", "in.jsonl, line 3", "word", "good"]


NAMES = (
    "Berlin",
    "New York",
    "US-Präsident",
    "Bergkarabach-Konflikt",
    "Vereinigten Staaten",
    "Köln",
    "kasachische",
    "Paris, Texas",
    "St. Petersburg",
    "О́дессы",
    "Москва",
    "в Нью-Йорке",
    "the United Kingdom",
    "WASHINGTON (AP) —",
    "Damaskus –",
    "u\u0308",
)
GLUE = st.sampled_from(
    ["", " ", ", ", "-", " - ", "\n", "\n\n", ". ", "(", "„", "'s ", "\u00ad", "\0"]
)
WORD = st.one_of(
    st.sampled_from(NAMES),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.text("aeßÄ-.'’ \u0301\u200d😀я中ש", max_size=8),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts of mixed alphabets around names, glued together by all that stands between words."""
    parts = draw(st.lists(st.tuples(WORD, GLUE), max_size=14))
    return "".join(itertools.chain.from_iterable(parts))


@given(text=texts(), language=st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_gives_right_offsets_and_the_same_each_time(text: str, language: str) -> None:
    mentions = geoparse(text, language)
    check(text, mentions)
    assert geoparse(text, language) == mentions
    found = extract(text, language)
    check(text, found.mentions)
    assert extract(text, language) == found
