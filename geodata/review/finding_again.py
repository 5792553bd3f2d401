"""Which event of a new extraction is the one that a person spoke of.

Where the engine gives the same id, it is that event. Else the excerpts overlap, and the word that
gave the event away or the kind is the same; of several the one alike in most: trigger, kind, place,
actors, then excerpt. What was rejected is only found again at the same place: that it does not
happen here says nothing of there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geodata.models import Span
from geodata.review.records import EventState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import Event, Place
    from geodata.review.records import Correction

__all__ = ["find_again"]

# The shorter of two excerpts of one event lies in the other by so much.
_LEAST_OVERLAP = 0.5


class _Likeness(NamedTuple):
    """How alike an event is to one that was spoken of; the greater the better."""

    trigger: bool
    kind: bool
    place: bool
    actors: bool
    overlap: float
    nearness: int


def find_again(
    acts: Sequence[Correction], spans: Mapping[str, Span], events: Sequence[Event]
) -> dict[str, int]:
    """Return id of target -> position of the event that it is; those not found are left out.

    Each event is one target's at most; the most alike pair first, ties by log and text.

    Args:
        acts: the standing acts on events.
        spans: id of target -> where its excerpt stands now, for those not lost.
        events: what the engine finds now.

    """
    by_id = {event.event_id: i for i, event in enumerate(events)}
    targets: dict[str, list[Correction]] = {}
    for act in acts:
        targets.setdefault(act.target_id, []).append(act)
    found = {target_id: by_id[target_id] for target_id in targets if target_id in by_id}
    taken = set(found.values())
    pairs = sorted(
        (
            (likeness, -order, -i, target_id)
            for order, (target_id, own) in enumerate(targets.items())
            if target_id not in found and target_id in spans
            for i, event in enumerate(events)
            if i not in taken and (likeness := _likeness(event, own, spans[target_id])) is not None
        ),
        reverse=True,
    )
    for _, _, minus, target_id in pairs:
        if target_id not in found and -minus not in taken:
            found[target_id] = -minus
            taken.add(-minus)
    return found


def _likeness(event: Event, acts: Sequence[Correction], span: Span) -> _Likeness | None:
    """Return how alike an event is to what the acts are on; None where it is another one."""
    states = [
        state for act in acts for state in (act.before, act.after) if isinstance(state, EventState)
    ]
    overlap = _overlap(span, event.excerpt)
    if overlap < _LEAST_OVERLAP or not states:
        return None
    triggers = [_absolute(state.trigger, span) for state in states]
    has_trigger = any(_overlap(one, event.trigger) > 0 for one in triggers)
    has_kind = any(state.kind == event.kind for state in states)
    has_place = _place_id(event.place) in {_place_id(state.place) for state in states}
    if not (has_trigger or has_kind) or (acts[-1].act == "reject" and not has_place):
        return None
    return _Likeness(
        has_trigger,
        has_kind,
        has_place,
        any(state.actors == event.actors for state in states),
        overlap,
        -min(abs(one.start - event.trigger.start) for one in triggers),
    )


def _absolute(trigger: Span, excerpt: Span) -> Span:
    return Span(excerpt.start + trigger.start, excerpt.start + trigger.end)


def _overlap(one: Span, other: Span) -> float:
    """Return what two stretches share, as a share of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared / shorter if shared > 0 else 0.0


def _place_id(place: Place | None) -> str | None:
    return None if place is None else place.place_id
