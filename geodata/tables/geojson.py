"""GeoJSON (RFC 7946) of a table; only `position` puts the longitude before the latitude."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["geojson_bytes", "position"]


def position(lat: float, lon: float) -> list[float]:
    """Return a GeoJSON position: longitude first."""
    return [lon, lat]


def geojson_bytes(frame: pd.DataFrame) -> bytes:
    """Return the rows of a table as a GeoJSON FeatureCollection in UTF-8.

    Args:
        frame: a table, with or without `latitude` and `longitude` in degrees; all other columns
            become properties, dates as ISO, missing values null. A row without coordinates gets
            a null geometry, so that no row is lost.

    """
    properties = frame.drop(columns=["latitude", "longitude"], errors="ignore")
    features = [
        {"type": "Feature", "geometry": geometry, "properties": row}
        for geometry, row in zip(_geometries(frame), _json_rows(properties), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "method_version": method_version(),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _geometries(frame: pd.DataFrame) -> Iterator[dict[str, Any] | None]:
    if "latitude" not in frame.columns:
        yield from (None for _ in range(len(frame)))
        return
    for lat, lon in zip(frame["latitude"], frame["longitude"], strict=True):
        if pd.isna(lat) or pd.isna(lon):
            yield None
        else:
            yield {"type": "Point", "coordinates": position(lat, lon)}


def _json_rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    plain = frame.copy()
    for column in plain.columns:
        if plain[column].dtype.kind == "M":
            plain[column] = plain[column].dt.strftime("%Y-%m-%d")
    names = list(plain.columns)
    for row in plain.itertuples(index=False, name=None):
        yield {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
