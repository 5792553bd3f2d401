"""What a newspaper's server gives: a page, a PDF, a feed, each with a report of our own."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tests.fetching.servers import Reply

if TYPE_CHECKING:
    from tests.fetching.servers import Paper

__all__ = ["FEED_ENTRY", "HTML", "PDF", "feed", "page", "pdf", "serve"]

HTML = (
    "Soldaten sichern Flughafen von Aktau",
    (
        "In Aktau sind am Donnerstag rund 200 Soldaten aus Russland eingetroffen. Sie sollen nach "
        "Angaben des Verteidigungsministeriums den Flughafen und das Gaswerk sichern."
    ),
    (
        "In der Stadt blieb es ruhig. Vor dem Rathaus standen abends einige Dutzend Menschen, "
        "die gegen die höheren Preise für Flüssiggas demonstrieren wollten."
    ),
)
PDF = (
    "Zwei Tote nach Schüssen in Schymkent",
    (
        "In Schymkent sind am Freitag zwei Menschen erschossen worden. Die Polizei sperrte den "
        "Platz vor dem Bahnhof und nahm elf Personen fest."
    ),
    "Augenzeugen berichteten von Salven am späten Nachmittag. Wer geschossen hat, ist unklar.",
)
FEED_ENTRY = (
    "Tausende protestieren in Uralsk",
    (
        "In Uralsk haben am Mittwoch rund 3000 Menschen gegen die Regierung protestiert. Die "
        "Polizei setzte Tränengas ein und nahm 40 Demonstranten fest."
    ),
    "Der Gouverneur versprach, die Preise wieder zu senken, und bat alle, nach Hause zu gehen.",
)


def page(told: tuple[str, ...], *, day: str | None, publisher: str, canonical: str | None) -> bytes:
    """Return a page as papers have it: with what machines read about it, a menu and a footer."""
    title, *paragraphs = told
    dated = "" if day is None else f'"datePublished": "{day}T18:20:00+01:00",'
    link = "" if canonical is None else f'<link rel="canonical" href="{canonical}">'
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>{title} | {publisher}</title>{link}
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "{title}", {dated} "author": {{"@type": "Person", "name": "Rike Thomsen"}},
"publisher": {{"@type": "Organization", "name": "{publisher}"}}}}</script></head><body>
<nav><a href="/">Start</a> <a href="/sport">Sport</a> <a href="/abo">Abonnement</a></nav>
<main><article><h1>{title}</h1>{story}</article></main>
<footer>Impressum Datenschutz Kontakt</footer></body></html>""".encode()


def feed(entries: list[tuple[str, str, str]]) -> bytes:
    """Return an RSS feed of (title, link, date) without full texts."""
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        "<description>Mehr auf unserer Seite.</description></item>"
        for title, link, date in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Küstenbote</title><link>https://kuestenbote.example/</link>{items}</channel></rss>"
    ).encode()


def pdf(told: tuple[str, ...], *, day: str) -> bytes:
    """Return a PDF of one page with a text layer; `day` as YYYYMMDD."""
    title, *paragraphs = told
    lines: list[str] = [title, ""]
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, 80), ""]
    shown = "".join(f"({line.translate(_ESCAPES)}) Tj T*\n" for line in lines)
    stream = f"BT /F1 11 Tf 60 760 Td 15 TL\n{shown}ET".encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
        f"<< /Title ({title}) /CreationDate (D:{day}120000Z) >>".encode("cp1252"),
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % (len(bodies) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def serve(paper: Paper) -> dict[str, str]:
    """Put a page, a PDF and a feed with one article on the server; return their addresses."""
    urls = {name: paper.url(f"/{name}") for name in ("aktau.html", "bericht.pdf", "uralsk", "rss")}
    paper.pages["/aktau.html"] = Reply(
        body=page(HTML, day="2022-01-06", publisher="Küstenbote", canonical=urls["aktau.html"])
    )
    paper.pages["/uralsk"] = Reply(
        body=page(FEED_ENTRY, day=None, publisher="Steppenkurier", canonical=None)
    )
    paper.pages["/bericht.pdf"] = Reply(body=pdf(PDF, day="20220107"), media_type="application/pdf")
    entry = (FEED_ENTRY[0], urls["uralsk"], "Wed, 05 Jan 2022 20:15:00 +0100")
    paper.pages["/rss"] = Reply(body=feed([entry]), media_type="application/rss+xml")
    return urls


_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
