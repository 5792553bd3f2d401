"""The lines under the navigation: samples, problems of reading, what an address did not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.i18n import _, ngettext
from geodata.ui.loading import ARTICLES_VARIABLE, START_FILE
from geodata.ui.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Problem
    from geodata.tables.filters import Notice
    from geodata.ui.loading import Library

__all__ = ["show_banner", "show_notices", "show_problems"]

# More lines than these help nobody; the rest is counted.
_SHOWN_PROBLEMS = 100


def show_banner(library: Library) -> None:
    """Say that the articles are samples and how to open one's own; nothing for one's own."""
    if library.path is not None:
        return
    count = ngettext(
        "{n} short article",
        "{n} short articles",
        len(library.articles),
    )
    more = _("in our own words on January 2022, not the original reports.")
    command = f"streamlit run {START_FILE} -- --articles FOLDER"
    how = _("Start Schauplatz with a folder of text files, or set {variable} to it:")
    st.html(
        f'<div class="sp sp-banner"><b>{escape(_("Sample data:"))}</b> {escape(count)} '
        f'<span class="sp-more">{escape(more)} </span>'
        f"<details><summary>{escape(_('Open your own articles'))}</summary>"
        f"<p>{escape(how.format(variable=ARTICLES_VARIABLE))}<br><code>{escape(command)}</code>"
        "</p></details></div>"
    )


def show_problems(problems: Sequence[Problem], *, opened: bool = False) -> None:
    """List what was wrong with the input, what cost an article first; `opened`: at once."""
    if not problems:
        return
    order = sorted(problems, key=lambda problem: not problem.rejected)
    rejected = sum(problem.rejected for problem in problems)
    parts = []
    if rejected:
        parts.append(ngettext("{n} article left out", "{n} articles left out", rejected))
    if rejected < len(problems):
        parts.append(ngettext("{n} notice", "{n} notices", len(problems) - rejected))
    title = _("While reading: {what}").format(what=", ".join(parts))
    lines = "".join(f"<li>{isolate(str(problem))}</li>" for problem in order[:_SHOWN_PROBLEMS])
    if len(order) > _SHOWN_PROBLEMS:
        more = ngettext("and {n} more", "and {n} more", len(order) - _SHOWN_PROBLEMS)
        lines += f"<li>{escape(more)}</li>"
    state = " open" if opened else ""
    st.html(
        f'<div class="sp sp-banner sp-problems"><details{state}><summary>{escape(title)}</summary>'
        f"<ul>{lines}</ul></details></div>"
    )


def show_notices(notices: Sequence[Notice]) -> None:
    """Name what in the address was not understood and is ignored."""
    if not notices:
        return
    what = ", ".join(f"<code>{escape(f'{one.key}={one.value}')}</code>" for one in notices)
    text = _("Not understood in the address, and ignored:")
    st.html(f'<div class="sp sp-banner sp-problems">{escape(text)} {what}</div>')
