"""GeoParquet 1.1 (geoparquet.org): the table with its types, points as WKB in WGS 84."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodata.tables.files.about import about_record
from geodata.tables.files.cells import plain_cells
from geodata.tables.files.companions import column_meanings

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from geodata.tables.codebook import Column
    from geodata.tables.files.about import About

__all__ = ["write_geoparquet"]

# Rows of a group: they are in memory at once, as programs that read a part of a file skip others.
_PIECE = 10_000
_GEOMETRY = "geometry"
# Well-known binary (OGC 06-103r4, 8.2): little-endian, the code of a point, longitude, latitude.
_WKB_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("lon", "<f8"), ("lat", "<f8")])
_LITTLE_ENDIAN, _POINT = 1, 1


def write_geoparquet(frame: pd.DataFrame, about: About, file: BinaryIO) -> None:
    """Write the rows, with all their columns and a column `geometry`.

    A row without coordinates has no geometry. What the file says of itself is JSON in the metadata
    `schauplatz`, what a column means is the metadata `description` of its field.
    """
    fields = [_field(frame[name], column_meanings(about.table)) for name in frame.columns]
    points = _points(frame)
    metadata = {"geo": _geo(points), "schauplatz": about_record(about)}
    schema = pa.schema(
        [*fields, pa.field(_GEOMETRY, pa.binary())],
        metadata={key: json.dumps(value, ensure_ascii=False) for key, value in metadata.items()},
    )
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for start in range(0, max(1, len(frame)), _PIECE):
            rows = slice(start, start + _PIECE)
            columns = [_array(frame[one.name].iloc[rows], one.type) for one in fields]
            writer.write_table(pa.table([*columns, _wkb(points[rows])], schema=schema))


def _points(frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return longitude and latitude of each row; NaN where a row has no point."""
    points = np.full((len(frame), 2), np.nan)
    if {"latitude", "longitude"} <= set(frame.columns):
        points[:, 0] = frame["longitude"].to_numpy(dtype=np.float64, na_value=np.nan)
        points[:, 1] = frame["latitude"].to_numpy(dtype=np.float64, na_value=np.nan)
    points[np.isnan(points).any(axis=1)] = np.nan
    return points


def _geo(points: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Return the metadata of the format; without `crs` it is longitude and latitude in WGS 84."""
    known = points[~np.isnan(points[:, 0])]
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if len(known):
        column["bbox"] = [*known.min(axis=0).tolist(), *known.max(axis=0).tolist()]
    return {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}


def _wkb(points: npt.NDArray[np.float64]) -> pa.Array:
    cells = np.empty(len(points), dtype=_WKB_POINT)
    cells["order"], cells["type"] = _LITTLE_ENDIAN, _POINT
    cells["lon"], cells["lat"] = points[:, 0], points[:, 1]
    # As bytes of one length, then as bytes of any, which is what the format asks for.
    size = _WKB_POINT.itemsize
    missing = pa.array(np.isnan(points[:, 0]))
    whole = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(size), len(points), [None, pa.py_buffer(cells.tobytes())]
    )
    return pc.if_else(missing, None, whole.cast(pa.binary()))


def _field(column: pd.Series[Any], meanings: dict[str, Column]) -> pa.Field:
    name = str(column.name)
    said = meanings.get(name)
    metadata = None if said is None else {"description": said.meaning}
    return pa.field(name, _type(column.dtype.kind), metadata=metadata)


def _type(kind: str) -> pa.DataType:
    """Return Arrow's type by NumPy's letter for the sort of the values."""
    match kind:
        case "M":
            return pa.date32()
        case "b":
            return pa.bool_()
        case "i" | "u":
            return pa.int64()
        case "f":
            return pa.float64()
        case _:
            return pa.string()


def _array(column: pd.Series[Any], wanted: pa.DataType) -> pa.Array:
    cells = plain_cells(column)
    if wanted == pa.date32():
        return pa.array(cells, pa.string()).cast(wanted)
    return pa.array(cells, wanted)
