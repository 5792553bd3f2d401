"""What goes into the store and what comes out of it: frozen records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from geodata.models import stable_id

if TYPE_CHECKING:
    import datetime as dt

    from geodata.articles.incoming import Incoming, Origin
    from geodata.models import (
        Article,
        DateRange,
        EventKind,
        EventStatus,
        Extraction,
        Phase,
        Place,
        ReviewStatus,
    )
    from geodata.review.records import Correction

__all__ = [
    "Corrected",
    "Entry",
    "Known",
    "KnownWhy",
    "NewArticle",
    "Outcome",
    "OutcomeKind",
    "Report",
    "Seen",
    "StoredArticle",
    "StoredIncident",
    "lasting",
]

KnownWhy = Literal["same bytes", "same text", "same address"]
OutcomeKind = Literal["added", "known", "new version"]


def lasting(article: Article) -> Article:
    """Return the article under the id that it has in every store: that of its text."""
    return replace(article, article_id=stable_id(article.text), sample=False)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be kept, named by `lasting`, with what the machine found in it.

    `extraction` is None where nothing was looked for: the article is known already, or its rows
    are to be derived later (`Store.stale` names it). `signature` is that of its words for the
    search of near duplicates; `near` is the article that it is almost a copy of.
    """

    incoming: Incoming
    extraction: Extraction | None
    signature: bytes | None
    near: str | None
    added_by: str | None
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article that was added, once it is safe.

    `supersedes` is the article that stood at its address before.
    """

    kind: OutcomeKind
    article_id: str
    near: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored article without its text, as lists show it.

    `number` is its place in the order of adding. `method_version` is that of the rows that are
    read, None where nothing was looked for yet. `superseded_by` is the newer version, None for
    the current one.
    """

    article_id: str
    number: int
    title: str
    language: str
    published: DateRange | None
    publisher: str | None
    author: str | None
    url: str | None
    canonical_url: str | None
    near: str | None
    added_by: str | None
    added_at: dt.datetime
    superseded_by: str | None
    method_version: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when a stored article came in; the same text may come in from many places."""

    origin: Origin
    url: str | None
    raw_sha256: str
    seen_at: dt.datetime


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A stored article with its text and with where it came from, first seen first."""

    entry: Entry
    article: Article
    origins: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """That something is in the store already: by what it is known, and as which article."""

    why: KnownWhy
    article: Entry

    @property
    def article_id(self) -> str:
        """The id of the stored article."""
        return self.article.article_id


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a correction is in the log, under its number.

    `others` are the acts on the same target that its reviewer had not seen. `new` is false where
    the log had this very correction already.
    """

    number: int
    correction: Correction
    others: tuple[Correction, ...]
    new: bool = True


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An incident as its row says, with the ids of its events in their order."""

    incident_id: str
    kind: EventKind
    phase: Phase | None
    status: EventStatus
    place: Place | None
    where_prec: int | None
    date: DateRange | None
    sources: int
    disputed: bool
    review: ReviewStatus
    event_ids: tuple[str, ...]
    method_version: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the store found; `faults` are clear lines, none where it is sound.

    `set_aside` is the file in which a restore has kept a store that could not be read.
    """

    articles: int
    corrections: int
    mentions: int
    events: int
    faults: tuple[str, ...] = ()
    set_aside: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def __str__(self) -> str:
        """Return one line for people."""
        count = (
            f"{self.articles} articles, {self.corrections} corrections, "
            f"{self.mentions} mentions, {self.events} events"
        )
        return f"{count}: {'sound' if self.sound else f'{len(self.faults)} faults'}"
