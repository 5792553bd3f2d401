"""Files of tables as tests want them: made at one moment, of the rows alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.tables.files import About, Source, table_bytes

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables.files import TableName

MADE = dt.datetime(2026, 11, 5, 8, 30, tzinfo=dt.UTC)


def make_about(table: TableName = "events", rows: int = 2, query: str = "kind=protest") -> About:
    return About(
        table,
        rows,
        total=rows + 5,
        filters=(("Kinds of event", "protest"),),
        query=query,
        made=MADE,
        method_version="9.9.9",
        sources=(Source("Musterzeitung", 3, ("https://example.org/a1",)),),
        link="https://example.org/map?kind=protest",
    )


def geojson_bytes(frame: pd.DataFrame) -> bytes:
    return table_bytes(frame, "geojson", make_about(rows=len(frame)))
