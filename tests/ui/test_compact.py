from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.tables.columns import analyst_events, analyst_figures, analyst_incidents
from geodata.tables.files.csv_file import csv_bytes
from geodata.ui.shelf.compact import compact_tables
from geodata.ui.shelf.gathering import make_library
from tests.records import shots_collection
from tests.taken import geojson_bytes

if TYPE_CHECKING:
    from geodata.tables import Tables

COLLECTION = shots_collection()
FULL = COLLECTION.tables
LEAN = compact_tables(FULL)


@pytest.mark.parametrize("name", [one.name for one in fields(FULL)])
def test_no_cell_is_lost_but_the_excerpts(name: str) -> None:
    full, lean = getattr(FULL, name), getattr(LEAN, name)
    assert [*lean.columns] == [column for column in full.columns if column != "excerpt"]
    for column in lean.columns:
        was, now = full[column].astype(object), lean[column].astype(object)
        pd.testing.assert_series_equal(was.where(was.notna()), now.where(now.notna()))


def test_text_that_repeats_is_stored_once() -> None:
    repeated = ("place_id", "location", "kind", "status", "article_id", "actors", "why")
    assert all(isinstance(LEAN.events[name].dtype, pd.CategoricalDtype) for name in repeated)
    assert isinstance(LEAN.events["event_id"].dtype, pd.StringDtype)


def export(tables: Tables, events: pd.DataFrame) -> list[bytes]:
    return [
        csv_bytes(analyst_events(events, tables.articles)),
        csv_bytes(analyst_incidents(tables.incidents)),
        csv_bytes(analyst_figures(tables.figures, tables.incidents, events, tables.articles)),
        csv_bytes(tables.mentions),
        csv_bytes(tables.places),
        geojson_bytes(tables.mentions),
        geojson_bytes(tables.incidents),
    ]


def test_files_of_compact_tables_are_the_same_to_the_letter() -> None:
    library = make_library(None, COLLECTION)
    events = library.with_excerpts(library.tables.events)
    assert export(library.tables, events) == export(FULL, FULL.events)
