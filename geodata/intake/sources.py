"""What people give to be taken in: files, uploads, links, pasted texts; and what is read in them.

What is read here is a preview: nothing is kept, and nothing has been looked for in it yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING, TypeAlias

from geodata.articles.arriving import (
    FoundLink,
    read_bytes,
    read_file,
    read_pasted,
    read_table,
    read_upload,
)
from geodata.articles.incoming import Incoming, Origin
from geodata.errors import FetchError
from geodata.fetching import fetch_all
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from geodata.articles.arriving import TableField
    from geodata.articles.sidecar import SidecarRow
    from geodata.fetching import Fetched, Fetcher
    from geodata.models import DateRange

__all__ = ["BytesSource", "LinkSource", "PastedSource", "PathSource", "Source", "read_sources"]


@dataclass(frozen=True, slots=True)
class PathSource:
    """A file or a folder of this computer."""

    path: Path

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name or str(self.path)


@dataclass(frozen=True, slots=True)
class BytesSource:
    """A file as it was uploaded.

    `mapping` says which column of a table is what, `row` what a sidecar says of the file.
    """

    data: bytes
    name: str
    media_type: str | None = None
    mapping: Mapping[TableField, str] | None = None
    row: SidecarRow | None = None


@dataclass(frozen=True, slots=True)
class LinkSource:
    """The address of an article, a feed, or a file with articles."""

    url: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.url


@dataclass(frozen=True, slots=True)
class PastedSource:
    """A text as somebody pasted it, with what they said of it."""

    text: str
    published: DateRange | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """What it is called: its first line."""
        return next(iter(self.text.strip().splitlines()), "")


_LONGEST_SHOWN = 200  # characters of an address in a message

Source: TypeAlias = PathSource | BytesSource | LinkSource | PastedSource


def read_sources(
    sources: Iterable[Source],
    *,
    fetcher: Fetcher | None = None,
    cancelled: Callable[[], bool] | None = None,
    on_source: Callable[[int, str], None] | None = None,
    skip: Callable[[str], bool] | None = None,
    skip_file: Callable[[str], bool] | None = None,
) -> Iterator[Incoming | Problem]:
    """Yield the articles that sources hold, one by one, and in between what is wrong with them.

    Sources are read in their order, links that follow each other several at once. Nothing here
    raises for bad input, and one source that cannot be read costs no other.

    Args:
        sources: taken one by one, so that a long list need not be known from the start.
        fetcher: fetches links; where None, a link is a problem.
        cancelled: asked before each article; once true, nothing more is read.
        on_source: told how many sources were begun before, and the name of the one that is now.
        skip: asked of each link that a feed gives; true of one that is not to be fetched.
        skip_file: asked with the SHA-256 of each page and PDF of this computer, which are slow to
            read; true of one that is not to be read.

    """
    reader = _Reader(fetcher, cancelled or _never, on_source or _untold, skip or _none, skip_file)
    for one in reader.read(sources):
        if reader.cancelled():
            return
        yield one


class _Reader:
    """Reads one source after another; links of feeds right after the feed that gives them."""

    def __init__(
        self,
        fetcher: Fetcher | None,
        cancelled: Callable[[], bool],
        on_source: Callable[[int, str], None],
        skip: Callable[[str], bool],
        skip_file: Callable[[str], bool] | None,
    ) -> None:
        self.cancelled = cancelled
        self._fetcher = fetcher
        self._on_source = on_source
        self._skip = skip
        self._skip_file = skip_file
        self._begun = 0

    def read(self, sources: Iterable[Source]) -> Iterator[Incoming | Problem]:
        for are_links, group in groupby(sources, key=_is_link):
            if are_links:
                yield from self._read_links(one.url for one in group if isinstance(one, LinkSource))
                continue
            for source in group:
                self._tell(source.name)
                yield from self._follow(self._read_given(source))

    def _read_given(self, source: Source) -> Iterator[Incoming | Problem | FoundLink]:
        """Return what a source holds that needs no fetching."""
        match source:
            case PathSource(path):
                return read_file(path, skip=self._skip_file)
            case BytesSource(data, name, _, mapping) if mapping is not None:
                return read_table(data, name, mapping)
            case BytesSource(data, name, media_type, _, row):
                return read_upload(data, name=name, media_type=media_type, row=row)
            case PastedSource(text, published, publisher, url):
                return read_pasted(text, published=published, publisher=publisher, url=url)
            case LinkSource():
                raise AssertionError(source)  # those are fetched

    def _follow(
        self, found: Iterator[Incoming | Problem | FoundLink]
    ) -> Iterator[Incoming | Problem]:
        """Yield what was found, and in place of links what is behind them."""
        links: list[FoundLink] = []
        for one in found:
            if isinstance(one, FoundLink):
                links.append(one)
            else:
                yield one
        wanted = {link.url: link for link in links if not self._skip(link.url)}
        for url, answer in self._fetched(wanted):
            self._tell(url)
            yield from _read_entry(wanted[url], answer)

    def _read_links(self, urls: Iterable[str]) -> Iterator[Incoming | Problem]:
        for url, answer in self._fetched(urls):
            self._tell(url)
            yield from self._follow(_read_answer(url, answer))

    def _fetched(self, urls: Iterable[str]) -> Iterator[tuple[str, Fetched | FetchError]]:
        if self._fetcher is not None:
            yield from fetch_all(urls, self._fetcher, cancelled=self.cancelled)
            return
        reason = "is a link, and links are not fetched here; give the page itself"
        for url in urls:
            yield url, FetchError(reason)

    def _tell(self, name: str) -> None:
        self._on_source(self._begun, name)
        self._begun += 1


def _read_answer(
    url: str, answer: Fetched | FetchError, *, entry: FoundLink | None = None
) -> Iterator[Incoming | Problem | FoundLink]:
    """Yield what is at an address; `entry` is the one of a feed that gave it."""
    if isinstance(answer, FetchError):
        yield Problem(answer.link or _cut(url), answer.reason)
        return
    found = read_bytes(
        answer.data,
        name=url,
        media_type=_media_type(answer),
        url=answer.final_url,
        published=None if entry is None else entry.published,
    )
    for one in found:
        yield replace(one, origin=_origin(one, entry)) if isinstance(one, Incoming) else one


def _read_entry(link: FoundLink, answer: Fetched | FetchError) -> Iterator[Incoming | Problem]:
    """Yield the article behind a link of a feed; what the page does not say, the feed may."""
    for one in _read_answer(link.url, answer, entry=link):
        if isinstance(one, FoundLink):
            yield Problem(link.url, "is a feed within a feed; give its address by itself")
            return
        yield one


def _origin(one: Incoming, entry: FoundLink | None) -> Origin:
    """Return where an article came from: the feed that led to it, or the link that was given."""
    return one.origin if entry is None else Origin("feed", entry.url)


def _media_type(answer: Fetched) -> str | None:
    """Return the type that the server gave, with the encoding where it named one."""
    if answer.media_type is None or answer.charset is None:
        return answer.media_type
    return f"{answer.media_type}; charset={answer.charset}"


def _cut(url: str) -> str:
    """Return an address as a message names it: whatever was given for one, it stays one line."""
    return shorten(url, _LONGEST_SHOWN, placeholder="…")


def _is_link(source: Source) -> bool:
    return isinstance(source, LinkSource)


def _never() -> bool:
    return False


def _untold(_begun: int, _name: str) -> None:
    """Tell nobody."""


def _none(_url: str) -> bool:
    return False
