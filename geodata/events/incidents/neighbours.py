"""Which tellings can be of one incident at all: keys that such have in common.

Blocking keeps joining near-linear (Papadakis et al., "Blocking and filtering techniques for entity
resolution", ACM Computing Surveys 53, 2020): only tellings of one kind, in one place or cell of the
globe or country, at one stretch of time, are ever compared.
"""

from __future__ import annotations

from itertools import product
from math import cos, floor, radians
from typing import TYPE_CHECKING

from geodata.events.incidents.agreement import (
    KM_PER_DEGREE,
    SLACK_DAYS,
    reach_km,
)
from geodata.events.incidents.telling import AREA, COUNTRY, NEAR, SITE, TOWN

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from geodata.events.incidents.telling import Telling

__all__ = ["own_keys", "place_keys", "wider_keys"]

_CELL_DEGREES = 0.5  # about the reach of a great town, so that few cells are looked into
_CELLS_AROUND = round(360 / _CELL_DEGREES)
# Nearer the poles than this a degree of longitude is too short to count cells by.
_LEAST_COSINE = 0.1


def own_keys(telling: Telling) -> Iterator[Hashable]:
    """Yield the keys under which vaguer tellings find this one."""
    for space, time in product(_own_spaces(telling), _own_times(telling)):
        yield telling.kind, telling.world, space, time


def place_keys(telling: Telling) -> Iterator[Hashable]:
    """Yield the keys under which this telling finds those of the very same place."""
    return _keys(telling, _same_spaces(telling))


def wider_keys(telling: Telling) -> Iterator[Hashable]:
    """Yield the keys under which this telling finds those of places within its own."""
    return _keys(telling, _wider_spaces(telling))


def _keys(telling: Telling, spaces: Iterable[Hashable]) -> Iterator[Hashable]:
    for space, time in product(spaces, _sought_times(telling)):
        yield telling.kind, telling.world, space, time


def _same_spaces(telling: Telling) -> Iterator[Hashable]:
    """Yield the place; what has none is found by its words, of which copies share some."""
    place = telling.event.place
    if place is None:
        yield from telling.event.wording
    else:
        yield place.place_id


def _own_spaces(telling: Telling) -> Iterator[Hashable]:
    yield from _same_spaces(telling)
    place = telling.event.place
    if place is None or telling.level == COUNTRY:
        return
    if telling.level in {SITE, TOWN} and place.lat is not None and place.lon is not None:
        yield floor(place.lat / _CELL_DEGREES), _column(place.lon)
    yield from (("in", code) for code in {place.country_code, *place.claimed_by})


def _wider_spaces(telling: Telling) -> Iterator[Hashable]:
    place = telling.event.place
    if place is None:
        return
    if telling.level in {TOWN, NEAR} and place.lat is not None and place.lon is not None:
        yield from _cells(place.lat, place.lon, reach_km(telling))
    if telling.level in {AREA, COUNTRY} and place.country_code is not None:
        yield "in", place.country_code


def _cells(lat: float, lon: float, radius_km: float) -> Iterator[tuple[int, int]]:
    """Yield the cells that a circle touches, also across the date line."""
    high = radius_km / KM_PER_DEGREE
    wide = high / max(cos(radians(lat)), _LEAST_COSINE)
    rows = range(floor((lat - high) / _CELL_DEGREES), floor((lat + high) / _CELL_DEGREES) + 1)
    west, east = floor((lon - wide) / _CELL_DEGREES), floor((lon + wide) / _CELL_DEGREES)
    for row, column in product(rows, range(west, east + 1)):
        yield row, column % _CELLS_AROUND


def _column(lon: float) -> int:
    return floor(lon / _CELL_DEGREES) % _CELLS_AROUND


def _own_times(telling: Telling) -> Iterator[Hashable]:
    days = telling.days
    if days is None:
        yield None
    elif days.wide:
        yield days.length.bit_length(), _middle(telling) >> days.length.bit_length()
    else:
        size = max(SLACK_DAYS[telling.kind], 1)
        yield from range(days.first // size, days.last // size + 1)


def _sought_times(telling: Telling) -> Iterator[Hashable]:
    days = telling.days
    if days is None:
        yield None
    elif days.wide:  # those that share more than half of all days are near in length and middle
        length = days.length.bit_length()
        for size, step in product((length - 1, length, length + 1), (-1, 0, 1)):
            yield size, (_middle(telling) >> size) + step
    else:
        slack = SLACK_DAYS[telling.kind]
        size = max(slack, 1)
        yield from range((days.first - slack) // size, (days.last + slack) // size + 1)


def _middle(telling: Telling) -> int:
    assert telling.days is not None  # noqa: S101 - asked for of wide stretches only
    return (telling.days.first + telling.days.last) // 2
