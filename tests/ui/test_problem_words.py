"""What is wrong with the input is said in the reader's language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geodata.articles import iter_articles
from geodata.models import Problem
from geodata.ui.banner import problems_title
from geodata.ui.wording.problem_words import problem_text

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "Am Montag landeten die ersten Soldaten auf dem Flughafen von Almaty."
FRENCH = (
    "Les soldats sont arrivés hier matin à la gare, et les habitants de la ville les ont "
    "regardés passer sans dire un mot."
)


def bad_lines() -> list[bytes]:
    good = {"id": "a1", "text": SENTENCE}
    objects: list[object] = [
        good,
        good,
        ["a1"],
        7,
        None,
        {"id": 7, "text": SENTENCE},
        {"id": "a2"},
        {"id": "a3", "text": " "},
        {"id": "a4", "text": [SENTENCE]},
        {"id": "a5", "text": "\ud800"},
        {"id": "a6", "text": SENTENCE, "lang": "fr"},
        {"id": "a7", "text": SENTENCE, "lang": "qq"},
        {"id": "a8", "text": SENTENCE, "published": "neulich"},
        {"id": "a9", "text": FRENCH},
    ]
    broken = [b"so nicht", b'{"id" "a1"}', b"{} {}", b'{"id": "a', b"{1: 2}", b"[" * 90_000]
    return [json.dumps(one).encode() for one in objects] + broken


def bad_folder(path: Path) -> Path:
    path.mkdir()
    (path / "binaer.txt").write_bytes(b"\x00\x01\x02")
    (path / "leer.txt").write_bytes(b" \n")
    (path / "alt.txt").write_bytes("Schüsse in Almaty. Die Straße war leer.".encode("cp1252"))
    (path / "weder.txt").write_bytes(b"\x81\x8d\xff\xfe")
    (path / "ordner.txt").mkdir()
    (path / "gross.txt").write_bytes(b"a" * 5_100_000)
    (path / "anders.txt").write_text(FRENCH, encoding="utf-8")
    (path / "doppelt.TXT").write_text(SENTENCE, encoding="utf-8")
    (path / "doppelt.txt").write_text(SENTENCE, encoding="utf-8")
    (path / "articles.csv").write_text(
        "file,publisher,url,published\n"
        "fehlt.txt,Musterzeitung,,2022-01-06\n"
        ",Musterzeitung,,\n"
        "alt.txt,Musterzeitung,,neulich\n"
        "alt.txt,Musterzeitung,,2022-01-06\n"
        'offen.txt,"Muster,,\n',
        encoding="utf-8",
    )
    return path


def sidecar_folder(path: Path, sidecar: bytes) -> Path:
    path.mkdir()
    (path / "articles.csv").write_bytes(sidecar)
    return path


def problems_of(path: Path) -> list[Problem]:
    return [one for one in iter_articles(path) if isinstance(one, Problem)]


def bad_inputs(folder: Path) -> list[Problem]:
    lines, binary, empty = folder / "a.jsonl", folder / "b.jsonl", folder / "c.jsonl"
    lines.write_bytes(b"\n".join(bad_lines()) + b"\n" + b'{"id": ' + b"9" * 5_000 + b"}\n")
    binary.write_bytes(b"\x00\x01")
    empty.write_bytes(b"")
    other = folder / "a.pdf"
    other.write_bytes(b"%PDF")
    return [
        problem
        for path in (
            bad_folder(folder / "voll"),
            sidecar_folder(folder / "ohne", b"name,publisher\na.txt,b\n"),
            sidecar_folder(folder / "binaer", b"\x00\x01"),
            folder / "fehlt",
            other,
            lines,
            binary,
            empty,
        )
        for problem in problems_of(path)
    ]


@pytest.mark.usefixtures("german")
def test_every_problem_of_reading_has_a_german_text(tmp_path: Path) -> None:
    problems = bad_inputs(tmp_path)
    assert len(problems) > 30
    unsaid = [p for p in problems if problem_text(p).endswith(p.message)]
    assert unsaid == []
    said = "\n".join(map(problem_text, problems))
    for english in (" is ", "there ", "left aside", ", line ", "wanted", "must be", "article"):
        assert english not in said.replace("articles.csv", "").replace(str(tmp_path), ""), said


@pytest.mark.usefixtures("german")
def test_what_differs_stays_in_the_translation() -> None:
    said = problem_text(Problem("articles.csv, line 3", "there is no file 'b.txt' in this folder"))
    assert said == "articles.csv, Zeile 3: in diesem Ordner fehlt die Datei „b.txt“"
    said = problem_text(Problem("a.txt", "has 5.2 MB; an article may have 5 MB"))
    assert said == "a.txt: hat 5,2 MB; ein Artikel darf 5 MB haben"
    said = problem_text(Problem("articles.csv", "cannot be read (Permission denied); left aside"))
    assert said == "articles.csv: ist nicht lesbar (keine Berechtigung); bleibt unbeachtet"
    said = problem_text(Problem("a", "could not be worked out (KeyError: 'x'); it is left out"))
    assert said == "a: war nicht auszuwerten (KeyError: 'x'); der Artikel bleibt weg"


@pytest.mark.usefixtures("german")
def test_a_language_goes_by_its_name_in_the_readers_language() -> None:
    message = (
        "this article is in French (fr); there is no language pack for it yet; "
        "there is one for: German (de)"
    )
    said = problem_text(Problem("a.txt", message))
    assert "ist Französisch (fr)" in said
    assert said.endswith("Deutsch (de)")


@pytest.mark.usefixtures("german")
def test_an_unknown_message_is_shown_as_it_is() -> None:
    assert problem_text(Problem("a.txt", "smells of {fish}")) == "a.txt: smells of {fish}"


@pytest.mark.usefixtures("english")
def test_english_is_as_the_stages_say_it() -> None:
    assert problem_text(Problem("a.txt", "is empty")) == "a.txt: is empty"


@pytest.mark.parametrize(
    ("rejected", "notices", "title"),
    [
        (1, 0, "1 Problem beim Lesen"),
        (2, 0, "2 Probleme beim Lesen"),
        (2, 1, "2 Probleme beim Lesen, 1 Hinweis"),
        (0, 2, "2 Hinweise beim Lesen"),
    ],
)
@pytest.mark.usefixtures("german")
def test_problems_and_notices_are_counted_apart(rejected: int, notices: int, title: str) -> None:
    problems = [Problem("a.txt", "is empty")] * rejected
    assert problems_title([*problems, *[Problem("b", "x", rejected=False)] * notices]) == title
