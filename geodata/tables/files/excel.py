"""Excel workbooks: the table, what it is, its sources and its columns, a sheet each.

Text is written as text, whatever it looks like: never a formula, a link or a number.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import pandas as pd
import xlsxwriter

from geodata.errors import ExportError
from geodata.tables.files.cells import iter_rows
from geodata.tables.files.companions import about_lines, codebook_frame, sources_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.tables.files.about import About
    from geodata.tables.files.cells import Cell

__all__ = ["write_excel"]

# Of a sheet, with the header (Microsoft, "Excel specifications and limits").
_MOST_ROWS = 1_048_576
# Excel counts days from here, and wrongly before March 1900: earlier days are written as text.
_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_DAY = dt.date(1900, 3, 1)
# Widths in characters: narrow ones show their header, wide ones a sentence's beginning.
_WIDTHS = {"excerpt": 60, "source_headline": 40, "headline": 40, "meaning": 60, "codes": 40}
_USUAL_WIDTH = 16


class _Formats(NamedTuple):
    """How cells look: XlsxWriter's formats."""

    header: Any
    day: Any


def write_excel(frame: pd.DataFrame, about: About, file: BinaryIO) -> None:
    """Write a workbook of four sheets: the table, "About", "Sources" and "Codebook".

    Days are days, numbers numbers; a missing value is an empty cell. Rows go to a temporary file
    one by one, so that a large table takes little memory.

    Raises:
        ExportError: the table has more rows than a sheet can have.

    """
    if len(frame) >= _MOST_ROWS:
        raise ExportError(
            f"an Excel sheet has at most {_MOST_ROWS - 1} rows, the table {len(frame)}; "
            "choose fewer by filters, or CSV"
        )
    lines = pd.DataFrame(about_lines(about), columns=["what", "value"], dtype=object)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties(
            {
                "title": f"Schauplatz: {about.table}",
                "comments": f"Schauplatz {about.method_version}",
                "created": about.made.replace(tzinfo=None),
            }
        )
        formats = _Formats(
            book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        _add_sheet(book, about.table.capitalize(), frame, formats)
        _add_sheet(book, "About", lines, formats)
        _add_sheet(book, "Sources", sources_frame(about), formats)
        _add_sheet(book, "Codebook", codebook_frame(about.table), formats)


def _add_sheet(
    book: xlsxwriter.Workbook, name: str, frame: pd.DataFrame, formats: _Formats
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), max(0, len(frame.columns) - 1))
    for at, column in enumerate(frame.columns):
        sheet.set_column(at, at, _WIDTHS.get(str(column), _USUAL_WIDTH))
    for at, column in enumerate(frame.columns):
        sheet.write_string(0, at, str(column), formats.header)
    writers = [_writer(sheet, frame[column], formats) for column in frame.columns]
    for number, row in enumerate(iter_rows(frame), start=1):
        for at, cell in enumerate(row):
            if cell is not None:
                writers[at](number, at, cell)


def _writer(
    sheet: Any, column: pd.Series[Any], formats: _Formats
) -> Callable[[int, int, Cell], None]:
    """Return what writes the cells of a column, by the type of the column."""

    def write_day(row: int, at: int, cell: Cell) -> None:
        day = dt.date.fromisoformat(str(cell))
        if day < _FIRST_DAY:
            sheet.write_string(row, at, str(cell))
        else:
            sheet.write_number(row, at, (day - _DAY_ZERO).days, formats.day)

    def write_text(row: int, at: int, cell: Cell) -> None:
        sheet.write_string(row, at, _as_text(str(cell)))

    match column.dtype.kind:
        case "M":
            return write_day
        case "b":
            return sheet.write_boolean  # type: ignore[no-any-return]
        case "i" | "u" | "f":
            return sheet.write_number  # type: ignore[no-any-return]
        case _:
            return write_text


def _as_text(text: str) -> str:
    """Return the text so that XlsxWriter takes it for text.

    What stands between `<r>` and `</r>` it takes for rich text that it has made itself, and writes
    it unescaped: an article could put anything into the workbook. A space behind ends that.
    """
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
