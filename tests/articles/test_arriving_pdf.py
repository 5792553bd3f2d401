"""PDF files: paragraphs out of printed lines, and files made to do harm."""

from __future__ import annotations

import datetime as dt
import io
from time import monotonic

import pytest
from pypdf import PdfWriter

from geodata.articles.arriving import limits
from geodata.articles.arriving.pdf_lines import joined_paragraphs
from geodata.articles.incoming import Incoming
from geodata.models import DateRange, Problem
from tests.articles.brought import found, pdf, read, refused

LINES = (
    "Brücke bei Poti gesperrt",
    "Nach dem Hochwasser vom Wochenende ist die Brücke über den Rioni bei Po-",
    "ti bis auf Weiteres gesperrt. Prüfer haben Risse in zwei Pfeilern ent-",
    "deckt, wie die Straßenbehörde in Tiflis am Montag mitteilte.",
    "Die Land- und Seewege nach Batumi sind frei, der Verkehr läuft über das",
    "nördliche Senaki.",
)
PAGES = (
    ("Musterblatt Nr. 3", *LINES, "Seite 1"),
    ("Musterblatt Nr. 3", "Am Dienstag soll die Brücke für Fußgänger öffnen.", "Seite 2"),
    ("Musterblatt Nr. 3", "Bis dahin fährt eine Fähre von Poti nach Grigoleti.", "Seite 3"),
)
TOLD = (
    "Nach dem Hochwasser vom Wochenende ist die Brücke über den Rioni bei Poti bis auf Weiteres "
    "gesperrt. Prüfer haben Risse in zwei Pfeilern entdeckt, wie die Straßenbehörde in Tiflis am "
    "Montag mitteilte."
)


def test_lines_become_paragraphs_and_heads_and_feet_are_left_out() -> None:
    text = read(pdf(*PAGES), "bruecke.pdf").text
    assert text.startswith("Brücke bei Poti gesperrt\n\nNach dem Hochwasser")
    assert "bei Poti bis auf Weiteres gesperrt" in text
    assert "zwei Pfeilern entdeckt" in text
    assert "Land- und Seewege" in text
    assert "Musterblatt" not in text
    assert "Seite" not in text


def test_what_the_file_says_of_itself_is_taken_with_care() -> None:
    said = (
        "/Title (Microsoft Word - bruecke.doc) /Author (Karla Muster) "
        "/CreationDate (D:20220106120000+01'00') /Producer (Setzerei)"
    )
    made = read(pdf(*PAGES, info=said), "bruecke.pdf")
    assert made.title == "Brücke bei Poti gesperrt"
    assert made.author == "Karla Muster"
    assert made.published == DateRange.day(dt.date(2022, 1, 6))


def test_a_title_that_the_text_does_not_show_stands_above_it() -> None:
    made = read(pdf(*PAGES, info="/Title (Nach der Flut bleibt die Bruecke zu)"), "bruecke.pdf")
    assert made.title == "Nach der Flut bleibt die Bruecke zu"


@pytest.mark.parametrize(
    "said",
    [
        "/CreationDate (D:20310106) /Author (admin)",
        "/CreationDate (D:20220106) /Producer (Skia/PDF m120) /Author (admin@blatt.example)",
        "/CreationDate (gestern)",
    ],
)
def test_the_day_of_printing_and_users_of_computers_say_nothing(said: str) -> None:
    made = read(pdf(*PAGES, info=said), "bruecke.pdf")
    assert made.published is None
    assert made.author is None


def test_a_pdf_without_a_text_layer_is_called_scanned() -> None:
    scanned = pdf(b"q 500 0 0 700 0 0 cm Q", b"q 500 0 0 700 0 0 cm Q")
    assert refused(scanned, "scan.pdf").startswith("has no text layer, so it was scanned")


@pytest.mark.parametrize("password", ["geheim", ""])
def test_a_locked_pdf_is_named_and_one_that_opens_is_read(password: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(*PAGES)))
    writer.encrypt(user_password=password, owner_password=f"{password}2", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    if password:
        assert refused(file.getvalue(), "a.pdf") == (
            "is locked with a password; save it without one"
        )
    else:
        assert "Tiflis" in read(file.getvalue(), "a.pdf").text


def test_scripts_and_launches_in_a_pdf_are_never_run() -> None:
    acts = (
        "/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >> "
        "/AA << /O << /S /Launch /F (rechner.exe) >> /C << /S /URI /URI (http://x.example) >> >>"
    )
    text = read(pdf(*PAGES, catalog=acts), "a.pdf").text
    assert "Tiflis" in text
    assert "while" not in text


@pytest.mark.parametrize("place", [b"9", b"99999999"])
def test_a_pdf_with_a_broken_table_is_read(place: bytes) -> None:
    broken = pdf(*PAGES).replace(b"startxref\n", b"startxref\n" + place)
    assert "Tiflis" in read(broken, "a.pdf").text


@pytest.mark.parametrize(
    "data",
    [
        pdf(*PAGES)[:700],
        b"%PDF-1.4\n" + b"\x00\xff" * 5_000,
        b"%PDF-1.4\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer",
    ],
    ids=["cut", "noise", "empty", "nested"],
)
def test_what_is_hardly_a_pdf_is_refused_in_one_line(data: bytes) -> None:
    said = refused(data, "a.pdf")
    assert said.startswith(("is no PDF that can be read", "takes more time or memory"))


@pytest.mark.parametrize(
    "data",
    [
        pdf(b" " * 400_000_000),
        pdf(*PAGES).replace(b"/Kids [4 0 R", b"/Kids [2 0 R"),
        pdf(b"q " * 4_000_000),
    ],
    ids=["bomb", "circle", "commands"],
)
def test_a_pdf_made_to_do_harm_ends_in_bounded_time(data: bytes) -> None:
    start = monotonic()
    assert isinstance(refused(data, "a.pdf"), str)
    assert monotonic() - start < 2 * limits.PDF_SECONDS


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.articles.arriving.pdf.PDF_SECONDS", 0.01)
    assert refused(pdf(*PAGES), "a.pdf").startswith("takes more time or memory than a PDF may")


def test_pages_beyond_the_limit_are_left_out_and_named() -> None:
    pages = [
        (f"Der Pegel am Rioni stand am Tag {n} bei {n + 100} Zentimetern.",) for n in range(305)
    ]
    notice, made = found(pdf(*pages), "pegel.pdf")
    assert isinstance(notice, Problem)
    assert str(notice) == "pegel.pdf: has more than 300 pages; the rest is left out"
    assert not notice.rejected
    assert isinstance(made, Incoming)
    assert "399 Zentimetern" in made.article.text
    assert "401 Zentimetern" not in made.article.text


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (LINES[:4], (LINES[0], TOLD)),
        (("Die Straße Süd-", "Nord ist wieder frei."), ("Die Straße Süd-Nord ist wieder frei.",)),
        (
            ("Der Pegel stieg um 3-", "4 Meter in der Nacht."),
            ("Der Pegel stieg um 3- 4 Meter in der Nacht.",),
        ),
        (("Hoch\xad", "wasser in Poti"), ("Hochwasser in Poti",)),
        (("• Poti", "• Batumi"), ("• Poti", "• Batumi")),
        (("", ""), ()),
    ],
)
def test_divided_words_are_whole_again(lines: tuple[str, ...], paragraphs: tuple[str, ...]) -> None:
    assert joined_paragraphs(["\n".join(lines)]) == paragraphs
