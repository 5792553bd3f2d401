"""`schauplatz corrections`: what people said, as a file to keep, to pass on, and to measure by."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.cli.output import STANDARD_OUTPUT, lines_to
from geodata.cli.stored import existing_store
from geodata.cli.telling import SOME_REJECTED, counted, say
from geodata.errors import InputError
from geodata.intake import stored_reviews
from geodata.models import Problem
from geodata.review import (
    Correction,
    correction_lines,
    gold_lines,
    is_gold,
    read_correction_lines,
)
from geodata.store import open_store
from geodata.tables.json_lines import extraction_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["corrections"]

_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.group()
def corrections() -> None:
    """Write out and read in corrections, or make gold.

    Corrections are what people said of places and events. Gold measures the engine by them.
    """


@corrections.command("export")
@click.argument("file", type=_FILE)
def export_corrections(file: Path) -> None:
    """Write the whole log of corrections to FILE as JSON Lines, in its order.

    "-" stands for standard output.
    """
    said = existing_store().corrections()
    with lines_to(file) as out:
        out.writelines(correction_lines(said))
    _tell(file, counted(len(said), "correction"))


@corrections.command("import")
@click.argument("file", type=_FILE)
def import_corrections(file: Path) -> None:
    """Add the corrections of FILE, as `export` writes them, to the log.

    Those that the log has are left aside, so that a file may be read in twice. They hold for the
    same texts here as there, whenever those are added. "-" stands for standard input.
    """
    store = open_store()
    known = [one.correction_id for one in store.corrections()]
    new: list[Correction] = []
    rejected = 0
    for one in read_correction_lines(_lines_of(file), known=known):
        if isinstance(one, Correction):
            new.append(one)
        else:
            rejected += 1
            say(f"schauplatz: {Problem(str(file), str(one))}")
    added = sum(one.new for one in store.correct_all(new))
    here = set(store.article_ids())
    elsewhere = len({one.article_id for one in new} - here)
    line = f"{counted(added, 'correction')} added"
    if elsewhere:
        line += f", on {counted(elsewhere, 'article')} not here yet"
    say(f"schauplatz: {line}" + (f", {rejected} rejected" if rejected else ""))
    sys.exit(SOME_REJECTED if rejected else 0)


@corrections.command("gold")
@click.argument("file", type=_FILE)
@click.option("--found", type=_FILE, help="Write what the machine found in them there.")
def export_gold(file: Path, found: Path | None) -> None:
    """Write the articles that people have looked at wholly to FILE, as gold that `score` reads.

    With --found FOUND, `schauplatz score FILE FOUND` says how well the machine did on them. "-"
    stands for standard output.
    """
    store = existing_store()
    gold = [one for one in stored_reviews(store) if is_gold(one)]
    if not gold:
        raise InputError(
            "no article has been looked at wholly yet, so there is no gold; judge each place and "
            "event of one in the app"
        )
    with lines_to(file) as out:
        out.writelines(gold_lines(gold))
    _tell(file, counted(len(gold), "article"))
    if found is not None:
        ids = [one.extraction.article.article_id for one in gold]
        with lines_to(found) as out:
            out.writelines(f"{extraction_line(one)}\n" for one in store.extractions(ids))
        _tell(found, counted(len(ids), "article"))


def _lines_of(file: Path) -> Iterator[str]:
    """Yield the lines of a file, or of standard input; what is not UTF-8 there can be told.

    Raises:
        InputError: it cannot be read.

    """
    try:
        with click.open_file(str(file), encoding="utf-8", errors="surrogateescape") as lines:
            yield from lines
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error


def _tell(file: Path, what: str) -> None:
    if file != STANDARD_OUTPUT:
        say(f"schauplatz: {file}: {what}")
