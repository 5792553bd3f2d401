"""More places than a map can send or show: the least told are counted in a mark nearby."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from geodata.maps.marks import Disc, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST_PLACES", "gathered_discs", "gathered_marks"]

# 1,200 places are 85 kB of a message, and more could not be told apart on a screen.
MOST_PLACES = 1_200
One = TypeVar("One", Mark, Disc)
_CHUNK = 512  # rows of distances held at once


def gathered_marks(
    marks: tuple[Mark, ...], *, selected: str | None = None, most: int = MOST_PLACES
) -> tuple[Mark, ...]:
    """Return at most so many marks; those of the fewest sources are counted in the nearest."""
    if len(marks) <= most:
        return marks
    order = sorted(
        marks,
        key=lambda one: (one.mark_id != selected, -one.sources, -one.incidents, one.mark_id),
    )
    return _gathered(marks, order, most)


def gathered_discs(
    discs: tuple[Disc, ...], *, selected: str | None = None, most: int = MOST_PLACES
) -> tuple[Disc, ...]:
    """Return at most so many discs; those of the fewest mentions are counted in the nearest."""
    if len(discs) <= most:
        return discs
    order = sorted(discs, key=lambda one: (one.place_id != selected, -one.mentions, one.place_id))
    return _gathered(discs, order, most)


def _gathered(places: Sequence[One], order: Sequence[One], most: int) -> tuple[One, ...]:
    """Return the first `most` of the order as they stand in `places`, with their counts."""
    others = Counter(_nearest(order, most))
    kept = {id(place): others[i] for i, place in enumerate(order[:most])}
    return tuple(
        replace(place, others=kept[id(place)]) if kept[id(place)] else place
        for place in places
        if id(place) in kept
    )


def _nearest(order: Sequence[Mark | Disc], most: int) -> list[int]:
    """Return for each place behind the first `most` the position of the nearest among these."""
    lat, lon = np.radians([place.point for place in order]).T
    on_sphere = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    homes, rest = on_sphere[:most], on_sphere[most:]
    found: list[int] = []
    for start in range(0, len(rest), _CHUNK):
        found += (rest[start : start + _CHUNK] @ homes.T).argmax(axis=1).tolist()
    return found
