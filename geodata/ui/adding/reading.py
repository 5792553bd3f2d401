"""Reading what was given, for the preview: a job that keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geodata.articles.arriving import preview_table
from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings
from geodata.intake import recognise, with_sidecar
from geodata.intake.sources import BytesSource, LinkSource, read_sources
from geodata.models import Problem
from geodata.ui.adding.draft import Row, Sheet, Skipped
from geodata.ui.adding.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geodata.articles.incoming import Incoming
    from geodata.intake.sources import Source
    from geodata.models import Article
    from geodata.store import Store
    from geodata.ui.adding.draft import Found

__all__ = ["MOST_ROWS", "read_given"]

# More rows than these nobody looks through; `schauplatz add` takes any number.
MOST_ROWS = 5_000
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")


def read_given(
    sources: Sequence[Source],
    store: Store | None,
    *,
    environment: Mapping[str, str] | None,
    kept: Sequence[Found] = (),
    most: int = MOST_ROWS,
    most_characters: int | None = None,
) -> Job[Found]:
    """Return the job that reads sources and compares them with what a store holds.

    Args:
        sources: what was given, in order.
        store: what is kept already; None where nothing is.
        environment: says how links are fetched; None where they must not be.
        kept: what was found before, and stands before the rest.
        most: how many articles are shown at most; the rest is left out, which a problem says.
        most_characters: how long their texts may be together; None for any length.

    """

    def work(job: Job[Found]) -> Iterator[Found]:
        yield from kept
        told, faults = with_sidecar(sources)
        yield from faults
        yield from _sheets(told)
        skipped: list[str] = []

        def is_known(url: str) -> bool:
            known = store is not None and bool(store.known_urls([url]))
            skipped.extend([url] if known else ())
            return known

        hall = _Hall(kept, most, most_characters)
        failure: Exception | None = None
        try:
            yield from hall.let_in(_arriving(told, job, environment, is_known), job)
        except Exception as error:  # noqa: BLE001 -- raised again below what was read until then
            failure = error
        yield from map(Skipped, skipped)
        yield from _rows(hall.arrived, store)
        if failure is not None:
            raise failure

    return Job(work)


class _Hall:
    """Where articles wait that were read, as many as there is room for."""

    def __init__(self, kept: Sequence[Found], most: int, most_characters: int | None) -> None:
        self.arrived: list[Incoming] = []
        rows = [one for one in kept if isinstance(one, Row)]
        self._count, self._most = len(rows), most
        self._characters = sum(len(row.incoming.article.text) for row in rows)
        self._most_characters = most_characters

    def let_in(self, found: Iterable[Incoming | Problem], job: Job[Found]) -> Iterator[Problem]:
        """Take articles in, and yield what is wrong; last that there is room for no more."""
        for one in found:
            if isinstance(one, Problem):
                yield one
                continue
            self._count += 1
            self._characters += len(one.article.text)
            room = self._lacking()
            if room is not None:
                rest = f"is left out with all that follows: there is room for {room}"
                yield Problem(one.origin.name, rest)
                return
            self.arrived.append(one)
            job.tell(replace(job.progress, found=self._count))

    def _lacking(self) -> str | None:
        """Return how much there is room for where that is too little by now; None where not."""
        if self._count > self._most:
            return f"{self._most} articles"
        if self._most_characters is not None and self._characters > self._most_characters:
            return f"{self._most_characters} characters"
        return None


def _sheets(sources: Sequence[Source]) -> Iterator[Sheet]:
    for source in sources:
        if isinstance(source, BytesSource) and source.name.lower().endswith(_TABLES):
            preview = preview_table(source.data, source.name)
            if not isinstance(preview, Problem):
                yield Sheet(source, preview)


def _arriving(
    sources: Sequence[Source],
    job: Job[Found],
    environment: Mapping[str, str] | None,
    skip: Callable[[str], bool],
) -> Iterator[Incoming | Problem]:
    """Yield what sources hold, while the job tells how far it is.

    Where a setting of fetching is wrong, all else is read; links are one problem together.
    """
    total = len(sources)
    links = [source.url for source in sources if isinstance(source, LinkSource)]
    fetcher, fault = _fetcher_by(environment)

    def tell(done: int, name: str) -> None:
        job.tell(replace(job.progress, done=min(done, total), total=total, current=name))

    def leave_out(url: str) -> bool:
        if skip(url):
            return True
        links.append(url)
        return fault is not None

    yield from read_sources(
        [one for one in sources if fault is None or not isinstance(one, LinkSource)],
        fetcher=fetcher,
        cancelled=job.is_cancelled,
        on_source=tell,
        skip=leave_out,
    )
    if fault is not None and links:
        yield Problem("links", fault.reason)


def _fetcher_by(
    environment: Mapping[str, str] | None,
) -> tuple[Fetcher | None, FetchError | None]:
    """Return what fetches links; None where they must not be, or with what is set wrongly."""
    if environment is None:
        return None, None
    try:
        return _fetcher(FetchSettings.from_config(environment)), None
    except FetchError as error:
        return None, error


@cache
def _fetcher(settings: FetchSettings) -> Fetcher:
    """Return the fetcher of all jobs: no site is asked too often, however many read at once."""
    return Fetcher(settings)


def _rows(arrived: Sequence[Incoming], store: Store | None) -> Iterator[Row]:
    """Yield the articles with what the store, if there is one, has of them."""
    if store is None:
        yield from (Row(one, _words_in(one.article)) for one in arrived)
        return
    recognised = recognise(arrived, store)
    stored = (store.article(one) for one in {seen.near for seen in recognised} if one is not None)
    entries = {one.entry.article_id: one.entry for one in stored if one is not None}
    for incoming, seen in zip(arrived, recognised, strict=True):
        near = None if seen.near is None else entries.get(seen.near)
        yield Row(incoming, _words_in(incoming.article), seen.known, near)


def _words_in(article: Article) -> int:
    return sum(len(article.text[start:end].split()) for start, end in article.body)
