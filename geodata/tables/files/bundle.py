"""What a CSV cannot say of itself: the file beside it, and all of them in one ZIP.

The file beside it is "CSV on the Web" metadata (W3C Recommendation of 17 December 2015, "Metadata
Vocabulary for Tabular Data"), which programs find by its name: `events.csv-metadata.json`.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geodata.tables.files.about import about_record
from geodata.tables.files.companions import codebook_frame, column_meanings, sources_frame
from geodata.tables.files.csv_file import csv_bytes, write_csv
from geodata.tables.files.names import file_name
from geodata.tables.files.sharing import shared_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geodata.tables.codebook import Column
    from geodata.tables.files.about import About

__all__ = ["METADATA_SUFFIX", "csv_bundle", "csv_metadata"]

# Behind the whole name of the CSV.
METADATA_SUFFIX = "-metadata.json"

_DATATYPES: Mapping[str, str | dict[str, str]] = {
    "text": "string",
    "whole number": "integer",
    "number": "number",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "yes or no": {"base": "boolean", "format": "True|False"},
}
_DEFUSED = (
    "A cell that begins like a formula of a spreadsheet (= + - @, a tab or a line break) has an "
    "apostrophe before it."
)


def csv_metadata(frame: pd.DataFrame, about: About, name: str) -> bytes:
    """Return the metadata of a CSV as JSON.

    Args:
        frame: the rows, with the columns that leave.
        about: what the file says of itself.
        name: what the CSV is called.

    """
    meanings = column_meanings(about.table)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": f"Schauplatz: {about.table}",
        "dc:description": _DEFUSED,
        "dc:created": about_record(about)["made"],
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_column(str(one), meanings) for one in frame.columns]},
        "notes": [about_record(about)],
    }
    return json.dumps(metadata, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8")


def csv_bundle(frame: pd.DataFrame, about: About, *, bom: bool = False) -> bytes:
    """Return a ZIP of the table as CSV, its metadata, its codebook and its sources.

    `bom` is whether each CSV begins with a byte order mark, for Excel. The same rows made at the
    same time give the same bytes.
    """
    name = file_name(about.table, about.query, "csv")
    shared = shared_frame(frame)
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as bundle:
        with bundle.open(_entry(name, about), "w", force_zip64=True) as file:
            write_csv(shared, file, bom=bom)
        bundle.writestr(
            _entry(f"{name}{METADATA_SUFFIX}", about), csv_metadata(shared, about, name)
        )
        for beside, table in (
            ("codebook.csv", codebook_frame(about.table)),
            ("sources.csv", sources_frame(about)),
        ):
            bundle.writestr(_entry(beside, about), csv_bytes(table, bom=bom))
    return content.getvalue()


def _entry(name: str, about: About) -> ZipInfo:
    entry = ZipInfo(name, about.made.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16  # readable by all where it is unpacked
    return entry


def _column(name: str, meanings: Mapping[str, Column]) -> dict[str, Any]:
    column = meanings.get(name)
    if column is None:
        return {"name": name, "titles": name, "datatype": "string"}
    said = {
        "name": name,
        "titles": name,
        "dc:description": column.meaning,
        "datatype": _datatype(column),
        "required": column.missing is None,
        "schema:unitText": column.unit,
        "rdfs:comment": None if column.missing is None else f"Empty: {column.missing}",
    }
    return {key: value for key, value in said.items() if value is not None}


def _datatype(column: Column) -> str | dict[str, str]:
    """Return the type of a column; the words that it may hold are a regular expression."""
    if column.codes is None:
        return _DATATYPES[column.type]
    return {"base": "string", "format": "|".join(map(re.escape, column.codes.split(", ")))}
