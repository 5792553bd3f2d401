"""Reads files of tables back with libraries that have nothing to do with what wrote them."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio

from geodata.tables.files import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.tables.files import Format

__all__ = ["cells_of", "read_back", "read_places"]

# What GDAL's driver for KML adds to each placemark.
KML_OWN = {"id", "Name", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate"}


def read_back(content: bytes, form: Format, folder: Path) -> list[dict[str, str]]:
    """Return the rows of a file, each with the cells that are not missing, as text."""
    match form:
        case "csv":
            frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
            return [cells_of(row) for row in frame.to_dict("records")]
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            names, *rows = book.worksheets[0].iter_rows(values_only=True)
            return [cells_of(dict(zip(names, row, strict=True))) for row in rows]
        case "geojson" | "kml" | "geoparquet":
            frame = read_places(content, form, folder)
            return [cells_of(row) for row in frame.drop(columns="geometry").to_dict("records")]


def read_places(content: bytes, form: Format, folder: Path) -> gpd.GeoDataFrame:
    """Return a file with points as geopandas reads it, all layers one after the other."""
    path = folder / f"table{FORMATS[form].suffix}"
    path.write_bytes(content)
    if form == "geoparquet":
        return gpd.read_parquet(path)
    layers = [gpd.read_file(path, layer=name) for name, _type in pyogrio.list_layers(path)]
    frame = pd.concat(layers) if len(layers) > 1 else layers[0]
    return gpd.GeoDataFrame(frame, geometry="geometry")


def cells_of(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return the cells of a row that are not missing, in one form whatever the format's types."""
    return {str(name): _as_text(cell) for name, cell in row.items() if not _is_missing(cell)}


def _is_missing(cell: Any) -> bool:
    return cell is None or cell == "" or bool(pd.isna(cell))


def _as_text(cell: Any) -> str:
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    if str(cell) in {"True", "False"}:
        return str(cell)
    try:
        return repr(float(cell))
    except ValueError:
        return str(cell)
