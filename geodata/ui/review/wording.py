"""Acts and what they changed, in the reader's words.

Reasons, names of places and of reviewers come from people: the words are plain text, to be escaped
where they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from babel.dates import format_datetime, format_skeleton

from geodata.review import differences
from geodata.ui.review.targets import place_words
from geodata.ui.wording.i18n import N_, _, language
from geodata.ui.wording.review_words import review_label, review_sign
from geodata.ui.wording.words import (
    actor_words,
    date_text,
    figure_words,
    joined,
    kind_label,
    phase_label,
    status_choice,
    usage_label,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from geodata.models import Figure, ReviewStatus
    from geodata.review import Act, Correction

__all__ = [
    "act_words",
    "change_words",
    "moment_words",
    "reviewer_words",
    "said_words",
]

_ACTS: Mapping[Act, str] = {
    "confirm": N_("confirmed"),
    "reject": N_("rejected"),
    "change": N_("changed"),
    "add": N_("added"),
    "note": N_("noted"),
    "undo": N_("taken back"),
}
_FIELDS: Mapping[str, str] = {
    "kind": N_("Kind"),
    "phase": N_("Phase"),
    "status": N_("Status"),
    "place": N_("Place"),
    "origin": N_("From where"),
    "actors": N_("Who"),
    "figures": N_("Figures"),
    "date": N_("Date"),
    "usage": N_("Used as"),
    "published": N_("Published"),
    "publisher": N_("Publisher"),
    "url": N_("Address"),
    "author": N_("Author"),
}


def act_words(correction: Correction) -> str:
    """Return what was done, in a word: `changed`."""
    return _(_ACTS[correction.act])


def reviewer_words(reviewer: str) -> str:
    """Return a reviewer as readers see them: of an address what stands before the @."""
    return reviewer.partition("@")[0] or reviewer


def moment_words(moment: dt.datetime, *, clock: bool = False) -> str:
    """Return when something was done, in the reader's time zone; in full with `clock`."""
    there = moment.astimezone(_zone())
    if clock:
        return format_datetime(there, "short", tzinfo=there.tzinfo, locale=language())
    return format_skeleton("MMMMd", there, tzinfo=there.tzinfo, locale=language())


def said_words(review: ReviewStatus, correction: Correction) -> str:
    """Return what was said, by whom and when: `✓ confirmed by Anna, 3 March`."""
    return _("{sign} {said} by {name}, {day}").format(
        sign=review_sign(review),
        said=review_label(review),
        name=reviewer_words(correction.reviewer),
        day=moment_words(correction.made_at),
    )


def change_words(correction: Correction) -> str:
    """Return what an act has changed: `Place: Almaty → Astana; Kind: Protest → Violence`.

    Empty where it changed nothing, such as a note or a confirmation.
    """
    before, after = correction.before, correction.after
    if after is None:
        return ""
    found = [one for one in differences(before, after) if one.field in _FIELDS]
    return "; ".join(
        f"{_(_FIELDS[one.field])}: "
        + ("" if before is None else f"{_value(one.field, one.before) or '–'} → ")
        + (_value(one.field, one.after) or "–")
        for one in found
    )


def _value(name: str, value: Any) -> str:
    if value is None:
        return _("no place") if name == "place" else ""
    words: Callable[[Any], str] = _VALUES.get(name, str)
    return words(value)


def _figures(figures: Sequence[Figure]) -> str:
    return joined([figure_words(one) for one in figures])


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "kind": kind_label,
    "phase": phase_label,
    "status": status_choice,
    "place": place_words,
    "origin": place_words,
    "actors": actor_words,
    "figures": _figures,
    "date": date_text,
    "published": date_text,
    "usage": usage_label,
}


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
