"""Archives of web pages (WARC): what crawlers and archiving browsers keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from geodata.articles.arriving.dispatch import read_arrived
from geodata.articles.arriving.limits import PAGE_BYTES, PDF_BYTES, WARC_UNPACKED_BYTES
from geodata.articles.arriving.web_address import web_address
from geodata.articles.incoming import Incoming, Origin
from geodata.errors import InputError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.articles.arriving.arrived import Arrived, Found

__all__ = ["read_warc"]

_READ = {
    "text/html": PAGE_BYTES,
    "application/xhtml+xml": PAGE_BYTES,
    "application/pdf": PDF_BYTES,
}
_FOUND = "200"


def read_warc(arrived: Arrived) -> Iterator[Found]:
    """Yield the articles of the pages and PDFs in an archive that a server answered with.

    Redirects, errors, pictures and scripts are passed over. Nothing was published after it was
    archived.

    Raises:
        InputError: it holds no pages, or is broken from the start.
        OSError: it cannot be read.
    """
    pages = 0
    with arrived.open() as file:
        for record in _records(file, arrived.name):
            if isinstance(record, Problem):
                yield record
                continue
            limit = _limit(record)
            if limit is not None:
                pages += 1
                yield from _read_record(arrived, record, limit)
    if pages == 0:
        raise InputError("holds no web pages")


def _records(file: Any, name: str) -> Iterator[Any]:
    """Yield the records of an archive, and at its end what is wrong with it."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 -- only WARC should load it

    unpacked = 0
    try:
        for record in ArchiveIterator(file):
            unpacked += max(0, record.length or 0)
            if unpacked > WARC_UNPACKED_BYTES:
                limit = WARC_UNPACKED_BYTES // 1_000_000
                yield Problem(name, f"unpacks to more than {limit} MB; the rest is left out")
                return
            yield record
    except Exception as error:  # noqa: BLE001 -- warcio raises what the archive makes it
        reason = type(error).__name__
        yield Problem(name, f"breaks off or is damaged ({reason}); the rest is left out")


def _limit(record: Any) -> int | None:
    """Return how many bytes a page or PDF may have; None of what is passed over."""
    headers = record.http_headers
    if record.rec_type == "resource":
        media_type = record.rec_headers.get_header("Content-Type") or ""
    elif record.rec_type == "response" and headers is not None:
        if headers.get_statuscode() != _FOUND:
            return None
        media_type = headers.get_header("Content-Type") or ""
    else:
        return None
    return _READ.get(media_type.partition(";")[0].strip().lower())


def _read_record(arrived: Arrived, record: Any, limit: int) -> Iterator[Found]:
    """Yield the articles of a page or PDF."""
    url = web_address(record.rec_headers.get_header("WARC-Target-URI"))
    where = f"{arrived.name}/{url or 'page'}"
    try:
        data = record.content_stream().read(limit + 1)
    except Exception as error:  # noqa: BLE001 -- broken packing raises what it likes
        yield Problem(where, f"cannot be unpacked ({type(error).__name__})")
        return
    headers = record.http_headers or record.rec_headers
    page = replace(
        arrived,
        name=where,
        size=len(data),
        open=lambda: BytesIO(data),
        media_type=headers.get_header("Content-Type"),
        url=url,
        today=min(arrived.today, _archived(record) or arrived.today),
        packed=True,
    )
    for found in read_arrived(page):
        if isinstance(found, Incoming):
            yield replace(found, origin=Origin(arrived.kind_of_origin, where))
        else:
            yield found


def _archived(record: Any) -> dt.date | None:
    """Return the day on which a record was archived."""
    stated = record.rec_headers.get_header("WARC-Date") or ""
    try:
        return dt.date.fromisoformat(stated[:10])
    except ValueError:
        return None
