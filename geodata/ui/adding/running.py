"""A job at work: how far it is, what it has done, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.ui.access.gate import recheck_reader
from geodata.ui.adding.words import result_words
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from geodata.ui.adding.job import Job
    from geodata.ui.adding.session import Adding

__all__ = ["show_reading", "show_saving"]

_LOOK_SECONDS = 0.7
# Of what is saved, the last few are told while more come.
_LAST = 8


def show_reading(adding: Adding) -> None:
    """Draw how far reading is, until it ends."""
    if adding.reading is not None:
        _watch_reading(adding.reading)


def show_saving(adding: Adding) -> None:
    """Draw how far saving is and what was saved last, until it ends."""
    if adding.saving is not None:
        _watch_saving(adding)


@st.fragment(run_every=_LOOK_SECONDS)
def _watch_reading(job: Job[Any]) -> None:
    recheck_reader()
    _turn_page_at_end(job)
    found = job.progress.found
    _show_head(
        job,
        _("Reading what you gave"),
        ngettext("{n} article found", "{n} articles found", found) if found else "",
    )
    st.button(_("Stop reading"), key="adding_stop", on_click=job.cancel)


@st.fragment(run_every=_LOOK_SECONDS)
def _watch_saving(adding: Adding) -> None:
    recheck_reader()
    job = adding.saving
    if job is None:
        return
    _turn_page_at_end(job)
    _show_head(job, _("Finding places and events"), _("Each article is safe once it stands here."))
    st.html(
        '<ul class="sp sp-rows">'
        + "".join(
            f"<li><b>{isolate(saved.article.title)}</b> "
            f"<span>{isolate(result_words(saved.result))}</span></li>"
            for saved in reversed(job.steps[-_LAST:])
        )
        + "</ul>"
    )
    st.button(_("Stop; keep what is saved"), key="adding_stop", on_click=job.cancel)


def _turn_page_at_end(job: Job[Any]) -> None:
    """Run the whole page once a job has ended."""
    if job.is_ended():
        st.rerun()


def _show_head(job: Job[Any], title: str, line: str) -> None:
    """Draw what is going on, how far it is as a bar, and the part that is at work."""
    progress = job.progress
    done, total = progress.done, progress.total
    if job.is_cancelled():
        counted = _("Stopping …")
    elif job.is_waiting():
        counted = _("Others are adding articles at the moment; yours come next.")
    elif total:
        counted = _("{done} of {total}").format(done=number(done), total=number(total))
    else:
        counted = ""
    percent = round(100 * done / total) if total else 0
    st.html(
        f'<div class="sp sp-work"><h2 class="sp-h3">{escape(title)}</h2>'
        f'<div class="sp-track" role="progressbar" aria-valuemin="0" aria-valuemax="100" '
        f'aria-valuenow="{percent}" aria-label="{escape(title)}">'
        f'<i style="width:{percent}%"></i></div>'
        f'<p><b>{escape(counted)}</b> <span class="sp-muted">{isolate(progress.current)}</span></p>'
        f'<p class="sp-sub">{escape(line)}</p></div>'
    )
