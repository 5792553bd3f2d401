"""Records as the engine makes them, for tests of what comes after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.events.wording import source_of
from geodata.models import (
    Article,
    Candidate,
    DateRange,
    Event,
    EventKind,
    EventStatus,
    Extraction,
    Figure,
    Mention,
    Phase,
    Place,
    Span,
    stable_id,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ALMATY = Place("geonames:1526384", "Almaty", "city", "KZ", 43.25, 76.91, 15.0, 1977011)
KAZAKHSTAN = Place("iso3166:KZ", "Kazakhstan", "country", "KZ", 48.0, 68.0, 1500.0)
RUSSIA = Place("iso3166:RU", "Russia", "country", "RU", 61.5, 105.3, 4000.0)
IVANOVO = Place("geonames:555312", "Ivanovo", "city", "RU", 57.0, 40.97, 12.0, 420839)
IVANOVO_MAZOWIECKIE = Place("geonames:1", "Iwanowo", "city", "PL", 52.5, 21.0, 5.0, 600)

PUBLISHED = DateRange.day(dt.date(2022, 1, 6))
TEXT = (
    "Soldaten auf dem Weg nach Almaty\n\n"
    "Am Donnerstag landeten russische Soldaten in Almaty. "
    "In Iwanowo standen weitere Einheiten bereit.\n"
)


def day(text: str) -> DateRange:
    return DateRange.day(dt.date.fromisoformat(text))


def make_article(
    article_id: str = "a1",
    text: str = TEXT,
    *,
    published: DateRange | None = PUBLISHED,
    publisher: str | None = "Musterzeitung",
    url: str | None = "https://example.org/a1",
) -> Article:
    headline = Span(0, text.index("\n")) if "\n" in text else None
    return Article(
        article_id,
        text,
        (Span(0, len(text)),),
        "de",
        headline=headline,
        published=published,
        publisher=publisher,
        url=url,
    )


def make_mention(article: Article, surface: str, place: Place | None, *, after: int = 0) -> Mention:
    start = article.text.index(surface, after)
    return Mention(
        start,
        start + len(surface),
        surface,
        "literal" if surface[0].isupper() else "derived",
        place,
        0.95,
        6 if place is not None and place.type == "country" else 1,
        "gazetteer",
        form=surface if surface[0].isupper() else None,
        candidates=(Candidate(IVANOVO_MAZOWIECKIE, 0.03),),
    )


def make_event(  # noqa: PLR0913 - as many as the record has fields
    article: Article,
    kind: EventKind,
    place: Place | None,
    *,
    phase: Phase | None = None,
    trigger: str = "landeten",
    origin: Place | None = None,
    date: DateRange | None = None,
    status: EventStatus = "actual",
    figures: Sequence[Figure] = (),
    mentions: tuple[int, ...] = (),
) -> Event:
    start = article.text.index(trigger)
    return Event(
        stable_id(article.article_id, kind, phase, start, place and place.place_id),
        source_of(article),
        kind,
        phase,
        place,
        None if place is None else 6 if place.type == "country" else 1,
        origin,
        ("RU",),
        tuple(figures),
        date,
        status,
        Span(article.text.index("Am Donnerstag"), article.text.index("Almaty.") + 7),
        Span(start, start + len(trigger)),
        mentions,
        f"trigger {trigger}",
    )


def almaty_extraction(article_id: str = "a1") -> Extraction:
    article = make_article(article_id)
    body = article.text.index("Am Donnerstag")
    mentions = (
        make_mention(article, "Almaty", ALMATY),
        make_mention(article, "russische", RUSSIA),
        make_mention(article, "Almaty", ALMATY, after=body),
        make_mention(article, "Iwanowo", IVANOVO),
    )
    events = (
        make_event(
            article,
            "deployment",
            ALMATY,
            phase="arrived",
            origin=RUSSIA,
            date=day("2022-01-06"),
            figures=(Figure("troops", 300, 300, "about"),),
            mentions=(1, 2),
        ),
        make_event(
            article, "deployment", IVANOVO, phase="staging", trigger="standen", mentions=(3,)
        ),
    )
    return Extraction(article, mentions, events)
