"""The command `schauplatz`: reads arguments, calls the package, prints.

Exit status 0: all read; 1: some articles were rejected, each named; 2: nothing could be read, or
the arguments are wrong. Messages go to standard error, one clear line each.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodata.cli.export import export
from geodata.cli.output import check_output, lines_to
from geodata.cli.telling import (
    NOTHING_READ,
    SOME_REJECTED,
    NothingReadError,
    Tally,
    say,
    show_progress,
)
from geodata.errors import GeodataError
from geodata.gazetteer import (
    add_dump,
    build_gazetteer,
    gazetteer_info,
    load_gazetteer,
    remove_dump,
)
from geodata.models import USAGES, Extraction, Problem
from geodata.pipeline import extract_path
from geodata.tables.json_lines import extraction_line, problem_line

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, NameHit

__all__ = ["main"]


# Objects that come before garbage is collected, and collections before older ones are looked at.
# Python's own 700, 10, 10 walk through the gazetteer and the word lists time and again, which is
# 8 % of a batch; like this it is 3 %, for 2 MB.
_COLLECTING = (10_000, 20, 10)

# Commands whose modules are loaded when they are called: the store and fetching take 0.4 s.
_ON_DEMAND = {
    "add": "geodata.cli.adding",
    "backup": "geodata.cli.keeping",
    "check": "geodata.cli.keeping",
    "corrections": "geodata.cli.correcting",
    "rebuild": "geodata.cli.keeping",
    "remove": "geodata.cli.keeping",
    "restore": "geodata.cli.keeping",
}


class _Group(click.Group):
    """Commands whose own errors end in one line and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ON_DEMAND})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ON_DEMAND:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(_ON_DEMAND[cmd_name]), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GeodataError as error:
            say(f"schauplatz: {error}")
            sys.exit(NOTHING_READ)


@click.group(cls=_Group)
@click.version_option(package_name="schauplatz")
def main() -> None:
    """Turn news into a map: find the places that articles name, and what happened there."""
    gc.set_threshold(*_COLLECTING)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; else standard output.")
@click.option("--raw-body", is_flag=True, help="Take the whole text for the article's body.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
def extract(path: Path, output: Path | None, raw_body: bool, jobs: int) -> None:
    """Write what is found in the articles at PATH as JSON Lines.

    PATH is a folder of .txt files with an optional articles.csv, one .txt file, or JSON Lines of
    {"id", "text", "lang", "published", "publisher", "url"}.
    """
    check_output(output, path)
    tally = Tally()
    with lines_to(output) as file:
        for found in tally.watch(extract_path(path, raw_body=raw_body, jobs=jobs)):
            line = _line_of(found)
            if line is not None:
                file.write(f"{line}\n")
        if tally.read == 0:
            raise NothingReadError(path)
    sys.exit(tally.exit_status)


main.add_command(export)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("predicted", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--usage", help="Usages of the gold to keep, comma-separated: literal,actor")
def score(gold: Path, predicted: Path, usage: str | None) -> None:
    """Score the mentions and events in PREDICTED against those in GOLD."""
    from geodata.score import report, score_files  # noqa: PLC0415 - geopy, which others spare

    usages = None if usage is None else frozenset(usage.split(","))
    unknown = sorted((usages or frozenset()) - frozenset(USAGES))
    if unknown:
        raise click.BadParameter(f"no such usage: {', '.join(unknown)}; {', '.join(USAGES)}")
    click.echo(report(score_files(gold, predicted, usage=usages)))


@main.group()
def gazetteer() -> None:
    """Build the index of places, tell about it, add to it, or look a name up."""


@gazetteer.command("build")
def gazetteer_build() -> None:
    """Build the index anew."""
    with show_progress() as step:
        build_gazetteer(step)
    _print_info()


@gazetteer.command("info")
def gazetteer_about() -> None:
    """Tell where the index lies, how large it is, and what it was built from and added to it.

    Every byte is looked at; a damaged index is built anew.
    """
    with show_progress() as step:
        load_gazetteer(step)
    if gazetteer_info() is None:
        say("schauplatz: the index of places was damaged; building it anew")
        with show_progress() as step:
            build_gazetteer(step)
    _print_info()


@gazetteer.command("add")
@click.argument("dump", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def gazetteer_add(dump: Path) -> None:
    """Add the places of DUMP: allCountries.zip, XX.zip or XX.txt, as GeoNames offers them.

    Villages, mountains, rivers and sites are then found, after everything that is bundled.
    `gazetteer remove` takes them out again.
    """
    with show_progress() as step:
        info = add_dump(dump, step)
    click.echo(info)


@gazetteer.command("remove")
@click.argument("name")
def gazetteer_remove(name: str) -> None:
    """Remove what was added under NAME, as `gazetteer info` gives it."""
    remove_dump(name)


@gazetteer.command("lookup")
@click.argument("name")
def gazetteer_lookup(name: str) -> None:
    """Print the places that NAME may mean, likeliest first.

    Columns: id, name, type and level of a unit, country, first-level and second-level unit,
    point, people.
    """
    with show_progress() as step:
        index = load_gazetteer(step)
    hits = index.unit_or_name_hits(name)
    for hit in hits:
        click.echo(_hit_line(hit, index))
    if not hits:
        say(f"no place is called {name!r}")
        sys.exit(SOME_REJECTED)


def _line_of(found: Extraction | Problem) -> str | None:
    if isinstance(found, Extraction):
        return extraction_line(found)
    return problem_line(found) if found.rejected and found.article_id is not None else None


def _print_info() -> None:
    info = gazetteer_info()
    for name, value in {} if info is None else asdict(info).items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{key} {version}" for key, version in value.items())  # noqa: PLW2901
        if value is not None and name != "added":
            click.echo(f"{name}: {value}")
    for added in () if info is None else info.added:
        click.echo(f"added: {added}")


def _hit_line(hit: NameHit, index: Gazetteer) -> str:
    place = hit.place
    kind = place.type if place.level is None else f"{place.type} {place.level}"
    first = index.first_level_unit(place.country_code, hit.admin1)
    second = None if hit.admin2 is None else index.place(hit.admin2)
    units = ["" if unit is None or unit == place else unit.name for unit in (first, second)]
    point = "" if place.lat is None or place.lon is None else f"{place.lat:.2f}, {place.lon:.2f}"
    people = "" if place.population is None else f"{place.population} people"
    parts = (place.place_id, place.name, kind, place.country_code or "", *units, point, people)
    return "\t".join(parts)
