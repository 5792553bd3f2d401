"""Toponyms of gold articles and what a geoparser predicted, read into records.

Gold comes in two forms: records with "toponyms" (point and country of each, and the text), and
our own with "mentions" (offsets only). Of a country or region our own gold scores the country
code alone, because no single point of it is more right than another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.score.coordinates import certain_point, possible_point
from geodata.score.lines import Node, read_lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FoundToponym", "GoldArticle", "GoldToponym", "read_found", "read_gold"]

WIDE_TYPES = frozenset({"country", "region"})  # a point stands for them only by convention


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym as annotated; `point` is (lat, lon) in degrees, None where none makes sense.

    `by_country` means that the right country code is as good as the right point.
    """

    start: int
    end: int
    point: tuple[float, float] | None
    country: str | None
    usage: str | None
    by_country: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; without `body` all of it counts; `text` None leaves surfaces alone."""

    article_id: str
    text: str | None
    body: tuple[tuple[int, int], ...]
    toponyms: tuple[GoldToponym, ...]

    def holds(self, found: FoundToponym) -> bool:
        """Whether a prediction lies in the body, in part at least."""
        inside = any(start < found.end and found.start < end for start, end in self.body)
        return inside or not self.body

    def contradicts(self, found: FoundToponym) -> bool:
        """Whether a prediction says it stands for other words than are there."""
        if found.surface is None or self.text is None:
            return False
        return self.text[found.start : found.end] != found.surface


@dataclass(frozen=True, slots=True)
class FoundToponym:
    """A toponym as predicted; `point` is None without coordinates or with impossible ones."""

    start: int
    end: int
    surface: str | None
    point: tuple[float, float] | None
    country: str | None
    usage: str | None


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the annotated articles of a file, in its order.

    Raises:
        InputError: the file cannot be read; a key is missing; offsets or coordinates are wrong.

    """
    return [_gold_article(node) for node in read_lines(path)]


def read_found(path: Path) -> dict[str, tuple[FoundToponym, ...]]:
    """Return the predictions of a file by article id, ordered by offsets; lines of one id add up.

    Raises:
        InputError: the file cannot be read; a key is missing; offsets are wrong.

    """
    found: dict[str, list[FoundToponym]] = {}
    for node in read_lines(path):
        found.setdefault(node.text("id"), []).extend(map(_found, node.nodes("mentions")))
    return {
        article_id: tuple(sorted(toponyms, key=lambda toponym: (toponym.start, toponym.end)))
        for article_id, toponyms in found.items()
    }


def _gold_article(node: Node) -> GoldArticle:
    """Return an annotated article of either form."""
    if node.has("toponyms"):
        children, read = node.nodes("toponyms"), _gold_toponym
    elif node.has("mentions"):
        children, read = node.nodes("mentions"), _gold_mention
    else:
        node.fail('has neither "toponyms" nor "mentions"; give a gold file with one of them')
    text = node.optional_text("text")
    if text is not None:
        for child in children:
            _check_surface(child, text)
    return GoldArticle(node.text("id"), text, node.ranges("body"), tuple(map(read, children)))


def _gold_toponym(node: Node) -> GoldToponym:
    """Return a toponym of a record with "toponyms"."""
    for key in ("lat", "lon"):
        if not node.has(key):
            node.fail(f'"{key}" is missing; it must be a number or null')
    by_country = node.optional_text("by") == "country"
    return _toponym(node, certain_point(node), by_country=by_country)


def _gold_mention(node: Node) -> GoldToponym:
    """Return a toponym of our own gold; a wide place without a country is not resolved at all."""
    point = certain_point(node)
    if node.optional_text("type") not in WIDE_TYPES:
        return _toponym(node, point, by_country=False)
    has_country = node.optional_text("country") is not None
    return _toponym(node, point if has_country else None, by_country=has_country)


def _toponym(node: Node, point: tuple[float, float] | None, *, by_country: bool) -> GoldToponym:
    """Return a gold toponym of either form."""
    start, end = _span(node)
    country, usage = node.optional_text("country"), node.optional_text("usage")
    return GoldToponym(start, end, point, country, usage, by_country)


def _found(node: Node) -> FoundToponym:
    """Return a prediction; one whose coordinates cannot be on earth has none."""
    start, end = _span(node)
    surface = node.optional_text("surface") or node.optional_text("text")
    country, usage = node.optional_text("country"), node.optional_text("usage")
    return FoundToponym(start, end, surface, possible_point(node), country, usage)


def _span(node: Node) -> tuple[int, int]:
    """Return the offsets of a toponym, which must hold at least one character."""
    start, end = node.whole("start"), node.whole("end")
    if not 0 <= start < end:
        node.fail(f"offsets {start} to {end} hold no text; the end is exclusive, both count from 0")
    return start, end


def _check_surface(node: Node, text: str) -> None:
    """Refuse a gold toponym whose offsets do not hold its words."""
    start, end = _span(node)
    surface = node.optional_text("surface")
    if surface is not None and text[start:end] != surface:
        node.fail(f"offsets {start} to {end} hold {text[start:end]!r}, not {surface!r}")
