"""Events as rows, and rows as events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.models import Attribution, Event, Figure, Source, Span
from geodata.store.article_rows import dates_from
from geodata.store.schema import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Article, Extraction, Place
    from geodata.store.places import PlaceKeys

__all__ = [
    "EVENT_COLUMNS",
    "event_from",
    "event_rows",
    "figure_json",
    "keys_in_event",
    "sketch_of",
    "source_from",
]

_columns = EVENTS.c
EVENT_COLUMNS = (
    _columns.article_number,
    _columns.event_id,
    _columns.kind,
    _columns.phase,
    _columns.place_key,
    _columns.where_prec,
    _columns.origin_key,
    _columns.actors,
    _columns.figures,
    _columns.date_start,
    _columns.date_end,
    _columns.status,
    _columns.excerpt_start,
    _columns.excerpt_end,
    _columns.trigger_start,
    _columns.trigger_end,
    _columns.mentions,
    _columns.why,
    _columns.attribution,
    _columns.wording,
)


def event_rows(
    extraction: Extraction, number: int, version: str, places: PlaceKeys
) -> Iterator[dict[str, Any]]:
    """Yield the rows of an extraction's events; what people said of them is not among it."""
    for position, event in enumerate(extraction.events):
        yield {
            "article_number": number,
            "method_version": version,
            "position": position,
            "event_id": event.event_id,
            "kind": event.kind,
            "phase": event.phase,
            "status": event.status,
            "place_key": places.key(event.place),
            "where_prec": event.where_prec,
            "origin_key": places.key(event.origin),
            "actors": event.actors,
            "figures": [figure_json(figure) for figure in event.figures],
            "date_start": None if event.date is None else event.date.start,
            "date_end": None if event.date is None else event.date.end,
            "excerpt_start": event.excerpt.start,
            "excerpt_end": event.excerpt.end,
            "trigger_start": event.trigger.start,
            "trigger_end": event.trigger.end,
            "mentions": event.mentions,
            "why": event.why,
            "attribution": _attribution_json(event.attribution),
            "wording": event.wording,
        }


def keys_in_event(row: Sequence[Any]) -> tuple[str | None, str | None]:
    """Return the keys of the places that a row of `EVENT_COLUMNS` names."""
    return row[4], row[6]


def event_from(row: Sequence[Any], source: Source, places: Mapping[str | None, Place]) -> Event:
    """Return the event of a row of `EVENT_COLUMNS`.

    Raises:
        KeyError: a place is not among those given.

    """
    _number, event_id, kind, phase, place, where_prec, origin, actors, figures, *rest = row
    first, last, status, start, end, trigger_start, trigger_end, *others = rest
    mentions, why, attribution, wording = others
    return Event(
        event_id=event_id,
        source=source,
        kind=kind,
        phase=phase,
        place=None if place is None else places[place],
        where_prec=where_prec,
        origin=None if origin is None else places[origin],
        actors=tuple(actors),
        figures=tuple(map(_figure_from, figures)),
        date=dates_from(first, last),
        status=status,
        excerpt=Span(start, end),
        trigger=Span(trigger_start, trigger_end),
        mentions=tuple(mentions),
        why=why,
        attribution=_attribution_from(attribution),
        wording=tuple(wording),
    )


def sketch_of(extraction: Extraction) -> tuple[int, ...]:
    """Return the sketch of the article that its events carry; () where there are none."""
    return extraction.events[0].source.sketch if extraction.events else ()


def source_from(article: Article, sketch: Sequence[int]) -> Source:
    """Return what the events of an article are told by."""
    return Source(
        article.article_id,
        article.language,
        article.publisher,
        article.published,
        tuple(sketch),
    )


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure as JSON, keys as in the codebook."""
    return {
        "what": figure.what,
        "min": figure.minimum,
        "max": figure.maximum,
        "qualifier": figure.qualifier,
        "attribution": _attribution_json(figure.attribution),
    }


def _figure_from(found: Mapping[str, Any]) -> Figure:
    attribution = _attribution_from(found["attribution"])
    return Figure(found["what"], found["min"], found["max"], found["qualifier"], attribution)


def _attribution_json(attribution: Attribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {"speaker": attribution.speaker, "span": attribution.span, "words": attribution.words}


def _attribution_from(found: Mapping[str, Any] | None) -> Attribution | None:
    if found is None:
        return None
    return Attribution(found["speaker"], Span(*found["span"]), found["words"])
