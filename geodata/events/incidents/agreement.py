"""Whether two tellings are of one incident: kind, place, time, actors and phase must agree.

The rules are those by which people code events. After UCDP GED (Sundberg and Melander,
"Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50, 2013) and ACLED
(Raleigh et al., "Introducing ACLED", Journal of Peace Research 47, 2010) an event is one kind of
act by the same actors at one place on one day, and what is known less precisely is kept apart from
what is known precisely. After MELTT (Donnay et al., "Integrating conflict event data", Journal of
Conflict Resolution 63, 2019) reports agree within a window of time and space and by what they say
of kind and actors, and of several that would do the one that fits best is taken.

Places:  the same place; or a finer one within what the vaguer telling names.
Times:   the days overlap. Troops on their way and leaving are one course for five days, a
         presence for thirty. Stretches of more than fourteen days agree with such alone, where
         they share more than half of their days.
Actors:  acts of violence share one; whoever sends troops is the same. Missing ones agree with any.
Phases:  announced, moving and arrived are one course, in this order; those who stand ready
         (staging, alert) are told where they wait, and agree with their like.
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, NamedTuple

from geodata.events.incidents.copies import words_are_copied
from geodata.events.incidents.figures import agreeing, contradicting
from geodata.events.incidents.telling import AREA, COUNTRY, NEAR, NOWHERE

if TYPE_CHECKING:
    from geodata.events.incidents.telling import Telling
    from geodata.models import EventKind, Phase, Place

__all__ = [
    "KM_PER_DEGREE",
    "SLACK_DAYS",
    "Match",
    "are_one_in_article",
    "match",
    "phases_agree",
    "reach_km",
    "senders_agree",
]

KM_PER_DEGREE = 111.2
_NEAR_KM = 20.0  # how far from a town the news still say "near" it

# How many days may lie between tellings of one thing. Troops are announced, moved and landed
# within days; who is stationed somewhere is so for weeks, told on the day of each article.
SLACK_DAYS: dict[EventKind, int] = {
    "deployment": 5,
    "withdrawal": 5,
    "presence": 30,
    "protest": 0,
    "violence": 0,
}
_SHORT_DAYS = 3  # "am Wochenende", "in der Nacht": exact enough for a telling with a vague place
_WEEK_DAYS = 7
_LEAST_SHARE = 0.5
_COURSE: dict[Phase | None, int] = {"announced": 0, "moving": 1, "arrived": 2}
_OUT_OF_ORDER_DAYS = 1  # papers tell today what was announced yesterday


class Match(NamedTuple):
    """How well a telling agrees with a more exact one; the greater the better.

    A certain one needs no comparison with others. Of the rest, `copied` is whether the words are
    the same, `figures` how many figures are, `sender` whether the actor is named in both, `near`
    how near the day is (0, or days as a negative number).
    """

    certain: bool
    copied: bool
    figures: int
    sender: bool
    near: int


def match(vague: Telling, exact: Telling) -> Match | None:
    """Return how well a telling agrees with one that is at least as exact; None where not."""
    same_place = _same_place(vague, exact)
    if not same_place and not _lies_within(exact, vague):
        return None
    if not (senders_agree(vague.kind, vague.sender, exact.sender) and phases_agree(vague, exact)):
        return None
    if not _times_agree(vague, exact, same_place=same_place) or not are_one_in_article(
        vague, exact
    ):
        return None
    found = _weigh(vague, exact, same_place=same_place)
    if _needs_evidence(vague) and not (found.copied or found.figures):
        return None
    if not same_place and contradicting(vague.event.figures, exact.event.figures):
        return None
    return found


def _weigh(vague: Telling, exact: Telling, *, same_place: bool) -> Match:
    days, others = vague.days, exact.days
    told = days is not None and others is not None and days.is_exact and others.is_exact
    named = vague.sender != frozenset() or exact.sender == frozenset()
    near = 0
    if same_place and days is not None and others is not None and not days.stated:
        near = -abs(days.last - others.last)
    return Match(
        same_place and told and named,
        words_are_copied(vague.event, exact.event),
        agreeing(vague.event.figures, exact.event.figures),
        bool(vague.sender & exact.sender),
        near,
    )


def _same_place(one: Telling, other: Telling) -> bool:
    mine, yours = one.event.place, other.event.place
    if mine is None or yours is None:
        return mine is yours
    return mine.place_id == yours.place_id


def _lies_within(fine: Telling, coarse: Telling) -> bool:
    """Whether a finer place lies in what a vaguer telling names.

    What is told of a land's protests stands beside that of a town: it sums up many.
    """
    inner, outer = fine.event.place, coarse.event.place
    if inner is None or outer is None or NOWHERE in {fine.level, coarse.level}:
        return False
    if coarse.kind == "protest" and coarse.level >= AREA:
        return False
    if coarse.level == COUNTRY:
        codes = {inner.country_code, *inner.claimed_by}
        return fine.level != COUNTRY and outer.country_code in codes
    if fine.rank[:2] >= coarse.rank[:2]:  # two towns are two, however near
        return False
    if outer.country_code != inner.country_code:
        return False
    return _distance_km(inner, outer) <= reach_km(coarse)


def reach_km(telling: Telling) -> float:
    """Return how far from its point the place of a telling reaches."""
    place = telling.event.place
    radius = 0.0 if place is None else place.radius_km
    return radius + _NEAR_KM if telling.level == NEAR else radius


def _distance_km(one: Place, other: Place) -> float:
    """Return the distance of two points, on a plane; good enough over some hundred kilometres."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    east = abs(one.lon - other.lon)
    east = min(east, 360.0 - east) * cos(radians((one.lat + other.lat) / 2))
    return hypot(one.lat - other.lat, east) * KM_PER_DEGREE


def senders_agree(kind: EventKind, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the actors can be the same: the very senders of troops, one of those who fight."""
    if not one or not other:
        return True
    if kind == "violence":
        return not one.isdisjoint(other)
    return one == other


def _times_agree(vague: Telling, exact: Telling, *, same_place: bool) -> bool:
    mine, yours = vague.days, exact.days
    if mine is None or yours is None:
        return mine is yours
    if mine.is_wide or yours.is_wide:
        return mine.is_wide and yours.is_wide and same_place and mine.share(yours) > _LEAST_SHARE
    if not same_place and max(mine.length, yours.length) > _SHORT_DAYS:
        return False
    if (vague.event.status == "historical") != (exact.event.status == "historical") and not (
        mine.stated and yours.stated and max(mine.length, yours.length) <= _WEEK_DAYS
    ):
        return False
    return mine.gap(yours) <= SLACK_DAYS[vague.kind]


def _needs_evidence(vague: Telling) -> bool:
    """Whether place or time say so little that only equal words or figures prove anything."""
    days = vague.days
    return vague.level == NOWHERE or days is None or (days.is_wide and not days.stated)


def phases_agree(one: Telling, other: Telling) -> bool:
    """Whether the phases can be of one course; not where troops are announced after arrival."""
    mine, yours = one.event.phase, other.event.phase
    if mine == yours:
        return True
    if not _is_on_course(mine) or not _is_on_course(yours):
        return False
    if mine is None or yours is None or one.days is None or other.days is None:
        return True
    early, late = (one, other) if _COURSE[mine] < _COURSE[yours] else (other, one)
    assert early.days is not None and late.days is not None  # noqa: S101, PT018 - checked above
    if not (early.days.stated and late.days.stated):
        return True
    return early.days.first - late.days.last <= _OUT_OF_ORDER_DAYS


def _is_on_course(phase: Phase | None) -> bool:
    return phase is None or phase in _COURSE


def _tell_one_course(one: Telling, other: Telling) -> bool:
    """Whether two tellings are steps of one course: troops announced and arrived, say."""
    return one.event.phase != other.event.phase and one.sender == other.sender != frozenset()


def are_one_in_article(one: Telling, other: Telling) -> bool:
    """Whether two tellings, if they are of one article, are not meant as two things.

    Within an article restatements are merged before; what is left there is told apart by the
    text, but for the steps of one course.
    """
    mine, yours = one.event, other.event
    if mine.source.article_id != yours.source.article_id:
        return True
    if not _same_place(one, other):
        return False
    if one.kind == "deployment" and _tell_one_course(one, other):
        return True
    alike = one.sender == other.sender and mine.date == yours.date is not None
    return alike and mine.figures == yours.figures and mine.phase == yours.phase
