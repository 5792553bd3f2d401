"""Events as articles would tell them, made without any article: for tests of incidents."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.events.wording import SENTENCE_SIZE, sketch
from geodata.models import (
    Attribution,
    DateRange,
    Event,
    EventKind,
    EventStatus,
    Figure,
    FigureWhat,
    Phase,
    Place,
    Qualifier,
    Source,
    Span,
    Speaker,
    stable_id,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LORVANIA = Place("iso3166:XL", "Lorvania", "country", "XL", 44.0, 61.0, 900.0)
TAMAR = Place("geonames:900001", "Tamar", "city", "XL", 44.2, 60.1, 12.0, 700_000)
TAMAR_AIRPORT = Place("site:tamar", "Tamar Airport", "site", "XL", 44.25, 60.15, 2.0)
TAMAR_BARRACKS = Place("site:barracks", "Tamar Barracks", "site", "XL", 44.18, 60.05, 1.0)
TAMAR_REGION = Place("geonames:900010", "Tamar Region", "admin", "XL", 44.3, 60.0, 90.0, level=1)
SELVO = Place("geonames:900002", "Selvo", "city", "XL", 44.2, 60.4, 8.0, 60_000)
OSKA = Place("geonames:900003", "Oska", "city", "XL", 47.0, 66.0, 10.0, 200_000)
NEIGHBOUR = Place("iso3166:XM", "Mirovia", "country", "XM", 51.0, 60.0, 1500.0)
ALLIANCE = Place("region:alliance", "the alliance's area", "region", None, None, None, 0.0)

ALL_PLACES = (LORVANIA, TAMAR, TAMAR_AIRPORT, TAMAR_BARRACKS, TAMAR_REGION, SELVO, OSKA)


def days(text: str) -> DateRange:
    """Return the days of "2031-03-04" or "2031-03-04/2031-03-06"."""
    first, _, last = text.partition("/")
    return DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


def figure(
    what: FigureWhat,
    minimum: int,
    maximum: int | None = None,
    *,
    qualifier: Qualifier | None = None,
    speaker: Speaker | None = None,
) -> Figure:
    said = None if speaker is None else Attribution(speaker, Span(0, 4), "laut")
    return Figure(what, minimum, minimum if maximum is None else maximum, qualifier, said)


def source(article_id: str, published: str | None = "2031-03-05", body: str = "") -> Source:
    told = None if published is None else DateRange.from_iso(published) or days(published)
    return Source(article_id, "de", f"Paper {article_id}", told, sketch(body, 32) if body else ())


def telling(  # noqa: PLR0913 - as many as the record has fields
    article: str | Source,
    kind: EventKind = "violence",
    place: Place | None = TAMAR,
    date: str | None = "2031-03-04",
    *,
    actors: Sequence[str] = (),
    figures: Sequence[Figure] = (),
    phase: Phase | None = None,
    origin: Place | None = None,
    status: EventStatus = "actual",
    where_prec: int | None = None,
    words: str = "",
    start: int = 0,
) -> Event:
    told_by = source(article) if isinstance(article, str) else article
    place_id = None if place is None else place.place_id
    parts = (told_by.article_id, kind, place_id, date, phase, tuple(actors), status, start)
    prec = where_prec or {"country": 6, "region": 5, "nature": 5, "admin": 4}.get(
        "" if place is None else place.type, 1
    )
    return Event(
        stable_id(*parts),
        told_by,
        kind,
        phase,
        place,
        None if place is None else prec,
        origin,
        tuple(actors),
        tuple(figures),
        None if date is None else DateRange.from_iso(date) or days(date),
        status,
        Span(start, start + 40),
        Span(start, start + 5),
        (),
        "test",
        wording=sketch(words, SENTENCE_SIZE) if words else (),
    )
