"""Ranking the places of a name outside any article, by people and by the units named with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.models import Candidate
from geodata.places.options import (
    Option,
    abbreviated_unit,
    distance_km,
    option_of_hit,
    option_of_place,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer import Gazetteer

__all__ = ["rank_hits"]

# Candidates this many decades behind the best are not worth keeping.
HOPELESS = 5.0
# What lying in the reach of a unit's point counts, where lying in the unit counts one: towns with
# a special status lie in no unit, and the gazetteer does not know every town's county.
WITHIN_REACH = 0.25
_UNITS = frozenset({"country", "admin", "region"})


def rank_hits(gazetteer: Gazetteer, name: str, wider: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """Return all places of a name with their shares of likelihood, likeliest first.

    Args:
        gazetteer: where names are looked up.
        name: the name of a place.
        wider: names of units that the place should lie in: countries, states, counties, also
            abbreviated ("IL", "Ga."). The places that lie in most of them are kept, none where
            there is no such place. Names that are no units do not count. Ties by place id.
    """
    hits = [option_of_hit(hit, hit.prior) for hit in gazetteer.unit_or_name_hits(name)]
    known = [units for part in wider if (units := _units(gazetteer, part))]
    inside = _inside_most(hits, known) if known else hits
    if not inside:
        return ()
    least = max(option.weight for option in inside) - HOPELESS
    powers = [(o.place, 10 ** (o.weight - least)) for o in inside if o.weight > least]
    total = sum(power for _, power in powers)
    ranked = sorted(powers, key=lambda pair: (-pair[1], pair[0].place_id))
    return tuple(Candidate(place, round(power / total, 4)) for place, power in ranked)


def _units(gazetteer: Gazetteer, part: str) -> list[Option]:
    """Return the units that a name or an abbreviation could mean."""
    hits = gazetteer.unit_or_name_hits(part)
    units = [option_of_hit(hit, hit.prior) for hit in hits if hit.place.type in _UNITS]
    short = abbreviated_unit(gazetteer, part)
    if short is not None:
        named = gazetteer.hits(short.name, exact=True)
        units += [option_of_hit(h, h.prior) for h in named if h.place.place_id == short.place_id]
    country = gazetteer.country(part)  # "Berlin, DE" may mean Germany and Delaware
    return [*units, option_of_place(country)] if country is not None else units


def _inside_most(options: Sequence[Option], known: Sequence[Sequence[Option]]) -> list[Option]:
    """Return the options that lie in most of the units; none where none lies in any."""
    counts = [sum(max(_inside(option, u) for u in units) for units in known) for option in options]
    most = max(counts, default=0.0)
    return [option for option, n in zip(options, counts, strict=True) if n == most > 0]


def _inside(option: Option, unit: Option) -> float:
    """Return how far a place lies in a unit: one, WITHIN_REACH or zero."""
    if option.country != unit.country or option.place == unit.place:
        return 0.0
    if unit.own is not None and unit.own in {option.country, option.unit, option.county}:
        return 1.0
    if option.vector is None or unit.vector is None:
        return 0.0
    near = distance_km(option.vector, unit.vector) <= unit.place.radius_km
    return WITHIN_REACH if near else 0.0
