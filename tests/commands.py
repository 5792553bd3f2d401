"""The command in this process, and a folder of articles for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from geodata.cli import main

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ARTICLE", "run", "write_articles"]

ARTICLE = """Proteste in Almaty weiten sich aus

In Almaty haben am Mittwoch Tausende Menschen gegen die Regierung Kasachstans demonstriert. \
Russland verlegte am Donnerstag 300 Fallschirmjäger nach Almaty.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def write_articles(folder: Path) -> Path:
    """Write one article and what is known of it to a new folder, and return that."""
    folder.mkdir()
    (folder / "almaty.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles.csv").write_text(
        "file,publisher,url,published\nalmaty.txt,Musterzeitung,,2022-01-06\n", encoding="utf-8"
    )
    return folder
