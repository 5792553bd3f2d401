"""Making corrections: one function for each thing that a person can do.

Who did it and when comes from outside, so that the same acts give the same records.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.errors import ReviewError
from geodata.models import Place, stable_id
from geodata.review.anchoring import make_anchor
from geodata.review.checking import check_correction, check_place
from geodata.review.records import Correction, EventState, MentionState
from geodata.review.targets import mention_id, state_of, stretch_of, target_id_of

if TYPE_CHECKING:
    import datetime as dt

    from geodata.models import Article, PlaceType, Span
    from geodata.review.records import Act, Scope, State
    from geodata.review.targets import Target

__all__ = [
    "Signed",
    "add_event",
    "add_mention",
    "change",
    "confirm",
    "note",
    "place_at",
    "reject",
    "undo",
]

# A point that a person clicked on or typed is a town or a site unless they say otherwise.
_POINT_KM = 1.0
_POINT_DIGITS = 5  # of a degree: a metre


@dataclass(frozen=True, slots=True)
class Signed:
    """Who acts, when and why; `seen` is the last act on the same target that they had before them.

    `reason` is the text of a note.
    """

    reviewer: str
    made_at: dt.datetime
    reason: str | None = None
    seen: str | None = None
    correction_id: str = field(default_factory=lambda: uuid.uuid4().hex)


def confirm(article: Article, target: Target, by: Signed, *, scope: Scope = "one") -> Correction:
    """Return the act of saying that a mention or an event is right as it is.

    Confirming the article itself says that all in it was looked at.

    Raises:
        ReviewError: what is said cannot be.

    """
    state = state_of(target)
    return _act("confirm", article, target, by, after=state, scope=scope)


def reject(article: Article, target: Target, by: Signed, *, scope: Scope = "one") -> Correction:
    """Return the act of saying that a name is no place, or that no such event is told.

    Raises:
        ReviewError: what is said cannot be.

    """
    return _act("reject", article, target, by, after=None, scope=scope)


def change(
    article: Article, target: Target, after: State, by: Signed, *, scope: Scope = "one"
) -> Correction:
    """Return the act of saying what is right instead; `after` is `state_of` with changes.

    Only the fields that differ are a person's word; the rest stays the machine's.

    Raises:
        ReviewError: nothing is changed, or what is said cannot be.

    """
    return _act("change", article, target, by, after=after, scope=scope)


def note(article: Article, target: Target, by: Signed) -> Correction:
    """Return a note on a target, which is the reason given; it changes nothing.

    Raises:
        ReviewError: there is no reason.

    """
    return _act("note", article, target, by, after=state_of(target), scope="one")


def add_mention(article: Article, span: Span, state: MentionState, by: Signed) -> Correction:
    """Return the act of adding a name that was missed.

    Raises:
        ReviewError: the stretch is empty or outside the text, or what is said cannot be.

    """
    target_id = mention_id(article.article_id, article.content_sha256, *span)
    return _added(article, span, state, by, target_id)


def add_event(article: Article, excerpt: Span, state: EventState, by: Signed) -> Correction:
    """Return the act of adding an event that was missed; its id depends on this act, too.

    Raises:
        ReviewError: the stretch is empty or outside the text, or what is said cannot be.

    """
    sha256 = article.content_sha256
    target_id = stable_id("added", article.article_id, sha256, *excerpt, by.correction_id)
    return _added(article, excerpt, state, by, target_id)


def undo(correction: Correction, by: Signed) -> Correction:
    """Return the act of taking back another act; taking back an undo does the act again."""
    made = Correction(
        by.correction_id,
        by.made_at,
        by.reviewer,
        "undo",
        correction.article_id,
        correction.target_id,
        correction.anchor,
        correction.after,
        correction.before,
        reason=by.reason,
        scope=correction.scope,
        undoes=correction.correction_id,
        seen=by.seen,
    )
    check_correction(made)
    return made


def place_at(
    lat: float,
    lon: float,
    *,
    name: str,
    country_code: str | None = None,
    kind: PlaceType = "site",
    radius_km: float = _POINT_KM,
) -> Place:
    """Return a place that no gazetteer has, at a point in degrees that a person gave.

    Raises:
        ReviewError: there is no such point, or no name.

    """
    lat, lon = round(lat, _POINT_DIGITS), round(lon, _POINT_DIGITS)
    place = Place(f"point:{lat},{lon}", name.strip(), kind, country_code, lat, lon, radius_km)
    check_place(place)
    return place


def _added(article: Article, span: Span, state: State, by: Signed, target_id: str) -> Correction:
    if not 0 <= span.start < span.end <= len(article.text):
        raise ReviewError(
            f"{span.start} to {span.end} is no stretch of a text of {len(article.text)} characters"
        )
    made = Correction(
        by.correction_id,
        by.made_at,
        by.reviewer,
        "add",
        article.article_id,
        target_id,
        make_anchor(article.text, span, text_sha256=article.content_sha256),
        None,
        state,
        reason=by.reason,
        seen=by.seen,
    )
    check_correction(made)
    return made


def _act(
    act: Act, article: Article, target: Target, by: Signed, *, after: State | None, scope: Scope
) -> Correction:
    sha256 = article.content_sha256
    made = Correction(
        by.correction_id,
        by.made_at,
        by.reviewer,
        act,
        article.article_id,
        target_id_of(target, article),
        make_anchor(article.text, stretch_of(target), text_sha256=sha256),
        state_of(target),
        after,
        reason=by.reason,
        scope=scope,
        seen=by.seen,
    )
    check_correction(made)
    return made
