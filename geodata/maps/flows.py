"""Flows of troops, counted from the incidents that have an origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geodata.maps.counting import MISSING, coded, distinct_counts, floats
from geodata.maps.marks import Flow
from geodata.maps.palette import GREY_LOOKS, LOOKS
from geodata.maps.rows import points_of
from geodata.models import EVENT_KINDS, PHASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.maps.counting import Coded, Numbers
    from geodata.maps.rows import Rows

    Floats = NDArray[np.float64]

__all__ = ["flows_of"]

COUNTRY_IDS = "iso3166:"
TROOPS = re.compile(r"\btroops (?:\D*?)(\d+)(?:-(\d+))?")
DEPLOYMENT = EVENT_KINDS.index("deployment")
OUTLINE = LOOKS.index("outline")
GREY = [LOOKS.index(look) for look in sorted(GREY_LOOKS)]
# So many different texts of figures are kept parsed: as many as a large collection has.
_KEPT_FIGURES = 65_536
NO_TROOPS = -1


@dataclass(frozen=True, slots=True)
class _Sent:
    """The incidents that send somebody: which flow each belongs to, where the flows start."""

    row: Numbers  # in the table
    flow: Numbers
    first: Numbers  # of each flow the first in the table
    origin: Coded
    lat: Floats
    lon: Floats
    lasting: int  # how many flows


def flows_of(
    rows: Rows, destinations: Callable[[int], str], named: Callable[[str], str] | None
) -> Iterator[Flow]:
    """Yield the flows by origin and destination, in the order of these ids.

    What is denied or of earlier times moves nobody now.

    Args:
        rows: the incidents on the map.
        destinations: number of a place in `rows.places` -> its name.
        named: place id -> the name that readers see; None takes the names of the table.

    """
    sent = _sent(rows)
    if not sent.lasting:
        return
    incidents = np.bincount(sent.flow, minlength=sent.lasting)
    sources = _sources(rows, sent)
    phases = np.full(sent.lasting, MISSING)
    np.maximum.at(phases, sent.flow, rows.phase[sent.row])
    happened = np.bincount(sent.flow, rows.look[sent.row] != OUTLINE, sent.lasting)
    least, most = _troops(rows, sent)
    labels = _origin_labels(rows, sent, named)
    for flow in sorted(range(sent.lasting), key=lambda one: _ends(rows, sent, one)):
        origin_id, destination_id = _ends(rows, sent, flow)
        first = sent.first[flow]
        row = sent.row[first]
        yield Flow(
            origin_id=origin_id,
            origin_label=labels[flow],
            origin_lat=float(sent.lat[first]),
            origin_lon=float(sent.lon[first]),
            destination_id=destination_id,
            destination_label=destinations(int(rows.place[row])),
            destination_lat=float(rows.lat[row]),
            destination_lon=float(rows.lon[row]),
            phase=None if phases[flow] == MISSING else PHASES[phases[flow]],
            planned=not happened[flow],
            sources=int(sources[flow]),
            incidents=int(incidents[flow]),
            troops=None if most[flow] == NO_TROOPS else (int(least[flow]), int(most[flow])),
        )


def _sent(rows: Rows) -> _Sent:
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
    return _Sent(kept, flow, first, codes, lat[is_elsewhere], lon[is_elsewhere], len(found))


def _starts(table: pd.DataFrame, origin: Coded) -> tuple[Floats, Floats]:
    """Return where flows start; troops of a whole country at its capital."""
    lat, lon = floats(table["origin_latitude"]), floats(table["origin_longitude"])
    is_country = origin.held(value.startswith(COUNTRY_IDS) for value in origin.texts)
    capital = points_of(coded(table["origin_country"]), capital=True)
    is_moved = is_country & ~np.isnan(capital[0])
    lat, lon = np.where(is_moved, capital[0], lat), np.where(is_moved, capital[1], lon)
    return np.where(np.isnan(lon), np.nan, lat), lon


def _ends(rows: Rows, sent: _Sent, flow: int) -> tuple[str, str]:
    first = sent.first[flow]
    return sent.origin.texts[sent.origin.codes[first]], rows.places[rows.place[sent.row[first]]]


def _sources(rows: Rows, sent: _Sent) -> Numbers:
    """Return how many articles tell of each flow, without copies."""
    flow_of_row = np.full(len(rows.table), MISSING)
    flow_of_row[sent.row] = sent.flow
    flow = flow_of_row[rows.telling]
    counts = flow != MISSING
    return distinct_counts(flow[counts], rows.article[counts], sent.lasting)


def _origin_labels(rows: Rows, sent: _Sent, named: Callable[[str], str] | None) -> list[str]:
    if named is not None:
        return [named(sent.origin.texts[code]) for code in sent.origin.codes[sent.first]]
    table = rows.table.iloc[sent.row[sent.first]]
    plain = zip(table["origin"], table["origin_country"], table["origin_id"], strict=True)
    return [next(str(one) for one in said if isinstance(one, str) and one) for said in plain]


def _troops(rows: Rows, sent: _Sent) -> tuple[Numbers, Numbers]:
    """Return the least and the most soldiers that the figures of each flow name."""
    figures = coded(rows.table["figures"].iloc[sent.row])
    read = [_read_troops(text) for text in figures.texts] + [None]
    bounds = np.array([(NO_TROOPS, NO_TROOPS) if one is None else one for one in read])
    found = bounds[figures.codes]
    names = found[:, 1] != NO_TROOPS
    least = np.full(sent.lasting, np.iinfo(np.int64).max)
    most = np.full(sent.lasting, NO_TROOPS)
    np.minimum.at(least, sent.flow[names], found[names, 0])
    np.maximum.at(most, sent.flow[names], found[names, 1])
    return least, most


@lru_cache(maxsize=_KEPT_FIGURES)
def _read_troops(figures: str) -> tuple[int, int] | None:
    """Return the least and the most soldiers that a text names; None if it names none."""
    found = [(int(one[1]), int(one[2] or one[1])) for one in TROOPS.finditer(figures)]
    return (min(one[0] for one in found), max(one[1] for one in found)) if found else None
