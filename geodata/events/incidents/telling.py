"""Events as joining them needs them: how exactly each says where, when and who.

The order of tellings, from the most exact to the vaguest, is what makes incidents independent of
the order in which articles come.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from geodata.models import Event, EventKind, EventStatus, FigureWhat

__all__ = [
    "AREA",
    "COUNTRY",
    "NEAR",
    "NOWHERE",
    "SITE",
    "TOWN",
    "Days",
    "Sender",
    "Telling",
    "World",
    "make_telling",
]

# How finely a place is told; a finer level has the lower number.
SITE, TOWN, NEAR, AREA, COUNTRY, NOWHERE = range(6)
_NEAR_PREC = 2  # UCDP's where_prec of something told as near a town or site

# News tell of what happened on the day itself and the two before it, as "seit Tagen" is read.
_NEWS_DAYS = 2
# Longer stretches sum up a time; they are no dates of a single act.
_LONGEST_DAYS = 14

# Tellings of different worlds are never joined; what people rejected is a world of its own.
World = Literal["real", "hypothetical", "negated", "rejected"]
_WORLDS: dict[EventStatus, World] = {
    "actual": "real",
    "planned": "real",
    "historical": "real",
    "hypothetical": "hypothetical",
    "negated": "negated",
}


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """The days in which a telling puts its event, as ordinals, the last inclusive.

    `stated` is false where only the day of publication tells them; `length` is how many they are;
    `wide` whether they are the time that something is told of, rather than its date.
    """

    first: int
    last: int
    stated: bool
    length: int = field(init=False)
    wide: bool = field(init=False)

    def __post_init__(self) -> None:
        """Work out the length once: it is asked for at every comparison."""
        length = self.last - self.first + 1
        object.__setattr__(self, "length", length)
        object.__setattr__(self, "wide", length > _LONGEST_DAYS)

    def gap(self, other: Days) -> int:
        """Return how many days lie from one to the other; 0 where they share one."""
        return max(self.first - other.last, other.first - self.last, 0)

    def share(self, other: Days) -> float:
        """Return the days in common as a share of all days of both."""
        common = min(self.last, other.last) - max(self.first, other.first) + 1
        return max(common, 0) / (self.length + other.length - max(common, 0))


class Sender(NamedTuple):
    """Who acts: all that are named, and the one named first; None where nobody is."""

    lead: str | None
    all: frozenset[str]


class Rank(NamedTuple):
    """Where a telling stands among all: the most exact ones first, then the earliest.

    Place comes before time, so that what is told of a country can be compared with all that is
    told of its towns; the identifiers make the order total.
    """

    level: int
    radius_km: float
    days: int
    unstated: bool
    without_sender: bool
    first_day: int
    published: int
    article_id: str
    start: int
    event_id: str


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """An event with what comparing it needs.

    `days` is None where nothing tells the time; `dated` is whether a single day is stated. `words`
    are the hashes of the excerpt, `numbers` the figures without who says them.
    """

    event: Event
    rank: Rank
    kind: EventKind
    world: World
    level: int
    place_id: str | None
    days: Days | None
    dated: bool
    sender: Sender
    words: frozenset[int]
    numbers: frozenset[tuple[FigureWhat, int, int]]


def make_telling(event: Event) -> Telling:
    """Return an event with what comparing it with others needs."""
    level, days, sender = _level(event), _days(event), _sender(event)
    published = event.source.published
    rank = Rank(
        level,
        event.place.radius_km if event.place is not None and level == AREA else 0.0,
        0 if days is None else days.length,
        days is None or not days.stated,
        sender.lead is None,
        0 if days is None else days.first,
        0 if published is None else published.end.toordinal(),
        event.source.article_id,
        event.trigger.start,
        event.event_id,
    )
    return Telling(
        event,
        rank,
        event.kind,
        "rejected" if event.review == "rejected" else _WORLDS[event.status],
        level,
        None if event.place is None else event.place.place_id,
        days,
        days is not None and days.stated and days.length == 1,
        sender,
        frozenset(event.wording),
        frozenset((figure.what, figure.minimum, figure.maximum) for figure in event.figures),
    )


def _level(event: Event) -> int:
    """Return how finely the place is told; what has no point (an alliance's area) is an area."""
    place = event.place
    if place is None:
        return NOWHERE
    if place.type == "country":
        return COUNTRY
    if place.type in {"region", "admin", "nature"} or place.lat is None or place.lon is None:
        return AREA
    if event.where_prec == _NEAR_PREC:
        return NEAR
    return SITE if place.type == "site" else TOWN


def _days(event: Event) -> Days | None:
    """Return the days of an event; those before publication where the text states none.

    What is told of a past long gone may have been at any time. Who is said to be stationed
    somewhere since years is so on the last of these days.
    """
    if event.date is not None:
        first, last = event.date.start.toordinal(), event.date.end.toordinal()
        lasting = event.kind == "presence" and event.status == "actual"
        return Days(last if lasting else first, last, stated=True)
    published = event.source.published
    if published is None or event.status == "historical":
        return None
    return Days(published.start.toordinal() - _NEWS_DAYS, published.end.toordinal(), stated=False)


def _sender(event: Event) -> Sender:
    """Return who acts; troops without an actor are sent by the country that they come from."""
    actors = event.actors if event.kind != "protest" else ()
    if not actors and event.kind in {"deployment", "withdrawal"} and event.origin is not None:
        code = event.origin.country_code
        actors = () if code is None else (code,)
    return Sender(actors[0] if actors else None, frozenset(actors))
