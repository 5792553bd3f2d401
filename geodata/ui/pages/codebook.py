"""The codebook on the page: every column of every exported table, in the reader's language."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.tables.codebook import codebook
from geodata.tables.files import TABLE_NAMES
from geodata.tables.files.csv_file import csv_bytes
from geodata.ui.taking.table_file import InLanguage
from geodata.ui.wording.i18n import N_, _, language
from geodata.ui.wording.markup import escape
from geodata.ui.wording.table_words import table_words
from geodata.ui.wording.words import (
    kind_label,
    phase_label,
    place_type_label,
    precision_label,
    status_choice,
    usage_label,
    voice_label,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.tables.codebook import Column

__all__ = ["show_codebook", "translated_codebook"]

_TYPES = {
    "text": N_("text"),
    "whole number": N_("whole number"),
    "number": N_("number"),
    "date": N_("date"),
    "yes or no": N_("yes or no"),
}
# Column -> the word for each of its codes.
_CODES: Mapping[str, Callable[..., str]] = {
    "event_type": kind_label,
    "sub_event_type": phase_label,
    "event_status": status_choice,
    "attribution": voice_label,
    "usage": usage_label,
    "place_type": place_type_label,
}
_WHERE_PRECISIONS = range(1, 8)


def show_codebook() -> None:
    """Draw the columns of the table that is chosen, and the file with those of all."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        table = st.selectbox(_("Table"), TABLE_NAMES, format_func=table_words, width=420)
        st.download_button(
            "CSV",
            InLanguage(lambda: csv_bytes(_all_columns()), language()),
            "schauplatz-codebook.csv",
            "text/csv",
            key="download_codebook",
            on_click="ignore",
        )
    told = [one for one in translated_codebook() if one.table == table]
    st.dataframe(
        pd.DataFrame([_cells(one) for one in told]),
        hide_index=True,
        key="table_codebook",
        placeholder="–",
        height="content",
    )
    st.html(f'<div class="sp sp-muted">{escape(_codes_of_places())}</div>')


def _all_columns() -> pd.DataFrame:
    """Return the columns of all tables, a row each."""
    return pd.DataFrame([asdict(one) for one in translated_codebook()])


def translated_codebook() -> tuple[Column, ...]:
    """Return the codebook in the reader's language; names of columns and codes stay."""
    return tuple(
        replace(
            one,
            type=_(_TYPES[one.type]),
            meaning=_(one.meaning),
            unit=None if one.unit is None else _(one.unit),
            codes=_explained(one),
            missing=None if one.missing is None else _(one.missing),
        )
        for one in codebook()
    )


def _cells(one: Column) -> dict[str, str | None]:
    return {
        _("Column"): one.column,
        _("Meaning"): one.meaning,
        _("Type"): one.type,
        _("Unit or codes"): one.codes or one.unit,
        _("Empty means"): one.missing,
    }


def _explained(one: Column) -> str | None:
    """Return the codes of a column with their words: `protest (Protest), violence (Gewalt)`."""
    label = _CODES.get(one.column)
    if one.codes is None or label is None:
        return one.codes
    return ", ".join(f"{code} ({label(code)})" for code in one.codes.split(", "))


def _codes_of_places() -> str:
    words = ", ".join(f"{code} {precision_label(code)}" for code in _WHERE_PRECISIONS)
    return _("Codes of where_prec, after UCDP: {words}.").format(words=words)
