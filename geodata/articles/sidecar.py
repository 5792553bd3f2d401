"""The sidecar of a folder of texts: `articles.csv` with file, publisher, url, published."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.articles.dates import read_date
from geodata.articles.decoding import NotTextError, decode_text
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geodata.models import DateRange

__all__ = [
    "SIDECAR_NAME",
    "Sidecar",
    "SidecarRow",
    "file_key",
    "parse_sidecar",
    "read_sidecar",
    "without_file",
]

SIDECAR_NAME = "articles.csv"
_MISQUOTED = '"'  # stands for a column: no column is called so


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """What the sidecar says of one file; `line` is where it says so, counted from 1."""

    file: str
    line: int
    publisher: str | None = None
    url: str | None = None
    published: DateRange | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The rows of a sidecar by the key of their file, and what is wrong with them."""

    rows: dict[str, SidecarRow] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def file_key(name: str) -> str:
    """Return the form in which file names are compared: composed, as some systems split umlauts."""
    return unicodedata.normalize("NFC", name.strip())


def read_sidecar(path: Path) -> Sidecar:
    """Return what a sidecar says; an empty one where there is no such file.

    Commas or semicolons separate, the names of the columns are matched without case and space,
    further columns are left aside. What is wrong is told as notices: the articles are read anyway.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Sidecar()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); left aside"
        return Sidecar(problems=(_notice(path.name, message),))
    return parse_sidecar(data, path.name)


def parse_sidecar(data: bytes, name: str) -> Sidecar:
    """Return what the bytes of a sidecar say; `name` is what people are told it is called."""
    try:
        text, notice = decode_text(data)
    except NotTextError as error:
        return Sidecar(problems=(_notice(name, f"{error}; left aside"),))
    mended = () if notice is None else (_notice(name, notice),)
    try:
        lines = list(_lines(text))
    except csv.Error as error:
        return Sidecar(problems=(*mended, _notice(name, f"is no CSV table ({error}); left aside")))
    if not lines or "file" not in lines[0][1]:
        missing = _notice(name, 'has no column "file"; left aside')
        return Sidecar(problems=(*mended, missing))
    return _collect(name, lines, mended)


def without_file(sidecar: Sidecar, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the rows of a sidecar whose file is not among the names of a folder."""
    known = {file_key(name) for name in names}
    for key, row in sidecar.rows.items():
        if key not in known:
            where = f"{SIDECAR_NAME}, line {row.line}"
            yield Problem(where, f"there is no file {row.file!r} in this folder")


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number of each row and its fields; first the header, as its own fields."""
    rows = text.splitlines(keepends=True)
    header = rows[0] if rows else ""
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(rows, delimiter=delimiter)
    names = [name.strip().lower() for name in next(reader, [])]
    yield 1, dict(zip(names, names, strict=True))
    before = reader.line_num
    for row in reader:
        if not _is_quoted_well(rows[before : reader.line_num], delimiter):
            yield before + 1, {_MISQUOTED: row[0].strip()}
        elif any(cell.strip() for cell in row):
            yield reader.line_num, {n: cell.strip() for n, cell in zip(names, row, strict=False)}
        before = reader.line_num


def _is_quoted_well(lines: list[str], delimiter: str) -> bool:
    """Whether the lines of a row close each quotation mark where its field ends."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _collect(
    name: str, lines: list[tuple[int, dict[str, str]]], mended: tuple[Problem, ...]
) -> Sidecar:
    """Return the rows of a sidecar by file; of two rows for one file the first counts."""
    rows: dict[str, SidecarRow] = {}
    problems = list(mended)
    for number, fields in lines[1:]:
        row = _row(number, fields)
        where = f"{name}, line {number}"
        if _MISQUOTED in fields:
            message = (
                f"the row of {fields[_MISQUOTED]!r} has a quotation mark that does not close its "
                "field; left aside, with the rows it swallows"
            )
            problems.append(Problem(where, message, rejected=False))
        elif not row.file:
            problems.append(Problem(where, "names no file; left aside", rejected=False))
        elif file_key(row.file) in rows:
            message = f"{row.file} has a row already; this one is left aside"
            problems.append(Problem(where, message, rejected=False))
        else:
            rows[file_key(row.file)] = row
            problems.extend(_date_problem(where, row, fields))
    return Sidecar(rows, tuple(problems))


def _row(number: int, fields: dict[str, str]) -> SidecarRow:
    """Return a row as a record; empty fields are None."""
    return SidecarRow(
        file=fields.get("file", ""),
        line=number,
        publisher=fields.get("publisher") or None,
        url=fields.get("url") or None,
        published=read_date(fields.get("published", "")),
        report=fields.get("report") or None,
    )


def _date_problem(where: str, row: SidecarRow, fields: dict[str, str]) -> Iterator[Problem]:
    """Yield the notice for a date that is none."""
    stated = fields.get("published", "")
    if stated and row.published is None:
        yield Problem(where, bad_date(row.file, stated), rejected=False)


def bad_date(name: str, stated: str) -> str:
    """Return what is said of a date that cannot be read."""
    shown = stated if len(stated) <= 40 else f"{stated[:40]}…"  # noqa: PLR2004 -- one line
    return f"{name}: published {shown!r} is no date such as 2022-01-06 or 2022-01; read without it"


def _notice(name: str, message: str) -> Problem:
    """Return a notice about the sidecar as a whole."""
    return Problem(name, message, rejected=False)
