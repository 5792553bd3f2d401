"""Tables of articles, a row an article: CSV and Excel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from geodata.articles.arriving.arrived import Arrived
from geodata.articles.arriving.charset import stated_charset
from geodata.articles.arriving.csv_rows import csv_rows
from geodata.articles.arriving.excel_rows import excel_rows
from geodata.articles.arriving.limits import TABLE_BYTES
from geodata.articles.arriving.table_columns import FIELDS, guess_mapping
from geodata.articles.arriving.table_dates import cell_date
from geodata.articles.arriving.web_address import web_address
from geodata.articles.decoding import MAX_BYTES, NotTextError
from geodata.errors import InputError, LanguageError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.articles.arriving.arrived import Found
    from geodata.articles.arriving.table_columns import TableField
    from geodata.articles.arriving.table_rows import Rows
    from geodata.articles.incoming import Incoming

__all__ = ["TablePreview", "preview_table", "read_arrived_table", "read_table"]

_PREVIEW_ROWS = 5
_ZIP = b"PK\x03\x04"
_SHOWN = 40  # characters of a cell in a message


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table looks like before it is read.

    `mapping` is what the columns' names suggest; `rows` are the first ones. `delimiter` and
    `encoding` are of CSV, `sheet` of Excel.
    """

    columns: tuple[str, ...]
    mapping: dict[TableField, str]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None


def preview_table(data: bytes, name: str) -> TablePreview | Problem:
    """Return what a CSV or Excel file looks like, or what is wrong with it."""
    try:
        table = _rows(_arrived(data, name))
        first = tuple(row for _, row in islice(table.rows, _PREVIEW_ROWS))
    except (InputError, NotTextError) as error:
        return Problem(name, str(error))
    return TablePreview(
        columns=table.columns,
        mapping=guess_mapping(table.columns),
        rows=first,
        delimiter=table.delimiter,
        encoding=table.encoding,
        sheet=table.sheet,
    )


def read_table(
    data: bytes,
    name: str,
    mapping: Mapping[TableField, str] | None = None,
    *,
    today: dt.date | None = None,
) -> Iterator[Incoming | Problem]:
    """Yield the articles of a table, and each row that gives none with the reason.

    Args:
        data: A CSV or Excel file.
        name: What people are told it is called.
        mapping: The column of each field; guessed by the columns' names where None.
        today: No article is dated later; the day it is where None.
    """
    try:
        yield from _read(_arrived(data, name, today), mapping)
    except (InputError, NotTextError) as error:
        yield Problem(name, str(error))


def read_arrived_table(arrived: Arrived) -> Iterator[Found]:
    """Yield the articles of a table by the names of its columns.

    Raises:
        InputError: it is no table, or has no column of texts.
        NotTextError: it is no text.
        OSError: it cannot be read.
    """
    yield from _read(arrived, None)


def _arrived(data: bytes, name: str, today: dt.date | None = None) -> Arrived:
    day = today or dt.datetime.now(tz=dt.UTC).astimezone().date()
    return Arrived(name=name, size=len(data), open=lambda: BytesIO(data), today=day)


def _rows(arrived: Arrived) -> Rows:
    """Return the rows of a table of either kind.

    Raises:
        InputError: it is none.
        NotTextError: it is no text.
    """
    data = arrived.read(TABLE_BYTES, what="a table")
    if data.startswith(_ZIP):
        return excel_rows(data)
    return csv_rows(data, charset=stated_charset(arrived.media_type))


def _read(
    arrived: Arrived, mapping: Mapping[TableField, str] | None
) -> Iterator[Incoming | Problem]:
    table = _rows(arrived)
    if table.notice is not None:
        yield Problem(arrived.name, table.notice, rejected=False)
    places = _places(table, guess_mapping(table.columns) if mapping is None else mapping)
    is_empty = True
    for number, row in table.rows:
        is_empty = False
        cells = {field: row[i].strip() if i < len(row) else "" for field, i in places.items()}
        yield from _read_row(arrived, number, cells)
    if is_empty:
        raise InputError("holds no rows below its columns")


def _places(table: Rows, mapping: Mapping[TableField, str]) -> dict[TableField, int]:
    """Return where in a row each field stands.

    Raises:
        InputError: a column is not there, or none holds the text.
    """
    missing = sorted({column for column in mapping.values() if column not in table.columns})
    if missing:
        raise InputError(f"has no column {missing[0]!r}; it has: {_listed(table.columns)}")
    if "text" not in mapping:
        raise InputError(
            f"has no column that is called text, body or the like; it has: {_listed(table.columns)}"
        )
    return {field: table.columns.index(mapping[field]) for field in FIELDS if field in mapping}


def _listed(columns: tuple[str, ...]) -> str:
    shown = ", ".join(_short(column) for column in columns[:8])
    return f"{shown}, ..." if len(columns) > 8 else shown  # noqa: PLR2004 -- one line


def _read_row(
    arrived: Arrived, number: int, cells: dict[TableField, str]
) -> Iterator[Incoming | Problem]:
    """Yield the article of a row, before it what could not be read of it; or why there is none."""
    where = f"{arrived.name}, row {number}"
    text = _whole_text(cells["text"], cells.get("title", ""))
    raw = "\x1f".join(cells.values()).encode("utf-8", "surrogatepass")
    if not cells["text"]:
        yield Problem(where, "has no text")
        return
    if len(raw) > MAX_BYTES:
        yield Problem(where, f"has more than {MAX_BYTES // 1_000_000} MB; no article is so long")
        return
    stated = cells.get("date", "")
    published = cell_date(stated) if stated else None
    try:
        found = arrived.incoming(
            text,
            raw,
            part=f"row {number}",
            language=cells.get("language") or None,
            published=published,
            publisher=cells.get("publisher") or None,
            url=web_address(cells.get("url", "")),
            author=cells.get("author") or None,
        )
    except LanguageError as error:
        yield Problem(where, str(error))
        return
    if stated and published is None:
        message = f"the date {_short(stated)!r} is none; read without it"
        yield Problem(where, message, rejected=False)
    yield found


def _whole_text(text: str, title: str) -> str:
    """Return the text of an article below its title, unless it begins with that itself."""
    if not title or text.startswith(title):
        return text
    return f"{title}\n\n{text}"


def _short(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"
