"""What places are called in German, for readers of articles in other languages."""

from __future__ import annotations

from geodata.gazetteer.sources import split_cell, table_rows

__all__ = ["german_place_names"]

# Later tables go before earlier ones.
_TABLES = ("admin.csv", "units_de.csv", "nature.csv", "regions.csv", "sites.csv", "town_names.csv")


def german_place_names() -> dict[str, str]:
    """Return place_id -> the first German name that our tables have of it.

    Countries are not among them, they go by CLDR; nor are towns whose German name GeoNames gives
    without saying that it is German.

    Raises:
        DataError: a table is missing or broken.

    """
    return {
        row["place_id"]: names[0]
        for table in _TABLES
        for row in table_rows(table)
        if (names := split_cell(row["names_de"]))
    }
