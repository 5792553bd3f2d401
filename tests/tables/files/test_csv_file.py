from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from geodata.tables import build_tables
from geodata.tables.columns import EVENT_COLUMNS, analyst_events
from geodata.tables.files.csv_file import csv_bytes
from tests.records import almaty_extraction


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv_comes_back_with_the_same_rows() -> None:
    tables = build_tables([almaty_extraction()])
    events = analyst_events(tables.events, tables.articles)
    rows = read_csv(csv_bytes(events))
    assert tuple(rows[0]) == EVENT_COLUMNS
    assert rows[0]["event_date"] == "2022-01-06"
    assert rows[0]["iso"] == "398"
    assert rows[0]["geo_precision"] == "1"
    assert rows[0]["source_headline"] == "Soldaten auf dem Weg nach Almaty"
    assert rows[1]["event_date"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\uff1d1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    rows = read_csv(csv_bytes(pd.DataFrame({"excerpt": [text], "n": [-1]})))
    assert rows[0]["excerpt"] == f"'{text}"
    assert rows[0]["n"] == "-1"


def test_text_of_articles_survives_letter_for_letter() -> None:
    text = 'Er sagte: "{{ 7*7 }}", <b>`x`</b>\\;\nneue Zeile \u202eabc 🙂'
    assert read_csv(csv_bytes(pd.DataFrame({"excerpt": [text]})))[0]["excerpt"] == text


def test_no_events_give_a_header() -> None:
    tables = build_tables([])
    events = analyst_events(tables.events, tables.articles)
    assert csv_bytes(events).decode().strip() == ",".join(EVENT_COLUMNS)


def test_an_article_without_publisher_leaves_the_source_empty() -> None:
    one = almaty_extraction()
    one = replace(one, article=replace(one.article, publisher=None, url=None))
    tables = build_tables([one])
    events = analyst_events(tables.events, tables.articles)
    assert read_csv(csv_bytes(events))[0]["source"] == ""


def test_a_byte_order_mark_is_written_where_asked_for() -> None:
    frame = pd.DataFrame({"location": ["Öskemen"]})
    assert csv_bytes(frame, bom=True) == b"\xef\xbb\xbf" + csv_bytes(frame)
    assert csv_bytes(frame).startswith(b"location")
