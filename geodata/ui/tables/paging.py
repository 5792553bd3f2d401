"""A long table in pieces: the browser gets so many rows, buttons lead to the next, a file has all.

What is remembered of a table for a reader is the number of the piece, never its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from geodata.ui.taking.table_file import show_table_file
from geodata.ui.wording.i18n import _, number
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from geodata.ui.page import Page
    from geodata.ui.taking.table_file import Part

__all__ = ["PIECE_ROWS", "Piece", "first_piece", "show_heading", "show_pager", "shown_piece"]

# About 40 kB of a table of incidents.
PIECE_ROWS = 100


class Piece(NamedTuple):
    """The rows of a table that are shown: `rows[start:end]`."""

    start: int
    end: int


def shown_piece(key: str, total: int, *, rows: int = PIECE_ROWS) -> Piece:
    """Return which of `total` rows are shown; a table that has become shorter shows its last."""
    last = max(0, (total - 1) // rows)
    index = min(int(st.session_state.get(_state(key), 0)), last)
    return Piece(index * rows, min(total, (index + 1) * rows))


def show_pager(key: str, total: int, *, rows: int = PIECE_ROWS) -> None:
    """Say which rows are shown, and draw the ways to those before and after; nothing for few."""
    if total <= rows:
        return
    piece = shown_piece(key, total, rows=rows)
    index = piece.start // rows
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"pager_{key}"
    ):
        for name, label, to, words in (
            ("before", "‹", index - 1, _("Rows before")),
            ("after", "›", index + 1, _("Further rows")),
        ):
            st.button(
                label,
                key=f"pager_{key}_{name}",
                help=words,
                disabled=not 0 <= to * rows < total,
                on_click=_store,
                args=(key, to),
            )
        which = _("Rows {first} to {last} of {n}").format(
            first=number(piece.start + 1), last=number(piece.end), n=number(total)
        )
        hint = _("A click on a column's head sorts these rows; the CSV has all.")
        st.html(f'<div class="sp sp-sub">{escape(which)} · {escape(hint)}</div>')


def show_heading(page: Page, title: str, line: str, part: Part, *, name: str) -> None:
    """Draw a heading and the button for the file of the table, see `show_table_file`."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        st.html(
            f'<div class="sp"><h2 class="sp-h3">{escape(title)}</h2>'
            f'<p class="sp-muted">{escape(line)}</p></div>'
        )
        show_table_file(page, part, name=name)


def first_piece(key: str) -> None:
    """Show a table from its beginning again; for callbacks, when its order changes."""
    st.session_state.pop(_state(key), None)


def _store(key: str, index: int) -> None:
    st.session_state[_state(key)] = index


def _state(key: str) -> str:
    return f"schauplatz_rows_{key}"
