"""One record says what a reader wants to see; the URL is a view of it.

    ?from=2022-01-05&to=2022-01-07&country=KZ,RU&kind=protest&undated=0
    &status=actual,planned,negated&says=fact,officials&actor=RU&publisher=Die%20Zeitung&lang=de
    &precision=point,near&confidence=0.7&q=panzer&figures=1&review=confirmed,corrected

Codes and fixed words are comma-separated; names of actors and publishers may hold commas, so each
has a parameter of its own. `tables/query.py` reads it back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from geodata.errors import FilterError
from geodata.models import (
    EVENT_KINDS,
    REVIEW_STATUSES,
    STATUSES,
    EventKind,
    EventStatus,
    ReviewStatus,
)
from geodata.tables.voices import VOICES, Voice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

__all__ = [
    "FILTER_KEYS",
    "LONGEST_WORDS",
    "PRECISIONS",
    "START_REVIEWS",
    "START_STATUSES",
    "Filters",
    "Precision",
    "clean_words",
]

FILTER_KEYS = (
    "from",
    "to",
    "country",
    "kind",
    "undated",
    "status",
    "says",
    "actor",
    "publisher",
    "lang",
    "precision",
    "confidence",
    "q",
    "figures",
    "review",
)
# What is shown at the start. The rest did not happen, or not now: it is counted and can be added.
START_STATUSES: tuple[EventStatus, ...] = ("actual", "planned")
# What people rejected is wrong; it is shown where somebody asks for it.
START_REVIEWS: tuple[ReviewStatus, ...] = tuple(one for one in REVIEW_STATUSES if one != "rejected")

# How closely a place is known, after `where_prec`: 1; 2; 3 to 5; 6; 7 or no place at all.
Precision = Literal["point", "near", "area", "country", "none"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

# Characters of a search: more than anybody types, and a length that every server takes in a URL.
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; an empty tuple, None or "" asks for nothing in particular.

    Days are inclusive; no `statuses` means those of the start, and so it is with `review`, which is
    what people have said of an incident, or of a mention. Four fields speak of one telling of
    an incident, the same for all four: `says` (who must tell it, `fact` for the article itself),
    `publishers`, `languages` (ISO 639-1) and `words` (the full text, see `tables/search.py`).
    `countries` (ISO 3166-1 alpha-2) are those of the place or the origin, `actors` country codes or
    short names as in the tables, `min_confidence` is that of the place, over 0 and at most 1. The
    tuples are in one order and without repetition, so that equal filters are equal records.

    Raises:
        FilterError: the first day lies after the last; a kind, status, speaker, precision or status
            of review does not exist; a confidence is not between 0 and 1; the words are too many.

    """

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    countries: tuple[str, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    undated: bool = True
    statuses: tuple[EventStatus, ...] = START_STATUSES
    says: tuple[Voice, ...] = ()
    actors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    precisions: tuple[Precision, ...] = ()
    min_confidence: float | None = None
    words: str = ""
    with_figures: bool = False
    review: tuple[ReviewStatus, ...] = START_REVIEWS

    def __post_init__(self) -> None:
        """Bring the lists into their one order and refuse what cannot be."""
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and last < first:
            raise FilterError(f"the first day must not lie after the last: {first}, {last}")
        object.__setattr__(self, "kinds", _ordered("kind of event", self.kinds, EVENT_KINDS))
        statuses = self.statuses or START_STATUSES
        object.__setattr__(self, "statuses", _ordered("status", statuses, STATUSES))
        review = self.review or START_REVIEWS
        object.__setattr__(self, "review", _ordered("review status", review, REVIEW_STATUSES))
        object.__setattr__(self, "says", _ordered("speaker", self.says, VOICES))
        object.__setattr__(self, "precisions", _ordered("precision", self.precisions, PRECISIONS))
        for name in ("countries", "actors", "publishers", "languages"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "min_confidence", _confidence(self.min_confidence))
        object.__setattr__(self, "words", clean_words(self.words))

    def to_query(self) -> dict[str, list[str]]:
        """Return the URL's parameters; nothing for what is as at the start."""
        start = Filters()
        first, last, confidence = self.first_day, self.last_day, self.min_confidence
        said = {
            "from": [] if first is None else [first.isoformat()],
            "to": [] if last is None else [last.isoformat()],
            "country": [",".join(self.countries)],
            "kind": [",".join(self.kinds)],
            "undated": [] if self.undated else ["0"],
            "status": [] if self.statuses == start.statuses else [",".join(self.statuses)],
            "says": [",".join(self.says)],
            "actor": list(self.actors),
            "publisher": list(self.publishers),
            "lang": [",".join(self.languages)],
            "precision": [",".join(self.precisions)],
            "confidence": [] if confidence is None else [repr(confidence)],
            "q": [self.words],
            "figures": ["1"] if self.with_figures else [],
            "review": [] if self.review == start.review else [",".join(self.review)],
        }
        return {key: values for key, values in said.items() if any(values)}

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the fields that differ from the start, in the order of the fields."""
        start = Filters()
        return tuple(name for name in self.__slots__ if getattr(self, name) != getattr(start, name))

    def without(self, *names: str) -> Filters:
        """Return the filters with these fields as at the start."""
        start = Filters()
        return replace(self, **{name: getattr(start, name) for name in names})


def clean_words(text: str) -> str:
    """Return a search in the one form that filters hold: single spaces, nothing invisible.

    Raises:
        FilterError: more than LONGEST_WORDS characters are left.

    """
    seen = (
        " " if unicodedata.category(char) == "Cc" else char
        for char in text
        if unicodedata.category(char) not in {"Cf", "Cs"}
    )
    words = " ".join("".join(seen).split())
    if len(words) > LONGEST_WORDS:
        raise FilterError(
            f"a search has at most {LONGEST_WORDS} characters, not {len(words)}; shorten it"
        )
    return words


def _ordered(what: str, given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return what is given in the order of what is known.

    Raises:
        FilterError: something is given that does not exist.

    """
    unknown = set(given) - set(known)
    if unknown:
        raise FilterError(
            f"no such {what}: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )
    return tuple(one for one in known if one in given)


def _confidence(given: float | None) -> float | None:
    """Return the least confidence; None for 0, which everything has.

    Raises:
        FilterError: it is not between 0 and 1.

    """
    if given is None:
        return None
    if not 0 <= given <= 1:  # nor is it NaN
        raise FilterError(f"a confidence lies between 0 and 1, not {given}")
    return float(given) if given else None
