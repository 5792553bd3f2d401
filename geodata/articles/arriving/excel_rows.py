"""Rows of an Excel file, read one by one; formulas stay the texts they are."""

from __future__ import annotations

import datetime as dt
import warnings
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile
from zlib import error as ZlibError  # noqa: N812 -- the library's own name says nothing

from geodata.articles.arriving.limits import EXCEL_UNPACKED_BYTES, TABLE_COLUMNS, TABLE_ROWS
from geodata.articles.arriving.table_columns import guess_mapping
from geodata.articles.arriving.table_rows import Rows, named_columns
from geodata.articles.arriving.zip_faults import ZIP_FAULTS
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["excel_rows"]

_HEAD_BYTES = 1_000
_EMPTY_ROWS = 1_000  # formatted but empty rows go on to the end of the sheet: 1,048,576


def excel_rows(data: bytes) -> Rows:
    """Return the rows of the first sheet that has a column of texts; of the first, if none has.

    Raises:
        InputError: it is no Excel file that can be read, or unpacks to too much.
    """
    _check_size(data)
    import openpyxl  # noqa: PLC0415 -- 0.15 s that only Excel files should cost

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False)
            sheets = [_sheet_rows(sheet) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 -- openpyxl raises what the file's parts make it
        raise InputError(f"is no Excel file that can be read ({type(error).__name__})") from None
    if not sheets:
        raise InputError("is no table: it has no sheet")
    return next((rows for rows in sheets if "text" in guess_mapping(rows.columns)), sheets[0])


def _check_size(data: bytes) -> None:
    """Refuse what unpacks to more than memory should hold.

    Raises:
        InputError: it does, or is no zip file.
    """
    try:
        with ZipFile(BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            has_entities = any(map(_declares_entities, map(parts.open, parts.namelist())))
    except (*ZIP_FAULTS, OSError, ZlibError):
        raise InputError("is no Excel file that can be read (BadZipFile)") from None
    if has_entities:  # which the format forbids, and which can blow up to any size
        raise InputError("is no Excel file that can be read (document type)")
    if size > EXCEL_UNPACKED_BYTES:
        limit = EXCEL_UNPACKED_BYTES // 1_000_000
        raise InputError(f"unpacks to {size / 1e6:.1f} MB; a table may have {limit} MB")


def _declares_entities(part: IO[bytes]) -> bool:
    """Whether a part begins with a document type, which may declare entities."""
    with part:
        return b"<!DOCTYPE" in part.read(_HEAD_BYTES).replace(b"\x00", b"")


def _sheet_rows(sheet: Any) -> Rows:
    """Return the rows of one sheet; its first row that holds something names the columns."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows = _cells(sheet)
    _, header = next(rows, (1, ()))
    width = max((number for number, cell in enumerate(header, 1) if cell), default=0)
    named = named_columns(header[:width])
    return Rows(named, ((number, row[:width]) for number, row in rows), sheet=sheet.title)


def _cells(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that hold something, with their numbers in the sheet.

    Raises:
        InputError: there are too many, or the sheet is broken.
    """
    empty = 0
    for number, row in enumerate(_raw_rows(sheet), 1):
        if number > TABLE_ROWS:
            raise InputError(f"has more than {TABLE_ROWS} rows; the rest is left out")
        cells = tuple(map(_shown, row))
        if any(cells):
            empty = 0
            yield number, cells
        elif (empty := empty + 1) > _EMPTY_ROWS:
            return


def _raw_rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    """Yield the rows as openpyxl gives them.

    Raises:
        InputError: the sheet is broken.
    """
    try:
        yield from sheet.iter_rows(max_col=TABLE_COLUMNS, values_only=True)
    except Exception as error:  # noqa: BLE001 -- openpyxl raises what the file's parts make it
        raise InputError(f"is no Excel file that can be read ({type(error).__name__})") from None


def _shown(cell: object) -> str:
    """Return a cell as text; a day as `2022-01-06`, a whole number without its point."""
    match cell:
        case None:
            return ""
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).strip()
