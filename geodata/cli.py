"""The command `schauplatz`: reads arguments, calls the package, prints.

Exit status 0: all read; 1: some articles were rejected, each named; 2: nothing could be read, or
the arguments are wrong. Messages go to standard error, one clear line each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from geodata.articles.sidecar import SIDECAR_NAME
from geodata.errors import ExportError, FilterError, GeodataError
from geodata.gazetteer import (
    add_dump,
    build_gazetteer,
    gazetteer_info,
    load_gazetteer,
    remove_dump,
)
from geodata.models import EVENT_KINDS, STATUSES, USAGES, Extraction, Problem
from geodata.pipeline import collect, extract_path
from geodata.tables.files import (
    TABLE_NAMES,
    Format,
    TableName,
    write_beside,
    write_whole,
)
from geodata.tables.filters import LONGEST_WORDS, PRECISIONS, Filters
from geodata.tables.json_lines import extraction_line, problem_line
from geodata.tables.query import read_query
from geodata.tables.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.gazetteer import Gazetteer, NameHit

__all__ = ["main"]

SOME_REJECTED = 1
NOTHING_READ = 2
STANDARD_OUTPUT = Path("-")


class _Group(click.Group):
    """Commands whose own errors end in one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GeodataError as error:
            _say(f"schauplatz: {error}")
            sys.exit(NOTHING_READ)


@click.group(cls=_Group)
@click.version_option(package_name="schauplatz")
def main() -> None:
    """Turn news into a map: find the places that articles name, and what happened there."""


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
    _check_output(output, path)
    tally = _Tally()
    with _lines_to(output) as file:
        for found in tally.watch(extract_path(path, raw_body=raw_body, jobs=jobs)):
            line = _line_of(found)
            if line is not None:
                file.write(f"{line}\n")
        if tally.read == 0:
            raise _NothingReadError(path)
    sys.exit(tally.exit_status)


@main.command()
@click.option("--format", "form", type=click.Choice(["csv", "geojson"]), required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File.")
@click.option("--table", type=click.Choice(TABLE_NAMES), default="events", show_default=True)
@click.option("--articles", type=click.Path(path_type=Path), help="Articles; else the samples.")
@click.option("--from", "from_", metavar="YYYY-MM-DD", multiple=True, help="First day.")
@click.option("--to", metavar="YYYY-MM-DD", multiple=True, help="Last day.")
@click.option("--country", multiple=True, help="ISO codes: KZ or KZ,RU; may be repeated.")
@click.option("--kind", multiple=True, help=f"Of {', '.join(EVENT_KINDS)}; as --country.")
@click.option("--status", multiple=True, help=f"Of {', '.join(STATUSES)}; as --country; else all.")
@click.option("--says", multiple=True, help=f"Told by: {', '.join(VOICES)}; as --country.")
@click.option("--actor", multiple=True, help="A country code or short name; may be repeated.")
@click.option("--publisher", multiple=True, help="Told by this paper; may be repeated.")
@click.option("--lang", multiple=True, help="Told in: de, en, ru; as --country.")
@click.option("--precision", multiple=True, help=f"Of {', '.join(PRECISIONS)}; as --country.")
@click.option("--confidence", multiple=True, help="Least confidence of the place, 0 to 1.")
@click.option("--q", multiple=True, help="Words of the text; phrases in quotes.")
@click.option("--figures/--all-figures", default=False, help="Only what has figures.")
@click.option("--undated/--no-undated", default=True, help="Keep what has no date.")
def export(
    form: Format, output: Path, table: TableName, articles: Path | None, **filters: Any
) -> None:
    """Write a table of what the filters keep as a file; the filters are those of the URL."""
    # Pandas and Babel, which other commands spare.
    from geodata.tables.files import about_table, table_bytes  # noqa: PLC0415
    from geodata.tables.selection import select_table  # noqa: PLC0415

    wanted = _filters(**filters)
    path = articles or _articles_from_environment()
    _check_output(output, path)
    tally = _Tally()
    found = [one for one in tally.watch(extract_path(path)) if isinstance(one, Extraction)]
    if tally.read == 0:
        raise _NothingReadError(path)
    collection = collect(found)
    frame = select_table(table, collection.tables, wanted, collection.extractions)
    about = about_table(table, frame, collection.tables, wanted, datetime.now(UTC))
    content = table_bytes(frame, form, about)
    if output == STANDARD_OUTPUT:
        with _lines_to(output) as file:
            file.write(content.decode("utf-8"))
    else:
        write_whole(output, content)
        _say(f"{output}: {len(frame)} {table}")
    sys.exit(tally.exit_status)


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
    with _progress() as step:
        build_gazetteer(step)
    _print_info()


@gazetteer.command("info")
def gazetteer_about() -> None:
    """Tell where the index lies, how large it is, and what it was built from and added to it.

    Every byte is looked at; a damaged index is built anew.
    """
    with _progress() as step:
        load_gazetteer(step)
    if gazetteer_info() is None:
        _say("schauplatz: the index of places was damaged; building it anew")
        with _progress() as step:
            build_gazetteer(step)
    _print_info()


@gazetteer.command("add")
@click.argument("dump", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def gazetteer_add(dump: Path) -> None:
    """Add the places of DUMP: allCountries.zip, XX.zip or XX.txt, as GeoNames offers them.

    Villages, mountains, rivers and sites are then found, after everything that is bundled.
    `gazetteer remove` takes them out again.
    """
    with _progress() as step:
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
    with _progress() as step:
        index = load_gazetteer(step)
    hits = index.unit_or_name_hits(name)
    for hit in hits:
        click.echo(_hit_line(hit, index))
    if not hits:
        _say(f"no place is called {name!r}")
        sys.exit(SOME_REJECTED)


class _NothingReadError(GeodataError):
    """There was no article to work on."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            f"no article could be read from {path}; wanted: a folder of .txt files, a .txt file, "
            "or JSON Lines"
        )


class _Tally:
    """Counts what was read and what was rejected, and says what was wrong."""

    def __init__(self) -> None:
        self.read = 0
        self.rejected = 0

    @property
    def exit_status(self) -> int:
        return SOME_REJECTED if self.rejected else 0

    def watch(self, found: Iterator[Extraction | Problem]) -> Iterator[Extraction | Problem]:
        with _progress() as step:
            load_gazetteer(step)
        shown = sys.stderr.isatty()
        for one in found:
            if isinstance(one, Problem):
                self.rejected += one.rejected
                _say(f"schauplatz: {one}")
            else:
                self.read += 1
            if shown:
                click.echo(f"\r{self.read} articles", nl=False, err=True)
            yield one
        if shown:
            click.echo("\r", nl=False, err=True)


def _check_output(output: Path | None, articles: Path | None) -> None:
    """Raise ExportError where the output would take the place of what is read."""
    if output is None or output == STANDARD_OUTPUT or articles is None:
        return
    if any(_is_read(one, articles) for one in (output, output.resolve())):  # a link, and its goal
        raise ExportError(
            f"cannot write {output}: it is, or would be, one of the files that articles are read "
            f"from ({articles}); name another file"
        )


def _is_read(file: Path, articles: Path) -> bool:
    """Whether a file is, or would be, one of those that articles at a path are read from."""
    if articles.is_dir():
        looks_so = file.suffix.lower() == ".txt" or file.name == SIDECAR_NAME
        return looks_so and file.parent.resolve() == articles.resolve()
    sidecar = articles.parent / SIDECAR_NAME
    return any(
        one.is_file() and file.is_file() and file.samefile(one) for one in (articles, sidecar)
    )


def _line_of(found: Extraction | Problem) -> str | None:
    if isinstance(found, Extraction):
        return extraction_line(found)
    return problem_line(found) if found.rejected and found.article_id is not None else None


@contextmanager
def _lines_to(output: Path | None) -> Iterator[IO[str]]:
    if output is not None and output != STANDARD_OUTPUT:
        with write_beside(output) as file:
            yield file
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # whatever the terminal is set to
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends, and would complain of the same again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ExportError(f"cannot write to standard output: {error.strerror}") from error


@contextmanager
def _progress() -> Iterator[Callable[[float, str], None]]:
    """Show a bar for work that may take seconds, as soon as it reports a step, if at all."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def step(share: float, label: str) -> None:
            if not bars:
                bar = click.progressbar(length=100, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            bars[0].label = label
            bars[0].update(max(0, round(share * 100) - bars[0].pos))

        yield step


def _filters(*, undated: bool, figures: bool, **given: tuple[str, ...]) -> Filters:
    """Return the filters, written as in the URL; a command refuses what a link ignores.

    A file of data leaves nothing out by itself: without a status it holds all.
    """
    query = {key.strip("_"): list(values) for key, values in given.items()}
    filters, notices = read_query(query, countries=_country_codes())
    if notices:
        unknown = ", ".join(f"--{notice.key} {notice.value}" for notice in notices)
        raise FilterError(
            f"not understood: {unknown}; wanted: days such as 2022-01-06, the last not before the "
            f"first, countries such as KZ, kinds of {', '.join(EVENT_KINDS)}, statuses of "
            f"{', '.join(STATUSES)}, who says so of {', '.join(VOICES)}, languages such as de, "
            f"precisions of {', '.join(PRECISIONS)}, a confidence from 0 to 1, words of at most "
            f"{LONGEST_WORDS} characters"
        )
    statuses = filters.statuses if given["status"] else STATUSES
    return replace(filters, undated=undated, with_figures=figures, statuses=statuses)


@cache
def _country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes; CLDR's numbers are regions of the world."""
    from babel import Locale  # noqa: PLC0415 - only filters need the countries

    return frozenset(filter(str.isalpha, map(str, Locale("en").territories)))


def _articles_from_environment() -> Path | None:
    given = os.environ.get("SCHAUPLATZ_ARTICLES")
    return Path(given) if given else None


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


def _say(line: str) -> None:
    click.echo(" ".join(line.splitlines()), err=True)


if __name__ == "__main__":
    main()
