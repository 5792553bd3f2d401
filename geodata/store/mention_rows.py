"""Mentions as rows, and rows as mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.models import Candidate, Mention
from geodata.store.schema import MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Extraction, Place
    from geodata.store.places import PlaceKeys

__all__ = ["MENTION_COLUMNS", "keys_in_mention", "mention_from", "mention_rows"]

_columns = MENTIONS.c
MENTION_COLUMNS = (
    _columns.article_number,
    _columns.start_char,
    _columns.end_char,
    _columns.surface,
    _columns.usage,
    _columns.place_key,
    _columns.confidence,
    _columns.where_prec,
    _columns.why,
    _columns.form,
    _columns.candidates,
    _columns.usage_score,
)


def mention_rows(
    extraction: Extraction, number: int, version: str, places: PlaceKeys
) -> Iterator[dict[str, Any]]:
    """Yield the rows of an extraction's mentions; what people said of them is not among it."""
    for position, mention in enumerate(extraction.mentions):
        candidates = [[places.key(one.place), one.score] for one in mention.candidates]
        yield {
            "article_number": number,
            "method_version": version,
            "position": position,
            "start_char": mention.start,
            "end_char": mention.end,
            "surface": mention.surface,
            "usage": mention.usage,
            "place_key": places.key(mention.place),
            "confidence": mention.confidence,
            "where_prec": mention.where_prec,
            "why": mention.why,
            "form": mention.form,
            "candidates": candidates or None,
            "usage_score": mention.usage_score,
        }


def keys_in_mention(row: Sequence[Any]) -> Iterator[str | None]:
    """Yield the keys of the places that a row of `MENTION_COLUMNS` names."""
    yield row[5]
    if row[10] is not None:
        for key, _score in row[10]:
            yield key


def mention_from(row: Sequence[Any], places: Mapping[str | None, Place]) -> Mention:
    """Return the mention of a row of `MENTION_COLUMNS`.

    Raises:
        KeyError: a place is not among those given.

    """
    _number, start, end, surface, usage, key, confidence, where_prec, why, form, found, score = row
    candidates = (
        () if found is None else tuple(Candidate(places[place], share) for place, share in found)
    )
    return Mention(
        start,
        end,
        surface,
        usage,
        None if key is None else places[key],
        confidence,
        where_prec,
        why,
        form,
        candidates,
        score,
    )
