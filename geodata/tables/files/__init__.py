"""Tables as files: CSV, Excel, GeoJSON, KML and GeoParquet, each saying what it is.

`write_table` writes any of them; `about_table` says what a file tells of itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
    from geodata.tables.files.about import About, Source, about_record, about_table, filter_words
    from geodata.tables.files.bundle import csv_bundle, csv_metadata
    from geodata.tables.files.csv_file import csv_bytes
    from geodata.tables.files.sharing import shared_frame
    from geodata.tables.files.table_file import table_bytes, write_table

__all__ = [
    "FORMATS",
    "TABLE_NAMES",
    "About",
    "FileFormat",
    "Format",
    "Source",
    "TableName",
    "about_record",
    "about_table",
    "csv_bundle",
    "csv_bytes",
    "csv_metadata",
    "file_name",
    "filter_words",
    "formats_of",
    "shared_frame",
    "table_bytes",
    "write_beside",
    "write_table",
    "write_whole",
]

# Loaded on demand (PEP 562): pandas, Babel and Arrow take half a second, which a command may spare.
_ELSEWHERE = {
    "About": "about",
    "Source": "about",
    "about_record": "about",
    "about_table": "about",
    "csv_bundle": "bundle",
    "csv_bytes": "csv_file",
    "csv_metadata": "bundle",
    "filter_words": "about",
    "shared_frame": "sharing",
    "table_bytes": "table_file",
    "write_table": "table_file",
}


def __getattr__(name: str) -> Any:
    """Return what a module of the package has, loaded on demand."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
