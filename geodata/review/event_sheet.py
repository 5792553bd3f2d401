"""The events of an article while corrections are applied to them, one act after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geodata.events.wording import SENTENCE_SIZE, sketch
from geodata.models import Event, Span
from geodata.review.records import EventState
from geodata.review.saying import said_fields, status_after
from geodata.review.speakers import figures_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import Mention, Place, ReviewStatus, Source
    from geodata.review.mention_sheet import Move
    from geodata.review.records import Correction

__all__ = ["EventSheet"]

_PERSON = "review"
_NEAR = 2


@dataclass(slots=True)
class _Held:
    """An event as it is by now; `was` is the status it last had without being rejected."""

    event: Event
    was: ReviewStatus = "unreviewed"


class EventSheet:
    """Events by position: those of the machine, then those added, in the order of the acts."""

    def __init__(
        self, text: str, source: Source, events: Sequence[Event], homes: Mapping[str, int]
    ) -> None:
        """Take the events of an article.

        Args:
            text: of the article.
            source: what events that are added come from.
            events: those of the machine.
            homes: id of a target -> the position of the event that it is; the event takes that id.

        """
        self._text = text
        self._source = source
        self._held = [_Held(event) for event in events]
        self._of_target = dict(homes)
        for target_id, position in homes.items():
            held = self._held[position]
            held.event = replace(held.event, event_id=target_id)

    @property
    def events(self) -> list[Event]:
        """The events by position, with what was said of them."""
        return [held.event for held in self._held]

    def apply(self, act: Correction, span: Span | None, mentions: Sequence[Mention]) -> None:
        """Apply an act on an event.

        An event that is not found any more is there again where the act says what it is.

        Args:
            act: the act.
            span: the excerpt that it quotes, as it stands now; None where it is lost.
            mentions: those of the article by position, as they are by now.

        """
        position = self._of_target.get(act.target_id)
        if position is None and span is not None and isinstance(act.after, EventState):
            position = self._insert(act, span, act.after, mentions)
        if position is None:
            return
        held = self._held[position]
        said = said_fields(act)
        if "figures" in said and span is not None:
            moved_by = span.start - act.anchor.span.start
            said["figures"] = figures_in(self._text, said["figures"], moved_by=moved_by)
        status = status_after(held.event.review, act, was=held.was)
        held.event = replace(_said(held.event, said, mentions), review=status)
        held.was = held.was if status == "rejected" else status

    def rest_on(self, position: int, mention: Mention, place: Place | None) -> None:
        """Let the events that people brought back rest on a mention that they brought back after.

        Args:
            position: that of the mention.
            mention: it stands in their excerpt.
            place: what it meant before the act that brought it back; theirs must be the same.

        """
        for held in self._held:
            event = held.event
            inside = event.excerpt.start <= mention.start and mention.end <= event.excerpt.end
            shared = not _ids(place).isdisjoint(_ids(event.place, event.origin))
            if event.why == _PERSON and inside and shared:
                held.event = replace(event, mentions=(*event.mentions, position))

    def move(self, move: Move, precision: int) -> None:
        """Move the events that rest on a mention with it, where they are at its place.

        `precision` is the `where_prec` of the mention now.
        """
        before = move.before
        if before is None or before == move.after:
            return
        for held in self._held:
            if move.position in held.event.mentions:
                held.event = _moved(held.event, before, move.after, precision)

    def _insert(
        self, act: Correction, span: Span, state: EventState, mentions: Sequence[Mention]
    ) -> int:
        excerpt = self._text[slice(*span)]
        start = min(span.start + state.trigger.start, span.end)
        event = Event(
            act.target_id,
            self._source,
            state.kind,
            state.phase,
            state.place,
            state.where_prec,
            state.origin,
            state.actors,
            figures_in(self._text, state.figures, moved_by=span.start - act.anchor.span.start),
            state.date,
            state.status,
            span,
            Span(start, min(span.start + state.trigger.end, span.end)),
            (),
            _PERSON,
            wording=sketch(excerpt, SENTENCE_SIZE),
        )
        event = replace(event, mentions=_resting_on(event, (), mentions))
        self._held.append(_Held(event))
        self._of_target[act.target_id] = len(self._held) - 1
        return len(self._held) - 1


def _said(event: Event, said: Mapping[str, Any], mentions: Sequence[Mention]) -> Event:
    """Return an event with what a person says of its fields."""
    fields = {name: value for name, value in said.items() if name != "trigger"}
    changed = replace(event, **fields)
    if _ids(changed.place, changed.origin) == _ids(event.place, event.origin):
        return changed
    left = _ids(event.place, event.origin) - _ids(changed.place, changed.origin)
    kept = [i for i in event.mentions if _ids(mentions[i].place).isdisjoint(left)]
    return replace(changed, mentions=_resting_on(changed, kept, mentions))


def _resting_on(event: Event, kept: Sequence[int], mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Return the mentions kept and those in the excerpt that name the place or the origin."""
    wanted = _ids(event.place, event.origin)
    named = (
        i
        for i, mention in enumerate(mentions)
        if event.excerpt.start <= mention.start
        and mention.end <= event.excerpt.end
        and mention.review != "rejected"
        and not _ids(mention.place).isdisjoint(wanted)
    )
    return tuple(sorted({*kept, *named}))


def _moved(event: Event, before: Place, after: Place | None, precision: int) -> Event:
    if event.origin is not None and event.origin.place_id == before.place_id:
        event = replace(event, origin=after)
    if event.place is None or event.place.place_id != before.place_id:
        return event
    if after is None:
        return replace(event, place=None, where_prec=None)
    # What is told near one town is told near the other.
    near = event.where_prec == _NEAR and precision == 1
    return replace(event, place=after, where_prec=_NEAR if near else precision)


def _ids(*places: Place | None) -> frozenset[str]:
    return frozenset(place.place_id for place in places if place is not None)
