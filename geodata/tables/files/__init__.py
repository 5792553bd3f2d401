"""Tables as files: CSV, Excel, GeoJSON, KML and GeoParquet, each saying what it is.

`write_table` writes any of them; `about_table` says what a file tells of itself.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from geodata.errors import ExportError
from geodata.tables.files.names import (
    FORMATS,
    TABLE_NAMES,
    FileFormat,
    Format,
    TableName,
    file_name,
    formats_of,
)
from geodata.tables.files.writing import write_beside, write_whole

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables.files.about import About, Source, about_table, filter_words
    from geodata.tables.files.sharing import shared_frame

__all__ = [
    "FORMATS",
    "TABLE_NAMES",
    "About",
    "FileFormat",
    "Format",
    "Source",
    "TableName",
    "about_table",
    "file_name",
    "filter_words",
    "formats_of",
    "shared_frame",
    "table_bytes",
    "write_beside",
    "write_table",
    "write_whole",
]

# Loaded on demand (PEP 562): pandas and Babel take 0.3 s, which a command may spare.
_ELSEWHERE = {
    "About": "about",
    "Source": "about",
    "about_table": "about",
    "filter_words": "about",
    "shared_frame": "sharing",
}


def __getattr__(name: str) -> Any:
    """Return what a module of the package has, loaded on demand."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)


def write_table(
    frame: pd.DataFrame, form: Format, about: About, file: BinaryIO, *, bom: bool = False
) -> None:
    """Write a table in a format, as it may be passed on (see `sharing.py`).

    Args:
        frame: the rows, with the columns that leave.
        form: the format.
        about: what the file says of itself; a CSV cannot, see `bundle.py`.
        file: written from the start on, without going back; it stays open.
        bom: whether a CSV begins with a byte order mark, for Excel.

    Raises:
        ExportError: the format cannot hold this table.

    """
    from geodata.tables.files.csv_file import write_csv  # noqa: PLC0415 - as above
    from geodata.tables.files.geojson import write_geojson  # noqa: PLC0415
    from geodata.tables.files.sharing import shared_frame  # noqa: PLC0415

    shared = shared_frame(frame)
    match form:
        case "csv":
            write_csv(shared, file, bom=bom)
        case "geojson":
            write_geojson(shared, about, file)
        case "xlsx" | "kml" | "geoparquet":
            raise ExportError(f"cannot write {FORMATS[form].label} yet; choose CSV or GeoJSON")


def table_bytes(frame: pd.DataFrame, form: Format, about: About, *, bom: bool = False) -> bytes:
    """Return the file that `write_table` writes."""
    file = io.BytesIO()
    write_table(frame, form, about, file, bom=bom)
    return file.getvalue()
