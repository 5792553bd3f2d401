"""What was found in what was given, before anything is saved; and the reader's changes to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from geodata.models import DateRange, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.articles.arriving import TablePreview
    from geodata.articles.incoming import Incoming
    from geodata.intake.sources import BytesSource
    from geodata.store import Entry, Known

__all__ = [
    "DAY_PATTERN",
    "Draft",
    "Edits",
    "Found",
    "Row",
    "Sheet",
    "Skipped",
    "UnreadDayError",
    "chosen_rows",
    "comes_from",
    "draft_of",
    "read_day",
]

# What the table of the preview was changed to: row -> column -> value.
Edits: TypeAlias = "Mapping[int, Mapping[str, object]]"

# As ISO 8601 has it, and as Germans write a day: 2022-01-06, 2022-01, 2022, 6.1.2022.
DAY_PATTERN = r"^\s*(\d{4}(-\d{2}){0,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})?\s*$"
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


class UnreadDayError(ValueError):
    """What was written where a date belongs is none; the argument is what was written."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article that was found, how it is known already, and what it is nearly a copy of.

    `words` counts those of its body, without the clutter of its page.
    """

    incoming: Incoming
    words: int = 0
    known: Known | None = None
    near: Entry | None = None

    @property
    def is_here(self) -> bool:
        """Whether the very text is kept already: saving it again would add nothing."""
        return self.known is not None and self.known.why != "same address"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet among what was given: its columns may have been taken for others."""

    source: BytesSource
    preview: TablePreview


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of a feed whose address is known: it was not fetched again."""

    url: str


Found: TypeAlias = Row | Problem | Sheet | Skipped


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was found, each in the order given.

    `skipped` counts what is known and is no row: it was not fetched, or its text was let go.
    """

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    skipped: int = 0

    @property
    def known(self) -> int:
        """How many articles are kept already."""
        return self.skipped + sum(row.is_here for row in self.rows)

    def without_texts(self) -> Draft:
        """Return what is still told once articles are chosen: their texts take room."""
        return Draft(problems=self.problems, skipped=self.known)


def draft_of(found: Sequence[Found]) -> Draft:
    """Return what was found, sorted by what it is."""
    return Draft(
        tuple(one for one in found if isinstance(one, Row)),
        tuple(one for one in found if isinstance(one, Problem)),
        tuple(one for one in found if isinstance(one, Sheet)),
        sum(isinstance(one, Skipped) for one in found),
    )


def comes_from(found: Found, name: str) -> bool:
    """Whether something was found in a file of that name, or in a row of it."""
    match found:
        case Row(incoming):
            where = incoming.origin.name
        case Sheet(source):
            where = source.name
        case Problem(where) | Skipped(where):
            pass
    return where == name or where.startswith(f"{name}, ")


def chosen_rows(rows: Sequence[Row], edits: Edits) -> tuple[Row, ...]:
    """Return the rows that are to be saved, with dates and publishers as they were corrected.

    Args:
        rows: what was found.
        edits: what the reader changed: `keep`, `date` and `publisher`.

    Raises:
        UnreadDayError: what was written for a date is none.

    """
    chosen = []
    for index, row in enumerate(rows):
        changes = edits.get(index, {})
        if changes.get("keep", not row.is_here):
            chosen.append(_corrected(row, changes))
    return tuple(chosen)


def read_day(written: str) -> DateRange | None:
    """Return the date that somebody wrote, as ISO or as Germans do; None for nothing.

    Raises:
        UnreadDayError: it is no date.

    """
    text = written.strip()
    if not text:
        return None
    german = _GERMAN_DAY.fullmatch(text)
    iso = text if german is None else f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}"
    found = DateRange.from_iso(iso)
    if found is None:
        raise UnreadDayError(text)
    return found


def _corrected(row: Row, changes: Mapping[str, object]) -> Row:
    """Return a row whose article has the date and the publisher that the reader gave it."""
    article = row.incoming.article
    if "date" in changes:
        article = replace(article, published=read_day(str(changes["date"] or "")))
    if "publisher" in changes:
        article = replace(article, publisher=str(changes["publisher"] or "").strip() or None)
    return replace(row, incoming=replace(row.incoming, article=article))
