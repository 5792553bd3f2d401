"""One record says what a reader wants to see; the URL is a view of it.

    ?from=2022-01-05&to=2022-01-07&country=KZ,RU&kind=protest&undated=0
    &status=actual,planned,negated&says=fact,officials

Lists may be repeated (`country=KZ&country=RU`) or comma-separated. What is not understood is left
out and named in a notice: a copied link never breaks, and never filters by something else in
silence.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import pandas as pd

from geodata.errors import FilterError
from geodata.models import EVENT_KINDS, STATUSES, EventKind, EventStatus
from geodata.tables.rows import JOINT
from geodata.tables.voices import FACT, VOICES, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["FILTER_KEYS", "START_STATUSES", "Filters", "Notice", "read_query"]

FILTER_KEYS = ("from", "to", "country", "kind", "undated", "status", "says")
# What is shown at the start. The rest did not happen, or not now: it is counted and can be added.
START_STATUSES: tuple[EventStatus, ...] = ("actual", "planned")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a URL that was not understood: the parameter and the value as given."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show: days (inclusive), countries (ISO 3166-1 alpha-2), kinds, undated events or not.

    None for a day means no bound; an empty tuple means all, but for `statuses`, where it means
    those of the start. `says` are who must tell it, `fact` for the article itself. The tuples are
    sorted and without repetition, so that equal filters are equal records.

    Raises:
        FilterError: the first day lies after the last, or a kind, status or speaker does not exist.

    """

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    countries: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    undated: bool = True
    statuses: tuple[EventStatus, ...] = START_STATUSES
    says: tuple[Voice, ...] = ()

    def __post_init__(self) -> None:
        """Bring the lists into their one order and refuse what cannot be."""
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and last < first:
            raise FilterError(f"the first day must not lie after the last: {first}, {last}")
        _refuse_unknown("kind of event", self.kinds, EVENT_KINDS)
        _refuse_unknown("status", self.statuses, STATUSES)
        _refuse_unknown("speaker", self.says, VOICES)
        object.__setattr__(self, "countries", tuple(sorted(set(self.countries))))
        object.__setattr__(self, "kinds", tuple(k for k in EVENT_KINDS if k in self.kinds))
        statuses = self.statuses or START_STATUSES
        object.__setattr__(self, "statuses", tuple(s for s in STATUSES if s in statuses))
        object.__setattr__(self, "says", tuple(v for v in VOICES if v in self.says))

    def to_query(self) -> dict[str, list[str]]:
        """Return the URL's parameters; nothing for what is as at the start."""
        query: dict[str, list[str]] = {}
        if self.first_day is not None:
            query["from"] = [self.first_day.isoformat()]
        if self.last_day is not None:
            query["to"] = [self.last_day.isoformat()]
        if self.countries:
            query["country"] = [",".join(self.countries)]
        if self.kinds:
            query["kind"] = [",".join(self.kinds)]
        if not self.undated:
            query["undated"] = ["0"]
        if self.statuses != START_STATUSES:
            query["status"] = [",".join(self.statuses)]
        if self.says:
            query["says"] = [",".join(self.says)]
        return query

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the fields that differ from the start, in the order of the fields."""
        start = Filters()
        return tuple(name for name in self.__slots__ if getattr(self, name) != getattr(start, name))

    def without(self, *names: str) -> Filters:
        """Return the filters with these fields as at the start."""
        start = Filters()
        return replace(self, **{name: getattr(start, name) for name in names})

    def events(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table of events or incidents that the filters keep, in their order.

        A day filter keeps what overlaps the range, and undated events unless `undated` is off; a
        country filter keeps events whose place or origin lies in the country; `says` keeps
        incidents of which at least one article tells it so.
        """
        keep = self._in_days(frame["date_start"], frame["date_end"])
        if self.countries:
            keep &= frame["country_code"].isin(self.countries) | frame["origin_country"].isin(
                self.countries
            )
        if self.kinds:
            keep &= frame["kind"].isin(self.kinds)
        keep &= frame["status"].isin(self.statuses)
        if self.says:
            keep &= _is_said_by(frame["attribution"], self.says)
        return frame[keep]

    def mentions(self, frame: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a mentions table in the countries, of articles of the days.

        Kinds do not concern mentions.
        """
        kept = self.articles(articles)["article_id"]
        keep = frame["article_id"].isin(kept)
        if self.countries:
            keep &= frame["country_code"].isin(self.countries)
        return frame[keep]

    def articles(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of an articles table that were published in the days of the filters."""
        return frame[self._in_days(frame["published_start"], frame["published_end"])]

    def _in_days(
        self, start: pd.Series[pd.Timestamp], end: pd.Series[pd.Timestamp]
    ) -> pd.Series[bool]:
        undated = start.isna()
        keep = pd.Series(data=True, index=start.index)
        if self.first_day is not None:
            keep &= undated | (end >= pd.Timestamp(self.first_day))
        if self.last_day is not None:
            keep &= undated | (start <= pd.Timestamp(self.last_day))
        return keep if self.undated else keep & ~undated


def read_query(
    query: Mapping[str, Sequence[str]], *, countries: Iterable[str] | None = None
) -> tuple[Filters, tuple[Notice, ...]]:
    """Return the filters of a URL and what in it was not understood.

    Args:
        query: parameter -> its values; parameters that are not filters are left alone.
        countries: the codes that exist; None takes every code of two capital letters.

    """
    known = None if countries is None else frozenset(countries)
    notices: list[Notice] = []
    first, last = (_read_day(query, key, notices) for key in ("from", "to"))
    if first is not None and last is not None and last < first:
        notices.append(Notice("to", last.isoformat()))
        last = None
    filters = Filters(
        first,
        last,
        _read_list(query, "country", lambda code: _is_country(code, known), notices),
        cast("tuple[EventKind, ...]", _read_list(query, "kind", EVENT_KINDS.__contains__, notices)),
        _read_undated(query, notices),
        cast(
            "tuple[EventStatus, ...]", _read_list(query, "status", STATUSES.__contains__, notices)
        ),
        cast("tuple[Voice, ...]", _read_list(query, "says", VOICES.__contains__, notices)),
    )
    return filters, tuple(dict.fromkeys(notices))


def _refuse_unknown(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    """Raise FilterError where something is given that does not exist."""
    unknown = set(given) - set(known)
    if unknown:
        raise FilterError(
            f"no such {what}: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )


def _is_said_by(attribution: pd.Series[str], says: Sequence[Voice]) -> pd.Series[bool]:
    """Return for each row whether one of those says it; a missing attribution is a fact."""
    named = "|".join(re.escape(voice) for voice in says)
    found: pd.Series[bool] = attribution.fillna(FACT).str.contains(
        rf"(?:^|{JOINT})(?:{named})(?:{JOINT}|$)"
    )
    return found.astype(bool)


def _values(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    parts = [part.strip() for value in query.get(key, ()) for part in value.split(",")]
    return [part for part in parts if part]


def _is_country(code: str, known: frozenset[str] | None) -> bool:
    if known is not None:
        return code in known
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()  # noqa: PLR2004


def _read_list(
    query: Mapping[str, Sequence[str]],
    key: str,
    exists: Callable[[str], bool],
    notices: list[Notice],
) -> tuple[str, ...]:
    values = _values(query, key)
    notices += [Notice(key, value) for value in values if not exists(value)]
    return tuple(value for value in values if exists(value))


def _read_day(
    query: Mapping[str, Sequence[str]], key: str, notices: list[Notice]
) -> dt.date | None:
    day = None
    for value in _values(query, key):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            notices.append(Notice(key, value))
    return day


def _read_undated(query: Mapping[str, Sequence[str]], notices: list[Notice]) -> bool:
    undated = True
    for value in _values(query, "undated"):
        if value in {"0", "1"}:
            undated = value == "1"
        else:
            notices.append(Notice("undated", value))
    return undated
