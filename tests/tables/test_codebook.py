"""The codebook says something of every column that leaves, and says what is checked."""

from __future__ import annotations

import csv
import io

import pytest

from geodata.tables import build_tables, schema
from geodata.tables.codebook import codebook, codebook_csv
from geodata.tables.columns import (
    EVENT_COLUMNS,
    FIGURE_COLUMNS,
    INCIDENT_COLUMNS,
    analyst_events,
)
from geodata.tables.files import TABLE_NAMES
from tests.records import almaty_extraction

MODELS = [getattr(schema, name) for name in schema.__all__]


@pytest.mark.parametrize("model", MODELS, ids=schema.__all__)
def test_every_column_says_what_it_means(model: type[schema.Events]) -> None:
    columns = model.to_schema().columns
    assert [name for name, column in columns.items() if not column.description] == []
    silent = [name for name, one in columns.items() if one.nullable and not one.metadata["missing"]]
    assert silent == []


def test_every_exported_table_is_told_column_by_column_in_its_order() -> None:
    told = {name: [one.column for one in codebook() if one.table == name] for name in TABLE_NAMES}
    assert len(codebook()) == sum(map(len, told.values()))
    assert tuple(told["events"]) == EVENT_COLUMNS
    assert tuple(told["incidents"]) == INCIDENT_COLUMNS
    assert tuple(told["figures"]) == FIGURE_COLUMNS
    tables = build_tables([almaty_extraction()])
    for name in ("mentions", "places", "articles"):
        assert told[name] == list(getattr(tables, name).columns)


def test_types_units_and_codes_are_those_that_are_checked() -> None:
    told = {(one.table, one.column): one for one in codebook()}
    assert told["events", "event_type"].codes == (
        "deployment, withdrawal, presence, protest, violence"
    )
    assert told["events", "latitude"].type == "number"
    assert told["events", "latitude"].unit == "degrees, WGS 84"
    assert told["events", "event_date"].type == "date"
    assert told["incidents", "disputed"].type == "yes or no"
    assert told["incidents", "sources"].type == "whole number"
    assert told["mentions", "place_id"].missing == "the name is found, its place is not known"
    assert told["places", "place_id"].missing is None


def test_a_column_without_missing_values_has_none_in_a_real_table() -> None:
    tables = build_tables([almaty_extraction()])
    events = analyst_events(tables.events, tables.articles)
    whole = [one.column for one in codebook() if one.table == "events" and one.missing is None]
    assert [name for name in whole if name != "incident_id" and events[name].isna().any()] == []


def test_the_codebook_is_a_csv_of_its_own() -> None:
    rows = list(csv.DictReader(io.StringIO(codebook_csv().decode("utf-8"), newline="")))
    assert len(rows) == len(codebook())
    assert list(rows[0]) == ["table", "column", "type", "meaning", "unit", "codes", "missing"]
    assert rows[0]["table"] == "events"
    assert rows[0]["unit"] == ""
