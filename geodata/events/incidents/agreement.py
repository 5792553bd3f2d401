"""Whether two tellings are of one incident: kind, place, time, actors and phase must agree.

The rules are those by which people code events. After UCDP GED (Sundberg and Melander,
"Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50, 2013) and ACLED
(Raleigh et al., "Introducing ACLED", Journal of Peace Research 47, 2010) an event is one kind of
act by the same actors at one place on one day, and what is known less precisely is kept apart from
what is known precisely. After MELTT (Donnay et al., "Integrating conflict event data", Journal of
Conflict Resolution 63, 2019) reports agree within a window of time and space and by what they say
of kind and actors, and of several that would do the one that fits best is taken.

Places:  the same place; or a finer one within what the vaguer telling names.
Times:   the days overlap. Troops on their way and leaving are one course for a week, a
         presence for thirty. Stretches of more than fourteen days agree with such alone, where
         they share more than half of their days.
         Fighting that a whole land or region saw for days sums up more than the one act.
Actors:  acts of violence share one; whoever sends troops is the same. Missing ones agree with any
         at the very same place.
Phases:  announced, moving and arrived are one course, in this order; those who stand ready
         (staging, alert) are told where they wait, and agree with their like.
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING, NamedTuple

from geodata.events.incidents.copies import words_are_copied
from geodata.events.incidents.figures import contradicting
from geodata.events.incidents.telling import AREA, COUNTRY, NEAR, NOWHERE

if TYPE_CHECKING:
    from geodata.events.incidents.telling import Days, Sender, Telling
    from geodata.models import EventKind, Phase, Place

__all__ = [
    "KM_PER_DEGREE",
    "SLACK_DAYS",
    "Distance",
    "are_one_in_article",
    "measure",
    "phases_agree",
    "reach_km",
    "senders_agree",
]

KM_PER_DEGREE = 111.2
_NEAR_KM = 20.0  # how far from a town the news still say "near" it

# How many days may lie between tellings of one thing. Troops are announced, moved and landed
# within a week; who is stationed somewhere is so for weeks, told on the day of each article.
SLACK_DAYS: dict[EventKind, int] = {
    "deployment": 7,
    "withdrawal": 7,
    "presence": 30,
    "protest": 0,
    "violence": 0,
}
_SHORT_DAYS = 3  # "am Wochenende", "in der Nacht": exact enough for a telling with a vague place
_NIGHT_DAYS = 2
_WEEK_DAYS = 7
_LEAST_SHARE = 0.5
_COURSE: dict[Phase | None, int] = {"announced": 0, "moving": 1, "arrived": 2}
_OUT_OF_ORDER_DAYS = 1  # papers tell today what was announced yesterday


class Distance(NamedTuple):
    """How far a telling is from a more exact one that it agrees with; the least is the best.

    What is not `doubtful` (place, day and actors are told in both) needs no comparison with others.
    Then count, in this order: words that are no copy, how many figures are the same (as a negative
    number), whether the actor is not named in both, and the days between.
    """

    doubtful: bool
    reworded: bool
    figures: int
    unnamed: bool
    days: int


def measure(vague: Telling, exact: Telling) -> Distance | None:
    """Return how far a telling is from one that is at least as exact; None if they disagree."""
    if not senders_agree(vague.kind, vague.sender, exact.sender):
        return None
    same_place = vague.place_id == exact.place_id
    if not _times_agree(vague, exact, same_place=same_place):
        return None
    if not (phases_agree(vague, exact) and are_one_in_article(vague, exact)):
        return None
    if not same_place and not _is_summed_up(exact, vague):
        return None
    found = _weigh(vague, exact, same_place=same_place)
    is_proven = found.figures < 0 or not found.reworded
    return found if is_proven or not _needs_evidence(vague, exact, same_place=same_place) else None


def _weigh(vague: Telling, exact: Telling, *, same_place: bool) -> Distance:
    certain = same_place and vague.dated and exact.dated
    return Distance(
        not certain or (vague.sender.lead is None and exact.sender.lead is not None),
        vague.words.isdisjoint(exact.words) or not words_are_copied(vague.event, exact.event),
        -len(vague.numbers & exact.numbers),
        vague.sender.all.isdisjoint(exact.sender.all),
        _days_off(vague.days, exact.days) if same_place else 0,
    )


def _days_off(vague: Days | None, exact: Days | None) -> int:
    """Return how far two stretches of days are off; the news tell of what was last."""
    if vague is None or exact is None:
        return 0
    end = abs(vague.last - exact.last)
    return end + abs(vague.first - exact.first) if vague.stated else end


def _is_summed_up(exact: Telling, vague: Telling) -> bool:
    """Whether a telling of a wider place can be one of a finer place.

    Figures of its own are those of all that happened there, unless the finer telling has them.
    """
    if not _lies_within(exact, vague):
        return False
    return not vague.numbers or (
        not vague.numbers.isdisjoint(exact.numbers)
        and not contradicting(vague.event.figures, exact.event.figures)
    )


def _lies_within(fine: Telling, coarse: Telling) -> bool:
    """Whether a finer place lies in what a vaguer telling names.

    What is told of a land's protests stands beside that of a town: it sums up many.
    """
    inner, outer = fine.event.place, coarse.event.place
    if inner is None or outer is None:
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


def senders_agree(kind: EventKind, one: Sender, other: Sender) -> bool:
    """Whether the actors can be the same.

    Those who fight share one. Troops have one sender, and all of one telling are in the other:
    "the CSTO" and "the CSTO with Russia and Armenia", but not "Russia" and "Armenia".
    """
    if one.lead is None or other.lead is None:
        return True
    if kind == "violence":
        return not one.all.isdisjoint(other.all)
    return one.lead == other.lead and (one.all <= other.all or other.all <= one.all)


def _times_agree(vague: Telling, exact: Telling, *, same_place: bool) -> bool:
    mine, yours = vague.days, exact.days
    if mine is None or yours is None:
        return mine is yours
    if mine.gap(yours) > SLACK_DAYS[vague.kind]:
        return False
    if mine.wide or yours.wide:
        return mine.wide and yours.wide and same_place and mine.share(yours) > _LEAST_SHARE
    longest = max(mine.length, yours.length)
    if not same_place and longest > _SHORT_DAYS:
        return False
    if (vague.event.status == "historical") == (exact.event.status == "historical"):
        return True
    return mine.stated and yours.stated and longest <= _WEEK_DAYS


def _needs_evidence(vague: Telling, exact: Telling, *, same_place: bool) -> bool:
    """Whether place, time or actors say so little that only equal words or figures prove anything.

    Two that send troops into one land are two; so one who is not named is found by the place alone.
    """
    days = vague.days
    if vague.level == NOWHERE or days is None or (days.wide and not days.stated):
        return True
    if same_place:
        return False
    if vague.kind == "violence":
        return vague.level >= AREA and (not days.stated or days.length > _NIGHT_DAYS)
    return vague.sender.lead is None or exact.sender.lead is None


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
    return one.event.phase != other.event.phase and one.sender.lead == other.sender.lead is not None


def are_one_in_article(one: Telling, other: Telling) -> bool:
    """Whether two tellings, if they are of one article, are not meant as two things.

    Within an article restatements are merged before; what is left there is told apart by the
    text, but for the steps of one course, and troops in a land who then are in a town of it.
    """
    mine, yours = one.event, other.event
    if one.rank.article_id != other.rank.article_id:
        return True
    if one.place_id != other.place_id:
        return _are_land_and_town(one, other)
    if one.kind == "deployment" and _tell_one_course(one, other):
        return True
    alike = one.sender == other.sender and mine.date == yours.date is not None
    return alike and mine.figures == yours.figures and mine.phase == yours.phase


def _are_land_and_town(one: Telling, other: Telling) -> bool:
    """Whether one telling has the troops of one sender in a land and the other in a part of it."""
    land, town = (one, other) if one.rank > other.rank else (other, one)
    return (
        land.kind in {"deployment", "withdrawal"}
        and land.level == COUNTRY
        and land.sender.lead == town.sender.lead is not None
        and _is_summed_up(town, land)
    )
