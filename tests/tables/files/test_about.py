"""What a file says of itself, in words, in each format."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import pickle
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from geodata.models import STATUSES
from geodata.tables.codebook import codebook
from geodata.tables.facets import FacetIndex
from geodata.tables.files import (
    Source,
    about_record,
    about_table,
    csv_bundle,
    csv_metadata,
    filter_words,
    table_bytes,
)
from geodata.tables.filters import Filters
from geodata.tables.method import method_version
from geodata.tables.selection import select_table
from tests.records import shots_collection
from tests.taken import MADE, make_about

if TYPE_CHECKING:
    from geodata.tables.files import About, TableName

COLLECTION = shots_collection()
TABLES = COLLECTION.tables
ALL = Filters(statuses=STATUSES)


def rows_of(table: TableName, filters: Filters = ALL) -> pd.DataFrame:
    return select_table(table, TABLES, filters, COLLECTION.extractions)


def about_of(table: TableName, filters: Filters = ALL) -> About:
    return about_table(table, rows_of(table, filters), TABLES, filters, MADE)


def test_it_counts_rows_and_names_method_and_time() -> None:
    about = about_of("events", replace(ALL, publishers=("Blatt a2",)))
    assert (about.rows, about.total) == (3, 3)  # all that tell the incident
    assert about.method_version == method_version()
    assert about_record(about)["made"] == "2026-11-05T08:30:00Z"
    assert about.query == "status=" + "%2C".join(STATUSES) + "&publisher=Blatt+a2"
    assert about.link is None


def test_a_time_elsewhere_is_told_in_utc() -> None:
    almaty = dt.timezone(dt.timedelta(hours=5))
    made = dt.datetime(2026, 11, 5, 1, 30, 15, 250, tzinfo=almaty)
    about = about_table("events", rows_of("events"), TABLES, ALL, made)
    assert about_record(about)["made"] == "2026-11-04T20:30:15Z"


@pytest.mark.parametrize("table", ["events", "incidents", "figures", "mentions", "places"])
def test_it_names_the_publishers_of_the_rows(table: TableName) -> None:
    assert about_of(table).sources == tuple(
        Source(f"Blatt {name}", 1, ("https://example.org/a1",)) for name in ("a1", "a2", "a3")
    )


def test_sources_are_those_of_the_rows_alone() -> None:
    frame = rows_of("events").query("article_id == 'a2'")
    about = about_table("events", frame, TABLES, ALL, MADE)
    assert [one.publisher for one in about.sources] == ["Blatt a2"]


def test_places_come_from_the_articles_in_which_a_filter_keeps_their_names() -> None:
    filters = replace(ALL, publishers=("Blatt a3",))
    choice = FacetIndex(TABLES).choose(filters)
    frame = rows_of("places", filters)
    about = about_table("places", frame, TABLES, filters, MADE, choice=choice)
    assert [one.publisher for one in about.sources] == ["Blatt a3"]


def test_articles_without_publisher_come_last() -> None:
    publishers = pd.Series([None, None, "Blatt a3"], dtype="str")
    articles = TABLES.articles.assign(publisher=publishers, url=None)
    tables = replace(TABLES, articles=articles)
    about = about_table("events", rows_of("events"), tables, ALL, MADE)
    assert about.sources == (Source("Blatt a3", 1, ()), Source(None, 2, ()))


def test_nothing_left_out_is_no_filter() -> None:
    assert filter_words(ALL) == ()


def test_filters_are_told_in_words() -> None:
    filters = Filters(
        first_day=dt.date(2022, 1, 5),
        last_day=dt.date(2022, 1, 7),
        countries=("KZ", "RU"),
        kinds=("protest",),
        undated=False,
        says=("fact",),
        publishers=("Blatt, Nord",),
        min_confidence=0.7,
        words="panzer",
        with_figures=True,
    )
    assert filter_words(filters) == (
        ("Days", "2022-01-05 to 2022-01-07"),
        ("Without a date", "left out"),
        ("Countries", "Kazakhstan, Russia"),
        ("Kinds of event", "protest"),
        ("Status", "actual, planned"),
        ("Told by", "fact"),
        ("Publishers", "Blatt, Nord"),
        ("Confidence of the place", "at least 0.7"),
        ("Words", "panzer"),
        ("Figures", "only what has figures"),
    )


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(first_day=dt.date(2022, 1, 5)), "from 2022-01-05"),
        (Filters(last_day=dt.date(2022, 1, 5)), "until 2022-01-05"),
        (Filters(dt.date(2022, 1, 5), dt.date(2022, 1, 5)), "2022-01-05"),
    ],
)
def test_open_days_are_told(filters: Filters, words: str) -> None:
    assert dict(filter_words(filters))["Days"] == words


def test_filters_may_be_told_in_another_language() -> None:
    about = about_table(
        "events", rows_of("events"), TABLES, ALL, MADE, say=lambda _: (("Tage", "alle\x00"),)
    )
    assert about.filters == (("Tage", "alle\ufffd"),)


def test_it_can_be_handed_to_another_process() -> None:
    about = about_of("events")
    assert pickle.loads(pickle.dumps(about)) == about  # noqa: S301 - our own


def test_geojson_says_what_it_is_beside_its_features() -> None:
    about = make_about()
    told = json.loads(table_bytes(rows_of("events"), "geojson", about))
    assert told["about"] == about_record(about)
    assert told["type"] == "FeatureCollection"


def test_geoparquet_says_what_it_is_and_what_its_columns_mean() -> None:
    content = table_bytes(rows_of("events"), "geoparquet", make_about())
    schema = pq.read_schema(io.BytesIO(content))
    assert json.loads(schema.metadata[b"schauplatz"]) == about_record(make_about())
    geo = json.loads(schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["bbox"] == [76.91, 43.25, 76.91, 43.25]
    assert schema.field("latitude").metadata[b"description"] == b"Latitude of the place"
    assert str(schema.field("event_date").type) == "date32[day]"
    assert str(schema.field("iso").type) == "int64"


def test_kml_says_what_it_is() -> None:
    space = "{http://www.opengis.net/kml/2.2}"
    tree = ET.fromstring(table_bytes(rows_of("events"), "kml", make_about()))  # noqa: S314 - our own
    document = tree.find(f"{space}Document")
    assert document is not None
    data = document.findall(f"{space}ExtendedData/{space}Data")
    told = {one.get("name"): one.findtext(f"{space}value") for one in data}
    assert told["Filter: Kinds of event"] == "protest"
    assert told["Publishers"] == "Musterzeitung"
    assert told["Made (UTC)"] == "2026-11-05 08:30:00"
    assert "Method version: Schauplatz 9.9.9" in (document.findtext(f"{space}description") or "")
    assert [one.text for one in document.findall(f"{space}Folder/{space}name")] == ["✸ violence"]


def test_excel_has_sheets_on_the_file_its_sources_and_its_columns() -> None:
    content = table_bytes(rows_of("events"), "xlsx", make_about())
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert book.sheetnames == ["Events", "About", "Sources", "Codebook"]
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Rows without filters"] == "7"
    assert about["Link"] == "https://example.org/map?kind=protest"
    assert list(book["Sources"].iter_rows(values_only=True)) == [
        ("publisher", "articles", "url"),
        ("Musterzeitung", 3, "https://example.org/a1"),
    ]
    told = [row[0] for row in book["Codebook"].iter_rows(min_row=2, values_only=True)]
    assert told == [one.column for one in codebook() if one.table == "events"]


def test_the_metadata_of_a_csv_are_those_of_the_w3c() -> None:
    frame = rows_of("figures")
    about = make_about("figures")
    told: dict[str, Any] = json.loads(csv_metadata(frame, about, "figures.csv"))
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert told["url"] == "figures.csv"
    columns = {one["name"]: one for one in told["tableSchema"]["columns"]}
    assert list(columns) == list(frame.columns)
    assert columns["event_date"]["datatype"] == {"base": "date", "format": "yyyy-MM-dd"}
    assert columns["latitude"]["dc:description"] == "Latitude of the place"
    assert columns["qualifier"]["datatype"]["format"].startswith("about|at\\ least|")
    assert (columns["qualifier"]["required"], columns["minimum"]["required"]) == (False, True)
    assert told["notes"] == [about_record(about)]


def test_a_bundle_holds_a_csv_and_everything_on_it() -> None:
    frame = rows_of("events")
    about = make_about(query="from=2022-01-05&to=2022-01-07")
    name = "schauplatz-events_2022-01-05_2022-01-07.csv"
    with zipfile.ZipFile(io.BytesIO(csv_bundle(frame, about, bom=True))) as bundle:
        assert bundle.testzip() is None
        assert bundle.namelist() == [name, f"{name}-metadata.json", "codebook.csv", "sources.csv"]
        assert json.loads(bundle.read(f"{name}-metadata.json"))["url"] == name
        for one in (name, "codebook.csv", "sources.csv"):
            assert bundle.read(one).startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(bundle.read(name).decode("utf-8-sig"))))
        sources = list(csv.DictReader(io.StringIO(bundle.read("sources.csv").decode("utf-8-sig"))))
    assert [row["event_id"] for row in rows] == list(frame["event_id"])
    assert sources == [
        {"publisher": "Musterzeitung", "articles": "3", "url": "https://example.org/a1"}
    ]
    assert csv_bundle(frame, about) == csv_bundle(frame, about)
