"""The lines under the navigation: samples, problems of reading, what an address did not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geodata.models import DateRange
from geodata.ui.shelf.loading import ARTICLES_VARIABLE, START_FILE, background_of
from geodata.ui.shelf.own import hide_own, is_own_hidden, own_store, show_own
from geodata.ui.state.hosting import is_hosted, without_folders
from geodata.ui.state.view import carried_query
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.problem_words import problem_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.models import Problem
    from geodata.tables.query import Notice
    from geodata.ui.shelf.library import Library
    from geodata.ui.shelf.loading import Background

__all__ = ["problems_title", "show_banner", "show_notices", "show_problems", "show_standing"]

# More lines than these help nobody; the rest is counted.
_SHOWN_PROBLEMS = 100


def show_banner(library: Library) -> None:
    """Say that the articles are samples and how to open one's own; nothing for one's own."""
    if library.kind != "samples":
        return
    count = ngettext(
        "{n} short article",
        "{n} short articles",
        len(library.tables.articles),
    )
    more = _("in our own words, not the original reports.")
    st.html(
        f'<div class="sp sp-banner"><b>{escape(_("Sample data:"))}</b> {escape(count)} '
        f'<span class="sp-more">{escape(more)} </span>'
        f"{'' if is_hosted() else _how_to_open()}</div>"
    )


def _how_to_open() -> str:
    """Return how articles of one's own are opened, for whoever started the app."""
    command = f"streamlit run {START_FILE} -- --articles FOLDER"
    how = _("Start Schauplatz with a folder of text files, or set {variable} to it:")
    query = escape(urlencode(carried_query(), doseq=True))
    link = f'<a href="Add?{query}" target="_self">{escape(_("Add articles"))}</a>'
    return (
        f"<details><summary>{escape(_('Open your own articles'))}</summary><p>{link}</p>"
        f"<p>{escape(how.format(variable=ARTICLES_VARIABLE))}<br><code>{escape(command)}</code>"
        "</p></details>"
    )


def show_standing(library: Library) -> None:
    """Say whose articles these are, where they are one visitor's, and what is being done to them.

    Nothing for files and samples, as long as the visitor has no articles of their own.
    """
    if library.kind == "own":
        _show_own_line(_("Your own articles, only in this session"), _("Back to all"), hide_own)
    elif is_own_hidden() and own_store() is not None:
        _show_own_line(_("You have articles of your own in this session"), _("Show"), show_own)
    background = background_of(library)
    if background is not None:
        for text in _background_texts(background):
            st.html(f'<div class="sp sp-banner" role="status">{escape(text)}</div>')


def _show_own_line(text: str, label: str, switch: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="own"):
        st.html(f'<div class="sp sp-banner" role="status">{escape(text)}</div>')
        st.button(label, key="own_switch", type="tertiary", on_click=switch)


def _background_texts(background: Background) -> list[str]:
    """Return what a reader is told of the store, line by line."""
    texts = []
    if background.failed:
        texts.append(_("The store does not answer at the moment. This is what it held before."))
    work = background.work
    if work is not None:
        text = {
            "anew": _("Articles are read anew with the new method: {done} of {all}"),
            "taken": _("New articles are being taken in: {done} of {all}"),
        }[work.what]
        texts.append(text.format(done=number(work.done), all=number(work.all)))
    return texts


def show_problems(problems: Sequence[Problem], *, opened: bool = False) -> None:
    """List what was wrong with the input, notices of what was mended last; `opened`: at once."""
    if not problems:
        return
    order = sorted(problems, key=lambda problem: not problem.rejected)
    texts = (without_folders(problem_text(one)) for one in order[:_SHOWN_PROBLEMS])
    lines = "".join(f"<li>{isolate(text)}</li>" for text in texts)
    if len(order) > _SHOWN_PROBLEMS:
        more = ngettext("and {n} more", "and {n} more", len(order) - _SHOWN_PROBLEMS)
        lines += f"<li>{escape(more)}</li>"
    state = " open" if opened else ""
    st.html(
        f'<div class="sp sp-banner sp-problems"><details{state}>'
        f"<summary>{escape(problems_title(problems))}</summary>"
        f"<ul>{lines}</ul></details></div>"
    )


def problems_title(problems: Sequence[Problem]) -> str:
    """Return how much was wrong: `2 Probleme beim Lesen, 1 Hinweis`; of one sort that alone."""
    rejected = sum(problem.rejected for problem in problems)
    notices = len(problems) - rejected
    if not rejected:
        return ngettext("{n} notice while reading", "{n} notices while reading", notices)
    title = ngettext("{n} problem while reading", "{n} problems while reading", rejected)
    return f"{title}, {ngettext('{n} notice', '{n} notices', notices)}" if notices else title


def show_notices(notices: Sequence[Notice]) -> None:
    """Name what in the address was not understood and is ignored, each with the reason."""
    if not notices:
        return
    what = "; ".join(
        f"<code>{isolate(f'{one.key}={one.value}')}</code> ({escape(_reason(one))})"
        for one in notices
    )
    text = _("Ignored in the address:")
    st.html(f'<div class="sp sp-banner sp-problems" role="status">{escape(text)} {what}</div>')


def _reason(notice: Notice) -> str:
    """Return why a part of the address is ignored."""
    match notice.key:
        case "from" | "to":
            day = DateRange.from_iso(notice.value)
            is_day = day is not None and day.precision == "day"
            return _("lies before the first day") if is_day else _("no such day")
        case "undated" | "figures":
            return _("neither 0 nor 1")
        case "confidence":
            return _("no number from 0 to 1")
        case "q":
            return _("too long")
        case "actor" | "publisher" | "lang" | "place" | "incident":
            return _("not in these articles")
        case _:
            return _("there is no such choice")
