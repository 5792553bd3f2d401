"""The table that a file is to hold: the rows on screen, with the columns that leave."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.tables.columns import EVENT_COLUMNS
from geodata.tables.files import TABLE_NAMES, TableName
from geodata.tables.filters import Filters
from geodata.tables.selection import select_table, table_of, table_size
from geodata.ui.shelf.gathering import make_library
from tests.records import shots_collection

COLLECTION = shots_collection()
LIBRARY = make_library(None, COLLECTION)
# The columns that the design names for events, in their order.
AGREED = (
    "event_id, incident_id, event_date, date_start, date_end, time_precision, event_type, "
    "sub_event_type, event_status, actor1, actors, origin, country, iso, country_code, admin1, "
    "location, latitude, longitude, geo_precision, where_prec, precision_km, figures, place_text, "
    "start_char, end_char, excerpt, source, source_url, source_headline, source_date, "
    "source_language, geo_confidence, review_status, article_id, content_sha256, method_version"
)
CHOICES = [
    Filters(),
    Filters(publishers=("Blatt a2",)),
    Filters(publishers=("nobody",)),
    Filters(kinds=("protest",)),
    Filters(languages=("de",), with_figures=True),
]


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.reset_index(drop=True).astype("string")


@pytest.mark.parametrize("filters", CHOICES, ids=lambda one: ",".join(one.active) or "all")
@pytest.mark.parametrize("name", TABLE_NAMES)
def test_the_library_gives_the_rows_that_the_command_gives(
    name: TableName, filters: Filters
) -> None:
    wanted = select_table(name, COLLECTION.tables, filters, COLLECTION.extractions)
    choice = LIBRARY.choose(filters)
    found = table_of(name, choice, LIBRARY.tables, with_excerpts=LIBRARY.with_excerpts)
    pd.testing.assert_frame_equal(as_text(found), as_text(wanted))
    assert table_size(name, choice, LIBRARY.tables) == len(wanted)


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_no_filter_keeps_every_row(name: TableName) -> None:
    kept = select_table(name, COLLECTION.tables, Filters(), COLLECTION.extractions)
    assert len(kept) == len(getattr(COLLECTION.tables, name)) > 0


def test_events_leave_with_the_agreed_columns_in_their_order() -> None:
    ours = {"attribution", "attribution_text", "copy"}
    assert ", ".join(name for name in EVENT_COLUMNS if name not in ours) == AGREED


def test_every_table_of_places_says_which_first_level_unit_they_lie_in() -> None:
    for name in ("events", "incidents", "figures", "mentions", "places"):
        kept = select_table(name, COLLECTION.tables, Filters(), COLLECTION.extractions)
        assert "Almaty" in set(kept["admin1"]), name


@pytest.mark.parametrize(
    ("filters", "counts"),
    [
        (Filters(), (3, 3, 1)),
        (Filters(publishers=("Blatt a2",)), (1, 1, 1)),
        (Filters(kinds=("protest",)), (3, 3, 0)),
    ],
    ids=["all", "one paper", "no event"],
)
def test_places_are_counted_by_what_is_kept(filters: Filters, counts: tuple[int, ...]) -> None:
    places = select_table("places", COLLECTION.tables, filters, COLLECTION.extractions)
    (row,) = places[["articles", "mentions", "events"]].to_numpy().tolist()
    assert tuple(row) == counts
