"""The records that cross the borders between stages: frozen, typed, without behaviour of a stage.

An `Article` comes in; `Mention`s are the place names in it, each with its `Place`; `Event`s are
what the article says happened; an `Extraction` holds all of it for one article.
All offsets are 0-based code points into `Article.text`, the end exclusive. Latitudes and
longitudes are degrees, WGS 84. What is unknown is `None`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

__all__ = [
    "EVENT_KINDS",
    "FIGURES",
    "PHASES",
    "PLACE_TYPES",
    "QUALIFIERS",
    "REVIEW_STATUSES",
    "SPEAKERS",
    "STATUSES",
    "USAGES",
    "Article",
    "Attribution",
    "Candidate",
    "Claim",
    "DatePrecision",
    "DateRange",
    "Event",
    "EventKind",
    "EventStatus",
    "Extraction",
    "Figure",
    "FigureRange",
    "FigureWhat",
    "Incident",
    "Mention",
    "Phase",
    "Place",
    "PlaceType",
    "Problem",
    "Qualifier",
    "ReviewStatus",
    "Source",
    "Span",
    "Speaker",
    "Usage",
    "stable_id",
]

EventKind = Literal["deployment", "withdrawal", "presence", "protest", "violence"]
Phase = Literal["announced", "staging", "alert", "moving", "arrived"]
EventStatus = Literal["actual", "planned", "historical", "hypothetical", "negated"]
Usage = Literal["literal", "actor", "derived", "dateline"]
PlaceType = Literal["country", "region", "admin", "city", "site", "nature"]
FigureWhat = Literal["troops", "dead", "wounded", "arrested", "participants", "aircraft"]
Qualifier = Literal["about", "at least", "up to", "reported"]
Speaker = Literal["officials", "media", "observers", "witnesses", "fighters", "unnamed"]
DatePrecision = Literal["day", "month", "year", "range"]
ReviewStatus = Literal["unreviewed", "confirmed", "corrected", "added", "rejected"]

EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
PHASES: tuple[Phase, ...] = get_args(Phase)
STATUSES: tuple[EventStatus, ...] = get_args(EventStatus)
FIGURES: tuple[FigureWhat, ...] = get_args(FigureWhat)
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
SPEAKERS: tuple[Speaker, ...] = get_args(Speaker)
USAGES: tuple[Usage, ...] = get_args(Usage)
PLACE_TYPES: tuple[PlaceType, ...] = get_args(PlaceType)
REVIEW_STATUSES: tuple[ReviewStatus, ...] = get_args(ReviewStatus)

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def stable_id(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on nothing but the parts, in their order."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(NamedTuple):
    """A stretch of an article's text, as in `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The days that a date as written may mean, first and last inclusive."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.end < self.start:
            message = f"a date range must not end before it starts: {self.start} to {self.end}"
            raise ValueError(message)

    @classmethod
    def day(cls, day: dt.date) -> DateRange:
        """Return the range of one day."""
        return cls(day, day)

    @classmethod
    def from_iso(cls, text: str) -> DateRange | None:
        """Return the range of `2022-01-06`, `2022-01` or `2022`; None where it is no such date."""
        match = _ISO_DATE.fullmatch(text.strip())
        if match is None:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            if year is None or month is None:
                return cls(dt.date(year or 0, 1, 1), dt.date(year or 0, 12, 31))
            if day is None:
                last = calendar.monthrange(year, month)[1]
                return cls(dt.date(year, month, 1), dt.date(year, month, last))
            return cls.day(dt.date(year, month, day))
        except ValueError:
            return None

    @property
    def precision(self) -> DatePrecision:
        """What the range amounts to: a day, a whole month, a whole year, or any other range."""
        if self.start == self.end:
            return "day"
        last_of_month = calendar.monthrange(self.start.year, self.start.month)[1]
        if self.start.day == 1 and self.end == self.start.replace(day=last_of_month):
            return "month"
        if self == DateRange(dt.date(self.start.year, 1, 1), dt.date(self.start.year, 12, 31)):
            return "year"
        return "range"

    def iso(self) -> str:
        """Return the shortest ISO form that means this range: a year, a month, a day, or `a/b`."""
        match self.precision:
            case "day":
                return self.start.isoformat()
            case "month":
                return f"{self.start:%Y-%m}"
            case "year":
                return f"{self.start:%Y}"
            case "range":
                return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two ranges share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read; the text is never changed.

    `body` are the ranges of the text that are the article itself, in order, not overlapping;
    the rest is page clutter and yields no mentions.
    """

    article_id: str
    text: str
    body: tuple[Span, ...]
    language: str
    headline: Span | None = None
    published: DateRange | None = None
    publisher: str | None = None
    url: str | None = None
    sample: bool = False
    author: str | None = None

    @property
    def content_sha256(self) -> str:
        """The SHA-256 of the text as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def title(self) -> str:
        """The headline as written, on one line; the article's id where it has none."""
        if self.headline is None:
            return self.article_id
        return " ".join(self.text[slice(*self.headline)].split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth.

    `place_id` is `geonames:1526384`, `iso3166:KZ`, `region:crimea` or `site:baikonur`;
    `radius_km` says how far off the point may be; `claimed_by` are the country codes that claim
    a disputed area; `level` is 1 for first-level units (states, provinces), 2 for second-level
    ones (counties, districts), None for everything else.
    """

    place_id: str
    name: str
    type: PlaceType
    country_code: str | None
    lat: float | None
    lon: float | None
    radius_km: float
    population: int | None = None
    claimed_by: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, with its share of the likelihood, 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym as it stands in an article; `surface == article.text[start:end]`.

    `form` is the gazetteer's spelling of what is written, without inflection ("Kasachstan" for
    "Kasachstans"); None where the surface is an adjective or demonym. `candidates` are the next
    best places, likeliest first. `where_prec` is UCDP's 1 (town or site) to 7 (sea or air).
    `usage_score` is how sure the usage is, 0 to 1. `why` names the rule that found the mention.
    `review` is what people have said of it.
    """

    start: int
    end: int
    surface: str
    usage: Usage
    place: Place | None
    confidence: float
    where_prec: int
    why: str
    form: str | None = None
    candidates: tuple[Candidate, ...] = ()
    usage_score: float = 1.0
    review: ReviewStatus = "unreviewed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who an article says that something is known from, where it does not tell it as a fact.

    `speaker` is the sort: officials (government, army, police), media, observers (aid and rights
    groups, the UN, experts), witnesses, fighters (rebels and others who are a party), or unnamed
    ("soll", "reportedly"). `words` are those of the text at `span`: "nach Angaben der Polizei".
    """

    speaker: Speaker
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an event is told with; a stated number has `minimum == maximum`.

    `attribution` is who says the number, where that is told for the number itself or the act.
    """

    what: FigureWhat
    minimum: int
    maximum: int
    qualifier: Qualifier | None = None
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What tells an event: an article, as far as comparing it with others needs.

    `sketch` are the smallest hashes of the body's runs of words (see `geodata.events.wording`);
    articles that are copies of one agency report have most of them in common.
    """

    article_id: str
    language: str
    publisher: str | None = None
    published: DateRange | None = None
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that an article says happened, happens or will happen at a place.

    `mentions` are indices into the mentions of the article; `actors` are ISO 3166-1 codes or short
    names of organisations, in the order of the text; `trigger` is the word that gave the event
    away; `where_prec` is that of the place as the text gives it; `attribution` is who says so,
    None where the article itself does; `wording` is the sketch of the excerpt alone; `review` is
    what people have said of it.
    """

    event_id: str
    source: Source
    kind: EventKind
    phase: Phase | None
    place: Place | None
    where_prec: int | None
    origin: Place | None
    actors: tuple[str, ...]
    figures: tuple[Figure, ...]
    date: DateRange | None
    status: EventStatus
    excerpt: Span
    trigger: Span
    mentions: tuple[int, ...]
    why: str
    attribution: Attribution | None = None
    wording: tuple[int, ...] = ()
    review: ReviewStatus = "unreviewed"

    @property
    def negated(self) -> bool:
        """Whether the text says that it did not or will not happen."""
        return self.status == "negated"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as one event tells it; `first` is false in a copy of an earlier telling."""

    figure: Figure
    event_id: str
    article_id: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class FigureRange:
    """What the sources say on one figure of an incident: the least, the most, and who says which.

    `disputed` is true where two independent claims cannot both hold.
    """

    what: FigureWhat
    minimum: int
    maximum: int
    claims: tuple[Claim, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that happened, as all articles together tell it.

    `events` are the tellings, by day of publication, article and place in the text; `sources`
    counts the articles among them that are no copies of each other. Kind, place, date and the
    rest are those that the tellings agree on most precisely.
    """

    incident_id: str
    kind: EventKind
    phase: Phase | None
    status: EventStatus
    place: Place | None
    where_prec: int | None
    origin: Place | None
    actors: tuple[str, ...]
    date: DateRange | None
    figures: tuple[FigureRange, ...]
    events: tuple[Event, ...]
    sources: int

    @property
    def disputed(self) -> bool:
        """Whether sources contradict each other on a figure."""
        return any(figure.disputed for figure in self.figures)

    @property
    def review(self) -> ReviewStatus:
        """What people have said of its tellings: rejected where that is all of them.

        Of the rest, one that was changed counts before one that was added or confirmed.
        """
        said = {event.review for event in self.events}
        order: tuple[ReviewStatus, ...] = ("corrected", "added", "confirmed", "unreviewed")
        return next((one for one in order if one in said), "rejected")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the input: where (file, line), what, and whether it cost an article.

    A notice (`rejected` false) tells of something mended, such as an encoding other than UTF-8.
    `article_id` is that of the article it cost, where the input got so far as to give one.
    """

    where: str
    message: str
    rejected: bool = True
    article_id: str | None = None

    def __str__(self) -> str:
        """Return the one clear line that people are shown."""
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
