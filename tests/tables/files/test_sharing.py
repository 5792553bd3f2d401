from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.tables.files import shared_frame
from geodata.tables.files.sharing import LONGEST_QUOTE, clean_text, cut_text


def test_a_quotation_ends_at_a_word() -> None:
    text = "Die Menge zog am Abend vor das Rathaus. " * 10
    cut = cut_text(text, LONGEST_QUOTE)
    assert len(cut) <= LONGEST_QUOTE
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert text[len(cut) - 1] == " "


def test_a_short_quotation_is_left_as_it_is() -> None:
    text = "x" * LONGEST_QUOTE
    assert cut_text(text, LONGEST_QUOTE) == text


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert cut_text("x" * 1_000, LONGEST_QUOTE) == "x" * (LONGEST_QUOTE - 1) + "…"


@given(st.text(max_size=700), st.integers(10, 400))
def test_a_cut_text_is_never_longer_than_asked_for(text: str, longest: int) -> None:
    assert len(cut_text(text, longest)) <= longest


@given(st.text(st.characters(codec=None), max_size=50))
def test_a_clean_text_can_be_sent(text: str) -> None:
    clean = clean_text(text)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert clean_text(clean) == clean


@pytest.mark.parametrize("dtype", ["object", "str", "category"])
def test_words_of_articles_are_short_and_ids_whole(dtype: str) -> None:
    long = "Aufmarsch am Nordufer " * 200
    frame = pd.DataFrame(
        {
            "article_id": pd.Series([long, None], dtype=dtype),
            "excerpt": pd.Series([long, None], dtype=dtype),
            "source_url": pd.Series([long, "https://example.org"], dtype=dtype),
            "characters": [1, 2],
        }
    )
    shared = shared_frame(frame)
    assert shared["article_id"][0] == long
    assert len(shared["excerpt"][0]) <= LONGEST_QUOTE
    assert len(shared["source_url"][0]) <= 2_000
    assert shared["source_url"][1] == "https://example.org"
    assert pd.isna(shared["excerpt"][1])
    assert list(shared["characters"]) == [1, 2]
    pd.testing.assert_frame_equal(shared_frame(shared), shared)


def test_the_table_itself_is_not_changed() -> None:
    frame = pd.DataFrame({"excerpt": ["x" * 500]})
    shared_frame(frame)
    assert frame["excerpt"][0] == "x" * 500
