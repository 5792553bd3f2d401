"""Where reading starts: a path, bytes with a name, or pasted text."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.articles.arriving.arrived import Arrived, megabytes
from geodata.articles.arriving.dispatch import read_arrived
from geodata.articles.arriving.limits import FILE_BYTES
from geodata.articles.incoming import Origin
from geodata.articles.sidecar import (
    SIDECAR_NAME,
    Sidecar,
    file_key,
    read_sidecar,
    without_file,
)
from geodata.errors import InputError, LanguageError
from geodata.models import Problem, stable_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.articles.arriving.arrived import Found
    from geodata.articles.incoming import Incoming
    from geodata.articles.sidecar import SidecarRow
    from geodata.models import DateRange

    Skip = Callable[[str], bool]

__all__ = ["read_bytes", "read_file", "read_pasted", "read_upload"]


def read_file(
    path: Path,
    *,
    name: str | None = None,
    today: dt.date | None = None,
    skip: Skip | None = None,
) -> Iterator[Found]:
    """Yield the articles of a file or folder one by one, and in between what is wrong.

    A folder gives the files in it and in its folders, by name; hidden ones are passed over, and
    `articles.csv` says what is known of its neighbours. Nothing raises for bad input.

    Args:
        path: The file or folder.
        name: What people are told it is called; the path's last part where None.
        today: No article is dated later; the day it is where None.
        skip: Asked with the SHA-256 of each page and PDF, which are slow to read; true of one that
            is to be passed over.
    """
    day = today or _this_day()
    try:
        if path.is_dir():
            yield from _read_folder(path, day, skip)
        elif path.is_file():
            row = _sidecar(path.parent).rows.get(file_key(path.name))
            shown = path.name if name is None else name
            yield from _read_one(path, shown, row, day, skip)
        elif path.exists():
            yield Problem(path.name, "is a folder or device, not a text file")
        else:
            yield Problem(str(path), "there is no such file or folder")
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})")


def read_bytes(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    url: str | None = None,
    published: DateRange | None = None,
    today: dt.date | None = None,
) -> Iterator[Found]:
    """Yield the articles of a file in memory, and in between what is wrong.

    Args:
        data: The file.
        name: What people are told it is called; of a link, its address.
        media_type: As the server said, with its charset: "text/html; charset=utf-8".
        url: Where it was fetched; None for a file that somebody brought.
        published: What a feed said of its date; counts where the page says nothing.
        today: No article is dated later; the day it is where None.
    """
    arrived = _in_memory(data, name, today or _this_day(), media_type)
    yield from _read_bounded(replace(arrived, url=url, published=published))


def read_upload(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    row: SidecarRow | None = None,
) -> Iterator[Found]:
    """Yield the articles of a file that somebody uploaded, and in between what is wrong.

    `row` is what a sidecar says of it, which goes before what it says itself; else `read_bytes`.
    """
    yield from _read_bounded(replace(_in_memory(data, name, _this_day(), media_type), row=row))


def read_pasted(
    text: str,
    *,
    published: DateRange | None = None,
    publisher: str | None = None,
    url: str | None = None,
    today: dt.date | None = None,
) -> Iterator[Incoming | Problem]:
    """Yield the one article of a text that somebody pasted, or why there is none."""
    raw = text.encode("utf-8", "surrogatepass")
    clean = raw.decode("utf-8", "replace").replace("\x00", "")
    arrived = _in_memory(raw, "pasted text", today or _this_day())
    if not clean.strip():
        yield Problem(arrived.name, "is empty")
        return
    try:
        found = arrived.incoming(
            clean,
            raw,
            article_id=stable_id(clean),
            published=published,
            publisher=publisher,
            url=url,
        )
    except (InputError, LanguageError) as error:
        yield Problem(arrived.name, str(error))
        return
    yield _titled(found)


def _in_memory(data: bytes, name: str, today: dt.date, media_type: str | None = None) -> Arrived:
    return Arrived(name, len(data), lambda: BytesIO(data), today, media_type)


def _read_bounded(arrived: Arrived) -> Iterator[Found]:
    """Yield what is in a file in memory, unless it is too large."""
    if arrived.size > FILE_BYTES:
        limit = FILE_BYTES // 1_000_000
        message = f"has {megabytes(arrived.size)} MB; a file may have {limit} MB"
        yield Problem(arrived.name, message)
        return
    yield from read_arrived(arrived)


def _titled(found: Incoming) -> Incoming:
    """Return pasted text with its title for a name."""
    return replace(found, origin=Origin("paste", found.article.title))


def _read_folder(folder: Path, today: dt.date, skip: Skip | None) -> Iterator[Found]:
    """Yield what is in a folder and its folders; links that lead elsewhere are not followed."""
    found = False
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(place)
        sidecar = _sidecar(here)
        if sidecar.rows:
            yield from sidecar.problems
            yield from without_file(sidecar, files)
        for file in sorted(name for name in files if not name.startswith(".")):
            if file == SIDECAR_NAME and sidecar.rows:
                continue
            found = True
            path = here / file
            name = path.relative_to(folder).as_posix()
            row = sidecar.rows.get(file_key(file))
            yield from _read_one(path, name, row, today, skip)
    if not found:
        yield Problem(folder.name, "holds no files to read")


def _read_one(
    path: Path, name: str, row: SidecarRow | None, today: dt.date, skip: Skip | None
) -> Iterator[Found]:
    """Yield what is in one file."""
    try:
        size = path.stat().st_size
    except OSError as error:
        yield Problem(name, f"cannot be read ({error.strerror})")
        return
    if not path.is_file():  # a pipe would be waited for, without end
        yield Problem(name, "is a folder or device, not a text file")
        return
    yield from read_arrived(Arrived(name, size, lambda: path.open("rb"), today, row=row, skip=skip))


def _sidecar(folder: Path) -> Sidecar:
    """Return what the sidecar of a folder says; a table of articles of that name is none."""
    return read_sidecar(folder / SIDECAR_NAME)


def _this_day() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
