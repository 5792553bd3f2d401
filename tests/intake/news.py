"""Articles of our own for the tests of intake: as many as are wanted, each with an event."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geodata.articles import make_article
from geodata.articles.incoming import Incoming, Origin
from geodata.models import DateRange

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["incoming", "report", "write_folder", "write_lines"]

_TOWNS = ("Almaty", "Bremen", "Kiew", "Leipzig", "Odessa", "Rostock", "Tiflis", "Warschau")
_DEEDS = (
    "demonstrierten am Montag rund {n} Menschen gegen höhere Gaspreise",
    "wurden am Dienstag bei einem Anschlag {n} Menschen verletzt",
    "sind am Mittwoch {n} Soldaten aus Russland eingetroffen",
    "nahm die Polizei am Abend bei Protesten {n} Menschen fest",
)
_ASIDES = (
    "Der Bürgermeister rief zur Ruhe auf und kündigte für den nächsten Tag Gespräche an.",
    "Viele Läden in der Innenstadt blieben geschlossen, Busse fuhren nur bis zum Bahnhof.",
    "Anwohner berichteten von Lärm bis tief in die Nacht; die Schulen öffnen erst am Freitag.",
    "Eine Sprecherin der Stadt sagte, man habe mit weniger Zulauf gerechnet.",
    "Das Krankenhaus der Stadt rief zusätzliches Personal zum Dienst.",
)


def report(number: int) -> str:
    """Return the text of an article; another one for each number."""
    town = _TOWNS[number % len(_TOWNS)]
    deed = _DEEDS[number // len(_TOWNS) % len(_DEEDS)].format(n=20 + number)
    asides = [_ASIDES[(number + step * (1 + number % 4)) % len(_ASIDES)] for step in range(3)]
    return f"{town}: Lage am Tag {number} der Krise\n\nIn {town} {deed}. {' '.join(asides)}\n"


def incoming(text: str, *, name: str = "lage.txt", url: str | None = None) -> Incoming:
    """Return an article as a reader gives it."""
    article = make_article(
        text,
        article_id=name,
        published=DateRange.from_iso("2022-01-06"),
        publisher="Küstenbote",
        url=url,
    )
    raw = hashlib.sha256(text.encode()).hexdigest()
    return Incoming(article, Origin("file", name), raw)


def write_folder(folder: Path, count: int) -> Path:
    """Write a folder of texts, as people keep them."""
    folder.mkdir()
    for number in range(count):
        (folder / f"lage{number:03}.txt").write_text(report(number), encoding="utf-8")
    return folder


def write_lines(path: Path, count: int) -> Path:
    """Write the same as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {"id": f"lage{number}", "text": report(number), "published": "2022-01-06"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
