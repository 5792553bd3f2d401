"""A visitor's own articles: a store in memory that is bound to the session and gone with it.

Streamlit drops the state of a session some minutes after its page was closed; nothing else holds
the store, so that it goes with it. No other session can ask for it.
"""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import StoreError

if TYPE_CHECKING:
    from geodata.store import Store

__all__ = [
    "MOST_OWN_ARTICLES",
    "MOST_OWN_CHARACTERS",
    "check_own_place",
    "drop_own_store",
    "has_own_stores",
    "hide_own",
    "is_own_hidden",
    "open_own_store",
    "own_characters_left",
    "own_room",
    "own_store",
    "show_own",
]

# What one visitor may add, and how many visitors: all of it is in memory, about 40 kB an article.
# The longest article that is read has room, or 200 of ten pages each.
MOST_OWN_ARTICLES = 200
MOST_OWN_CHARACTERS = 5_000_000
MOST_OWN_STORES = 25
_STATE = "schauplatz_own_store"
_HIDDEN = "schauplatz_own_hidden"
_LOCK = threading.Lock()
_OPEN: weakref.WeakSet[Store] = weakref.WeakSet()


def own_store() -> Store | None:
    """Return the store of this session; None where it has none."""
    found: Store | None = st.session_state.get(_STATE)
    return found


def open_own_store() -> Store:
    """Return the store of this session, made when first asked for; the pages show it from then on.

    Raises:
        StoreError: as many visitors have one already as there is room for.

    """
    show_own()
    found = own_store()
    if found is not None:
        return found
    from geodata.store import open_store  # noqa: PLC0415 - loads SQLAlchemy, on demand

    with _LOCK:
        _check_place()
        made = open_store("sqlite://")
        _OPEN.add(made)
    st.session_state[_STATE] = made
    return made


def check_own_place() -> None:
    """See whether this session has a store or may have one; none is made.

    Raises:
        StoreError: as many visitors have one already as there is room for.

    """
    if own_store() is None:
        with _LOCK:
            _check_place()


def has_own_stores() -> bool:
    """Whether any visitor has articles of their own."""
    return len(_OPEN) > 0


def hide_own() -> None:
    """Let the pages show what everybody sees; the articles of this session stay."""
    st.session_state[_HIDDEN] = True


def show_own() -> None:
    """Let the pages show the articles of this session again."""
    st.session_state.pop(_HIDDEN, None)


def is_own_hidden() -> bool:
    """Whether the pages show what everybody sees although there are articles of this session."""
    return _HIDDEN in st.session_state


def own_room() -> int:
    """Return how many articles this session may still add to its own."""
    found = own_store()
    if found is None:
        return MOST_OWN_ARTICLES
    # Earlier versions of articles are in memory, too.
    return max(0, MOST_OWN_ARTICLES - len(found.articles(superseded=True)))


def own_characters_left() -> int:
    """Return how long the texts may be that this session still adds, in characters."""
    found = own_store()
    if found is None:
        return MOST_OWN_CHARACTERS
    # Earlier versions of articles are in memory, too.
    stored = (found.article(one.article_id) for one in found.articles(superseded=True))
    kept = sum(len(one.article.text) for one in stored if one is not None)
    return max(0, MOST_OWN_CHARACTERS - kept)


def drop_own_store() -> None:
    """Forget the articles of this session."""
    with _LOCK:
        found = st.session_state.pop(_STATE, None)
        if found is not None:
            _OPEN.discard(found)


def _check_place() -> None:
    if len(_OPEN) >= MOST_OWN_STORES:
        gc.unfreeze()  # sessions that have ended may be among what was taken for lasting
        gc.collect()
    if len(_OPEN) >= MOST_OWN_STORES:
        raise StoreError(
            f"{len(_OPEN)} visitors have articles of their own at the moment, and there is "
            "room for no more; try again later"
        )
