"""Incidents and their figures as tables and files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pandas as pd
import pytest

from geodata.events.claimed import merged_figure, range_figure
from geodata.models import Extraction, Figure, FigureRange
from geodata.tables import build_tables
from geodata.tables.columns import (
    FIGURE_COLUMNS,
    INCIDENT_COLUMNS,
    analyst_events,
    analyst_figures,
    analyst_incidents,
)
from geodata.tables.files.csv_file import csv_bytes
from geodata.tables.json_lines import extraction_line
from tests.records import make_incident, said, shots_collection, shots_extraction
from tests.taken import geojson_bytes


def rows_of(frame: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(frame).decode("utf-8"), newline="")))


def test_an_incident_is_one_row_with_all_its_sources() -> None:
    (row,) = shots_collection().tables.incidents.to_dict("records")
    assert (row["kind"], row["status"], row["location"]) == ("violence", "actual", "Almaty")
    assert (row["sources"], row["articles"], row["disputed"]) == (3, 3, True)
    assert row["figures"] == "dead 12-103"
    assert row["first_published"] == row["last_published"] == pd.Timestamp("2022-01-06")


def test_an_event_row_names_its_incident_and_who_says_so() -> None:
    tables = shots_collection().tables
    assert set(tables.events["incident_id"]) == set(tables.incidents["incident_id"])
    first, second, _third = tables.events.to_dict("records")
    assert (first["attribution"], first["attribution_text"]) == (
        "officials",
        "nach Angaben der Polizei",
    )
    assert pd.isna(second["attribution"])


def test_events_that_are_not_joined_have_no_incident() -> None:
    assert build_tables([shots_extraction("a1")]).events["incident_id"].isna().all()


def test_each_claim_is_a_row_with_who_says_it() -> None:
    figures = shots_collection().tables.figures
    assert list(figures["article_id"]) == ["a1", "a2", "a3"]
    assert list(figures["minimum"]) == [12, 26, 103]
    assert list(figures["qualifier"].fillna("")) == ["at least", "", "reported"]
    assert list(figures["attribution"].fillna("")) == ["officials", "", "witnesses"]
    assert figures["disputed"].all()


def test_a_copy_is_an_article_but_no_source() -> None:
    events = [shots_extraction(name).events[0] for name in ("a1", "a2")]
    incident = make_incident(events, copies=["a2"])
    found = [shots_extraction(name) for name in ("a1", "a2")]
    tables = build_tables(found, [incident])
    assert tables.incidents[["sources", "articles"]].to_numpy().tolist() == [[1, 2]]
    assert list(tables.figures["first"]) == [True, False]


def test_no_incidents_give_empty_tables_with_all_columns() -> None:
    tables = build_tables([])
    assert rows_of(analyst_incidents(tables.incidents)) == []
    assert csv_bytes(analyst_incidents(tables.incidents)).decode().strip() == ",".join(
        INCIDENT_COLUMNS
    )


def test_an_incident_of_undated_articles_has_no_day_of_publication() -> None:
    one = shots_extraction("a1")
    (event,) = one.events
    event = replace(event, source=replace(event.source, published=None), date=None)
    incident = make_incident([event])
    tables = build_tables([replace(one, events=(event,))], [incident])
    row = tables.incidents.iloc[0]
    assert pd.isna(row["first_published"])
    assert pd.isna(row["date_start"])


def test_incidents_and_figures_leave_as_csv_and_geojson() -> None:
    tables = shots_collection().tables
    (incident,) = rows_of(analyst_incidents(tables.incidents))
    assert (incident["event_type"], incident["iso"], incident["sources"]) == (
        "violence",
        "398",
        "3",
    )
    claims = analyst_figures(tables.figures, tables.incidents, tables.events, tables.articles)
    assert tuple(claims.columns) == FIGURE_COLUMNS
    assert [row["source"] for row in rows_of(claims)] == ["Blatt a1", "Blatt a2", "Blatt a3"]
    assert "zwölf oder mehr" in rows_of(claims)[0]["excerpt"]
    features = json.loads(geojson_bytes(claims))["features"]
    assert {tuple(one["geometry"]["coordinates"]) for one in features} == {(76.91, 43.25)}


def test_claims_on_other_incidents_are_left_out() -> None:
    tables = shots_collection().tables
    none = tables.incidents.head(0)
    assert analyst_figures(tables.figures, none, tables.events, tables.articles).empty


def test_exported_events_carry_incident_and_attribution() -> None:
    tables = shots_collection().tables
    (row, *_) = rows_of(analyst_events(tables.events, tables.articles))
    assert row["incident_id"] == tables.incidents["incident_id"][0]
    assert row["attribution_text"] == "nach Angaben der Polizei"


POLICE = said(shots_extraction("a1").article, "officials", "nach Angaben der Polizei")
DOCTORS = said(shots_extraction("a3").article, "witnesses", "wie Ärzte es schildern")


@pytest.mark.parametrize(
    ("claims", "merged"),
    [
        ([Figure("dead", 3, 3, "at least", POLICE)], Figure("dead", 3, 3, "at least", POLICE)),
        (
            [Figure("dead", 3, 3, "reported", POLICE), Figure("dead", 9, 12, "reported", DOCTORS)],
            Figure("dead", 3, 12, "reported"),
        ),
        (
            [Figure("dead", 3, 3, "at least", POLICE), Figure("dead", 9, 9, None, DOCTORS)],
            Figure("dead", 3, 9, "reported"),
        ),
        ([Figure("dead", 3, 3, "at least"), Figure("dead", 9, 9)], Figure("dead", 3, 9)),
    ],
)
def test_claims_of_several_speakers_are_one_range(claims: list[Figure], merged: Figure) -> None:
    assert merged_figure(claims) == merged


def test_a_range_keeps_the_qualifier_that_all_sources_share() -> None:
    (figures,) = shots_collection().incidents[0].figures
    assert range_figure(figures) == Figure("dead", 12, 103)
    alone = FigureRange("dead", 12, 12, figures.claims[:1], disputed=False)
    assert range_figure(alone) == Figure("dead", 12, 12, "at least")


def test_a_line_has_the_figures_of_the_gold_and_what_each_speaker_claims() -> None:
    one = shots_extraction("a1")
    (event,) = one.events
    figures = (Figure("dead", 12, 12, "at least", POLICE), Figure("dead", 20, 20, None, None))
    told = Extraction(one.article, one.mentions, (replace(event, figures=figures),))
    (line,) = json.loads(extraction_line(told))["events"]
    (figure,) = line["figures"]
    assert (figure["what"], figure["min"], figure["max"], figure["qualifier"]) == (
        "dead",
        12,
        20,
        None,
    )
    assert [claim["min"] for claim in figure["claims"]] == [12, 20]
    assert figure["claims"][0]["attribution"]["speaker"] == "officials"
    assert line["attribution"]["words"] == "nach Angaben der Polizei"
    start, end = line["attribution"]["span"]
    assert one.article.text[start:end] == "nach Angaben der Polizei"


def test_a_figure_of_one_speaker_has_no_claims_beside_it() -> None:
    (line,) = json.loads(extraction_line(shots_extraction("a2")))["events"]
    assert line["attribution"] is None
    assert set(line["figures"][0]) == {"what", "min", "max", "qualifier"}
