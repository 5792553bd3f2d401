"""Scoring what was found against gold annotations: mentions, places and events.

`score_mentions` and `score_events` read two files of JSON Lines and return frozen figures;
`report` turns these into text of one screen, `as_json` into what `json.dumps` takes. How the
figures are defined, and after whom, is told in `mentions`, `resolution`, `pairing` and `events`.
"""

from __future__ import annotations

from geodata.score.events import EventScores, FieldScore, score_events
from geodata.score.mentions import MentionScores, score_mentions
from geodata.score.overlap import Accuracy, Overlap
from geodata.score.report import as_json, report
from geodata.score.resolution import ErrorSummary
from geodata.score.together import Scores, score_files

__all__ = [
    "Accuracy",
    "ErrorSummary",
    "EventScores",
    "FieldScore",
    "MentionScores",
    "Overlap",
    "Scores",
    "as_json",
    "report",
    "score_events",
    "score_files",
    "score_mentions",
]
