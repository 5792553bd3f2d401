"""A row chosen in a table: what it stands for, as long as the table shows the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from geodata.models import stable_id
from geodata.ui.state.view import closings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["chosen_row", "table_key"]

Row = TypeVar("Row")


def table_key(name: str, ids: Iterable[str]) -> str:
    """Return the key of a table of rows with these ids, in their order.

    A browser remembers a choice by the number of the row. So other rows make another table, where
    the choice would else stay on what has moved there; so does a selection that was taken back.
    """
    return f"table_{name}_{stable_id(*ids)}_{closings()}"


def chosen_row(key: str, rows: Sequence[Row]) -> Row | None:
    """Return what the chosen row of a table stands for; None where none is chosen any more."""
    chosen = st.session_state[key]["selection"]["rows"]
    return rows[chosen[0]] if chosen and chosen[0] < len(rows) else None
