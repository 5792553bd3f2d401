"""A full-text index that grows: parts that never change, small ones put together as they pile up.

Rows of the tables move with every article that comes, goes or changes, so texts are found by
numbers that stay: those of articles and events in the order in which they came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.tables.search import TextIndex, searched_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from geodata.models import Extraction
    from geodata.tables.coded import Codes
    from geodata.ui.shelf.archive import Archive

__all__ = ["RowSearch", "Texts"]

_STARTS = ".starts.npy"


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """An index of articles and events that came one after the other, from these numbers on."""

    article: int
    event: int
    index: TextIndex


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The texts of articles and events by number; `articles` and `events` count them."""

    parts: tuple[_Part, ...]
    articles: int
    events: int

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Texts:
        """Return the index of articles in order."""
        return cls((), 0, 0).with_part(extractions)

    def with_more(self, extractions: Archive[Extraction], count: int) -> Texts:
        """Return the index with the articles that follow, up to a count; this one stays.

        Parts of about the same size are put together, so that there are few: each article is read
        anew no more often than their number has doubled.
        """
        kept = self
        first = self.articles
        while kept.parts and kept.articles - kept.parts[-1].article <= count - first:
            *rest, last = kept.parts
            if not rest:  # the first part holds what was there at the start: it stays
                break
            first = last.article
            kept = Texts(tuple(rest), last.article, last.event)
        return kept.with_part(extractions.pick(range(first, count)))

    def find_articles(self, words: str) -> npt.NDArray[np.intp]:
        """Return the numbers of the articles whose headline or text holds the words, in order."""
        return _joined([part.index.articles(words) + part.article for part in self.parts])

    def find_events(self, words: str) -> npt.NDArray[np.intp]:
        """Return the numbers of the events whose headline or excerpt holds the words, in order."""
        return _joined([part.index.events(words) + part.event for part in self.parts])

    def save(self, path: Path) -> None:
        """Write the parts to files beside each other."""
        starts = [(part.article, part.event) for part in self.parts]
        np.save(path.with_suffix(_STARTS), np.array([*starts, (self.articles, self.events)]))
        for number, part in enumerate(self.parts):
            part.index.save(_file(path, number))

    @classmethod
    def open(cls, path: Path) -> Texts:
        """Return what `save` wrote.

        Raises:
            OSError: a file is missing.
            DataError: a part is an index of another version.

        """
        *starts, (articles, events) = np.load(path.with_suffix(_STARTS)).tolist()
        parts = [
            _Part(article, event, TextIndex.open(_file(path, number)))
            for number, (article, event) in enumerate(starts)
        ]
        return cls(tuple(parts), articles, events)

    def with_part(self, extractions: Iterable[Extraction]) -> Texts:
        """Return the index with the articles that follow, as a part of their own."""
        articles, events = self.articles, self.events

        def texts() -> Iterator[tuple[str, str, list[str]]]:
            nonlocal articles, events
            for one in extractions:
                articles, events = articles + 1, events + len(one.events)
                yield searched_texts(one)

        part = _Part(self.articles, self.events, TextIndex.build(texts()))
        return Texts((*self.parts, part), articles, events)


@dataclass(frozen=True, slots=True, eq=False)
class RowSearch:
    """A search over the rows of tables, as filters want it; -1 stands for what is in no row now."""

    texts: Texts
    article_rows: Codes
    event_rows: Codes

    def articles(self, words: str) -> npt.NDArray[np.intp]:
        """Return the rows of articles whose headline and text hold the words, in order."""
        return _rows(self.texts.find_articles(words), self.article_rows)

    def events(self, words: str) -> npt.NDArray[np.intp]:
        """Return the rows of events whose headline and excerpt hold the words, in order."""
        return _rows(self.texts.find_events(words), self.event_rows)


def _file(path: Path, number: int) -> Path:
    return path.with_stem(f"{path.stem}-{number}")


def _joined(found: Sequence[npt.NDArray[np.intp]]) -> npt.NDArray[np.intp]:
    return np.concatenate(found) if found else np.zeros(0, dtype=np.intp)


def _rows(numbers: npt.NDArray[np.intp], row_of_number: Codes) -> npt.NDArray[np.intp]:
    rows = row_of_number[numbers]
    return np.sort(rows[rows >= 0]).astype(np.intp)
