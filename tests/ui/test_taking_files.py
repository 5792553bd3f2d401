"""What a reader takes along: the rows on screen as files, and what the popover says of them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.errors import DataError, ExportError
from geodata.models import EVENT_KINDS, STATUSES
from geodata.pipeline import extract_path
from geodata.tables.files import TABLE_NAMES
from geodata.tables.filters import Filters
from geodata.ui.page import Page
from geodata.ui.pages.codebook import translated_codebook
from geodata.ui.shelf.gathering import gather_library
from geodata.ui.state.navigation import PAGE_KINDS
from geodata.ui.taking.apart import run_apart
from geodata.ui.taking.link import link_data
from geodata.ui.taking.making import Making, table_file
from geodata.ui.taking.table_file import InLanguage, Part, TableFile
from geodata.ui.taking.wish import TABLES, Wish, filters_of
from geodata.ui.wording.i18n import _, spoken
from geodata.ui.wording.slim import read_asset
from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from geodata.tables.files import Format, TableName
    from geodata.ui.shelf.library import Library

ALMATY = "geonames:1526384"
PLACES, DEPLOYMENTS, METHOD = "pages/3_Places.py", "pages/1_Deployments.py", "pages/6_Method.py"

TOLD = {
    "abend": (
        "Schüsse am Flughafen\n\n"
        "Bei Schüssen in Almaty wurden am Mittwoch drei Menschen getötet. "
        "Russland schickte am Donnerstag 300 Soldaten nach Almaty."
    ),
    "bote": (
        "=Chaos\n\nIn Almaty starben bei Schüssen am Mittwoch neun Menschen. "
        f"In Aktau demonstrierten am Dienstag Ölarbeiter {'und ihre Familien ' * 30}friedlich."
    ),
    "kurier": "Ruhe\n\nIn Bischkek versammelten sich am Donnerstag mehrere Tausend Demonstranten.",
}
# What stands in an address, and the filters that it says.
VIEWS: dict[str, tuple[dict[str, str], Filters]] = {
    "all": ({}, Filters()),
    "country": ({"country": "KZ"}, Filters(countries=("KZ",))),
    "kind": ({"kind": "protest,violence"}, Filters(kinds=("protest", "violence"))),
    "words": ({"q": "Almaty"}, Filters(words="Almaty")),
    "publisher": ({"publisher": "Der Bote"}, Filters(publishers=("Der Bote",))),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), TOLD)


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return gather_library(folder, extract_path(folder))


def taken(library: Library, table: TableName, filters: Filters) -> pd.DataFrame:
    """Return the rows of the CSV in the ZIP that a reader downloads."""
    packed = Making(library, filters, Wish(table, "csv"), "de")()
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        known = {"codebook.csv", "sources.csv"}
        (name,) = (n for n in files.namelist() if n.endswith(".csv") and n not in known)
        return pd.read_csv(io.BytesIO(files.read(name)))


def shown(page: Page, table: TableName) -> pd.DataFrame:
    """Return the rows that the pages draw."""
    kept = page.kept
    match table:
        case "incidents" | "events" | "mentions" | "articles":
            rows: pd.DataFrame = getattr(kept, table)
            return rows
        case "figures":
            figures = page.library.tables.figures
            return figures[figures["incident_id"].isin(kept.incidents["incident_id"])]
        case "places":
            places = page.library.tables.places
            return places[places["place_id"].isin(kept.mentions["place_id"])]


ID = {
    "incidents": "incident_id",
    "events": "event_id",
    "figures": "event_id",
    "mentions": "start",
    "places": "place_id",
    "articles": "article_id",
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_file_has_the_rows_on_screen(library: Library, table: TableName, view: str) -> None:
    _query, filters = VIEWS[view]
    rows = shown(Page(library, filters, "light"), table)
    file = taken(library, table, filters)
    assert len(file) == len(rows) > 0
    assert sorted(file[ID[table]]) == sorted(rows[ID[table]])


@pytest.mark.parametrize("table", ["incidents", "events", "figures"])
def test_a_page_of_some_kinds_gives_these_alone(library: Library, table: TableName) -> None:
    for kinds in PAGE_KINDS.values():
        filters = filters_of(Filters(), kinds)
        assert filters is not None
        rows = shown(Page(library, Filters(), "light", kinds), table)
        assert sorted(taken(library, table, filters)[ID[table]]) == sorted(rows[ID[table]])


def test_where_a_page_and_the_filters_share_no_kind_there_is_nothing_to_take() -> None:
    assert filters_of(Filters(kinds=("protest",)), PAGE_KINDS["deployments"]) is None
    both = filters_of(Filters(kinds=("protest",)), EVENT_KINDS)
    assert both == Filters(kinds=("protest",))


@pytest.mark.parametrize("view", VIEWS)
def test_the_popover_counts_the_rows_of_the_file(
    start: Callable[..., AppTest], library: Library, view: str
) -> None:
    query, filters = VIEWS[view]
    app = opened(start(**query))
    assert "Herunterladen" in [one.proto.label for one in app.get("download_button")]
    for table in TABLES:
        app.selectbox(key="take_table_overview").set_value(table).run()
        rows = len(taken(library, table, filters))
        noun = "Zeile" if rows == 1 else "Zeilen"
        assert f"<b>{rows} {noun}, " in said(app)


def test_the_popover_says_filters_and_kinds_in_words(start: Callable[..., AppTest]) -> None:
    summary = said(opened(start(DEPLOYMENTS, country="KZ")))
    assert "Art: <bdi>Verlegungen und Abzüge</bdi> · Land: <bdi>Kasachstan</bdi>" in summary
    assert "Status: <bdi>geschehen und geplant</bdi>" in said(opened(start()))
    assert "Kein Filter ist gesetzt." in said(opened(start(status=",".join(STATUSES))))


def test_where_nothing_is_kept_no_file_is_offered(start: Callable[..., AppTest]) -> None:
    app = opened(start(DEPLOYMENTS, kind="protest"))
    assert "0 Zeilen" in said(app)
    assert "Herunterladen" not in [one.proto.label for one in app.get("download_button")]


def test_nothing_of_the_choice_is_drawn_before_it_is_opened(start: Callable[..., AppTest]) -> None:
    assert [one.key for one in start().radio] == []


def test_articles_are_offered_in_no_format_of_places(start: Callable[..., AppTest]) -> None:
    app = opened(start())
    app.radio(key="take_form").set_value("kml").run()
    app.selectbox(key="take_table_overview").set_value("articles").run()
    assert "Artikel haben keinen" in said(app)
    assert "Herunterladen" not in [one.proto.label for one in app.get("download_button")]


@pytest.mark.parametrize("form", ["xlsx", "geojson", "kml", "geoparquet"])
def test_every_form_is_made(library: Library, form: Format) -> None:
    assert len(Making(library, Filters(), Wish("events", form), "de")()) > 1_000


def test_the_map_file_speaks_the_language_of_the_reader(library: Library) -> None:
    wish = Wish("incidents", "html")
    german = Making(library, Filters(), wish, "de")().decode()
    english = Making(library, Filters(), wish, "en")().decode()
    assert '<html lang="de">' in german
    assert "Bischkek" in german
    assert '<html lang="en">' in english
    assert "Bishkek" in english


def test_the_map_file_claims_to_hold_everything_only_where_it_does(library: Library) -> None:
    wish = Wish("incidents", "html")
    start = Making(library, Filters(), wish, "en")().decode()
    assert "Status: <bdi>happened and planned</bdi>" in start
    assert "everything that was read" not in start
    whole = Making(library, Filters(statuses=STATUSES), wish, "en")().decode()
    assert "none: everything that was read" in whole


def test_no_file_quotes_more_than_300_characters(library: Library) -> None:
    events = taken(library, "events", Filters())
    assert 250 < events["excerpt"].str.len().max() <= 300
    assert events["excerpt"].str.endswith("…").any()
    page = Page(library, Filters(), "light")
    part = Part("events", lambda: library.with_excerpts(page.events))
    beside = unpacked(TableFile(library, Filters(), part)())
    assert beside["schauplatz-events.csv"]["excerpt"].str.len().max() <= 300


def test_the_file_of_a_table_on_a_page_says_what_it_holds_and_where_it_comes_from(
    library: Library,
) -> None:
    filters = Filters(kinds=("violence",))
    page = Page(library, filters, "light")
    part = Part("incidents", lambda: page.incidents, "not on the map: no place")
    made = TableFile(library, filters, part, "https://example.org/?kind=violence")()
    with zipfile.ZipFile(io.BytesIO(made)) as files:
        said = json.loads(files.read("schauplatz-incidents.csv-metadata.json"))["notes"][0]
    assert said["filters"]["Kinds of event"] == "violence"
    assert said["filters"]["Rows"] == "not on the map: no place"
    assert said["rows"] == len(page.incidents)
    assert said["link"] == "https://example.org/?kind=violence"
    assert said["made"]
    assert said["method_version"]
    assert set(unpacked(made)["sources.csv"]["publisher"]) <= set(
        library.tables.articles["publisher"]
    )


def test_a_file_made_in_a_process_of_its_own_is_the_same(library: Library) -> None:
    making = Making(library, Filters(), Wish("events", "geojson"), "de")
    frame = making.frame()
    about = making.about(frame)
    assert run_apart(table_file, frame, "geojson", about) == table_file(frame, "geojson", about)


def test_a_process_that_fails_is_told_as_a_file_that_cannot_be_made() -> None:
    with pytest.raises(ExportError, match="ask for fewer rows"):
        run_apart(len, 3)


def test_the_csv_beside_the_mentions_is_that_of_the_place_chosen(
    start: Callable[..., AppTest], library: Library
) -> None:
    """Its rows are settled when the button is drawn: no session can be asked when it is pressed."""
    app = start(PLACES, place=ALMATY)
    (name,) = {one.proto.label for one in app.get("download_button")}
    assert name == "CSV (ZIP)"
    mentions = library.tables.mentions
    (table,) = (one.value for one in app.dataframe if "Wie geschrieben" in one.value.columns)
    assert len(table) == int((mentions["place_id"] == ALMATY).sum()) < len(mentions)


def test_what_is_made_outside_of_a_run_is_in_the_language_of_the_reader() -> None:
    def said() -> bytes:
        return f"{_('Copy link')}, {translated_codebook()[0].type}".encode()

    token = spoken.set("en")
    try:
        said_in_german = InLanguage(said, "de")().decode()
    finally:
        spoken.reset(token)
    assert said_in_german == "Link kopieren, Text"


def test_what_is_wrong_is_told_in_the_words_of_the_process_that_met_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"lacks .*none\.css; install Schauplatz again"):
        run_apart(read_asset, tmp_path / "none.css")


@pytest.mark.usefixtures("german")
def test_only_pages_with_a_map_are_embedded_as_they_are() -> None:
    assert link_data("protests")["has_map"]
    assert not link_data("articles")["has_map"]
    assert link_data("articles")["language"] == "de"


def unpacked(file: bytes) -> dict[str, pd.DataFrame]:
    """Return the tables of a ZIP by their names."""
    with zipfile.ZipFile(io.BytesIO(file)) as files:
        names = [name for name in files.namelist() if name.endswith(".csv")]
        return {name: pd.read_csv(io.BytesIO(files.read(name))) for name in names}


def opened(app: AppTest) -> AppTest:
    """Open the choice of a file."""
    app.session_state["take"] = True
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return what the popover says of the file."""
    return "\n".join(
        one.proto.body
        for one in app.get("html")
        if one.proto.body.startswith('<div class="sp sp-sub"><b>') or "KML" in one.proto.body
    )
