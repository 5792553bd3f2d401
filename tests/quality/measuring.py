"""The figures of a gold set, by the whole flow and the project's own scores."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.models import Extraction
from geodata.pipeline import extract_path
from geodata.score import Scores, score_files
from geodata.tables.json_lines import extraction_line
from tests.quality.gold import gold_sets

if TYPE_CHECKING:
    from geodata.score import EventScores
    from tests.quality.gold import GoldSet

__all__ = ["DIGITS", "Measured", "figures_of", "measure", "scored", "write_found"]

# Four: one toponym of a hundred thousand would show, and a file that is read stays readable.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of a gold set, and how many of its articles yielded no event."""

    gold_set: GoldSet
    scores: Scores
    quiet: int


@cache
def scored(name: str) -> Measured:
    """Return what the whole flow reaches on a gold set."""
    gold_set = gold_sets()[name]()
    with tempfile.TemporaryDirectory() as folder:
        gold, found = write_found(gold_set, Path(folder))
        return Measured(gold_set, score_files(gold, found), _quiet_articles(found))


@cache
def measure(name: str) -> tuple[GoldSet, dict[str, float]]:
    """Return a gold set and its figures, 0 to 1, by name in the order they are reported."""
    one = scored(name)
    figures = figures_of(one.scores) | {"quiet": one.quiet / len(one.gold_set.articles)}
    return one.gold_set, {figure: round(figures[figure], DIGITS) for figure in one.gold_set.figures}


def write_found(gold_set: GoldSet, folder: Path) -> tuple[Path, Path]:
    """Write the gold and what is found in its articles as JSON Lines; return the two paths."""
    articles, gold = gold_set.write(folder)
    found = folder / "found.jsonl"
    with found.open("w", encoding="utf-8") as file:
        for one in extract_path(articles, raw_body=gold_set.raw_body):
            assert isinstance(one, Extraction), one
            file.write(f"{extraction_line(one)}\n")
    return gold, found


def figures_of(scores: Scores) -> dict[str, float]:
    """Return all figures that can be held to a floor; what the gold does not tell is 0."""
    mentions, figures = scores.mentions, _of_events(scores.events)
    if mentions is not None:
        usages = {usage: overlap.f1 for usage, overlap in mentions.by_usage}
        figures |= {
            "detection": mentions.exact.f1,
            "within_161": mentions.resolution_exact.within_161 or 0.0,
            "end_to_end": mentions.end_to_end_161_exact.f1,
            "country": mentions.country.share or 0.0,
            "usage": mentions.usage.share or 0.0,
            "derived": usages.get("derived", 0.0),
            "dateline": usages.get("dateline", 0.0),
        }
    return figures


def _quiet_articles(found: Path) -> int:
    """Return how many articles yielded no event."""
    lines = found.read_text(encoding="utf-8").splitlines()
    return sum(not json.loads(line)["events"] for line in lines)


def _of_events(scores: EventScores | None) -> dict[str, float]:
    """Return the figures of events; those of the fields are means over the events found."""
    if scores is None:
        return {}
    asked = any(overlap.gold for _, overlap in scores.kinds)
    fields = {field.field: field.mean for field in scores.fields}
    found = {"events": scores.strict.f1, "events_tolerant": scores.tolerant.f1}
    return fields | (found if asked else {})
