"""What was found, before it is saved: a table to look through, to correct and to leave out of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from geodata.errors import StoreError
from geodata.ui.adding.draft import DAY_PATTERN, UnreadDayError, chosen_rows
from geodata.ui.adding.fault import show_fault, store_fault, tell_fault
from geodata.ui.adding.session import adding_now, room, start_over, start_saving
from geodata.ui.adding.sheets import show_sheets
from geodata.ui.adding.words import day_fault, faults_html, note_words
from geodata.ui.state.hosting import error_words
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape
from geodata.ui.wording.problem_words import where_text
from geodata.ui.wording.words import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.ui.adding.draft import Draft, Edits, Row
    from geodata.ui.adding.session import Adding

__all__ = ["row_table", "show_preview"]

_TABLE = "adding_rows"
# A longer table scrolls by itself.
_MOST_ROWS, _HEIGHT_PX = 13, 480
# Longer titles help nobody to tell articles apart.
_TITLE_CHARACTERS = 160


def show_preview(adding: Adding) -> None:
    """Draw what was found and what is wrong, and ask whether to save it."""
    draft = adding.found()
    _show_head(adding, draft)
    if draft.problems:
        st.html(faults_html(draft.problems))
    show_sheets(draft.sheets)
    if draft.rows:
        _show_table(adding.number, draft.rows)
    _show_acts(adding, draft.rows)


def row_table(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the articles as they are looked through; what is kept already is not ticked."""
    articles = [row.incoming.article for row in rows]
    return pd.DataFrame(
        {
            "keep": [not row.is_here for row in rows],
            "title": [article.title[:_TITLE_CHARACTERS] for article in articles],
            "date": ["" if a.published is None else a.published.iso() for a in articles],
            "publisher": [article.publisher or "" for article in articles],
            "language": [language_name(article.language) for article in articles],
            "words": [row.words for row in rows],
            "note": [note_words(row) for row in rows],
            "source": [where_text(row.incoming.origin.name) for row in rows],
        }
    )


def _show_head(adding: Adding, draft: Draft) -> None:
    title = ngettext("{n} article found", "{n} articles found", len(draft.rows))
    if not draft.rows:
        title = _("No article was found")
    counts = "".join(f"<span>{escape(part)}</span>" for part in _counts(draft))
    job = adding.reading
    if job is not None and job.error is not None:
        counts += f"<span>{escape(error_words(job.error))}</span>"
    elif job is not None and job.is_cancelled():
        counts += (
            f"<span>{escape(_('Reading was stopped; this is what was found until then.'))}</span>"
        )
    st.html(
        f'<div class="sp sp-aloud"><h2 class="sp-h2">{escape(title)}</h2>'
        f'<p class="sp-muted sp-counts">{counts}</p></div>'
    )


def _counts(draft: Draft) -> list[str]:
    """Return what a reader should look at: how many are known, near copies, or lack something."""
    rows, known = draft.rows, draft.known
    versions = sum(row.known is not None and not row.is_here for row in rows)
    near = sum(row.near is not None and row.known is None for row in rows)
    new = [row.incoming.article for row in rows if not row.is_here]
    undated = sum(article.published is None for article in new)
    unnamed = sum(article.publisher is None for article in new)
    counted = (
        (known, ngettext("{n} known already", "{n} known already", known)),
        (versions, ngettext("{n} new version", "{n} new versions", versions)),
        (near, ngettext("{n} near copy", "{n} near copies", near)),
        (undated, ngettext("{n} without a date", "{n} without a date", undated)),
        (unnamed, ngettext("{n} without a publisher", "{n} without a publisher", unnamed)),
    )
    return [words for count, words in counted if count]


def _show_table(round_number: int, rows: Sequence[Row]) -> None:
    config = st.column_config
    fixed = {
        name: config.TextColumn(label, disabled=True)
        for name, label in (
            ("title", _("Title")),
            ("language", _("Language")),
            ("note", _("Known")),
            ("source", _("From")),
        )
    }
    st.data_editor(
        row_table(rows),
        key=f"{_TABLE}_{round_number}",
        hide_index=True,
        num_rows="fixed",
        height="content" if len(rows) <= _MOST_ROWS else _HEIGHT_PX,
        column_config={
            **fixed,
            "keep": config.CheckboxColumn(_("Save"), width=84),
            "title": config.TextColumn(_("Title"), disabled=True, width="large"),
            "date": config.TextColumn(_("Date"), validate=DAY_PATTERN, width=100),
            "publisher": config.TextColumn(_("Publisher"), max_chars=120, width=150),
            "words": config.NumberColumn(_("Words"), disabled=True, width=70),
        },
    )
    how = _(
        "Take the tick out to leave an article out. Date and publisher can be written in the "
        "table: 2022-01-06, 2022-01 or 6.1.2022."
    )
    st.html(f'<p class="sp sp-sub">{escape(how)}</p>')


def _show_acts(adding: Adding, rows: Sequence[Row]) -> None:
    show_fault()
    with st.container(horizontal=True, key="adding_acts"):
        if rows:
            count = _count_chosen(adding.number, rows)
            st.button(
                ngettext("Save {n} article", "Save {n} articles", count),
                key="adding_save",
                type="primary",
                on_click=_save,
            )
        st.button(_("Start over"), key="adding_over", type="tertiary", on_click=start_over)


def _count_chosen(round_number: int, rows: Sequence[Row]) -> int:
    edits = _edits(round_number)
    return sum(
        bool(edits.get(index, {}).get("keep", not row.is_here)) for index, row in enumerate(rows)
    )


def _edits(round_number: int) -> Edits:
    """Return what the reader has changed in the table."""
    state = st.session_state.get(f"{_TABLE}_{round_number}") or {}
    return cast("Edits", state.get("edited_rows", {}))


def _save() -> None:
    """Start saving what is ticked; say why where it cannot be."""
    adding = adding_now()
    try:
        chosen = chosen_rows(adding.found().rows, _edits(adding.number))
        fault = _fault(len(chosen))
        if fault is None:
            start_saving(chosen)
    except UnreadDayError as error:
        fault = day_fault(error)
    except StoreError as error:
        fault = store_fault(error)
    if fault is not None:
        tell_fault(fault)


def _fault(count: int) -> str | None:
    """Return why so many articles cannot be saved; None where they can."""
    if count == 0:
        return _("No article is ticked.")
    most = room()
    if count > most:
        return _("There is room for {n} more articles; leave the others out.").format(
            n=number(most)
        )
    return None
