"""The four ways to give articles: files, links, a feed, a text; one form, read together."""

from __future__ import annotations

from itertools import chain, count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError
from geodata.intake.sources import BytesSource, LinkSource, PastedSource
from geodata.ui.access.permits import may_fetch
from geodata.ui.adding.draft import UnreadDayError, read_day
from geodata.ui.adding.fault import show_fault, store_fault, tell_fault
from geodata.ui.adding.session import start_reading
from geodata.ui.adding.words import day_fault
from geodata.ui.wording.i18n import _, number
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.intake.sources import Source

__all__ = ["MOST_LINKS", "distinct", "links_in", "show_giving"]

# At two a second and host, more would keep a reader waiting for minutes.
MOST_LINKS = 500
_FILES, _LINKS, _FEED, _TEXT = "adding_files", "adding_links", "adding_feed", "adding_text"
_DAY, _PUBLISHER, _ADDRESS = "adding_day", "adding_publisher", "adding_address"


def show_giving() -> None:
    """Draw the form."""
    with st.form("adding_form", border=False):
        left, right = st.columns(2)
        with left:
            _show_files()
            _show_links()
        with right:
            _show_text()
        show_fault()
        st.form_submit_button(
            _("Read and look through"), type="primary", on_click=_give, key="adding_read"
        )


def links_in(text: str) -> list[str]:
    """Return the addresses in a text, each once, in their order; whatever parts them."""
    return list(dict.fromkeys(text.split()))


def distinct(names: Sequence[str]) -> list[str]:
    """Return names of files so that no two are the same: `press.csv`, `press (2).csv`."""
    found: list[str] = []
    for name in names:
        path = PurePosixPath(name)
        numbers = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
        found.append(next(one for one in chain([name], numbers) if one not in found))
    return found


def _last(name: str) -> str:
    """Return the name of a file without folders, which are nobody's business."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def _show_files() -> None:
    with st.container(border=True):
        limit = number(int(st.get_option("server.maxUploadSize")))
        _show_head(
            _("Files"),
            _(
                "Text, saved web pages, PDF, feeds, JSON Lines, CSV, Excel, and zip or WARC files "
                "full of them. Up to {n} MB each."
            ).format(n=limit),
        )
        st.file_uploader(
            _("Files"), accept_multiple_files=True, key=_FILES, label_visibility="collapsed"
        )


def _show_links() -> None:
    can_fetch = may_fetch()
    with st.container(border=True):
        _show_head(
            _("Links and feeds"),
            _("Addresses of articles, one a line. The sites are asked for nothing else.")
            if can_fetch
            else _(
                "Links are not fetched on a hosted copy. Save the pages in your browser and add "
                "the files."
            ),
        )
        st.text_area(
            _("Links"), key=_LINKS, height=104, placeholder="https://", disabled=not can_fetch
        )
        st.text_input(
            _("Address of a feed (RSS, Atom)"),
            key=_FEED,
            placeholder="https://",
            disabled=not can_fetch,
        )


def _show_text() -> None:
    with st.container(border=True, height="stretch"):
        _show_head(
            _("Paste a text"),
            _("The headline in the first line, then the article, as you copied it."),
        )
        st.text_area(_("Text"), key=_TEXT, height=210)
        day, publisher = st.columns(2)
        day.text_input(_("Published on, if you know"), key=_DAY, placeholder="2022-01-06")
        publisher.text_input(_("Publisher"), key=_PUBLISHER)
        st.text_input(_("Link to the original"), key=_ADDRESS, placeholder="https://")


def _show_head(title: str, line: str) -> None:
    st.html(
        f'<div class="sp"><h2 class="sp-h3">{escape(title)}</h2>'
        f'<p class="sp-sub">{escape(line)}</p></div>'
    )


def _give() -> None:
    """Start reading what stands in the form; say why where that cannot be."""
    try:
        sources = _sources()
        fault = _fault(sources)
        if fault is None:
            start_reading(sources)
    except UnreadDayError as error:
        fault = day_fault(error)
    except StoreError as error:
        fault = store_fault(error)
    if fault is not None:
        tell_fault(fault)


def _fault(sources: Sequence[Source]) -> str | None:
    """Return why what was given cannot be read; None where it can."""
    links = sum(isinstance(source, LinkSource) for source in sources)
    if links > MOST_LINKS:
        said = _("These are {n} links; give {most} at once at most.")
        return said.format(n=number(links), most=number(MOST_LINKS))
    if not sources:
        return _("There is nothing to read yet: give a file, link or text.")
    return None


def _sources() -> list[Source]:
    """Return what was given: files, links, the feed, the text.

    Raises:
        UnreadDayError: the date of the text is none.

    """
    state = st.session_state
    files = state.get(_FILES) or ()
    sources: list[Source] = [
        BytesSource(file.getvalue(), name, file.type or None)
        for file, name in zip(files, distinct([_last(file.name) for file in files]), strict=True)
    ]
    if may_fetch():
        wanted = f"{state.get(_LINKS) or ''}\n{state.get(_FEED) or ''}"
        sources += [LinkSource(url) for url in links_in(wanted)]
    text = str(state.get(_TEXT) or "")
    if text.strip():
        published = read_day(str(state.get(_DAY) or ""))
        publisher, url = (
            str(state.get(key) or "").strip() or None for key in (_PUBLISHER, _ADDRESS)
        )
        sources.append(PastedSource(text, published, publisher, url))
    return sources
