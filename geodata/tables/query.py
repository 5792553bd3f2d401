"""From a URL to the filters it asks for, and to what in it was not understood.

Lists may be repeated (`country=KZ&country=RU`) or comma-separated. What is not understood is left
out and named in a notice: a copied link never breaks, and never filters by something else in
silence.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from geodata.errors import FilterError
from geodata.models import (
    EVENT_KINDS,
    REVIEW_STATUSES,
    STATUSES,
    EventKind,
    EventStatus,
    ReviewStatus,
)
from geodata.tables.filters import PRECISIONS, Filters, Precision, clean_words
from geodata.tables.voices import VOICES, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

__all__ = ["Notice", "read_query"]

# A notice is one line; it quotes so much of a value and leaves the rest out.
_LONGEST_VALUE = 60
# More notices than these help nobody.
_MOST_NOTICES = 10
# A name that no list of known ones vouches for: no longer than a line, nothing invisible.
_LONGEST_NAME = 200
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:e-[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a URL that was not understood: the parameter and the value as given.

    The value is cut after 60 characters, and what cannot be seen in it is shown as U+FFFD.
    """

    key: str
    value: str

    def __post_init__(self) -> None:
        """Bring the value into a form that can be shown."""
        # Cut first: a value may have any length.
        seen = "".join(
            char if char.isprintable() else "\ufffd" for char in self.value[: _LONGEST_VALUE + 1]
        )
        if len(seen) > _LONGEST_VALUE:
            seen = seen[: _LONGEST_VALUE - 1] + "…"
        object.__setattr__(self, "value", seen)


def read_query(
    query: Mapping[str, Sequence[str]],
    *,
    countries: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    publishers: Collection[str] | None = None,
    languages: Collection[str] | None = None,
) -> tuple[Filters, tuple[Notice, ...]]:
    """Return the filters of a URL and what in it was not understood, at most ten things.

    Args:
        query: parameter -> its values; parameters that are not filters are left alone.
        countries: the codes that exist; None takes every code of two capital letters.
        actors: those that exist; None takes every name that can be shown.
        publishers: as the actors.
        languages: the codes that exist; None takes every code of two or three letters.

    """
    reader = _Reader(query)
    first, last = reader.days()
    filters = Filters(
        first_day=first,
        last_day=last,
        countries=reader.codes("country", _among(countries, _is_like(_COUNTRY))),
        kinds=cast("tuple[EventKind, ...]", reader.codes("kind", EVENT_KINDS.__contains__)),
        undated=reader.switch("undated", start=True),
        statuses=cast("tuple[EventStatus, ...]", reader.codes("status", STATUSES.__contains__)),
        says=cast("tuple[Voice, ...]", reader.codes("says", VOICES.__contains__)),
        actors=reader.names("actor", _among(actors, _is_name)),
        publishers=reader.names("publisher", _among(publishers, _is_name)),
        languages=reader.codes("lang", _among(languages, _is_like(_LANGUAGE))),
        precisions=cast(
            "tuple[Precision, ...]", reader.codes("precision", PRECISIONS.__contains__)
        ),
        min_confidence=reader.confidence(),
        words=reader.words(),
        with_figures=reader.switch("figures", start=False),
        review=cast(
            "tuple[ReviewStatus, ...]", reader.codes("review", REVIEW_STATUSES.__contains__)
        ),
    )
    return filters, tuple(dict.fromkeys(reader.notices))[:_MOST_NOTICES]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parameters one by one and takes note of what it does not understand."""

    query: Mapping[str, Sequence[str]]
    notices: list[Notice] = field(default_factory=list)

    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day; a last one before the first is left out."""
        first, last = self._day("from"), self._day("to")
        if first is not None and last is not None and last < first:
            self._refuse("to", last.isoformat())
            last = None
        return first, last

    def codes(self, key: str, exists: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the values of a list, repeated or comma-separated, that exist."""
        return self._existing(key, self._parts(key), exists)

    def names(self, key: str, exists: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the values that exist; a comma is part of a name unless no such name exists."""
        values = [value for value in self._values(key) if value.strip()]
        whole = [value for value in values if exists(value)]
        rest = [part for value in values if value not in whole for part in _split(value)]
        return (*whole, *self._existing(key, rest, exists))

    def switch(self, key: str, *, start: bool) -> bool:
        """Return whether something is on: 1 or 0, the last one given counts."""
        given = self._existing(key, self._parts(key), {"0", "1"}.__contains__)
        return given[-1] == "1" if given else start

    def confidence(self) -> float | None:
        """Return the least confidence of a place, 0 to 1; the last one given counts."""
        given = self._existing("confidence", self._parts("confidence"), _is_share)
        return float(given[-1]) if given else None

    def words(self) -> str:
        """Return what to search for; the last one given counts."""
        words = ""
        for value in self._values("q"):
            try:
                words = clean_words(value)
            except FilterError:
                self._refuse("q", value)
        return words

    def _day(self, key: str) -> dt.date | None:
        given = self._existing(key, self._parts(key), _is_day)
        return dt.date.fromisoformat(given[-1]) if given else None

    def _values(self, key: str) -> Sequence[str]:
        return self.query.get(key, ())

    def _parts(self, key: str) -> list[str]:
        return [part for value in self._values(key) for part in _split(value)]

    def _existing(
        self, key: str, values: Sequence[str], exists: Callable[[str], bool]
    ) -> tuple[str, ...]:
        for value in values:
            if not exists(value):
                self._refuse(key, value)
        return tuple(value for value in values if exists(value))

    def _refuse(self, key: str, value: str) -> None:
        self.notices.append(Notice(key, value))


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _among(
    known: Collection[str] | None, otherwise: Callable[[str], bool]
) -> Callable[[str], bool]:
    """Return whether a value is known, or how to tell where nobody says what is known."""
    return otherwise if known is None else frozenset(known).__contains__


def _is_like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


def _is_name(value: str) -> bool:
    return len(value) <= _LONGEST_NAME and value.isprintable() and value == value.strip()


def _is_day(value: str) -> bool:
    if _DAY.fullmatch(value) is None:
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_share(value: str) -> bool:
    """Return whether the text is a plain decimal number from 0 to 1, so no NaN nor infinity."""
    return _NUMBER.fullmatch(value) is not None and 0 <= float(value) <= 1
