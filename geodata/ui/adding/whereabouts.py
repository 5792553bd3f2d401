"""Where added articles go, how many are there, and what the other pages show meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import GeodataError
from geodata.ui.access.permits import may_change
from geodata.ui.adding.session import forget_own, seen_store
from geodata.ui.shelf.loading import chosen_path
from geodata.ui.shelf.own import MOST_OWN_ARTICLES
from geodata.ui.shelf.stores import store_if_any
from geodata.ui.state.hosting import is_hosted, without_folders
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from geodata.store import Store

__all__ = ["show_shown", "show_whereabouts", "whereabouts_line"]


def whereabouts_line() -> str:
    """Return where articles go, and how many are there, in a sentence or two.

    Raises:
        StoreError: the store cannot be read.

    """
    count = _count(seen_store())
    kept = ngettext("{n} article kept so far.", "{n} articles kept so far.", count)
    if not may_change():
        where = _(
            "What you add is yours alone: nobody else sees it, and it is gone with this session."
        )
    elif is_hosted():
        where = _("What you add goes into the store of this site, for all its readers.")
    elif os.environ.get("SCHAUPLATZ_DATABASE"):
        where = _("What you add goes into the database that SCHAUPLATZ_DATABASE names.")
    else:
        where = _("What you add stays on this computer.")
    return f"{where} {kept}" if count else where


def show_shown() -> None:
    """Say what the other pages show, where it is not what is added here.

    Raises:
        InputError: the app was started with unknown arguments.
        StoreError: the store cannot be read.

    """
    path = chosen_path()
    if path is not None and may_change():
        _show_line(
            _("The pages show the folder Schauplatz was started with:"),
            f"<code>{isolate(without_folders(str(path)))}</code> "
            + escape(
                _(
                    "What you add is kept, and shown once you start Schauplatz without --articles "
                    "and SCHAUPLATZ_ARTICLES."
                )
            ),
        )
    elif path is None and not _count(seen_store()) and not _count(store_if_any()):
        _show_line(
            _("Sample data:"),
            escape(_("the pages show samples until the first article of your own is saved.")),
        )


def show_whereabouts() -> None:
    """Draw, for the sidebar, how much there is and how much may be added."""
    try:
        count = _count(seen_store())
    except GeodataError:
        return  # the page says why
    title = _("In the store") if may_change() else _("Yours, in this session")
    if may_change():
        limit = _("“schauplatz add” on the command line takes any number, from folders too.")
    else:
        limit = _("{n} articles at most, for as long as this page is open.").format(
            n=number(MOST_OWN_ARTICLES)
        )
    st.html(
        f'<div class="sp sp-figures sp-kept"><div><span class="sp-name">{escape(title)}</span>'
        f"<b>{number(count)}</b><span>{escape(_articles(count))}</span></div></div>"
        f'<div class="sp sp-sub">{escape(limit)}</div>'
    )
    if count and not may_change():
        st.button(_("Delete my articles"), key="adding_forget", on_click=forget_own)


def _count(store: Store | None) -> int:
    return 0 if store is None else store.article_count()


def _articles(count: int) -> str:
    return ngettext("article", "articles", count)


def _show_line(head: str, html: str) -> None:
    st.html(f'<div class="sp sp-banner"><b>{escape(head)}</b> {html}</div>')
