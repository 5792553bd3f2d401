"""A table as a file of any format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from geodata.tables.files.csv_file import write_csv
from geodata.tables.files.excel import write_excel
from geodata.tables.files.geojson import write_geojson
from geodata.tables.files.geoparquet import write_geoparquet
from geodata.tables.files.kml import write_kml
from geodata.tables.files.sharing import shared_frame

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables.files.about import About
    from geodata.tables.files.names import Format

__all__ = ["table_bytes", "write_table"]


def write_table(
    frame: pd.DataFrame, form: Format, about: About, file: BinaryIO, *, bom: bool = False
) -> None:
    """Write a table in a format, as it may be passed on (see `sharing.py`).

    Args:
        frame: the rows, with the columns that leave.
        form: the format.
        about: what the file says of itself; a CSV cannot, see `bundle.py`.
        file: written from its start to its end; it stays open.
        bom: whether a CSV begins with a byte order mark, for Excel.

    Raises:
        ExportError: the format cannot hold this table.

    """
    shared = shared_frame(frame)
    match form:
        case "csv":
            write_csv(shared, file, bom=bom)
        case "xlsx":
            write_excel(shared, about, file)
        case "geojson":
            write_geojson(shared, about, file)
        case "kml":
            write_kml(shared, about, file)
        case "geoparquet":
            write_geoparquet(shared, about, file)


def table_bytes(frame: pd.DataFrame, form: Format, about: About, *, bom: bool = False) -> bytes:
    """Return the file that `write_table` writes."""
    file = io.BytesIO()
    write_table(frame, form, about, file, bom=bom)
    return file.getvalue()
