"""What the map of a file is counted from: columns of numbers, one row an incident.

The script counts marks, countries and arrows anew whenever the reader chooses other incidents, in
the same way as `maps/content.py` and `maps/flows.py` do for the app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.maps.content import PlaceNames
from geodata.maps.counting import MISSING, coded, floats
from geodata.maps.countries import country_points
from geodata.maps.escaping import for_map
from geodata.maps.flows import origin_labels, read_troops, sent_of
from geodata.maps.rows import COUNTRY_PREC, is_on_map, read_rows
from geodata.models import EVENT_KINDS
from geodata.tables.bars import count_bars, has_bar
from geodata.tables.coded import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from geodata.maps.rows import Rows

__all__ = ["scene_columns"]

DECIMALS = 4  # of degrees: 11 m


def scene_columns(
    incidents: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    named: Callable[[str], str] | None,
) -> dict[str, Any]:
    """Return the columns of the incidents, in their order, and the places and ways they name.

    Days are counted from 1 January 1970, None where there is none; `place` and `way` are positions
    in `places` and `ways`, `bar` is one of the bars above the map, -1 for none; `articles` are
    those that tell an incident and are no copy.
    """
    rows = read_rows(incidents, events)
    on_map = np.flatnonzero(is_on_map(incidents).to_numpy())
    size = len(incidents)
    ways, way = _ways(rows, named)
    article = {one: row for row, one in enumerate(articles["article_id"])}
    told: list[list[int]] = [[] for _ in range(size)]
    codes = coded(events["article_id"])
    kept = _kept(incidents, events)
    for incident, code in zip(kept[0].tolist(), codes.codes[kept[1]].tolist(), strict=True):
        told[incident].append(article.get(codes.texts[code], MISSING))
    return {
        "places": _places(rows, named),
        "ways": ways,
        "kind": coded(incidents["kind"]).mapped(_numbers(EVENT_KINDS)).tolist(),
        "from": _days(incidents["date_start"]),
        "to": _days(incidents["date_end"]),
        "place": _spread(rows.place, on_map, size),
        "look": _spread(rows.look, on_map, size),
        "phase": _spread(rows.phase, on_map, size),
        "prec": _spread(rows.where_prec, on_map, size),
        "way": _spread(way, on_map, size),
        "radius": _radius(incidents),
        "bar": _bars(incidents),
        "troops": [read_troops(str(one)) for one in incidents["figures"]],
        "articles": [sorted(set(one)) for one in told],
    }


def _kept(
    incidents: pd.DataFrame, events: pd.DataFrame
) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Return incident and row of each event that is no copy."""
    of = rows_of(events["incident_id"], incidents["incident_id"])
    counts = (of >= 0) & ~events["copy"].to_numpy(dtype=bool)
    return of[counts], np.flatnonzero(counts)


def _numbers(texts: tuple[str, ...]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts)}


def _spread(values: NDArray[np.int64], rows: NDArray[np.intp], size: int) -> list[int]:
    """Return values of some rows as a column of all, -1 where there is none."""
    column = np.full(size, MISSING)
    column[rows] = values
    return [int(one) for one in column]


def _days(column: pd.Series[Any]) -> list[int | None]:
    days = column.to_numpy(dtype="datetime64[D]")
    return [None if np.isnat(day) else int(day.astype(int)) for day in days]


def _bars(incidents: pd.DataFrame) -> list[int]:
    """Return the bar of each incident above the map, -1 for those that have none."""
    edges = np.array(count_bars(incidents).edges, dtype="datetime64[D]")
    found = np.full(len(incidents), MISSING)
    barred = has_bar(incidents).to_numpy()
    days = incidents["date_start"].to_numpy(dtype="datetime64[D]")[barred]
    found[barred] = np.searchsorted(edges, days, side="right") - 1
    return [int(one) for one in found]


def _radius(incidents: pd.DataFrame) -> list[float | None]:
    radius = floats(incidents["precision_km"])
    return [
        None if np.isnan(km) else round(km, 1) if km < 1 else round(km) for km in radius.tolist()
    ]


def _places(rows: Rows, named: Callable[[str], str] | None) -> list[list[Any]]:
    """Return id, name, point and country of each place; names are escaped for the map."""
    names = PlaceNames(rows, named)
    first = np.full(len(rows.places), MISSING)
    # A place has the point of its finest telling; of these the first in the table counts.
    order = np.lexsort((-np.arange(len(rows.place)), -np.minimum(rows.where_prec, COUNTRY_PREC)))
    first[rows.place[order]] = order
    country = coded(rows.table["country_code"])
    known = country_points()
    found: list[list[Any]] = []
    for place, row in enumerate(first.tolist()):
        if row == MISSING:  # of no incident on the map
            found.append([])
            continue
        code = country.texts[country.codes[row]] if country.codes[row] >= 0 else ""
        found.append(
            [
                for_map(rows.places[place]),
                for_map(names.of(place)),
                round(float(rows.lat[row]), DECIMALS),
                round(float(rows.lon[row]), DECIMALS),
                code if code in known else "",
            ]
        )
    return found


def _ways(
    rows: Rows, named: Callable[[str], str] | None
) -> tuple[list[list[Any]], NDArray[np.int64]]:
    """Return where each way starts (id, name, point), and which way each row takes."""
    sent = sent_of(rows)
    way = np.full(len(rows.table), MISSING)
    way[sent.row] = sent.flow
    label = origin_labels(rows, sent, named)
    ways = [
        [
            for_map(sent.origin.texts[sent.origin.codes[first]]),
            for_map(label(flow)),
            round(float(sent.lat[first]), DECIMALS),
            round(float(sent.lon[first]), DECIMALS),
        ]
        for flow, first in enumerate(sent.first.tolist())
    ]
    return ways, way
