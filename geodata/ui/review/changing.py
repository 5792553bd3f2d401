"""The window in which an event or a mention is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import Event, Mention, Span
from geodata.review import change, state_of
from geodata.ui.access.gate import recheck_reader
from geodata.ui.evidence.cards import excerpt_html
from geodata.ui.review.acts import act, failure
from geodata.ui.review.choosing import Places
from geodata.ui.review.event_form import fill_event
from geodata.ui.review.mention_form import fill_mention
from geodata.ui.review.places import offers
from geodata.ui.review.sentences import sentence_around
from geodata.ui.shelf.library import Told
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import Stretch, escape, isolate, lang, marked_html, plain
from geodata.ui.wording.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.review import Correction
    from geodata.ui.review.desk import Desk
    from geodata.ui.review.targets import Target

__all__ = ["ask_reason", "open_change", "show_save", "show_sentence"]

_TELLING_CHARS = 80


def open_change(desk: Desk, targets: Sequence[Target]) -> None:
    """Open the window for one of several targets, the first at first."""
    window = st.dialog(_("Change"), width="medium")(_show_change)
    window(desk, targets)


def show_sentence(target: Target) -> None:
    """Draw the sentence that is judged, its words marked."""
    st.html(f'<div class="sp">{_sentence(target)}</div>')


def show_save(
    desk: Desk,
    make: Callable[[], Sequence[Correction]],
    *,
    key: str,
    label: str,
    missing: str | None,
) -> None:
    """Draw the button that keeps what a form says; the window stays open where it is not kept."""
    if missing is not None:
        st.html(f'<div class="sp sp-muted">{escape(missing)}</div>')
    if st.button(label, key=f"{key}_save", type="primary", disabled=missing is not None):
        if act(desk, make):
            st.rerun()
        reason = failure() or ""
        st.html(
            f'<div class="sp sp-problems sp-banner" role="alert"><b>{escape(_("Not kept."))}</b> '
            f"{isolate(reason)}</div>"
        )


def _show_change(desk: Desk, targets: Sequence[Target]) -> None:
    recheck_reader()
    target = _chosen(targets)
    key = f"review_form_{target.target_id}"
    show_sentence(target)
    found = target.found
    if isinstance(found, Mention):
        _change_mention(desk, target, found, key)
    else:
        _change_event(desk, target, found, key)


def _change_event(desk: Desk, target: Target, event: Event, key: str) -> None:
    names = [target.extraction.mentions[index] for index in event.mentions]
    name = next((one.form or one.surface for one in names), "")
    places = Places(desk.page, offers(target), name)
    filled = fill_event(places, state_of(event), key=key)
    reason = ask_reason(key)
    missing = filled.missing
    if missing is None and filled.state == state_of(event):
        missing = _("Nothing is changed yet.")
    show_save(
        desk,
        lambda: [change(target.article, event, filled.state, desk.sign(target, reason=reason))],
        key=key,
        label=_("Keep the change"),
        missing=missing,
    )


def _change_mention(desk: Desk, target: Target, mention: Mention, key: str) -> None:
    filled = fill_mention(desk.page, target, mention, state_of(mention), key=key)
    reason = ask_reason(key)
    missing = filled.missing
    if missing is None and filled.state == state_of(mention):
        missing = _("Nothing is changed yet.")

    def make() -> list[Correction]:
        signed = desk.sign(target, reason=reason)
        return [change(target.article, mention, filled.state, signed, scope=filled.scope)]

    show_save(
        desk,
        make,
        key=key,
        label=_("Keep the change"),
        missing=missing,
    )


def _chosen(targets: Sequence[Target]) -> Target:
    """Return the target to be changed; where there are several, the reviewer says which."""
    if len(targets) == 1:
        return targets[0]
    row = st.selectbox(
        _("Which report"),
        range(len(targets)),
        format_func=lambda one: plain(_telling_words(targets[one])),
        key=f"review_which_{targets[0].target_id}",
    )
    return targets[row]


def _telling_words(target: Target) -> str:
    found = target.found
    span = found.excerpt if isinstance(found, Event) else target.span
    publisher = target.article.publisher or _("publisher unknown")
    return f"{publisher}: {quoted(target.article.text[slice(*span)][:_TELLING_CHARS])}"


def ask_reason(key: str) -> str:
    """Draw the field for why something is changed, and return what it says."""
    return st.text_input(
        _("Why (if you like)"), key=f"{key}_reason", max_chars=2000, placeholder=_("for the log")
    )


def _sentence(target: Target) -> str:
    found, article = target.found, target.article
    if isinstance(found, Event):
        return excerpt_html(Told(found, target.extraction))
    name = Span(found.start, found.end)
    shown = marked_html(article.text, *sentence_around(article, name), [Stretch(*name, "sp-place")])
    return f'<p class="sp-excerpt" dir="auto"{lang(article.language)}>{shown}</p>'
