"""What kind of file came in: by its content first, then by its media type, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeAlias

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.articles.arriving.arrived import Arrived

__all__ = ["Kind", "kind_of"]

Kind: TypeAlias = Literal[
    "text", "markdown", "jsonl", "html", "pdf", "feed", "csv", "excel", "zip", "warc"
]

_PDF_WITHIN = 1024  # PDF readers accept so much before the mark
# Bytes at the beginning that belong to one kind of file alone, and what to do about it.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file; save it as .xlsx or PDF"),
    (b"{\\rtf", "is a Rich Text file; save it as PDF or plain text"),
    (b"Rar!", "is a RAR archive; pack it as .zip"),
    (b"7z\xbc\xaf", "is a 7z archive; pack it as .zip"),
    (b"MIME-Version:", "is a web archive (.mhtml); save the page as HTML"),
    (b"From: <Saved by", "is a web archive (.mhtml); save the page as HTML"),
    (b"bplist00", "is a web archive (.webarchive); save the page as HTML"),
)
# Files of Excel and Word are packages with some of these parts; one holds them all by name.
_PARTS = frozenset(
    {"[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"}
    | {"word/document.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}
)
_WORD = "is a Word file; save it as PDF or plain text"
_MIME_AT = 30  # OpenDocument files and e-books begin with a part of this name, not packed
_OFFICE = (
    (b"application/vnd.oasis.opendocument.text", _WORD),
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        "is an OpenDocument table; save it as .xlsx or .csv",
    ),
    (b"application/epub+zip", "is an e-book; articles are read from pages, PDFs and texts"),
)
_MEMBER = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_XML_ROOT = re.compile(r"<(?![?!])(?:\w+:)?([\w-]+)", re.ASCII)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MEDIA_TYPES: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/markdown": "markdown",
}
_SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
}
_JSON_OBJECT = re.compile(r'\{[ \t]*"[^\n]*\}[ \t\r]*(?:\n|$)|\{[ \t]*"[^\n]{1000}')
_JSON = re.compile(r'[\[{]\s*[{"]')


def kind_of(arrived: Arrived) -> Kind:
    """Return what kind a file is; what shows nothing else is plain text.

    Raises:
        InputError: it is of a kind that is not read; the message says what to do.
        OSError: it cannot be read.
    """
    head = arrived.head()
    for mark, message in _REFUSED:
        if head.startswith(mark):
            raise InputError(message)
    return _by_mark(head, arrived) or _by_words(head, arrived) or "text"


def _by_mark(head: bytes, arrived: Arrived) -> Kind | None:
    """Return the kind of a file that is no text; None for the others."""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head, arrived)
    if head.startswith(b"PK\x05\x06"):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        if arrived.name.lower().endswith(".warc.gz") or _unpacks_to_warc(arrived):
            return "warc"
        raise InputError("is packed with gzip; unpack it, or pack it as .zip")
    return None


def _kind_of_zip(head: bytes, arrived: Arrived) -> Kind:
    """Return what a zip file is: a table, or an archive."""
    for mark, message in _OFFICE:
        if head.startswith(b"mimetype" + mark, _MIME_AT):
            raise InputError(message)
    names = _member_names(head, arrived)
    if names.isdisjoint(_PARTS):
        return "zip"
    if any(name.startswith("word/") for name in names):
        raise InputError(_WORD)
    return "excel"


def _member_names(head: bytes, arrived: Arrived) -> frozenset[str]:
    """Return the names of the members of a zip file; of one that is cut off or packed the first."""
    from zipfile import ZipFile  # noqa: PLC0415 -- few files are packed so

    from geodata.articles.arriving.zip_faults import ZIP_FAULTS  # noqa: PLC0415 -- the same

    try:
        with arrived.open() as file, ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (*ZIP_FAULTS, OSError):
        return frozenset(_first_names(head))


def _first_names(head: bytes) -> Iterator[str]:
    """Yield the names of the members that begin within the first block."""
    for member in _MEMBER.finditer(head):
        (length,) = member.groups()
        name = head[member.end() : member.end() + int.from_bytes(length, "little")]
        yield name.decode("ascii", "replace")


def _unpacks_to_warc(arrived: Arrived) -> bool:
    """Whether a gzip file holds records of web pages."""
    import gzip  # noqa: PLC0415 -- few files are packed so
    import zlib  # noqa: PLC0415

    try:
        with arrived.open() as file, gzip.GzipFile(fileobj=file) as unpacked:
            return unpacked.read(5) == b"WARC/"
    except (EOFError, OSError, zlib.error):
        return False


def _by_words(head: bytes, arrived: Arrived) -> Kind | None:
    """Return the kind of a file by what its text begins with, its media type, its suffix."""
    text = _COMMENT.sub("", _rough_text(head)).lstrip()
    if text.startswith("<"):
        root = _XML_ROOT.search(text)
        if root is not None and root[1].lower() in _FEED_ROOTS:
            return "feed"
        if _HTML.search(text) is not None:
            return "html"
    media_type = (arrived.media_type or "").partition(";")[0].strip().lower()
    suffix = PurePosixPath(arrived.name.lower()).suffix
    stated = _MEDIA_TYPES.get(media_type) or _SUFFIXES.get(suffix)
    if stated is not None or _JSON.match(text) is None:
        return stated
    if _JSON_OBJECT.match(text) is not None:
        return "jsonl"
    raise InputError("is JSON in one piece; one object is wanted on each line (.jsonl)")


def _rough_text(head: bytes) -> str:
    """Return the first block as text, well enough to see its marks, which are ASCII."""
    return head.replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿ \t\r\n")
