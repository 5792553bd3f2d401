"""Both scores of one pair of files: whatever the gold holds is scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.errors import InputError
from geodata.score.events import EventScores, score_events
from geodata.score.lines import read_lines
from geodata.score.mentions import MentionScores, score_mentions

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Scores", "score_files"]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one file of predictions; None for what the gold does not hold."""

    mentions: MentionScores | None
    events: EventScores | None


def score_files(gold: Path, predicted: Path, *, usage: frozenset[str] | None = None) -> Scores:
    """Return the scores of the mentions where every gold record has them, and of the events.

    Args:
        gold: JSON Lines with "toponyms" or "mentions", with "events", or with both.
        predicted: what `schauplatz extract` writes.
        usage: as for `score_mentions`.

    Raises:
        InputError: a file cannot be read, or the gold holds nothing to score.

    """
    nodes = list(read_lines(gold))
    has_mentions = bool(nodes) and all(
        node.has("toponyms") or node.has("mentions") for node in nodes
    )
    has_events = any(node.has("events") for node in nodes)
    if not has_mentions and not has_events:
        raise InputError(
            f'{gold}: holds nothing to score; every line wants "toponyms", "mentions" or "events"'
        )
    return Scores(
        mentions=score_mentions(gold, predicted, usage=usage) if has_mentions else None,
        events=score_events(gold, predicted) if has_events else None,
    )
