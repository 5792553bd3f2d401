"""Spreadsheets among what was given: which column is what, with the first rows, to be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.articles.arriving import FIELDS
from geodata.errors import StoreError
from geodata.ui.adding.fault import store_fault, tell_fault
from geodata.ui.adding.session import adding_now, read_anew
from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.labels import label_text
from geodata.ui.wording.markup import escape, isolate, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.articles.arriving import TableField, TablePreview
    from geodata.ui.adding.draft import Sheet

__all__ = ["show_sheets"]

_FIELD_WORDS: Mapping[TableField, str] = {
    "text": N_("Text"),
    "title": N_("Title"),
    "date": N_("Date"),
    "publisher": N_("Publisher"),
    "url": N_("Link"),
    "author": N_("Author"),
    "language": N_("Language"),
}
# What of a table tells its columns apart; more would push the articles off the page.
_ROWS, _COLUMNS, _CHARACTERS = 3, 12, 60
_NONE = ""


def show_sheets(sheets: Sequence[Sheet]) -> None:
    """Draw for each spreadsheet how it was read; open where no column of texts was found."""
    for index, sheet in enumerate(sheets):
        mapping = _mapping(sheet)
        title = _("Columns of {name}").format(name=label_text(sheet.source.name))
        with st.expander(title, expanded="text" not in mapping, key=f"adding_sheet_{index}"):
            st.html(_first_rows(sheet.preview))
            _show_mapping(index, sheet, mapping)


def _mapping(sheet: Sheet) -> Mapping[TableField, str]:
    """Return which column each field is read from: as chosen, else as their names suggest."""
    chosen = sheet.source.mapping
    return sheet.preview.mapping if chosen is None else chosen


def _first_rows(preview: TablePreview) -> str:
    shown = preview.columns[:_COLUMNS]
    head = "".join(f'<th scope="col">{isolate(_cut(column))}</th>' for column in shown)
    rows = "".join(
        "<tr>" + "".join(f"<td>{isolate(_cut(cell))}</td>" for cell in row[:_COLUMNS]) + "</tr>"
        for row in preview.rows[:_ROWS]
    )
    name = escape(_("First rows"))
    return (
        f'<div class="sp sp-sheet" tabindex="0" role="region" aria-label="{name}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _show_mapping(index: int, sheet: Sheet, mapping: Mapping[TableField, str]) -> None:
    key = f"adding_{adding_now().number}_{index}"
    with st.form(f"{key}_form", border=False):
        with st.container(horizontal=True, key=f"adding_fields_{index}"):
            for field in FIELDS:
                column = mapping.get(field, _NONE)
                options = (_NONE, *sheet.preview.columns)
                st.selectbox(
                    _(_FIELD_WORDS[field]),
                    options,
                    index=options.index(column) if column in options else 0,
                    format_func=lambda name: plain(name) if name != _NONE else _("no column"),
                    key=f"{key}_{field}",
                    width=180,
                )
        st.form_submit_button(
            _("Read again with these columns"), on_click=_read_again, args=(sheet, key)
        )


def _read_again(sheet: Sheet, key: str) -> None:
    """Read a spreadsheet anew as the reader has chosen; the rest of what was found stays."""
    chosen = {field: str(st.session_state.get(f"{key}_{field}") or _NONE) for field in FIELDS}
    mapping = {field: column for field, column in chosen.items() if column != _NONE}
    try:
        read_anew(replace(sheet.source, mapping=mapping))
    except StoreError as error:
        tell_fault(store_fault(error))


def _cut(cell: str) -> str:
    return cell if len(cell) <= _CHARACTERS else f"{cell[:_CHARACTERS]}…"
