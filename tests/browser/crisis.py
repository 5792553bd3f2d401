"""A week of an invented crisis, as three papers and a wire tell it: each filter divides it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PUBLISHERS", "write_articles"]

PUBLISHERS = ("Nordblatt", "Kurier, Abendausgabe", "Steppe Wire", "Вестник Степи")

# Name of the file -> publisher, address, day of publication ("" for none), text.
_ARTICLES = {
    "januar": (
        "Nordblatt",
        "https://nordblatt.example/januar",
        "2022-01-07",
        (
            "Tote in Almaty\n\n"
            "In Almaty sind am Mittwoch bei Schüssen nach Angaben der Polizei zwölf Menschen "
            "getötet worden. Mehrere Hundert Demonstranten versammelten sich am Dienstag in "
            "Aktau vor dem Rathaus.\n\n"
            "Russland hat am Donnerstag 300 Soldaten und Schützenpanzer nach Almaty geschickt. "
            "Belarus will 100 Soldaten nach Almaty schicken.\n\n"
            "Bereits 2011 wurden in Schangaösen bei Protesten vierzehn Arbeiter getötet.\n"
        ),
    ),
    "abend": (
        "Kurier, Abendausgabe",
        "https://kurier.example/abend",
        "2022-01-08",
        (
            "Was aus den Städten gemeldet wird\n\n"
            "Bei Schüssen in Almaty starben am Mittwoch laut Augenzeugen neunzehn Menschen. "
            "In der Nähe von Taras wurden am Freitag bei einer Explosion drei Arbeiter "
            "verletzt. In der Region Mangystau protestierten am Montag Ölarbeiter.\n\n"
            "Russland schickt keine Soldaten nach Bischkek. "
            "In Tadschikistan demonstrierten am Donnerstag Anhänger der Opposition.\n"
        ),
    ),
    "wire": (
        "Steppe Wire",
        "https://wire.example/karaganda",
        "2022-01-09",
        (
            "Clashes reported in Karaganda\n\n"
            "Police shot dead two protesters in Karaganda on Saturday, officials said. "
            "Hundreds of people rallied in Bishkek on Friday. "
            "Tajikistan sent 200 soldiers to Almaty on Friday.\n"
        ),
    ),
    "vestnik": (
        "Вестник Степи",
        "https://vestnik.example/oral",
        "2022-01-09",
        (
            "Митинги в городах\n\n"
            "В Уральске в пятницу на митинг вышли около 400 человек. "
            "В Костанае в субботу при взрыве погибли три человека.\n"
        ),
    ),
    "notiz": (
        "Nordblatt",
        "https://nordblatt.example/notiz",
        "2022-01-10",
        "Kurz gemeldet\n\nBei Zusammenstößen mit der Polizei wurden vier Demonstranten verletzt.\n",
    ),
    "ohne": (
        "Nordblatt",
        "",
        "",
        (
            "Ohne Datum\n\n"
            "In Taschkent protestierten Studenten gegen den Minister. "
            "Soldaten schossen auf Demonstranten.\n"
        ),
    ),
}


def write_articles(folder: Path) -> None:
    """Write the articles and their table into a folder."""
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(("file", "publisher", "url", "published"))
        for name, (publisher, url, published, text) in _ARTICLES.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            writer.writerow((f"{name}.txt", publisher, url, published))
