"""A correction: one act of a person on one mention, event or article; never changed once made."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the types of the fields, see `codec`
from dataclasses import dataclass
from typing import Literal, TypeAlias

from geodata.models import (  # noqa: TC001 - the same
    DateRange,
    EventKind,
    EventStatus,
    Figure,
    Phase,
    Place,
    Span,
    Usage,
)

__all__ = [
    "Act",
    "Anchor",
    "ArticleState",
    "Correction",
    "EventState",
    "MentionState",
    "Scope",
    "State",
]

Act = Literal["confirm", "reject", "change", "add", "note", "undo"]
# What an act is for: this one alone, or the same name wherever it stands in the article.
Scope = Literal["one", "name"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a text a correction holds, so that it can be found again when the text moves.

    Position and quotation as the selectors of the W3C Web Annotation Data Model (2017, 4.2.4 and
    4.2.5): offsets, the exact words, and some of the text before and after them.
    """

    text_sha256: str
    span: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class MentionState:
    """What can be said of a mention; `span` and the words are the anchor's."""

    usage: Usage
    place: Place | None


@dataclass(frozen=True, slots=True)
class EventState:
    """What can be said of an event; its excerpt is the anchor's.

    `trigger` is relative to the start of the excerpt, so that it moves with it.
    """

    kind: EventKind
    phase: Phase | None
    status: EventStatus
    place: Place | None
    where_prec: int | None
    origin: Place | None
    actors: tuple[str, ...]
    figures: tuple[Figure, ...]
    date: DateRange | None
    trigger: Span


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What can be said of an article; its anchor is the headline or the start of the text."""

    published: DateRange | None
    publisher: str | None
    url: str | None
    author: str | None


State: TypeAlias = MentionState | EventState | ArticleState


@dataclass(frozen=True, slots=True)
class Correction:
    """An act of a person: who, when, what before, what after, and why.

    `before` is None of what was added, `after` of what was rejected; both are equal where it was
    confirmed, and stay as they were with a note. The type of the state says what the act is on.
    `target_id` is the id that the event or mention had. `undoes` is the id of the correction that
    an undo takes back. `seen` is the id of the last correction of the same target that the reviewer
    had before them: where another came in between, both are kept and people are told.
    """

    correction_id: str
    made_at: dt.datetime
    reviewer: str
    act: Act
    article_id: str
    target_id: str
    anchor: Anchor
    before: State | None
    after: State | None
    reason: str | None = None
    scope: Scope = "one"
    undoes: str | None = None
    seen: str | None = None
