"""Flows of troops, counted from the incidents that have an origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.maps.counting import MISSING, coded, distinct_counts, floats
from geodata.maps.marks import Flow
from geodata.maps.palette import GREY_LOOKS, LOOKS
from geodata.maps.rows import points_of
from geodata.models import EVENT_KINDS, PHASES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.maps.counting import Coded, Numbers
    from geodata.maps.rows import Rows

    Floats = NDArray[np.float64]

__all__ = ["MOST_FLOWS", "Sent", "flows_of", "origin_labels", "read_troops", "sent_of"]

COUNTRY_IDS = "iso3166:"
TROOPS = re.compile(r"\btroops (?:\D*?)(\d+)(?:-(\d+))?")
DEPLOYMENT = EVENT_KINDS.index("deployment")
OUTLINE = LOOKS.index("outline")
GREY = [LOOKS.index(look) for look in sorted(GREY_LOOKS)]
# So many different texts of figures are kept parsed: as many as a large collection has.
_KEPT_FIGURES = 65_536
NO_TROOPS = -1
# More arrows than that are never seen at once.
MOST_FLOWS = 300


@dataclass(frozen=True, slots=True)
class Sent:
    """The incidents that send somebody: which flow each belongs to, where the flows start."""

    row: Numbers  # in the table
    flow: Numbers
    first: Numbers  # of each flow the first in the table
    origin: Coded
    lat: Floats
    lon: Floats
    count: int  # how many flows


def flows_of(
    rows: Rows,
    destinations: Callable[[int], str],
    named: Callable[[str], str] | None,
    *,
    most: int = MOST_FLOWS,
) -> tuple[tuple[Flow, ...], int]:
    """Return the flows in the order of the ids of their ends, and how many are left out.

    What is denied or of earlier times moves nobody now. At most so many flows are returned, those
    of the most sources; ties by the ids.

    Args:
        rows: the incidents on the map.
        destinations: number of a place in `rows.places` -> its name.
        named: place id -> the name that readers see; None takes the names of the table.
        most: how many.

    """
    sent = sent_of(rows)
    if not sent.count:
        return (), 0
    counted = _count(rows, sent)
    sources = counted.sources.tolist()
    ends = _ends(rows, sent)
    leading = sorted(range(sent.count), key=lambda one: (-sources[one], ends[one]))[:most]
    labels = origin_labels(rows, sent, named)
    flows = (
        _flow(rows, sent, counted, flow, (labels(flow), destinations))
        for flow in sorted(leading, key=lambda one: ends[one])
    )
    return tuple(flows), sent.count - len(leading)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is known of each flow, in the order of `Sent.first`."""

    incidents: Numbers
    sources: Numbers
    phase: Numbers  # the furthest
    moved: NDArray[Any]  # how many incidents say that somebody moved
    least: Numbers
    most: Numbers


def _count(rows: Rows, sent: Sent) -> _Counts:
    phase = np.full(sent.count, MISSING)
    np.maximum.at(phase, sent.flow, rows.phase[sent.row])
    least, most = _troops(rows, sent)
    return _Counts(
        incidents=np.bincount(sent.flow, minlength=sent.count),
        sources=_sources(rows, sent),
        phase=phase,
        moved=np.bincount(sent.flow, rows.look[sent.row] != OUTLINE, sent.count),
        least=least,
        most=most,
    )


def _flow(
    rows: Rows,
    sent: Sent,
    counted: _Counts,
    flow: int,
    names: tuple[str, Callable[[int], str]],
) -> Flow:
    first = sent.first[flow]
    row = sent.row[first]
    phase, most = int(counted.phase[flow]), int(counted.most[flow])
    return Flow(
        origin_id=sent.origin.texts[sent.origin.codes[first]],
        origin_label=names[0],
        origin_lat=float(sent.lat[first]),
        origin_lon=float(sent.lon[first]),
        destination_id=rows.places[rows.place[row]],
        destination_label=names[1](int(rows.place[row])),
        destination_lat=float(rows.lat[row]),
        destination_lon=float(rows.lon[row]),
        phase=None if phase == MISSING else PHASES[phase],
        planned=not counted.moved[flow],
        sources=int(counted.sources[flow]),
        incidents=int(counted.incidents[flow]),
        troops=None if most == NO_TROOPS else (int(counted.least[flow]), most),
    )


def sent_of(rows: Rows) -> Sent:
    """Return the deployments that come from elsewhere."""
    could = np.flatnonzero((rows.kind == DEPLOYMENT) & ~np.isin(rows.look, GREY))
    table = rows.table.iloc[could]
    origin = coded(table["origin_id"])
    lat, lon = _starts(table, origin)
    numbers = {place_id: i for i, place_id in enumerate(rows.places)}
    place = rows.place[could]
    is_elsewhere = (origin.codes != MISSING) & (origin.mapped(numbers) != place) & ~np.isnan(lat)
    pairs = (origin.codes * (len(rows.places) + 1) + place)[is_elsewhere]
    found, first, flow = np.unique(pairs, return_index=True, return_inverse=True)
    kept = could[is_elsewhere]
    codes = type(origin)(origin.codes[is_elsewhere], origin.texts)
    return Sent(kept, flow, first, codes, lat[is_elsewhere], lon[is_elsewhere], len(found))


def _starts(table: pd.DataFrame, origin: Coded) -> tuple[Floats, Floats]:
    """Return where flows start; troops of a whole country at its capital."""
    lat, lon = floats(table["origin_latitude"]), floats(table["origin_longitude"])
    is_country = origin.held(value.startswith(COUNTRY_IDS) for value in origin.texts)
    capital = points_of(coded(table["origin_country"]), capital=True)
    is_moved = is_country & ~np.isnan(capital[0])
    lat, lon = np.where(is_moved, capital[0], lat), np.where(is_moved, capital[1], lon)
    return np.where(np.isnan(lon), np.nan, lat), lon


def _ends(rows: Rows, sent: Sent) -> list[tuple[str, str]]:
    """Return the ids of the origin and the destination of each flow."""
    origins = sent.origin.codes[sent.first].tolist()
    destinations = rows.place[sent.row[sent.first]].tolist()
    return [
        (sent.origin.texts[origin], rows.places[destination])
        for origin, destination in zip(origins, destinations, strict=True)
    ]


def _sources(rows: Rows, sent: Sent) -> Numbers:
    """Return how many articles tell of each flow, without copies."""
    flow_of_row = np.full(len(rows.table), MISSING)
    flow_of_row[sent.row] = sent.flow
    flow = flow_of_row[rows.telling]
    counts = flow != MISSING
    return distinct_counts(flow[counts], rows.article[counts], sent.count)


def origin_labels(
    rows: Rows, sent: Sent, named: Callable[[str], str] | None
) -> Callable[[int], str]:
    """Return what tells the name of the origin of a flow."""
    table = rows.table

    def name_of(flow: int) -> str:
        first = sent.first[flow]
        origin_id = sent.origin.texts[sent.origin.codes[first]]
        if named is not None:
            return named(origin_id)
        row = sent.row[first]
        written = (table[column].iloc[row] for column in ("origin", "origin_country"))
        return next((one for one in written if isinstance(one, str) and one), origin_id)

    return name_of


def _troops(rows: Rows, sent: Sent) -> tuple[Numbers, Numbers]:
    """Return the least and the most soldiers that the figures of each flow name."""
    figures = coded(rows.table["figures"].iloc[sent.row])
    read = [read_troops(text) for text in figures.texts] + [None]
    bounds = np.array([(NO_TROOPS, NO_TROOPS) if one is None else one for one in read])
    found = bounds[figures.codes]
    names = found[:, 1] != NO_TROOPS
    least = np.full(sent.count, np.iinfo(np.int64).max)
    most = np.full(sent.count, NO_TROOPS)
    np.minimum.at(least, sent.flow[names], found[names, 0])
    np.maximum.at(most, sent.flow[names], found[names, 1])
    return least, most


@lru_cache(maxsize=_KEPT_FIGURES)
def read_troops(figures: str) -> tuple[int, int] | None:
    """Return the least and the most soldiers that a text names; None if it names none."""
    found = [(int(one[1]), int(one[2] or one[1])) for one in TROOPS.finditer(figures)]
    return (min(one[0] for one in found), max(one[1] for one in found)) if found else None
