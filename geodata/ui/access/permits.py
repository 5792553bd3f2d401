"""Who may change what: asked anew at every act, for a page may stay open for days.

Whoever runs Schauplatz on their own computer may change everything, and so may readers who are
signed in. Visitors of a hosted copy without a sign-in read; what they add is theirs alone and
stays in their session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.person import user_name
from geodata.ui.access.gate import reads_now
from geodata.ui.access.settings import has_sign_in
from geodata.ui.shelf.own import open_own_store
from geodata.ui.state.hosting import is_hosted

if TYPE_CHECKING:
    from geodata.store import Store

__all__ = ["may_change", "may_fetch", "reviewer_name", "session_store"]


def may_change() -> bool:
    """Whether this reader may, at this moment, add articles to the store and correct them."""
    return reads_now() if has_sign_in() else not is_hosted()


def may_fetch() -> bool:
    """Whether links may be fetched for this reader: on one's own computer only."""
    return not is_hosted() and may_change()


def reviewer_name() -> str | None:
    """Return the name that corrections of this reader carry; None for who may change nothing.

    It is the address that somebody is signed in with, else what SCHAUPLATZ_REVIEWER says, else the
    name of the user on this computer.
    """
    if not may_change():
        return None
    if has_sign_in():
        return str(st.user.to_dict().get("email"))
    return user_name()


def session_store() -> Store | None:
    """Return the store of this session alone, made when first asked for; None for who needs none.

    Who may change the common store has no other.

    Raises:
        StoreError: as many visitors have one already as there is room for.

    """
    return None if may_change() else open_own_store()
