"""The index that joins events into incidents, article by article.

Method: clustering around pivots (Ailon, Charikar and Newman, "Aggregating inconsistent information:
ranking and clustering", Journal of the ACM 55, 2008). Tellings are taken from the most exact to the
vaguest; one that agrees with no pivot before it becomes a pivot, any other joins the pivot that it
fits best. All of an incident agree with its pivot, so that nothing chains: fighting told day by day
stays as many incidents. The pivots are a greedy maximal independent set in a fixed order, which
does not depend on the order in which tellings come and is mended locally when one comes or goes
(Censor-Hillel, Haramaty and Karnin, "Optimal dynamic distributed MIS", PODC 2016).
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeVar

from geodata.errors import InputError
from geodata.events.incidents.agreement import measure
from geodata.events.incidents.grouping import part
from geodata.events.incidents.neighbours import own_keys, place_keys, wider_keys
from geodata.events.incidents.summary import make_incident
from geodata.events.incidents.telling import make_telling
from geodata.models import Event

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from geodata.events.incidents.agreement import Distance
    from geodata.events.incidents.telling import Rank, Telling
    from geodata.models import Incident

__all__ = ["IncidentIndex", "find_incidents"]

Key = TypeVar("Key", bound="Hashable")


def find_incidents(events: Iterable[Event]) -> tuple[Incident, ...]:
    """Return the incidents that events of any number of articles tell, each event in one.

    They come by first day, those without a date last, then by id; in whatever order the events
    are given. An event given twice counts once.

    >>> from geodata import extract_events, find_incidents
    >>> news = ["Bei einer Explosion in Almaty starben am Mittwoch drei Menschen.",
    ...         "In Almaty sind am Mittwoch bei einer Explosion fünf Menschen getötet worden."]
    >>> events = [event for text in news for event in extract_events(text, "de", "2022-01-06")]
    >>> (incident,) = find_incidents(events)
    >>> incident.sources, incident.figures[0].what, incident.figures[0].disputed
    (2, 'dead', True)

    Raises:
        InputError: what is given are no events.

    """
    index = IncidentIndex()
    index.add(events)
    return index.incidents()


class IncidentIndex:
    """Incidents that grow with their articles.

    Adding or removing events touches only what is near them in kind, place and time, and the
    incidents are at any time those that `find_incidents` gives for all the events.
    """

    def __init__(self) -> None:
        self._tellings: dict[str, Telling] = {}
        self._pivot_of: dict[str, Telling] = {}
        self._pivots: defaultdict[Hashable, dict[str, Telling]] = defaultdict(dict)
        self._seekers: defaultdict[Hashable, dict[str, Telling]] = defaultdict(dict)
        self._stars: defaultdict[str, dict[str, Telling]] = defaultdict(dict)
        self._by_article: defaultdict[str, dict[str, Telling]] = defaultdict(dict)
        self._made: dict[str, tuple[Incident, ...]] = {}
        self._new: list[Telling] = []

    def add(self, events: Iterable[Event]) -> None:
        """Add events; those that are there already change nothing.

        Of different events with one id the one whose `repr` comes first is kept; remove an
        article before it is added anew.

        Raises:
            InputError: what is given are no events; then none is added.

        """
        given: dict[str, Event] = {}
        for event in _checked(events):
            held = self._tellings.get(event.event_id)
            known = given.get(event.event_id, None if held is None else held.event)
            if known is None or (known is not event and repr(event) < repr(known)):
                given[event.event_id] = event
        self._register()
        self._forget([event_id for event_id in given if event_id in self._tellings])
        self._new = [make_telling(event) for event in given.values()]
        self._tellings.update((telling.event.event_id, telling) for telling in self._new)
        self._settle(self._new)

    def remove(self, article_id: str) -> None:
        """Remove the events of an article, if there are any."""
        self._register()
        self._forget(sorted(self._by_article.get(article_id, ())))

    def _register(self) -> None:
        """Make the tellings added last known to those that come after them.

        Not before others come: until then nothing changes for them.
        """
        for telling in self._new:
            self._by_article[telling.rank.article_id][telling.event.event_id] = telling
            for key in _sought_keys(telling):
                self._seekers[key][telling.event.event_id] = telling
        self._new = []

    def _forget(self, event_ids: Sequence[str]) -> None:
        """Remove events, and give those that they concern their pivots anew."""
        touched: dict[str, Telling] = {}
        for event_id in event_ids:
            telling = self._tellings.pop(event_id)
            _drop(self._by_article, telling.rank.article_id, event_id)
            for key in _sought_keys(telling):
                _drop(self._seekers, key, event_id)
            for later in self._move(telling, None):
                touched[later.event.event_id] = later
        self._settle(one for one in touched.values() if one.event.event_id in self._tellings)

    def incidents(self) -> tuple[Incident, ...]:
        """Return all incidents, by first day, those without a date last, then by id."""
        for pivot_id, star in self._stars.items():
            if pivot_id not in self._made:
                ordered = sorted(star.values(), key=_rank)
                self._made[pivot_id] = tuple(make_incident(group) for group in part(ordered))
        return tuple(sorted((one for made in self._made.values() for one in made), key=_order))

    def _settle(self, tellings: Iterable[Telling]) -> None:
        """Give each telling its pivot anew, and then those that this concerns.

        What a telling joins hangs on the pivots before it alone; so taking them in their order
        settles each once.
        """
        waiting = {telling.rank: telling for telling in tellings}
        ranks = sorted(waiting, reverse=True)  # by far the most; the heap is for what they concern
        concerned: list[Rank] = []
        while ranks or concerned:
            is_next = not concerned or (ranks and ranks[-1] < concerned[0])
            telling = waiting.pop(ranks.pop() if is_next else heappop(concerned))
            for later in self._move(telling, self._find_pivot(telling)):
                if later.rank not in waiting:
                    waiting[later.rank] = later
                    heappush(concerned, later.rank)

    def _find_pivot(self, telling: Telling) -> Telling:
        """Return the pivot that a telling is nearest to; itself where none, or several as near.

        Where place, day and actors are told the nearest is taken in any case, the more exact of
        equals; only such can be at the very same place, where it is looked for first.
        """
        found = self._agreeing(telling, place_keys(telling))
        if not found or found[0][0].doubtful:
            found = sorted({*found, *self._agreeing(telling, wider_keys(telling))})
        if not found:
            return telling
        distance, _, event_id = found[0]
        is_tie = len(found) > 1 and found[1][0] == distance
        return telling if distance.doubtful and is_tie else self._tellings[event_id]

    def _agreeing(
        self, telling: Telling, keys: Iterable[Hashable]
    ) -> list[tuple[Distance, Rank, str]]:
        """Return the pivots before a telling that agree with it, the nearest first."""
        near = {
            event_id: pivot
            for key in keys
            if key in self._pivots
            for event_id, pivot in self._pivots[key].items()
        }
        return sorted(
            (distance, pivot.rank, event_id)
            for event_id, pivot in near.items()
            if pivot.rank < telling.rank and (distance := measure(telling, pivot)) is not None
        )

    def _move(self, telling: Telling, pivot: Telling | None) -> Iterator[Telling]:
        """Put a telling to a pivot, or nowhere; yield those later ones that must choose anew."""
        event_id = telling.event.event_id
        before = self._pivot_of.pop(event_id, None)
        if pivot is not None:
            self._pivot_of[event_id] = pivot
        if before is pivot:
            return
        if before is not None:
            self._made.pop(before.event.event_id, None)
            _drop(self._stars, before.event.event_id, event_id)
        if pivot is not None:
            self._made.pop(pivot.event.event_id, None)
            self._stars[pivot.event.event_id][event_id] = telling
        if telling in (before, pivot):
            yield from self._change_pivots(telling, is_pivot=pivot is telling)

    def _change_pivots(self, telling: Telling, *, is_pivot: bool) -> Iterator[Telling]:
        event_id = telling.event.event_id
        for key in own_keys(telling):
            if is_pivot:
                self._pivots[key][event_id] = telling
            else:
                _drop(self._pivots, key, event_id)
            for seeker in self._seekers.get(key, {}).values():
                if telling.rank < seeker.rank:
                    yield seeker


def _drop(table: dict[Key, dict[str, Telling]], key: Key, event_id: str) -> None:
    """Take an event out of a table, and its key with the last."""
    held = table[key]
    del held[event_id]
    if not held:
        del table[key]


def _sought_keys(telling: Telling) -> Iterator[Hashable]:
    yield from place_keys(telling)
    yield from wider_keys(telling)


def _rank(telling: Telling) -> Rank:
    return telling.rank


def _order(incident: Incident) -> tuple[bool, int, str]:
    date = incident.date
    return date is None, 0 if date is None else date.start.toordinal(), incident.incident_id


def _checked(events: Iterable[object]) -> list[Event]:
    """Return the events given.

    Raises:
        InputError: it is something else.

    """
    wanted = "events are wanted, as `extract_events` gives them"
    if isinstance(events, str | bytes) or not hasattr(events, "__iter__"):
        found = f"what was given is of type {type(events).__name__}"
        raise InputError(f"{wanted}; {found}; give a list of them")
    checked = []
    for event in events:
        if not isinstance(event, Event):
            found = f"one of what was given is of type {type(event).__name__}"
            raise InputError(f"{wanted}; {found}; leave it out")
        checked.append(event)
    return checked
