"""The gate before all pages: who may not read sees why, and nothing of the articles."""

from __future__ import annotations

import logging
import time
from functools import cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

import streamlit as st

from geodata.errors import ExportError, SignInError
from geodata.ui.access.returning import go_where_wanted, keep_wanted, own_query
from geodata.ui.access.settings import has_sign_in, settings_now
from geodata.ui.access.standing import Refusal, judge
from geodata.ui.state.embedding import is_embedded
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.ui.state.navigation import PageName

__all__ = ["reads_now", "recheck_reader", "require_reader", "show_reader", "while_reading"]

_LOG = logging.getLogger(__name__)


def require_reader(page: PageName) -> None:
    """Go on only where the reader may read; else draw why not, and end the run.

    Without `[auth]` in secrets.toml everybody may.
    """
    if not has_sign_in():
        return
    refusal, providers = _judge_now(st.user.to_dict())
    if refusal is not None:
        _show_refusal(refusal, page, providers)
        st.stop()
    if not is_embedded():
        go_where_wanted(page)


def reads_now() -> bool:
    """Whether the reader may read at this moment; without a sign-in everybody may."""
    return not has_sign_in() or _judge_now(st.user.to_dict())[0] is None


def recheck_reader() -> None:
    """Where the reader may read no longer, run the whole page again, which says so; for fragments.

    A page may stay open for days, and a fragment does not come by the gate.
    """
    if not reads_now():
        st.rerun()


def while_reading(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file for this reader, as long as they may read; for download buttons.

    A file is made outside of any run of a page, so the gate does not see who asks for it.
    """
    if not has_sign_in():
        return make
    claims = st.user.to_dict()

    def make_if_allowed() -> bytes:
        if _judge_now(claims)[0] is not None:
            raise ExportError("no file for whoever may read no longer; reload the page to sign in")
        return make()

    return make_if_allowed


def show_reader() -> None:
    """Draw who is signed in and a way out, for the end of the sidebar; nothing without sign-in."""
    if not has_sign_in():
        return
    claims = st.user.to_dict()
    name, address = str(claims.get("name") or ""), str(claims.get("email") or "")
    second = f"<br>{isolate(address)}" if name and name != address else ""
    st.html(f'<div class="sp sp-sub">{isolate(name or address)}{second}</div>')
    _show_sign_out(_("Sign out"), kind="tertiary")


def _judge_now(
    claims: Mapping[str, object],
) -> tuple[Refusal | None, tuple[str | None, ...]]:
    """Return why a reader of these claims may not read, if so, and the providers to sign in at."""
    try:
        settings = settings_now()
    except SignInError as error:
        _report(str(error))
        return Refusal.BROKEN, ()
    return judge(claims, settings, time.time()), settings.providers


@cache
def _report(message: str) -> None:
    """Tell the operator what is wrong with the settings, once."""
    _LOG.error("sign-in lets nobody in: %s", message)


def _show_refusal(refusal: Refusal, page: PageName, providers: tuple[str | None, ...]) -> None:
    title, sentence = _words(refusal)
    st.html(
        f'<div class="sp sp-gate"><h1 class="sp-title">{escape(title)}</h1><p>{sentence}</p></div>'
    )
    if is_embedded():
        _show_way_out_of_the_frame(refusal)
    elif refusal in {Refusal.UNVERIFIED, Refusal.NOT_LISTED}:
        _show_sign_out(_("Sign out and use another address"), kind="secondary")
    else:
        for provider in providers:
            _show_sign_in(provider, page, alone=len(providers) == 1)


def _words(refusal: Refusal) -> tuple[str, str]:
    """Return the title and, as HTML, the sentence below it."""
    claim = str(st.user.to_dict().get("email") or _("without an address"))
    address = f"<b>{isolate(claim)}</b>"
    match refusal:
        case Refusal.SIGNED_OUT:
            return _("Please sign in"), escape(
                _("This map is open to readers whom its operator has invited.")
            )
        case Refusal.EXPIRED:
            return _("Your sign-in has expired"), escape(
                _("Sign in again; you come back to this page.")
            )
        case Refusal.UNVERIFIED:
            return _("Your address is not confirmed"), escape(
                _(
                    "You are signed in as {address}, but the service you signed in with does not "
                    "vouch for that address. Confirm it there, then sign in again."
                )
            ).replace("{address}", address)
        case Refusal.NOT_LISTED:
            return _("You are not one of the readers"), escape(
                _(
                    "You are signed in as {address}. This address is not on the list of readers; "
                    "ask whoever runs this site to add it."
                )
            ).replace("{address}", address)
        case Refusal.BROKEN:
            return _("Nobody can sign in at the moment"), escape(
                _("Sign-in is not set up rightly. The reason is in the server's log.")
            )


def _show_sign_in(provider: str | None, page: PageName, *, alone: bool) -> None:
    label = _("Sign in")
    if not alone:
        label = _("Sign in with {service}").format(service=str(provider).title())
    st.button(
        label,
        key=f"sign_in_{provider or ''}",
        type="primary",
        on_click=_sign_in,
        args=(provider, page),
    )


def _sign_in(provider: str | None, page: PageName) -> None:
    keep_wanted(page)
    st.login(provider)


def _show_sign_out(label: str, *, kind: Literal["secondary", "tertiary"]) -> None:
    st.button(label, key="sign_out", type=kind, on_click=st.logout)


def _show_way_out_of_the_frame(refusal: Refusal) -> None:
    """Link to the page itself: what a frame of another site shows must not ask for a sign-in."""
    if refusal is Refusal.BROKEN:
        return
    address = escape(f"?{urlencode(own_query(), doseq=True)}")
    label = escape(_("Open in a new tab and sign in"))
    link = f'<a href="{address}" target="_blank" rel="noopener">{label}</a>'
    st.html(f'<div class="sp"><p>{link}</p></div>')
