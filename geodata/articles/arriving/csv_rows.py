"""Rows of comma-separated values, whatever separates them."""

from __future__ import annotations

import csv
import io
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from geodata.articles.arriving.charset import decode_foreign
from geodata.articles.arriving.limits import TABLE_COLUMNS, TABLE_ROWS
from geodata.articles.arriving.table_rows import Rows, named_columns
from geodata.articles.decoding import MAX_BYTES
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["csv_rows"]

_DELIMITERS = (",", ";", "\t", "|")  # of equals the first
_SNIFFED_ROWS = 30
_SNIFFED_CHARACTERS = 200_000


def csv_rows(data: bytes, *, charset: str | None = None) -> Rows:
    """Return the rows of a CSV file.

    Raises:
        InputError: it is no table, or has too many columns.
        NotTextError: it is no text.
    """
    decoded = decode_foreign(data, (charset,))
    stated, text = _stated_delimiter(decoded.text.removeprefix("\ufeff"))
    delimiter = stated or _delimiter(text)
    rows = _rows(text, delimiter)
    first = 2 if stated else 1
    header = next(rows, ())
    if not any(cell.strip() for cell in header):
        raise InputError("is no table: its first row names no columns")
    if len(header) > TABLE_COLUMNS:
        raise InputError(f"has {len(header)} columns; a table may have {TABLE_COLUMNS}")
    return Rows(
        columns=named_columns(header),
        rows=_numbered(rows, first + 1),
        delimiter=delimiter,
        encoding=decoded.encoding,
        notice=decoded.notice,
    )


def _stated_delimiter(text: str) -> tuple[str | None, str]:
    """Return the delimiter of a first line "sep=;", as Excel writes it, and the text after it."""
    first = text[:16].partition("\n")[0]
    stated = first.strip().strip('"').lower()
    if stated.startswith("sep=") and len(stated) == len("sep=") + 1:
        return stated[-1], text[len(first) + 1 :]
    return None, text


def _delimiter(text: str) -> str:
    """Return what separates the cells: what gives most rows as many cells as the first has."""
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Return the share of the first rows that are as wide as the header, and how wide it is."""
    rows = list(islice(_safe_rows(text[:_SNIFFED_CHARACTERS], delimiter), _SNIFFED_ROWS))
    wide = len(rows[0]) if rows else 0
    if wide < 2:  # noqa: PLR2004 -- one cell: nothing is separated
        return 0.0, wide
    return sum(len(row) == wide for row in rows) / len(rows), wide


def _safe_rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    try:
        yield from _rows(text, delimiter)
    except InputError:
        return


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """Yield all rows.

    Raises:
        InputError: a row cannot be split, or a quotation mark swallows the rest.
    """
    # The limit is the process's; the default of 131,072 is shorter than a long report.
    csv.field_size_limit(MAX_BYTES)
    lines = io.StringIO(text, newline="").readlines()  # not at every sign that ends a line
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    try:
        for row in reader:
            if reader.line_num == len(lines) and _is_open(lines[before:], delimiter):
                raise InputError(
                    f"has a quotation mark in line {before + 1} that is never closed; "
                    "what follows is left out"
                )
            before = reader.line_num
            yield tuple(row)
    except csv.Error as error:
        raise InputError(f"is no table from line {reader.line_num} on ({error})") from None


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether the lines of the last row end within quotation marks."""
    try:
        deque(csv.reader(lines, delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _numbered(rows: Iterator[tuple[str, ...]], first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that hold something, with their numbers.

    Raises:
        InputError: there are too many.
    """
    for number, row in enumerate(rows, first):
        if number > TABLE_ROWS:
            raise InputError(f"has more than {TABLE_ROWS} rows; the rest is left out")
        if any(cell.strip() for cell in row):
            yield number, row
