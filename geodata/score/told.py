"""Events as gold and predictions tell them, read into records that are only compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.score.coordinates import certain_point
from geodata.score.lines import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.score.lines import Node

__all__ = [
    "EventArticle",
    "StatedDays",
    "StatedFigure",
    "StatedPlace",
    "ToldEvent",
    "read_events",
]


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """Where an event is put; `point` is (lat, lon) in degrees, None where none makes sense."""

    type: str | None
    country: str | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class StatedDays:
    """First and last day as ISO dates, which sort as text; a missing end is None."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number told with an event; a bound that is missing counts as the other, or as 0."""

    what: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as annotated or predicted; without an excerpt it lies at no characters."""

    kind: str
    phase: str | None
    negated: bool
    place: StatedPlace | None
    origin: StatedPlace | None
    actors: frozenset[str]
    figures: tuple[StatedFigure, ...]
    date: StatedDays | None
    excerpt: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventArticle:
    """The events of an article; `dated` means that its day of publication is known."""

    article_id: str
    dated: bool
    events: tuple[ToldEvent, ...]


def read_events(path: Path) -> list[EventArticle]:
    """Return the articles of a file with their events, in its order.

    Raises:
        InputError: the file cannot be read; a key is missing or of the wrong type.

    """
    return [_article(node) for node in read_lines(path)]


def _article(node: Node) -> EventArticle:
    published = node.optional_text("published") or node.optional_text("published_true")
    return EventArticle(
        node.text("id"), published is not None, tuple(map(_event, node.nodes("events")))
    )


def _event(node: Node) -> ToldEvent:
    return ToldEvent(
        kind=node.text("kind"),
        phase=node.optional_text("phase"),
        negated=node.truth("negated"),
        place=_place(node.optional_node("place")),
        origin=_place(node.optional_node("origin")),
        actors=node.texts("actors"),
        figures=tuple(map(_figure, node.nodes("figures"))),
        date=_days(node.optional_node("date")),
        excerpt=node.optional_range("excerpt") or (0, 0),
    )


def _place(node: Node | None) -> StatedPlace | None:
    if node is None:
        return None
    return StatedPlace(
        node.optional_text("type"), node.optional_text("country"), certain_point(node)
    )


def _figure(node: Node) -> StatedFigure:
    low, high = node.optional_number("min") or 0, node.optional_number("max") or 0
    return StatedFigure(node.text("what"), low, high or low)


def _days(node: Node | None) -> StatedDays | None:
    if node is None:
        return None
    return StatedDays(node.optional_text("start"), node.optional_text("end"))
