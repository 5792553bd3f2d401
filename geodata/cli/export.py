"""`schauplatz export`: what filters keep of a table, as a file."""

from __future__ import annotations

import datetime as dt
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import click

from geodata.cli.asking import asked_query, existing_filters, read_filters, unknown_keys
from geodata.cli.output import STANDARD_OUTPUT, bytes_to, check_output
from geodata.cli.telling import NothingReadError, Tally, say
from geodata.errors import ExportError
from geodata.models import EVENT_KINDS, REVIEW_STATUSES, STATUSES, Extraction, Problem
from geodata.pipeline import collect, extract_path
from geodata.tables.files import FORMATS, TABLE_NAMES, Format, TableName, formats_of
from geodata.tables.filters import PRECISIONS
from geodata.tables.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geodata.cli.asking import Query
    from geodata.pipeline import Collection
    from geodata.tables import Tables
    from geodata.tables.facets import Choice
    from geodata.tables.files import About

__all__ = ["export"]

# A page is no table: it shows incidents with what tells them.
FileForm = Format | Literal["html"]
_FORMS: tuple[FileForm, ...] = (*get_args(Format), "html")
# How files end, and what else they are called.
_FORM_OF_SUFFIX: dict[str, FileForm] = {
    **{one.suffix: form for form, one in FORMATS.items()},
    ".geoparquet": "geoparquet",
    ".htm": "html",
    ".html": "html",
    ".json": "geojson",
}


class _Goal(NamedTuple):
    """What file to write; `bom` is for a CSV alone, the table of a page what it lists."""

    path: Path
    form: FileForm
    table: TableName
    bom: bool

    @property
    def beside(self) -> Path | None:
        """The file that says what a CSV cannot; None where there is none, as beside a device."""
        is_file = self.path.is_file() or not self.path.exists()
        if self.form != "csv" or self.path == STANDARD_OUTPUT or not is_file:
            return None
        from geodata.tables.files.bundle import METADATA_SUFFIX  # noqa: PLC0415 - pandas

        return self.path.with_name(f"{self.path.name}{METADATA_SUFFIX}")


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMS), help="Else as FILE ends.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File.")
@click.option("--table", type=click.Choice(TABLE_NAMES), help="Else events.")
@click.option("--bom", is_flag=True, help="Begin a CSV with a byte order mark, for Excel.")
@click.option("--articles", type=click.Path(path_type=Path), help="Articles; else the store.")
@click.option("--query", "link", metavar="LINK", help="Filters of a link, or of its part behind ?.")
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
@click.option(
    "--review",
    multiple=True,
    help=f"Of {', '.join(REVIEW_STATUSES)}; as --country; else all but rejected.",
)
@click.option("--figures/--all-figures", default=None, help="Only what has figures.")
@click.option("--undated/--no-undated", default=None, help="Keep what has no date.")
def export(
    form: FileForm | None,
    output: Path,
    table: TableName | None,
    articles: Path | None,
    link: str | None,
    *,
    bom: bool,
    **options: Any,
) -> None:
    """Write what the filters keep as a file.

    The filters are those of the URL. The articles are those of --articles or SCHAUPLATZ_ARTICLES,
    else those of the store with all corrections, else, while the store is empty, the samples. With
    --query a file holds what the page of that link shows, without it every status.
    """
    goal = _goal(output, form, table, bom=bom)
    query = asked_query(link, {name.strip("_"): given for name, given in options.items()})
    read_filters(query)
    path = articles or _articles_from_environment()
    for file in (goal.path, goal.beside):
        check_output(file, path)
    for key in unknown_keys(link or ""):
        say(f"schauplatz: {key!r} in the link is no filter; left aside")
    tally = Tally()
    found = [one for one in _found(path, tally) if isinstance(one, Extraction)]
    if tally.read == 0:
        raise NothingReadError(path)
    _write(goal, collect(found), query)
    sys.exit(tally.exit_status)


def _found(path: Path | None, tally: Tally) -> Iterator[Extraction | Problem]:
    """Return what is found in the articles at a path; of the store or the samples where None."""
    if path is None:
        from geodata.cli.stored import reviewed_articles  # noqa: PLC0415 - SQLAlchemy

        stored = reviewed_articles()
        if stored is not None:
            return tally.count(stored)
    return tally.watch(extract_path(path))


def _goal(output: Path, form: FileForm | None, table: TableName | None, *, bom: bool) -> _Goal:
    """Return what file to write.

    Raises:
        ExportError: format, file and table do not go together.

    """
    named = _FORM_OF_SUFFIX.get(output.suffix.lower())
    chosen = form or named
    if chosen is None:
        raise ExportError(
            f"cannot tell the format of {output} from its name; say --format, of "
            f"{', '.join(_FORMS)}"
        )
    if named is not None and named != chosen:
        raise ExportError(
            f"--format {chosen} is wanted, but {output} ends as {named} does; change one of them"
        )
    if bom and chosen != "csv":
        raise ExportError(f"--bom is for CSV, not for {chosen}; leave it out")
    _check_table(chosen, table)
    shown: TableName = "incidents" if chosen == "html" else "events"
    return _Goal(output, chosen, table or shown, bom)


def _check_table(form: FileForm, table: TableName | None) -> None:
    if form == "html":
        if table is not None:
            raise ExportError(f"a page holds no single table; leave --table {table} out")
    elif table is not None and form not in formats_of(table):
        raise ExportError(
            f"the table {table} has no points for {form}; choose --format of "
            f"{', '.join(formats_of(table))}"
        )


def _write(goal: _Goal, collection: Collection, query: Query) -> None:
    """Write what is asked for and say how much that is; nothing where something does not occur."""
    from geodata.tables.files import about_table  # noqa: PLC0415 - pandas, which others spare
    from geodata.tables.selection import index_tables, table_of  # noqa: PLC0415

    tables = collection.tables
    index = index_tables(tables, collection.extractions, searched="q" in query)
    filters = existing_filters(query, index)
    choice = index.choose(filters)
    frame = table_of(goal.table, choice, tables)
    made = dt.datetime.now(dt.UTC)
    about = about_table(goal.table, frame, tables, filters, made, choice=choice)
    if goal.form == "html":
        _write_page(goal.path, choice, tables, about)
    else:
        _write_table(goal, goal.form, frame, about)
    if goal.path != STANDARD_OUTPUT:
        say(f"{goal.path}: {len(frame)} {goal.table}")


def _write_table(goal: _Goal, form: Format, frame: pd.DataFrame, about: About) -> None:
    """Write a table and, beside a CSV, what it cannot say; both or neither."""
    from geodata.tables.files import shared_frame, write_table  # noqa: PLC0415 - as above
    from geodata.tables.files.bundle import csv_metadata  # noqa: PLC0415

    shared = shared_frame(frame)
    with ExitStack() as stack:
        file = stack.enter_context(bytes_to(goal.path))
        if goal.beside is not None:
            beside = stack.enter_context(bytes_to(goal.beside))
            beside.write(csv_metadata(shared, about, goal.path.name))
        write_table(shared, form, about, file, bom=goal.bom)


def _write_page(path: Path, choice: Choice, tables: Tables, about: About) -> None:
    from geodata.maps.standalone import html_bytes  # noqa: PLC0415 - as above

    incidents, events = tables.incidents[choice.incidents], tables.events[choice.events]
    names = dict(zip(tables.places["place_id"], tables.places["place_name"], strict=True))
    content = html_bytes(
        incidents, events, tables.articles, about, named=lambda place: str(names.get(place, place))
    )
    with bytes_to(path) as file:
        file.write(content)


def _articles_from_environment() -> Path | None:
    given = os.environ.get("SCHAUPLATZ_ARTICLES")
    return Path(given) if given else None
