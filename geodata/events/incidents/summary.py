"""An incident from its tellings: what they agree on most precisely, and where they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.events.incidents.copies import find_first_articles
from geodata.events.incidents.figures import range_figures
from geodata.models import STATUSES, DateRange, Incident, stable_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.incidents.telling import Telling
    from geodata.models import Event, EventStatus, Phase, Place

__all__ = ["make_incident"]

# How far troops have come; those who stand ready are told of apart from those on their way.
_PROGRESS: dict[Phase | None, int] = {
    None: 0,
    "announced": 1,
    "alert": 2,
    "staging": 3,
    "moving": 4,
    "arrived": 5,
}
_UNKNOWN_DAY = 10**7  # after every day of the calendar


def make_incident(tellings: Sequence[Telling]) -> Incident:
    """Return the incident of tellings that agree, given from the most exact to the vaguest.

    Its id is made from its earliest telling and stays when later articles tell it again.
    """
    exact = tellings[0].event
    events = tuple(telling.event for telling in sorted(tellings, key=_when_told))
    first = find_first_articles(events)
    return Incident(
        stable_id("incident", events[0].event_id),
        exact.kind,
        max((event.phase for event in events), key=lambda phase: _PROGRESS[phase]),
        _status(events),
        exact.place,
        exact.where_prec,
        _origin(events),
        _actors(events),
        _date(tellings),
        range_figures(events, frozenset(first)),
        events,
        len(first),
    )


def _when_told(telling: Telling) -> tuple[int, str, int, str]:
    source = telling.event.source
    day = _UNKNOWN_DAY if source.published is None else source.published.end.toordinal()
    return day, source.article_id, telling.event.excerpt.start, telling.event.event_id


def _status(events: Sequence[Event]) -> EventStatus:
    """Return the status that says most: what one article plans, another tells as done."""
    told = {event.status for event in events}
    return next(status for status in STATUSES if status in told)


def _origin(events: Sequence[Event]) -> Place | None:
    """Return the origin told of most precisely; of those the most frequent, then the first."""
    origins = [event.origin for event in events if event.origin is not None]
    counts = Counter(origin.place_id for origin in origins)
    return max(
        origins,
        key=lambda origin: (origin.type != "country", counts[origin.place_id]),
        default=None,
    )


def _actors(events: Sequence[Event]) -> tuple[str, ...]:
    """Return all actors, those that most tellings name first, then in their order."""
    counts = Counter(actor for event in events for actor in event.actors)
    return tuple(actor for actor, _ in counts.most_common())


def _date(tellings: Sequence[Telling]) -> DateRange | None:
    """Return the day or days that are stated most exactly; of a course from first to last."""
    stated = [t.event.date for t in tellings if t.event.date is not None]
    if not stated:
        return None
    exact = min(stated, key=lambda date: date.end - date.start)
    if tellings[0].kind in {"violence", "protest"}:
        return exact
    length = exact.end - exact.start
    as_exact = [date for date in stated if date.end - date.start == length]
    return DateRange(min(d.start for d in as_exact), max(d.end for d in as_exact))
