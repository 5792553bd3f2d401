"""The incidents that have a place on the map, as columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.maps.counting import MISSING, Coded, coded, floats
from geodata.maps.countries import country_points
from geodata.maps.palette import LOOKS, look_of
from geodata.models import EVENT_KINDS, PHASES, STATUSES
from geodata.tables.coded import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.maps.counting import Numbers

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

__all__ = ["COUNTRY_PREC", "Rows", "is_on_map", "points_of", "read_rows"]

COUNTRY_PREC = 6  # UCDP's where_prec: only the country is known
NOWHERE_PREC = 7  # sea or air, or no place at all


@dataclass(frozen=True, slots=True)
class Rows:
    """The incidents on the map in the order of the table, and who tells them.

    `kind` and `look` are positions in `EVENT_KINDS` and `LOOKS`, `place` is coded as in
    `places`. `telling` names the incident (by its row) and `article` the article of each event
    that is no copy.
    """

    table: pd.DataFrame
    places: tuple[str, ...]
    place: Numbers
    kind: Numbers
    look: Numbers
    phase: Numbers
    where_prec: Numbers
    lat: Floats
    lon: Floats
    telling: Numbers
    article: Numbers


def read_rows(incidents: pd.DataFrame, events: pd.DataFrame) -> Rows:
    """Return the incidents that have a place on the map."""
    table = incidents[is_on_map(incidents)]
    place, phase, status = (coded(table[name]) for name in ("place_id", "phase", "status"))
    lat, lon = _points(table)
    told = rows_of(events["incident_id"], table["incident_id"])
    counts = told != MISSING
    if "copy" in events:
        counts &= ~events["copy"].to_numpy(dtype=bool)
    phases = phase.mapped({one: i for i, one in enumerate(PHASES)})
    return Rows(
        table=table,
        places=place.texts,
        place=place.codes,
        kind=coded(table["kind"]).mapped({one: i for i, one in enumerate(EVENT_KINDS)}),
        look=_looks(status, phases),
        phase=phases,
        where_prec=_precisions(table),
        lat=lat,
        lon=lon,
        telling=told[counts],
        article=coded_articles(events)[counts],
    )


def is_on_map(incidents: pd.DataFrame) -> pd.Series[bool]:
    """Return for each incident whether it has a place that the map can show."""
    precision = _precisions(incidents)
    known = incidents["place_id"].notna().to_numpy() & (precision <= COUNTRY_PREC)
    lat, _lon = _points(incidents)
    return pd.Series(known & ~np.isnan(lat), index=incidents.index, dtype=bool)


def coded_articles(events: pd.DataFrame) -> Numbers:
    """Return the article of each event as a number."""
    column = events["article_id"]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64)
    return pd.factorize(column)[0].astype(np.int64)


def points_of(codes: Coded, *, capital: bool) -> tuple[Floats, Floats]:
    """Return the latitude and longitude of the country of each row, NaN where there is none.

    That is its capital, or else the point where the base map names it.
    """
    table = country_points()
    found = []
    for code in codes.texts:
        points = table.get(code)
        point = None if points is None else points.capital if capital else points.label
        found.append((np.nan, np.nan) if point is None else point)
    both = np.array([*found, (np.nan, np.nan)], dtype=np.float64)
    return both[codes.codes, 0], both[codes.codes, 1]


def _precisions(incidents: pd.DataFrame) -> Numbers:
    return incidents["where_prec"].to_numpy(dtype=np.int64, na_value=NOWHERE_PREC)


def _points(incidents: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return where the places are drawn; a country at the point where the base map names it."""
    lat, lon = floats(incidents["latitude"]), floats(incidents["longitude"])
    lat, lon = np.where(np.isnan(lon), np.nan, lat), np.where(np.isnan(lat), np.nan, lon)
    is_country = _precisions(incidents) == COUNTRY_PREC
    if not is_country.any():
        return lat, lon
    countries = coded(incidents["country_code"])
    label, capital = points_of(countries, capital=False), points_of(countries, capital=True)
    given = (lat, lon)
    lat, lon = (
        np.where(is_country, _first(label[i], given[i], capital[i]), given[i]) for i in (0, 1)
    )
    return lat, lon


def _first(*columns: Floats) -> Floats:
    """Return for each row the first number that is known."""
    found = columns[0]
    for column in columns[1:]:
        found = np.where(np.isnan(found), column, found)
    return found


def _looks(status: Coded, phases: Numbers) -> Numbers:
    """Return how each row is drawn, as a position in `LOOKS`."""
    statuses = status.mapped({one: i for i, one in enumerate(STATUSES)})
    table = np.array(
        [LOOKS.index(look_of(one, phase)) for one, phase in product(STATUSES, (*PHASES, None))],
        dtype=np.int64,
    ).reshape(len(STATUSES), len(PHASES) + 1)
    found: Numbers = table[statuses, phases]
    return found
