from __future__ import annotations

import unicodedata

import pytest

from geodata.languages import known_languages, load_pack

TABLES = (
    "page_labels", "page_menu", "page_openers", "page_sections", "page_endings", "page_phrases",
    "page_notes", "appeal_words", "reader_address", "byline_openers", "byline_roles",
    "credit_sources", "date_lines", "reading_time", "share_buttons", "advertising",
)  # fmt: skip
WHOLE_LINES = ("page_labels", "page_sections", "page_endings")


@pytest.mark.parametrize("code", known_languages())
@pytest.mark.parametrize("table", TABLES)
def test_every_list_has_a_source_and_comparable_words(code: str, table: str) -> None:
    found = load_pack(code).table(table)
    words: list[str] = found["words"]
    assert found["source"]
    assert words
    assert len(words) == len(set(words))
    for word in words:
        assert word == unicodedata.normalize("NFC", word).lower()
        assert word == " ".join(word.split()) + (" " if word.endswith(" ") else "")


@pytest.mark.parametrize("code", known_languages())
def test_a_whole_line_has_one_meaning(code: str) -> None:
    pack = load_pack(code)
    seen: dict[str, str] = {}
    for table in WHOLE_LINES:
        for word in sorted(pack.words(table)):
            assert seen.setdefault(word, table) == table, word
