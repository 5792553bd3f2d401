"""What a correction must be to be kept: nobody can mend it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import ReviewError
from geodata.review.records import ArticleState, EventState, MentionState

if TYPE_CHECKING:
    from geodata.models import Figure, Place
    from geodata.review.records import Anchor, Correction, State

__all__ = ["LONGEST_REASON", "check_correction", "check_place"]

# Characters of a note: a page of it.
LONGEST_REASON = 2_000
_LONGEST_ID = 100
_LONGEST_NAME = 300  # of a reviewer, an actor, a place
_LONGEST_ADDRESS = 2_000
_SCHEMES = ("https://", "http://")
_LEAST_PRECISION, _MOST_PRECISION = 1, 7  # UCDP's where_prec
_FARTHEST_LAT, _FARTHEST_LON = 90.0, 180.0


def check_correction(correction: Correction) -> None:
    """Refuse a correction that says what cannot be.

    Raises:
        ReviewError: it does; the message names what.

    """
    for name in ("correction_id", "article_id", "target_id"):
        _check_words(name, getattr(correction, name), _LONGEST_ID)
    _check_words("reviewer", correction.reviewer, _LONGEST_NAME)
    if correction.made_at.utcoffset() is None:
        raise ReviewError(
            f"made_at must say its time zone, as in 2022-01-06T12:00:00Z, not {correction.made_at}"
        )
    if correction.reason is not None:
        _check_words("reason", correction.reason, LONGEST_REASON)
    _check_anchor(correction.anchor)
    _check_states(correction)
    for state in (correction.before, correction.after):
        if state is not None:
            _check_state(state, correction.anchor)
    if correction.act == "change" and isinstance(correction.after, ArticleState):
        _check_article(correction.after, correction.before)


def check_place(place: Place) -> None:
    """Refuse a place that lies nowhere on earth.

    Raises:
        ReviewError: it does; the message names what.

    """
    _check_words("place_id", place.place_id, _LONGEST_NAME)
    _check_words("name of a place", place.name, _LONGEST_NAME)
    if (place.lat is None) != (place.lon is None):
        raise ReviewError(f"a place has both latitude and longitude, or neither: {place.name}")
    if place.lat is not None and not abs(place.lat) <= _FARTHEST_LAT:  # nor is it NaN
        raise ReviewError(f"a latitude lies between -90 and 90, not {place.lat}")
    if place.lon is not None and not abs(place.lon) <= _FARTHEST_LON:
        raise ReviewError(f"a longitude lies between -180 and 180, not {place.lon}")
    if not 0 <= place.radius_km < float("inf"):
        raise ReviewError(f"a radius is a number of km from 0 up, not {place.radius_km}")


def _check_words(what: str, text: str, longest: int) -> None:
    """Refuse what is empty, too long, or no text that a file can hold."""
    if not text.strip():
        raise ReviewError(f"{what} must not be empty")
    if len(text) > longest:
        raise ReviewError(f"{what} has at most {longest} characters, not {len(text)}; shorten it")
    if not _is_writable(text):
        raise ReviewError(f"{what} holds half of a character (a surrogate) or a zero byte")


def _is_writable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _check_anchor(anchor: Anchor) -> None:
    start, end = anchor.span
    if not 0 <= start < end or len(anchor.exact) != end - start:
        raise ReviewError(
            f"an anchor quotes the text from its start to its end: {start} to {end} are not the "
            f"{len(anchor.exact)} characters quoted"
        )
    if not all(map(_is_writable, (anchor.exact, anchor.prefix, anchor.suffix))):
        raise ReviewError("an anchor must not hold half of a character (a surrogate)")


def _check_states(correction: Correction) -> None:
    """Refuse states before and after that do not go with the act."""
    act, before, after = correction.act, correction.before, correction.after
    has = {
        "confirm": before is not None and before == after,
        "reject": before is not None and after is None,
        "change": before is not None and after is not None and before != after,
        "add": before is None and isinstance(after, MentionState | EventState),
        "note": before == after,
        "undo": correction.undoes is not None,
    }
    if not has[act]:
        raise ReviewError(f"the states before and after are not those of the act {act!r}")
    if before is not None and after is not None and type(before) is not type(after):
        raise ReviewError("the states before and after must be of one sort")
    if act == "reject" and isinstance(before, ArticleState):
        raise ReviewError("an article is removed, not rejected")
    if act == "note" and correction.reason is None:
        raise ReviewError("a note must say something")
    if act != "undo" and correction.undoes is not None:
        raise ReviewError(f"only an undo takes back another act, not the act {act!r}")


def _check_state(state: State, anchor: Anchor) -> None:
    if isinstance(state, ArticleState):
        return
    if state.place is not None:
        check_place(state.place)
    if isinstance(state, EventState):
        _check_event(state, anchor)


def _check_article(state: ArticleState, before: State | None) -> None:
    """Refuse what a person says of an article; what the machine read there stands as it is."""
    for name in ("publisher", "url", "author"):
        said = getattr(state, name)
        if said is not None and said != getattr(before, name, None):
            _check_words(name, said, _LONGEST_NAME if name != "url" else _LONGEST_ADDRESS)
            if name == "url" and not said.startswith(_SCHEMES):
                raise ReviewError("url must begin with https:// or http://")


def _check_event(state: EventState, anchor: Anchor) -> None:
    if state.origin is not None:
        check_place(state.origin)
    if (state.place is None) != (state.where_prec is None):
        raise ReviewError(
            "an event has a precision (where_prec) where it has a place, and only there"
        )
    if state.where_prec is not None and not _LEAST_PRECISION <= state.where_prec <= _MOST_PRECISION:
        raise ReviewError(f"where_prec lies between 1 and 7, not {state.where_prec}")
    if state.phase is not None and state.kind != "deployment":
        raise ReviewError(f"only a deployment has a phase, no event of the kind {state.kind}")
    for actor in state.actors:
        _check_words("actor", actor, _LONGEST_NAME)
    for figure in state.figures:
        _check_figure(figure)
    if not 0 <= state.trigger.start <= state.trigger.end <= len(anchor.exact):
        raise ReviewError("the trigger must lie within the excerpt")


def _check_figure(figure: Figure) -> None:
    if not 0 <= figure.minimum <= figure.maximum:
        raise ReviewError(
            f"a figure lies between its least and its most, both from 0 up, not {figure.minimum} "
            f"to {figure.maximum}"
        )
