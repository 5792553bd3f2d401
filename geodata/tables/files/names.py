"""What can be taken away: the tables, the formats of their files, and how a file is called."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "FORMATS",
    "TABLE_NAMES",
    "FileFormat",
    "Format",
    "TableName",
    "file_name",
    "formats_of",
]

# The tables that can be written, see `tables/selection.py`.
TableName = Literal["events", "incidents", "figures", "mentions", "places", "articles"]
TABLE_NAMES: tuple[TableName, ...] = get_args(TableName)
# Those whose rows have a point.
_ON_THE_MAP = frozenset(TABLE_NAMES) - {"articles"}

Format = Literal["csv", "xlsx", "geojson", "kml", "geoparquet"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNFIT = re.compile("[^A-Za-z0-9]+")
_LONGEST_NAME = 40  # characters of a table's name: those there are have at most nine


class FileFormat(NamedTuple):
    """How a file of a format ends, what it is on the web, and what people call it.

    `needs_points` is true where a table without coordinates makes no sense in it.
    """

    suffix: str
    mime: str
    label: str
    needs_points: bool = False


FORMATS: Mapping[Format, FileFormat] = MappingProxyType(
    {
        "csv": FileFormat(".csv", "text/csv", "CSV"),
        "xlsx": FileFormat(
            ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
        ),
        "geojson": FileFormat(".geojson", "application/geo+json", "GeoJSON"),
        "kml": FileFormat(".kml", "application/vnd.google-earth.kml+xml", "KML", needs_points=True),
        "geoparquet": FileFormat(".parquet", "application/vnd.apache.parquet", "GeoParquet"),
    }
)
# A page and a bundle of files are no tables, but are taken away as well.
_SUFFIXES: Mapping[str, str] = MappingProxyType(
    {"html": ".html", "zip": ".zip", **{form: one.suffix for form, one in FORMATS.items()}}
)


def formats_of(table: TableName) -> tuple[Format, ...]:
    """Return the formats that a table can be written in, in the order of `FORMATS`."""
    return tuple(
        form for form, one in FORMATS.items() if table in _ON_THE_MAP or not one.needs_points
    )


def file_name(table: str, query: str, form: Format | Literal["html", "zip"]) -> str:
    """Return what a file is called: its table and the days that it is about, in plain ASCII.

    As in `schauplatz-events_2022-01-05_2022-01-07.csv`; days that are open are left out. Whatever
    stands in names or filters, there is neither a separator of folders nor a space in it.

    Args:
        table: a `TableName`, or what a page calls a table of its own.
        query: the filters as in the URL, which say the days.
        form: the format.

    """
    name = _UNFIT.sub("-", table).strip("-")[:_LONGEST_NAME]
    return f"{'_'.join([f'schauplatz-{name}', *_days(query)])}{_SUFFIXES[form]}"


def _days(query: str) -> list[str]:
    """Return the first and the last day of a query; "from" or "to" stands by a day alone."""
    given = parse_qs(query)
    days = {
        key: values[-1]
        for key in ("from", "to")
        if (values := given.get(key)) and _DAY.fullmatch(values[-1])
    }
    return list(days.values()) if len(days) > 1 else [f"{key}-{day}" for key, day in days.items()]
