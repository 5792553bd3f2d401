"""GeoJSON (RFC 7946) of a table; only `position` puts the longitude before the latitude."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from geodata.tables.files.about import about_record
from geodata.tables.files.cells import iter_rows, plain_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geodata.tables.files.about import About

__all__ = ["position", "write_geojson"]

_POINT = ["latitude", "longitude"]


def position(lat: float, lon: float) -> list[float]:
    """Return a GeoJSON position: longitude first."""
    return [lon, lat]


def write_geojson(frame: pd.DataFrame, about: About, file: BinaryIO) -> None:
    """Write the rows of a table as a GeoJSON FeatureCollection in UTF-8, a feature a line.

    Args:
        frame: a table, with or without `latitude` and `longitude` in degrees; all other columns
            become properties, dates as ISO, missing values null. A row without coordinates gets
            a null geometry, so that no row is lost.
        about: what the file says of itself, in the foreign member `about`.
        file: it stays open.

    """
    file.write(b'{"type":"FeatureCollection","about":')
    file.write(_json(about_record(about)))
    file.write(b',"features":[')
    for number, feature in enumerate(_features(frame)):
        file.write(b",\n" if number else b"\n")
        file.write(_json(feature))
    file.write(b"\n]}\n")


def _features(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    others = frame.drop(columns=_POINT, errors="ignore")
    names = [str(name) for name in others.columns]
    for geometry, row in zip(_geometries(frame), iter_rows(others), strict=True):
        properties = dict(zip(names, row, strict=True))
        yield {"type": "Feature", "geometry": geometry, "properties": properties}


def _geometries(frame: pd.DataFrame) -> Iterator[dict[str, Any] | None]:
    if not set(_POINT) <= set(frame.columns):
        yield from (None for _ in range(len(frame)))
        return
    for lat, lon in zip(*(plain_cells(frame[name]) for name in _POINT), strict=True):
        if lat is None or lon is None:
            yield None
        else:
            yield {"type": "Point", "coordinates": position(float(lat), float(lon))}


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")
