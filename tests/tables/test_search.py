from __future__ import annotations

import gc
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.tables.search import TextIndex
from geodata.tables.snippets import fold, read_words

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    ("Kolonne gesehen", "Neun Schützenpanzer rollten zur Grenze.", ["Neun Schützenpanzer rollten"]),
    ("Ruhe in Łódź", "Die EU mahnt. Niemand protestierte.", []),
    ("Большой митинг", "На площади собрались люди. Их было много.", ["На площади", "Их было"]),
    ("Übung beendet", "Die Panzer kehren heim, die große Übung ist vorbei.", ["Die Panzer kehren"]),
]


@cache
def built() -> TextIndex:
    return TextIndex.build(TEXTS)


@pytest.fixture
def index() -> TextIndex:
    return built()


@pytest.mark.parametrize(
    ("words", "articles", "events"),
    [
        ("panzer", [0, 3], [0, 3]),
        ("PANZER übung", [3], [3]),
        ("ubung", [3], [3]),
        ("grosse", [3], []),
        ("lodz", [1], []),
        ("площади", [2], [1]),
        ("митинг", [2], [1, 2]),
        ("panzer -übung", [0], [0]),
        ("-panzer", [1, 2], [1, 2]),
        ('"Panzer"', [3], [3]),
        ('"zur grenze"', [0], []),
        ('"grenze zur"', [], []),
        ("eu", [1], []),
        ("be", [], []),
        ("hubschrauber", [], []),
        ("!?", [0, 1, 2, 3], [0, 1, 2, 3]),
    ],
)
def test_words_are_found_in_headlines_texts_and_excerpts(
    index: TextIndex, words: str, articles: list[int], events: list[int]
) -> None:
    assert index.articles(words).tolist() == articles
    assert index.events(words).tolist() == events


@settings(deadline=None)
@given(st.text(st.sampled_from("panzergdiü \"*-()^:{}'\\\x00еи"), max_size=30))
def test_no_search_fails_and_each_finds_what_its_terms_are_in(words: str) -> None:
    wanted = read_words(words)
    expected = [
        row
        for row, (headline, text, _) in enumerate(TEXTS)
        if all(term in fold(headline) + fold(text) for term in wanted.required)
        and not any(term in fold(headline) + fold(text) for term in wanted.excluded)
    ]
    assert built().articles(words).tolist() == expected


def test_a_search_of_any_length_is_answered(index: TextIndex) -> None:
    assert index.articles("panzer " * 5000).tolist() == [0, 3]
    assert index.articles("x" * 10_000).tolist() == []
    assert index.articles('"' * 999).tolist() == [0, 1, 2, 3]


def test_threads_share_an_index(index: TextIndex) -> None:
    searches = ["panzer", "übung", "митинг", "-panzer"] * 20
    alone = [index.articles(words).tolist() for words in searches]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda words: index.articles(words).tolist(), searches))
    assert together == alone


def test_answers_cannot_be_changed(index: TextIndex) -> None:
    with pytest.raises(ValueError, match="read-only"):
        index.articles("panzer")[0] = 7


def test_a_saved_index_answers_alike(index: TextIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "texts.sqlite")
    opened = TextIndex.open(tmp_path / "texts.sqlite")
    assert opened.articles("panzer").tolist() == [0, 3]
    assert opened.events("panzer").tolist() == [0, 3]
    opened.close()
    with pytest.raises(FileExistsError, match="free"):
        index.save(tmp_path / "texts.sqlite")


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no index"):
        TextIndex.open(tmp_path / "missing.sqlite")
    (tmp_path / "text.sqlite").write_text("Kein Verzeichnis, nur ein Satz. " * 40)
    with pytest.raises(DataError, match="no index"):
        TextIndex.open(tmp_path / "text.sqlite")
    sqlite3.connect(tmp_path / "empty.sqlite").close()
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(DataError, match="version 0"):
        TextIndex.open(tmp_path / "empty.sqlite")


def test_an_index_without_texts_finds_nothing() -> None:
    assert TextIndex.build([]).articles("panzer").tolist() == []
    assert TextIndex.build([]).events("").tolist() == []


def test_nothing_stays_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    index = TextIndex.build(TEXTS)
    assert index.articles("panzer").tolist() == [0, 3]
    del index
    gc.collect()
    assert not list(tmp_path.iterdir())


def test_an_index_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TypeError):
        TextIndex.build([("Titel", None, [])])  # type: ignore[list-item]  # the point of the test
    assert not list(tmp_path.iterdir())
