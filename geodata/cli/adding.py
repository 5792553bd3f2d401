"""`schauplatz add`: articles from files and links into the store."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from geodata.articles.dates import read_date
from geodata.cli.links import iter_sources
from geodata.cli.reporting import Reporting
from geodata.cli.stopping import stopped_by_interrupt
from geodata.cli.telling import SOME_REJECTED, say, show_progress
from geodata.fetching import Fetcher, FetchSettings
from geodata.gazetteer import load_gazetteer
from geodata.intake import add_incoming, iter_recognised, needs_rebuild, read_sources
from geodata.intake.batches import iter_noted
from geodata.models import Problem
from geodata.person import user_name
from geodata.store import open_store, store_exists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geodata.articles.incoming import Incoming
    from geodata.store import Store

__all__ = ["add"]


@click.command()
@click.argument("given", nargs=-1, metavar="PATH_OR_URL...")
@click.option("--links", multiple=True, metavar="FILE", help="A list of links, one a line.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--dry-run", is_flag=True, help="Show what is found; save nothing.")
@click.option(
    "--anew", is_flag=True, help="Read known pages and PDFs, and fetch known links, again."
)
@click.option("--by", metavar="NAME", help="Who adds; else SCHAUPLATZ_REVIEWER or your user name.")
@click.option("--published", metavar="YYYY-MM-DD", help="The date of what says none itself.")
@click.option("--publisher", metavar="NAME", help="The paper of what names none itself.")
def add(
    given: tuple[str, ...],
    links: tuple[str, ...],
    *,
    jobs: int,
    dry_run: bool,
    anew: bool,
    **about: str | None,
) -> None:
    """Read articles into the store, and find what happened where.

    PATH_OR_URL is a file (text, HTML, PDF, RSS or Atom, JSON Lines, CSV, Excel, WARC, or a .zip of
    these), a folder of files, or the link of a page or feed; "-" reads a list of links from
    standard input. Each article is a line on standard output once it is safely stored. Running the
    command again adds what is new: known articles are recognised, pages and PDFs that are known are
    not read again, and known links of lists and feeds are not fetched again (but see --anew).
    """
    if not given and not links:
        raise click.UsageError("name files, folders or links, or a list of links with --links FILE")
    filled = _filler(about["published"], about["publisher"])
    fetcher = Fetcher(FetchSettings.from_config(os.environ))
    reporting = Reporting()
    with stopped_by_interrupt() as stopped, _opened(dry_run=dry_run) as store:
        skip = _never if anew else partial(reporting.is_known_link, store)
        read = read_sources(
            iter_sources(given, links, skip),
            fetcher=fetcher,
            cancelled=stopped,
            on_source=reporting.begin,
            skip=skip,
            skip_file=None if anew else partial(reporting.is_known_file, store),
        )
        found = map(filled, read)
        try:
            if dry_run:
                _preview(found, store, reporting)
            else:
                _keep(found, store, reporting, added_by=about["by"] or user_name(), jobs=jobs)
        finally:
            reporting.close()
            say(f"schauplatz: {reporting.summary(saved=not dry_run)}")
        if not dry_run:
            _tell_stale(store)
    sys.exit(max(reporting.exit_status, SOME_REJECTED if stopped() else 0))


def _keep(
    found: Iterable[Incoming | Problem],
    store: Store,
    reporting: Reporting,
    *,
    added_by: str | None,
    jobs: int,
) -> None:
    """Add what was found, and tell of each article once it is safe."""
    with show_progress() as step:
        load_gazetteer(step)
    waiting: deque[Incoming | Problem] = deque()
    outcomes = add_incoming(
        iter_noted(found, waiting),  # outcomes come without titles
        store,
        added_by=added_by,
        now=dt.datetime.now(dt.UTC),
        jobs=jobs,
    )
    for outcome in outcomes:
        given = waiting.popleft()
        if isinstance(outcome, Problem):
            reporting.tell_problem(outcome)
        elif not isinstance(given, Problem):
            reporting.tell_outcome(outcome, given.article)


def _preview(found: Iterable[Incoming | Problem], store: Store, reporting: Reporting) -> None:
    """Tell what would be added."""
    for one in iter_recognised(found, store):
        if isinstance(one, Problem):
            reporting.tell_problem(one)
        else:
            incoming, recognised = one
            reporting.tell_recognised(recognised, incoming.article)


def _filler(
    published: str | None, publisher: str | None
) -> Callable[[Incoming | Problem], Incoming | Problem]:
    """Return what gives articles the date and the paper that they do not say themselves.

    Raises:
        BadParameter: the date is none.

    """
    date = None if published is None else read_date(published)
    if published is not None and date is None:
        raise click.BadParameter(f"{published!r} is no date such as 2022-01-06 or 2022-01")

    def filled(one: Incoming | Problem) -> Incoming | Problem:
        if isinstance(one, Problem):
            return one
        article = replace(
            one.article,
            published=one.article.published or date,
            publisher=one.article.publisher or publisher,
        )
        return replace(one, article=article)

    return filled


@contextmanager
def _opened(*, dry_run: bool) -> Iterator[Store]:
    """Open the store; one in memory for a look at what would be added to one that is not there."""
    store = open_store("sqlite://" if dry_run and not store_exists() else None)
    try:
        yield store
    finally:
        store.close()


def _tell_stale(store: Store) -> None:
    if needs_rebuild(store):
        say(
            "schauplatz: some articles still have the findings of another method; the app works "
            "them out anew while it runs, or: schauplatz rebuild"
        )


def _never(_link: str) -> bool:
    return False
