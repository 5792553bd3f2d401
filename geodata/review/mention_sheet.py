"""The mentions of an article while corrections are applied to them, one act after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer import fold
from geodata.mentions.finder import PRECISION_UNKNOWN
from geodata.models import Mention
from geodata.places.precision import where_precision
from geodata.review.records import MentionState
from geodata.review.saying import said_fields, status_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Place, ReviewStatus, Span
    from geodata.review.records import Correction

__all__ = ["MentionSheet", "Move"]

_PERSON = "review"  # who found it, as a mention's `why` says it
_NEAR = 2
# A name found again with an ending or a part more shares so much of its stretch.
_LEAST_OVERLAP = 0.5


class Move(NamedTuple):
    """A mention, by its position, that means another place than before."""

    position: int
    before: Place | None
    after: Place | None


@dataclass(slots=True)
class _Held:
    """A mention as it is by now; `was` is the status it last had without being rejected."""

    mention: Mention
    was: ReviewStatus = "unreviewed"


class MentionSheet:
    """Mentions by position: those of the machine, then those added, in the order of the acts."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._held = [_Held(mention) for mention in mentions]
        self._at = {(held.mention.start, held.mention.end): i for i, held in enumerate(self._held)}

    @property
    def mentions(self) -> list[Mention]:
        """The mentions by position, with what was said of them."""
        return [held.mention for held in self._held]

    def apply(self, act: Correction, span: Span) -> list[Move]:
        """Apply an act on the name at a stretch, and return what means another place now.

        A name that is not there any more is there again where the act says what it is.
        """
        position = self._position(span)
        alike = self._alike(act, position) if act.scope == "name" else []
        if position is None and isinstance(act.after, MentionState):
            seen = act.before if isinstance(act.before, MentionState) else act.after
            position = self._insert(span, seen)
        own = [] if position is None else [position]
        return [self._say(one, act) for one in dict.fromkeys((*own, *alike))]

    def _position(self, span: Span) -> int | None:
        """Return the mention at a stretch, else the one that shares most of it; ties the first."""
        exact = self._at.get((span.start, span.end))
        if exact is not None:
            return exact
        shares = [(_overlap(span, held.mention), -i) for i, held in enumerate(self._held)]
        best, position = max(shares, default=(0.0, 0))
        return -position if best >= _LEAST_OVERLAP else None

    def _alike(self, act: Correction, position: int | None) -> list[int]:
        """Return the mentions of the same name with the same place before the act."""
        before = act.before.place if isinstance(act.before, MentionState) else None
        places = {_place_id(before)}
        if position is not None:
            places.add(_place_id(self._held[position].mention.place))
        name = fold(act.anchor.exact)
        return [
            i
            for i, held in enumerate(self._held)
            if fold(held.mention.surface) == name and _place_id(held.mention.place) in places
        ]

    def _insert(self, span: Span, state: MentionState) -> int:
        """Add a mention as the person had it before them, and return its position."""
        surface, place = self._text[slice(*span)], state.place
        # The gazetteer's spelling is known where the place is called just so.
        form = surface if place is not None and fold(surface) == fold(place.name) else None
        made = Mention(*span, surface, state.usage, None, 0.0, PRECISION_UNKNOWN, _PERSON, form)
        self._held.append(_Held(made if place is None else _placed(made, place)))
        self._at[span.start, span.end] = len(self._held) - 1
        return len(self._held) - 1

    def _say(self, position: int, act: Correction) -> Move:
        """Set what an act says of the mention at a position, and return how its place changed."""
        held = self._held[position]
        before, said = held.mention.place, said_fields(act)
        if "usage" in said:
            held.mention = replace(held.mention, usage=said["usage"], usage_score=1.0)
        if "place" in said:
            held.mention = _placed(held.mention, said["place"])
        status = status_after(held.mention.review, act, was=held.was)
        held.mention = replace(held.mention, review=status)
        held.was = held.was if status == "rejected" else status
        return Move(position, before, held.mention.place)


def _placed(mention: Mention, place: Place | None) -> Mention:
    """Return a mention with the place that a person says it means, or says nobody knows."""
    if place is None:
        if mention.place is None:
            return mention
        return replace(mention, place=None, confidence=0.0, where_prec=PRECISION_UNKNOWN)
    if _place_id(mention.place) == place.place_id:
        return replace(mention, place=place, confidence=1.0)
    near = mention.where_prec == _NEAR
    precision = where_precision(mention, place, near=near)
    return replace(mention, place=place, confidence=1.0, where_prec=precision)


def _place_id(place: Place | None) -> str | None:
    return None if place is None else place.place_id


def _overlap(span: Span, mention: Mention) -> float:
    """Return what a stretch and a mention share, as a share of what both cover."""
    shared = min(span.end, mention.end) - max(span.start, mention.start)
    if shared <= 0:
        return 0.0
    return shared / (max(span.end, mention.end) - min(span.start, mention.start))
