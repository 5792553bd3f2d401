"""From extractions to tables: the one place where records become rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from geodata.events.incidents import independent_articles
from geodata.gazetteer import load_gazetteer
from geodata.review.targets import mention_id
from geodata.tables import schema
from geodata.tables.incidents import figure_rows, incident_row
from geodata.tables.profiles import count_events
from geodata.tables.rows import (
    JOINT,
    PlaceNames,
    date_columns,
    event_confidence,
    figure_text,
    origin_columns,
    place_columns,
    timestamps,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandera.pandas as pa

    from geodata.models import Event, Extraction, Incident, Mention, Place

__all__ = ["Tables", "build_tables", "place_labels", "retelling_events"]

# Rows that are dicts at one time.
_PIECE = 5_000

Reviewable = TypeVar("Reviewable", "Mention", "Event")


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The tables of a set of articles, as `tables/schema.py` describes them."""

    articles: pd.DataFrame
    mentions: pd.DataFrame
    places: pd.DataFrame
    events: pd.DataFrame
    incidents: pd.DataFrame
    figures: pd.DataFrame


def build_tables(
    extractions: Iterable[Extraction],
    incidents: Iterable[Incident] = (),
    *,
    names: PlaceNames | None = None,
    checked: bool = True,
) -> Tables:
    """Return the tables of the extractions: rows in the order of the articles and their texts.

    Places are ordered by how many articles name them, then by how often, then by id; what people
    rejected has its rows, and is not counted.

    Args:
        extractions: what was found, an article each; gone through several times, where they are
            no iterator one at a time.
        incidents: what `find_incidents` makes of their events; an event in none of them has no
            `incident_id` and counts as no copy.
        names: what to call the places of all these; None: as these articles do most often.
        checked: whether every cell is checked; a few rows for tables that were checked as a whole
            get their types alone, which takes a tenth of the time.

    """
    found = tuple(extractions) if isinstance(extractions, Iterator) else extractions
    joined = tuple(incidents) if isinstance(incidents, Iterator) else incidents
    names = _place_names(found) if names is None else names
    homes = {event.event_id: one.incident_id for one in joined for event in one.events}
    copies = {event_id for one in joined for event_id in retelling_events(one)}
    frame = partial(_frame, checked=checked)
    told = frame(schema.Incidents, (incident_row(one, names) for one in joined))
    return Tables(
        articles=frame(schema.Articles, map(_article_row, found)),
        mentions=frame(
            schema.Mentions, (row for one in found for row in _mention_rows(one, names))
        ),
        places=frame(schema.Places, _place_rows(found, count_events(told), names)),
        events=frame(
            schema.Events,
            (
                {
                    "incident_id": homes.get(event.event_id),
                    **_event_row(one, event, names),
                    "copy": event.event_id in copies,
                }
                for one in found
                for event in one.events
            ),
        ),
        incidents=told,
        figures=frame(schema.Figures, (row for one in joined for row in figure_rows(one))),
    )


def place_labels(
    extractions: Iterable[Extraction], *, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return place_id -> the name that the articles give it most often; ties by the alphabet.

    What people rejected names nothing. A place that is named by adjectives only goes by its `known`
    name, else by its canonical one.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for extraction in extractions:
        for mention in _standing(extraction.mentions):
            if mention.place is not None and mention.form is not None:
                forms[mention.place.place_id][mention.form] += 1
        for place in _places_of(extraction.mentions, extraction.events):
            names.setdefault(place.place_id, place.name)
    likeliest = {
        place_id: min(counts, key=lambda form: (-counts[form], form))
        for place_id, counts in forms.items()
    }
    return names | dict(known or {}) | likeliest


def _place_names(extractions: Iterable[Extraction]) -> PlaceNames:
    labels, gazetteer = place_labels(extractions), load_gazetteer()
    units = {place_id: gazetteer.first_level_name(place_id) for place_id in labels}
    return PlaceNames(labels, {key: name for key, name in units.items() if name is not None})


def _frame(
    model: type[pa.DataFrameModel], rows: Iterable[Mapping[str, Any]], *, checked: bool
) -> pd.DataFrame:
    """Return rows as a table, made piece by piece: rows as dicts take much room."""
    columns = list(model.to_schema().columns)
    if not checked:
        return pd.DataFrame(list(rows), columns=columns).astype(_types(model))
    left = iter(rows)
    pieces = [pd.DataFrame(list(islice(left, _PIECE)), columns=columns)]
    while len(pieces[-1]) == _PIECE:
        pieces[-1] = model.validate(pieces[-1])
        pieces.append(pd.DataFrame(list(islice(left, _PIECE)), columns=columns))
    pieces[-1] = model.validate(pieces[-1])
    return pieces[0] if len(pieces) == 1 else model.validate(pd.concat(pieces, ignore_index=True))


@cache
def _types(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    """Return the type of each column, as checked tables have it."""
    return dict(model.validate(pd.DataFrame(columns=list(model.to_schema().columns))).dtypes)


def retelling_events(incident: Incident) -> set[str]:
    """Return the ids of the events that only retell an earlier report of the same incident."""
    first = set(independent_articles(incident))
    return {one.event_id for one in incident.events if one.source.article_id not in first}


def _article_row(extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    start, end = timestamps(article.published)
    return {
        "article_id": article.article_id,
        "headline": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published_start": start,
        "published_end": end,
        "language": article.language,
        "characters": sum(span.end - span.start for span in article.body),
        "mentions": len(_standing(extraction.mentions)),
        "events": len(_standing(extraction.events)),
        "sample": article.sample,
        "content_sha256": article.content_sha256,
    }


def _mention_rows(extraction: Extraction, names: PlaceNames) -> Iterator[dict[str, Any]]:
    article = extraction.article
    sha256 = article.content_sha256  # once, it reads the whole text
    for mention in extraction.mentions:
        yield {
            "mention_id": mention_id(article.article_id, sha256, mention.start, mention.end),
            "article_id": article.article_id,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "usage": mention.usage,
            **place_columns(mention.place, names),
            "where_prec": mention.where_prec,
            "confidence": mention.confidence,
            "why": mention.why,
            "review_status": mention.review,
        }


def _event_row(extraction: Extraction, event: Event, names: PlaceNames) -> dict[str, Any]:
    article, attribution = extraction.article, event.attribution
    here = [
        mention
        for mention in (extraction.mentions[index] for index in event.mentions)
        if event.place is not None and mention.place == event.place
    ]
    return {
        "event_id": event.event_id,
        "article_id": article.article_id,
        "kind": event.kind,
        "phase": event.phase,
        "status": event.status,
        "attribution": None if attribution is None else attribution.speaker,
        "attribution_text": None if attribution is None else attribution.words,
        **date_columns(event.date),
        **place_columns(event.place, names),
        "where_prec": event.where_prec,
        **origin_columns(event.origin, names),
        "actors": JOINT.join(event.actors),
        "figures": JOINT.join(figure_text(figure) for figure in event.figures),
        "place_text": here[0].surface if here else None,
        "start_char": event.excerpt.start,
        "end_char": event.excerpt.end,
        "excerpt": article.text[slice(*event.excerpt)],
        "geo_confidence": event_confidence(event, here),
        "why": event.why,
        "review_status": event.review,
    }


def _standing(found: Sequence[Reviewable]) -> list[Reviewable]:
    """Return what people have not rejected."""
    return [one for one in found if one.review != "rejected"]


def _place_rows(
    extractions: Iterable[Extraction], events: Mapping[str, int], names: PlaceNames
) -> list[dict[str, Any]]:
    places: dict[str, Place] = {}
    mentions: Counter[str] = Counter()
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for place in _places_of(extraction.mentions, extraction.events):
            places.setdefault(place.place_id, place)
        standing = _standing(extraction.mentions)
        for place in _places_of(standing, _standing(extraction.events)):
            articles[place.place_id].add(extraction.article.article_id)
        mentions.update(one.place.place_id for one in standing if one.place is not None)
    order = sorted(places, key=lambda key: (-len(articles[key]), -mentions[key], key))
    return [
        {
            **place_columns(places[key], names),
            "mentions": mentions[key],
            "articles": len(articles[key]),
            "events": events.get(key, 0),
        }
        for key in order
    ]


def _places_of(mentions: Iterable[Mention], events: Iterable[Event]) -> list[Place]:
    """Return the places of mentions, then those that only events have, such as a capital."""
    found = [mention.place for mention in mentions]
    for event in events:
        found += [event.place, event.origin]
    return [place for place in found if place is not None]
