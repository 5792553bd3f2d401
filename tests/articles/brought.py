"""Files as people bring them, made for the tests: pages, PDFs, archives, tables."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
import zlib
from contextlib import contextmanager
from time import process_time
from typing import TYPE_CHECKING

from geodata.articles.arriving import FoundLink, read_bytes
from geodata.articles.incoming import Incoming
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.models import Article, DateRange

TODAY = dt.date(2026, 11, 22)
FIRE = (
    "Im Hafen von Batumi ist am Dienstag ein Lagerhaus in Flammen aufgegangen. "
    "Verletzt wurde nach Angaben der Feuerwehr niemand."
)
DETOUR = (
    "Die Ursache war am Abend noch unklar. Der Hafen blieb bis Mitternacht gesperrt, "
    "Schiffe wurden nach Poti umgeleitet."
)
NAVIGATION = (
    '<header><nav><a href="/">Startseite</a><a href="/politik">Politik</a>'
    '<a href="/abo">Jetzt abonnieren</a></nav></header>'
)
FOOTER = "<footer><a href='/i'>Impressum</a> <a href='/d'>Datenschutz</a> © Musterblatt</footer>"


def page(body: str, *, title: str = "Brand im Hafen", head: str = "", lang: str = "de") -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><title>{title}</title>{head}</head>'
        f"<body>{NAVIGATION}{body}{FOOTER}</body></html>"
    )


def article(*paragraphs: str, headline: str = "Brand im Hafen") -> str:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (FIRE, DETOUR))
    return f"<article><h1>{headline}</h1>{told}</article>"


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def found(
    data: bytes | str,
    name: str = "seite.html",
    *,
    media_type: str | None = None,
    url: str | None = None,
    published: DateRange | None = None,
) -> list[Incoming | Problem | FoundLink]:
    raw = data.encode() if isinstance(data, str) else data
    return list(
        read_bytes(raw, name=name, media_type=media_type, url=url, published=published, today=TODAY)
    )


def incoming(data: bytes | str, name: str = "seite.html", *, url: str | None = None) -> Incoming:
    (only,) = found(data, name, url=url)
    assert isinstance(only, Incoming), only
    return only


def read(data: bytes | str, name: str = "seite.html", *, url: str | None = None) -> Article:
    return incoming(data, name, url=url).article


def refused(data: bytes | str, name: str = "seite.html") -> str:
    """Return why a file was refused, in its one line."""
    (only,) = found(data, name)
    assert isinstance(only, Problem), only
    assert only.rejected
    assert "\n" not in only.message
    return only.message


def problems(data: bytes | str, name: str) -> dict[str, str]:
    return {one.where: one.message for one in found(data, name) if isinstance(one, Problem)}


def texts(data: bytes | str, name: str) -> dict[str, str]:
    made = (one for one in found(data, name) if isinstance(one, Incoming))
    return {one.origin.name: one.article.text for one in made}


def packed(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


@contextmanager
def bounded(*, seconds: float, megabytes: float | None = None) -> Iterator[None]:
    """Fail where the block takes more processor time, or more memory of Python at once.

    Counting the memory makes Python several times slower; without `megabytes` nothing is counted.
    """
    if megabytes is not None:
        tracemalloc.start()
    before = process_time()
    try:
        yield
        taken = process_time() - before
        peak = 0.0 if megabytes is None else tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert taken <= seconds, f"{taken:.1f} s"
    assert megabytes is None or peak <= megabytes, f"{peak:.0f} MB"


def pdf(
    *pages: Sequence[str] | bytes, info: str = "", catalog: str = "", compressed: bool = True
) -> bytes:
    """Return a PDF with a line of text a line; bytes are a page's own drawing commands."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects += _page_objects(number, lines, compressed=compressed)
    if info:
        objects.append(f"<< {info} >>".encode("latin-1"))
    return _file_of(objects, info=bool(info))


def _page_objects(number: int, lines: Sequence[str] | bytes, *, compressed: bool) -> list[bytes]:
    drawn = lines if isinstance(lines, bytes) else _drawn(lines)
    stream = zlib.compress(drawn, 9) if compressed else drawn
    packing = b"/Filter /FlateDecode" if compressed else b""
    return [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), packing, stream),
    ]


def _drawn(lines: Sequence[str]) -> bytes:
    escaped = (
        line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        for line in lines
    )
    return b"BT /F1 11 Tf 14 TL 60 780 Td " + b" ".join(b"(%s) '" % e for e in escaped) + b" ET"


def _file_of(objects: Sequence[bytes], *, info: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    about = b"/Info %d 0 R" % len(objects) if info else b""
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, about, len(out))
    )
