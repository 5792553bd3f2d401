"""Each format, read back by a library that others trust, holds the rows that were written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.errors import ExportError
from geodata.tables.files import FORMATS, TABLE_NAMES, formats_of, table_bytes
from geodata.tables.filters import Filters
from geodata.tables.selection import select_table
from geodata.ui.shelf.compact import compact_tables
from tests.records import almaty_extraction, make_incident, shots_extraction
from tests.tables.files.reading import KML_OWN, cells_of, read_back, read_places
from tests.taken import make_about

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.tables import Tables
    from geodata.tables.files import Format, TableName

from geodata.tables import build_tables

FOUND = (almaty_extraction("a9"), *(shots_extraction(name) for name in ("a1", "a2", "a3")))
TABLES = build_tables(
    FOUND,
    (
        make_incident([event for one in FOUND[1:] for event in one.events], disputed=True),
        *(make_incident([event]) for event in FOUND[0].events),
    ),
)
WRITTEN = [(table, form) for table in TABLE_NAMES for form in formats_of(table)]


def rows_of(table: TableName, tables: Tables = TABLES) -> pd.DataFrame:
    return select_table(table, tables, Filters(), FOUND)


@pytest.mark.parametrize(("table", "form"), WRITTEN)
def test_a_file_holds_the_same_rows(table: TableName, form: Format, tmp_path: Path) -> None:
    frame = rows_of(table)
    assert len(frame) > 0
    content = table_bytes(frame, form, make_about(table, len(frame)))
    found = read_back(content, form, tmp_path)
    wanted = [cells_of(row) for row in frame.to_dict("records")]
    if form in {"geojson", "kml"}:  # there the point is the geometry
        wanted = [without(row, {"latitude", "longitude"}) for row in wanted]
    if form == "kml":  # it goes by kinds, and adds to each row
        found = [{name: row[name] for name in row if name in frame.columns} for row in found]
        found, wanted = (sorted(rows, key=str) for rows in (by_name(found), by_name(wanted)))
    assert found == wanted


@pytest.mark.parametrize("form", ["geojson", "kml", "geoparquet"])
@pytest.mark.parametrize("table", [name for name in TABLE_NAMES if name != "articles"])
def test_points_stand_where_the_table_says(table: TableName, form: Format, tmp_path: Path) -> None:
    frame = rows_of(table)
    content = table_bytes(frame, form, make_about(table, len(frame)))
    points = read_places(content, form, tmp_path).geometry
    wanted = zip(frame["longitude"], frame["latitude"], strict=True)
    assert sorted((one.x, one.y) for one in points) == sorted(wanted)


@pytest.mark.parametrize("form", FORMATS)
def test_compact_tables_give_the_same_file(form: Format) -> None:
    lean = compact_tables(TABLES)
    about = make_about("mentions")
    assert table_bytes(rows_of("mentions", lean), form, about) == table_bytes(
        rows_of("mentions"), form, about
    )


@pytest.mark.parametrize("form", ["geojson", "kml", "geoparquet"])
def test_a_row_without_a_point_is_kept_without_geometry(form: Format, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "event_id": ["e1", "e2"],
            "event_type": ["protest", "protest"],
            "latitude": [0.0, None],
            "longitude": [0.0, None],
        }
    )
    found = read_places(table_bytes(frame, form, make_about()), form, tmp_path)
    zero, none = found.sort_values("event_id").geometry
    assert (zero.x, zero.y) == (0.0, 0.0)
    assert none is None


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_make_a_file_that_can_be_read(form: Format, tmp_path: Path) -> None:
    content = table_bytes(rows_of("events").head(0), form, make_about(rows=0))
    if form == "kml":
        assert b"<Placemark" not in content
    else:
        assert read_back(content, form, tmp_path) == []


def test_articles_are_no_kml() -> None:
    assert "kml" not in formats_of("articles")
    with pytest.raises(ExportError, match=r"articles has no places.*choose CSV"):
        table_bytes(rows_of("articles"), "kml", make_about("articles"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_rows_made_at_the_same_time_give_the_same_bytes(form: Format) -> None:
    first, second = (table_bytes(rows_of("events"), form, make_about()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("form", FORMATS)
def test_days_before_1900_are_kept(form: Format, tmp_path: Path) -> None:
    days = pd.to_datetime(["1889-05-01", "1900-02-28", "1900-03-01", "2022-01-06"])
    frame = pd.DataFrame(
        {"event_id": list("abcd"), "date_start": days, "latitude": 1.0, "longitude": 2.0}
    )
    found = read_back(table_bytes(frame, form, make_about()), form, tmp_path)
    assert [row["date_start"] for row in found] == [dt.date.isoformat(day) for day in days.date]


def without(row: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name not in names}


def by_name(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [dict(sorted(without(row, KML_OWN).items())) for row in rows]
