"""What is wrong with files that are brought is said in German."""

from __future__ import annotations

import gzip
import re

import pytest

from geodata.articles.arriving import read_pasted
from geodata.models import Problem
from geodata.ui.wording.problem_words import problem_text, where_text
from geodata.ui.wording.reading_words import READING_MESSAGES
from tests.articles.brought import FIRE, article, found, packed, page, pdf
from tests.articles.test_arriving_walls import (
    CONSENT,
    ERRORS,
    LISTS,
    PAYWALL,
    ROBOT,
    SHELL,
    SIGN_IN,
)

WALLS = (CONSENT, PAYWALL, ERRORS, SIGN_IN, ROBOT, SHELL, LISTS)
BAD: tuple[tuple[str, bytes | str], ...] = (
    *((f"{wall}.html", text) for walls in WALLS for wall, text in walls.items()),
    ("leer.html", page("")),
    ("viele.html", "<html>" + "<b></b>" * 50_000),
    ("lang.html", page(article(*[FIRE] * 80_000))),
    ("alt.doc", b"\xd0\xcf\x11\xe0"),
    ("a.rtf", b"{\\rtf1"),
    ("a.rar", b"Rar!"),
    ("a.7z", b"7z\xbc\xaf"),
    ("a.mhtml", b"MIME-Version: 1.0"),
    ("a.gz", gzip.compress(b"a")),
    ("a.json", b'[{"a": 1}]'),
    ("schnitt.txt", "Schüsse in Süd und Nord, übrig für früh ".encode()[:-1] + b"\xc3"),
    ("kaputt.pdf", b"%PDF-1.4"),
    ("scan.pdf", pdf(b"q Q")),
    ("feed.xml", "<rss version='2.0'><channel></channel></rss>"),
    ("feed.xml", "<rss"),
    ("feed.xml", "<rss version='2.0'><channel><item><title>x</title></item></channel></rss>"),
    ("t.csv", "a,b\n1,2"),
    ("t.csv", ",,\n1"),
    ("t.csv", "text\n"),
    ("t.csv", 'text\n"offen'),
    ("t.csv", "text,date\n,\nRegen in Poti.,neulich\n,x"),
    ("t.csv", ",".join(f"c{n}" for n in range(300))),
    ("t.xlsx", b"PK\x03\x04[Content_Types].xml"),
    ("a.zip", b"PK\x03\x04kaputt"),
    ("leer.zip", packed()),
    ("a.zip", packed(("../a.txt", FIRE), ("b.zip", packed()), ("c.txt", b"0" * 3_000_000))),
    ("a.warc", b"WARC/1.1\r\n\r\n"),
)


@pytest.mark.usefixtures("german")
def test_everything_said_of_bad_files_has_its_german() -> None:
    said = [one for name, data in BAD for one in found(data, name) if isinstance(one, Problem)]
    said += [one for one in read_pasted("") if isinstance(one, Problem)]
    assert len(said) >= len(BAD)
    shown = [(one.message, problem_text(one)) for one in said]
    assert [message for message, text in shown if text.endswith(f": {message}")] == []
    english = re.compile(r"\b(?:is|has|the|holds|may have|row|entry|left out|cannot)\b")
    assert [text for _, text in shown if english.search(text)] == []


@pytest.mark.usefixtures("german")
def test_places_in_files_are_told_in_german() -> None:
    assert where_text("t.csv, row 7") == "t.csv, Zeile 7"
    assert where_text("feed.xml, entry 2") == "feed.xml, Eintrag 2"
    assert where_text("pasted text") == "eingefügter Text"
    assert where_text("brand.html") == "brand.html"


@pytest.mark.usefixtures("german")
def test_limits_are_told_with_their_numbers() -> None:
    said = problem_text(Problem("a.pdf", "has 60.5 MB; a PDF may have 50 MB"))
    assert said == "a.pdf: hat 60,5 MB; ein PDF darf 50 MB haben"


def test_each_message_is_listed_once() -> None:
    assert len(set(READING_MESSAGES)) == len(READING_MESSAGES)
