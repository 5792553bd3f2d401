"""An extraction as one line of JSON, as annotations of gold articles have it.

The keys are those of the project's annotation guidelines, with `place_id`, `confidence`,
`where_prec`, `candidates`, `why` and `status` beside them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.events.claimed import figures_by_kind, merged_figure
from geodata.review.guidelines import NOWHERE, date_shape, figure_shape, place_shape
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import (
        Article,
        Attribution,
        Event,
        Extraction,
        Figure,
        Mention,
        Problem,
    )

__all__ = ["extraction_line", "problem_line"]

_SCORE_DIGITS = 4


def extraction_line(extraction: Extraction) -> str:
    """Return the line for an extraction, without its line break."""
    article = extraction.article
    return _line(
        {
            "id": article.article_id,
            "lang": article.language,
            "published": None if article.published is None else article.published.iso(),
            "sha256": article.content_sha256,
            "method_version": method_version(),
            "body": [list(span) for span in article.body],
            "mentions": [_mention(mention) for mention in extraction.mentions],
            "events": [_event(event, article) for event in extraction.events],
            "errors": [],
        }
    )


def problem_line(problem: Problem) -> str:
    """Return the line for an article that was rejected: nothing found, and why."""
    return _line(
        {
            "id": problem.article_id,
            "lang": None,
            "published": None,
            "body": [],
            "mentions": [],
            "events": [],
            "errors": [problem.message],
        }
    )


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def _mention(mention: Mention) -> dict[str, Any]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "usage": mention.usage,
        "usage_score": round(mention.usage_score, _SCORE_DIGITS),
        **(NOWHERE if place is None else place_shape(place)),
        "place_id": None if place is None else place.place_id,
        "confidence": round(mention.confidence, _SCORE_DIGITS),
        "where_prec": mention.where_prec,
        "candidates": [
            {
                "place_id": candidate.place.place_id,
                **place_shape(candidate.place),
                "score": round(candidate.score, _SCORE_DIGITS),
            }
            for candidate in mention.candidates
        ],
        "why": mention.why,
    }


def _event(event: Event, article: Article) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "kind": event.kind,
        "phase": event.phase,
        "place": None if event.place is None else place_shape(event.place),
        "where_prec": event.where_prec,
        "origin": None if event.origin is None else place_shape(event.origin),
        "actors": list(event.actors),
        "figures": [_figure(claims) for claims in figures_by_kind(event.figures).values()],
        "date": date_shape(event.date),
        "negated": event.negated,
        "status": event.status,
        "attribution": _attribution(event.attribution),
        "excerpt": list(event.excerpt),
        "trigger": article.text[slice(*event.trigger)],
        "mentions": list(event.mentions),
        "why": event.why,
    }


def _figure(claims: Sequence[Figure]) -> dict[str, Any]:
    """Return a figure as the gold has it; what each of several speakers claims stands beside it."""
    figure = figure_shape(merged_figure(claims))
    if len(claims) == 1:
        return figure
    said = [figure_shape(one) | {"attribution": _attribution(one.attribution)} for one in claims]
    return figure | {"claims": said}


def _attribution(attribution: Attribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {
        "speaker": attribution.speaker,
        "words": attribution.words,
        "span": list(attribution.span),
    }
