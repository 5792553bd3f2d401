"""The choice of a file to take along: drawn when it is opened, the file made when it is asked for.

It is a fragment: to choose a table or a form draws nothing of the page again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.tables.files import formats_of
from geodata.tables.selection import table_size
from geodata.ui.access.gate import recheck_reader, while_reading
from geodata.ui.taking.link import share_url
from geodata.ui.taking.making import Making
from geodata.ui.taking.naming import named_file
from geodata.ui.taking.wish import (
    FORMS,
    TABLES,
    Wish,
    filters_of,
    first_table,
    form_words,
    mime_of,
)
from geodata.ui.wording.filter_words import filter_pairs
from geodata.ui.wording.i18n import _, language, ngettext
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.table_words import row_words, table_name

if TYPE_CHECKING:
    from geodata.tables.files import TableName
    from geodata.tables.filters import Filters
    from geodata.ui.page import Page
    from geodata.ui.state.navigation import PageName

__all__ = ["show_export"]

_KEY = "take"


@st.fragment
def show_export(page: Page, name: PageName) -> None:
    """Draw the button and, once it is open, what can be taken of a page."""
    with st.popover(_("Export"), key=_KEY, on_change="rerun", width="stretch") as opened:
        if opened.open:
            recheck_reader()
            _show_choice(page, name)


def _show_choice(page: Page, name: PageName) -> None:
    filters = filters_of(page.filters, page.kinds)
    form = st.radio(_("File"), FORMS, format_func=form_words, key=f"{_KEY}_form")
    wish = Wish("incidents" if form == "html" else _show_tables(name), form)
    rows = 0 if filters is None else _rows(page, filters, wish)
    st.html(_summary(rows, filters or page.filters, wish))
    if rows == 0 or filters is None or not _fits(wish):
        return
    st.download_button(
        _("Download"),
        while_reading(Making(page.library, filters, wish, language(), share_url())),
        named_file(wish.table, filters, "zip" if wish.form == "csv" else wish.form),
        mime_of(wish.form),
        key=f"{_KEY}_file",
        type="primary",
        on_click="ignore",
        width="stretch",
    )


def _show_tables(name: PageName) -> TableName:
    return st.selectbox(
        _("Table"),
        TABLES,
        index=TABLES.index(first_table(name)),
        format_func=table_name,
        key=f"{_KEY}_table_{name}",
    )


def _rows(page: Page, filters: Filters, wish: Wish) -> int:
    return table_size(wish.table, page.library.choose(filters), page.library.tables)


def _fits(wish: Wish) -> bool:
    """Whether there is such a file of the table."""
    return wish.form == "html" or wish.form in formats_of(wish.table)


def _summary(rows: int, filters: Filters, wish: Wish) -> str:
    """Return what the file will hold: how many rows, and by which filters."""
    if not _fits(wish):
        text = _("KML holds places, and articles have none: choose another table or form.")
        return f'<div class="sp sp-sub">{escape(text)}</div>'
    if wish.form == "html":
        count = ngettext("{n} event with its proof", "{n} events with their proofs", rows)
    else:
        count = f"{ngettext('{n} row', '{n} rows', rows)}, {row_words(wish.table)}"
    said = " · ".join(f"{escape(key)}: {isolate(value)}" for key, value in filter_pairs(filters))
    none = escape(_("No filter is on."))
    return f'<div class="sp sp-sub"><b>{escape(count)}</b><br>{said or none}</div>'
