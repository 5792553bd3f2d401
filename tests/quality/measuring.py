"""The figures of a gold set, by the whole flow and the project's own scores."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.models import Extraction
from geodata.pipeline import extract_path
from geodata.score import Scores, score_files
from geodata.tables.json_lines import extraction_line
from tests.quality.gold import gold_sets

if TYPE_CHECKING:
    from tests.quality.gold import GoldSet

__all__ = ["DIGITS", "figures_of", "measure", "write_found"]

# Four: one toponym of a hundred thousand would show, and a file that is read stays readable.
DIGITS = 4


@cache
def measure(name: str) -> tuple[GoldSet, dict[str, float]]:
    """Return a gold set and its figures, 0 to 1, by name in the order they are reported."""
    gold_set = gold_sets()[name]()
    with tempfile.TemporaryDirectory() as folder:
        gold, found = write_found(gold_set, Path(folder))
        figures = figures_of(score_files(gold, found))
    return gold_set, {figure: round(figures[figure], DIGITS) for figure in gold_set.figures}


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
    figures = {} if scores.events is None else {"events": scores.events.strict.f1}
    mentions = scores.mentions
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
