"""More places than a map can send or show: the least told are counted in a mark nearby."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from geodata.maps.marks import Disc, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["MOST_PLACES", "gathered_discs", "gathered_marks"]

# 2,000 places are 200 kB of a message; names and marks beyond that could not be told apart.
MOST_PLACES = 2_500
One = TypeVar("One", Mark, Disc)
_CHUNK = 512  # rows of distances held at once


def gathered_marks(marks: tuple[Mark, ...], most: int = MOST_PLACES) -> tuple[Mark, ...]:
    """Return at most so many marks; those of the fewest sources are counted in the nearest."""

    def rank(mark: Mark) -> tuple[int, int, str]:
        return -mark.sources, -mark.incidents, mark.mark_id

    kept: list[Mark] = []
    for mark, under in _gathered(marks, most, rank):
        incidents = sum(one.incidents for one in under)
        kept.append(replace(mark, others=(len(under), incidents)) if under else mark)
    return tuple(kept)


def gathered_discs(discs: tuple[Disc, ...], most: int = MOST_PLACES) -> tuple[Disc, ...]:
    """Return at most so many discs; those of the fewest mentions are counted in the nearest."""

    def rank(disc: Disc) -> tuple[int, str]:
        return -disc.mentions, disc.place_id

    kept: list[Disc] = []
    for disc, under in _gathered(discs, most, rank):
        mentions = sum(one.mentions for one in under)
        kept.append(replace(disc, others=(len(under), mentions)) if under else disc)
    return tuple(kept)


def _gathered(
    places: Sequence[One], most: int, rank: Callable[[One], tuple[object, ...]]
) -> Iterator[tuple[One, list[One]]]:
    """Yield those that are kept, in their order, each with those that it stands for."""
    if len(places) <= most:
        yield from ((place, []) for place in places)
        return
    ranked = sorted(places, key=rank)
    under: dict[int, list[One]] = defaultdict(list)
    kept = {id(place) for place in ranked[:most]}
    for place, home in zip(ranked[most:], _nearest(ranked, most), strict=True):
        under[id(ranked[home])].append(place)
    yield from ((place, under.get(id(place), [])) for place in places if id(place) in kept)


def _nearest(ranked: Sequence[Mark | Disc], most: int) -> Iterator[int]:
    """Yield for each place behind the first `most` the position of the nearest among these."""
    lat, lon = np.radians([place.point for place in ranked]).T
    on_sphere = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    homes, rest = on_sphere[:most], on_sphere[most:]
    for start in range(0, len(rest), _CHUNK):
        yield from (rest[start : start + _CHUNK] @ homes.T).argmax(axis=1).tolist()
