"""Which kinds of answers may hold articles; what they are in truth is for the readers to see."""

from __future__ import annotations

import codecs
from email.message import Message

from geodata.errors import FetchError

__all__ = ["ACCEPTED", "check_media_type", "media_type_of"]

_KINDS = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/plain",
    "application/jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
    "application/ndjson",
    "application/json",
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "application/x-zip-compressed",
    "application/warc",
)
_UNKNOWN = {"application/octet-stream", "binary/octet-stream", "application/x-download"}
ACCEPTED = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.9,*/*;q=0.5"


def media_type_of(header: str | None) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type, in lower case; None for what is missing.

    A charset that Python does not know counts as missing.
    """
    if header is None:
        return None, None
    message = Message()
    message["Content-Type"] = header
    kind = header.partition(";")[0].strip().lower()
    return kind or None, _known(message.get_content_charset())


def check_media_type(kind: str | None) -> None:
    """Refuse what cannot hold an article, such as a picture; None may hold anything.

    Raises:
        FetchError: it is of such a kind.

    """
    if kind is not None and kind not in _KINDS and kind not in _UNKNOWN:
        raise FetchError(
            f"is of the kind {kind[:80]!r}, which holds no article; "
            "pages, PDF files, feeds, texts, tables and zip files can be fetched"
        )


def _known(charset: str | None) -> str | None:
    try:
        return None if charset is None else codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
