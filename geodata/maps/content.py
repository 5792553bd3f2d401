"""What the map shows, counted from the tables of incidents and events.

Counting is done on whole columns; loops go over places and flows, never over events.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.maps.counting import coded, distinct_counts, floats
from geodata.maps.flows import flows_of
from geodata.maps.marks import LAYERS, Area, Disc, Layer, MapContent, Mark, Tally
from geodata.maps.palette import GREY_LOOKS, LOOKS
from geodata.maps.rows import COUNTRY_PREC, read_rows
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.maps.counting import Numbers
    from geodata.maps.rows import Rows

__all__ = ["PlaceNames", "marks_from_tables"]

KINDS, SIGNS = len(EVENT_KINDS), len(LOOKS)
GREY = np.array([look in GREY_LOOKS for look in LOOKS])


def marks_from_tables(
    incidents: pd.DataFrame,
    events: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    named: Callable[[str], str] | None = None,
    layers: Collection[Layer] = LAYERS,
) -> MapContent:
    """Return what the map shows of a table of incidents.

    What has no place on the map (no place, no point, or a sea) is left out: see `is_on_map`.

    Args:
        incidents: the table.
        events: what tells them; of an article that copies an earlier one (`copy`) nothing counts.
        mentions: `place_id`, `lat`, `lon`, `count` of the places that articles name at all.
        named: place id -> the name that readers see; None takes the names of the table.
        layers: those that are on.

    """
    rows = read_rows(incidents, events)
    counted = _count(rows)
    names = PlaceNames(rows, named)
    flows, flows_left = flows_of(rows, names.of, named)
    content = MapContent(
        marks=tuple(_marks(rows, counted, names)),
        areas=tuple(_areas(rows, counted, names)),
        flows=flows,
        discs=() if mentions is None else tuple(_discs(mentions, named)),
        flows_left=flows_left,
    )
    return content.only(layers)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is known of each place, in the order of `Rows.places`."""

    signs: list[list[tuple[int, int, int]]]  # kind, look and number, in the order of a mark
    incidents: Numbers
    sources: Numbers
    first: Numbers  # its first row
    is_pointed: NDArray[np.bool_]  # finer than a country
    where_prec: Numbers
    radius_km: NDArray[np.float64]  # infinite where none is known


def _count(rows: Rows) -> _Counts:
    size = len(rows.places)
    is_pointed = np.zeros(size, dtype=bool)
    is_pointed[rows.place[rows.where_prec < COUNTRY_PREC]] = True
    # Where a place has a point, what was told of it as a country has no part in its mark.
    counts = (rows.where_prec < COUNTRY_PREC) | ~is_pointed[rows.place]
    place = rows.place[counts]
    cells = (place * KINDS + rows.kind[counts]) * SIGNS + rows.look[counts]
    told = counts[rows.telling]
    telling, article = rows.telling[told], rows.article[told]
    kinds = rows.place[telling] * KINDS + rows.kind[telling]
    where_prec = np.full(size, COUNTRY_PREC)
    np.minimum.at(where_prec, rows.place, rows.where_prec)
    radius = np.full(size, np.inf)
    np.fmin.at(radius, place, floats(rows.table["precision_km"])[counts])
    first = np.full(size, len(counts))
    np.minimum.at(first, place, np.flatnonzero(counts))
    by_look = np.bincount(cells, minlength=size * KINDS * SIGNS).reshape(size, KINDS, SIGNS)
    by_kind = distinct_counts(kinds, article, size * KINDS).reshape(size, KINDS)
    return _Counts(
        signs=_tallies(by_look, by_kind, is_pointed),
        incidents=by_look.sum(axis=(1, 2)),
        sources=distinct_counts(rows.place[telling], article, size),
        first=first,
        is_pointed=is_pointed,
        where_prec=where_prec,
        radius_km=radius,
    )


def _tallies(
    incidents: NDArray[np.int64], sources: NDArray[np.int64], is_pointed: NDArray[np.bool_]
) -> list[list[tuple[int, int, int]]]:
    """Return kinds, looks and numbers of incidents of each place in the order of a mark.

    A place with a point has a kind once, in its most certain look; a country once for each look.

    Args:
        incidents: how many, by place, kind and look.
        sources: how many articles, by place and kind.
        is_pointed: whether a place has a point.

    """
    place, kind = np.nonzero(incidents.sum(axis=2))
    look = np.argmax(incidents[place, kind] > 0, axis=1)
    order = np.lexsort((kind, -sources[place, kind], GREY[look], place))
    found: list[list[tuple[int, int, int]]] = [[] for _ in incidents]
    columns = (one[order].tolist() for one in (place, kind, look, incidents[place, kind]))
    for one, its_kind, its_look, counts in zip(*columns, strict=True):
        if is_pointed[one]:
            found[one].append((its_kind, its_look, sum(counts)))
        else:
            found[one].extend((its_kind, i, count) for i, count in enumerate(counts) if count)
    return found


class PlaceNames:
    """What places are called."""

    def __init__(self, rows: Rows, named: Callable[[str], str] | None) -> None:
        self._places = rows.places
        self._named = named
        self._written = {} if named is not None else _commonest(rows)

    def of(self, place: int) -> str:
        """Return the name of a place by its number."""
        place_id = self._places[place]
        if self._named is not None:
            return self._named(place_id)
        return self._written.get(place, place_id)


def _commonest(rows: Rows) -> dict[int, str]:
    """Return the commonest label of each place by its number; ties by the alphabet."""
    location, name = coded(rows.table["location"]), coded(rows.table["place_name"])
    texts = (*location.texts, *name.texts, "")
    fallback = np.where(name.codes < 0, len(texts) - 1, name.codes + len(location.texts))
    labels = np.where(location.codes < 0, fallback, location.codes)
    pairs, counts = np.unique(rows.place * len(texts) + labels, return_counts=True)
    found: dict[int, Counter[str]] = {}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        if texts[pair % len(texts)]:
            found.setdefault(pair // len(texts), Counter())[texts[pair % len(texts)]] += count
    return {place: min(seen, key=lambda t: (-seen[t], t)) for place, seen in found.items()}


def _in_order(rows: Rows, among: NDArray[np.bool_]) -> list[int]:
    return sorted(np.flatnonzero(among).tolist(), key=lambda place: rows.places[place])


def _marks(rows: Rows, counted: _Counts, names: PlaceNames) -> Iterator[Mark]:
    for place in _in_order(rows, counted.is_pointed):
        first = counted.first[place]
        radius = float(counted.radius_km[place])
        yield Mark(
            mark_id=rows.places[place],
            label=names.of(place),
            lat=float(rows.lat[first]),
            lon=float(rows.lon[first]),
            tallies=_tallied(counted.signs[place]),
            sources=int(counted.sources[place]),
            incidents=int(counted.incidents[place]),
            where_prec=int(counted.where_prec[place]),
            radius_km=None if np.isinf(radius) else radius,
        )


def _tallied(signs: list[tuple[int, int, int]]) -> tuple[Tally, ...]:
    return tuple(Tally(EVENT_KINDS[kind], LOOKS[look], count) for kind, look, count in signs)


def _areas(rows: Rows, counted: _Counts, names: PlaceNames) -> Iterator[Area]:
    has_any = np.zeros(len(rows.places), dtype=bool)
    has_any[rows.place] = True
    countries = coded(rows.table["country_code"])
    for place in _in_order(rows, has_any & ~counted.is_pointed):
        first = counted.first[place]
        code = countries.codes[first]
        yield Area(
            place_id=rows.places[place],
            label=names.of(place),
            country_code=None if code < 0 else countries.texts[code],
            lat=float(rows.lat[first]),
            lon=float(rows.lon[first]),
            tallies=_tallied(counted.signs[place]),
            sources=int(counted.sources[place]),
            incidents=int(counted.incidents[place]),
        )


def _discs(mentions: pd.DataFrame, named: Callable[[str], str] | None) -> Iterator[Disc]:
    """Yield the places that articles name and that have a point, by their ids."""
    known = mentions.dropna(subset=["place_id", "lat", "lon"]).sort_values("place_id")
    columns = (known[name].tolist() for name in ("place_id", "lat", "lon", "count"))
    for place_id, lat, lon, count in zip(*columns, strict=True):
        label = place_id if named is None else named(place_id)
        yield Disc(place_id, label, lat, lon, int(count))
