from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st

from geodata.ui.state.row_choice import chosen_row, table_key

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def key() -> Iterator[str]:
    key = table_key("places", ["almaty", "astana"])
    yield key
    st.session_state.pop(key, None)


def test_other_rows_make_another_table(key: str) -> None:
    assert table_key("places", ["almaty", "astana"]) == key
    assert table_key("places", ["astana", "almaty"]) != key
    assert table_key("places", ["almaty"]) != key
    assert table_key("sources", ["almaty", "astana"]) != key


def test_a_choice_stands_for_its_row_and_none_for_nothing(key: str) -> None:
    rows = ("almaty", "astana")
    st.session_state[key] = {"selection": {"rows": [1]}}
    assert chosen_row(key, rows) == "astana"
    st.session_state[key] = {"selection": {"rows": []}}
    assert chosen_row(key, rows) is None


def test_a_choice_beyond_a_table_that_has_become_shorter_is_none(key: str) -> None:
    st.session_state[key] = {"selection": {"rows": [2]}}
    assert chosen_row(key, ("almaty", "astana")) is None
