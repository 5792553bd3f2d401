"""Records as the engine makes them, for tests of what comes after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geodata.events.wording import source_of
from geodata.models import (
    Article,
    Attribution,
    Candidate,
    Claim,
    DateRange,
    Event,
    EventKind,
    EventStatus,
    Extraction,
    Figure,
    FigureRange,
    Incident,
    Mention,
    Phase,
    Place,
    Span,
    stable_id,
)
from geodata.pipeline import Collection
from geodata.tables import build_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import FigureWhat, Speaker

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


@dataclass(frozen=True)
class Atlas:
    """A double of the gazetteer, as far as events ask it: places by the code of their country."""

    countries: Mapping[str, Place]
    capitals: Mapping[str, Place] = field(default_factory=dict)
    units: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    def country(self, code: str) -> Place | None:
        return self.countries.get(code)

    def capital(self, country_code: str) -> Place | None:
        assert len(country_code) == 2
        return self.capitals.get(country_code)

    def first_level_units(self, country: str) -> tuple[Place, ...]:
        assert len(country) == 2
        return self.units.get(country, ())


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
    attribution: Attribution | None = None,
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
        attribution,
    )


def said(article: Article, speaker: Speaker, words: str) -> Attribution:
    """Return who an article says knows something, in words that stand in its text."""
    start = article.text.index(words)
    return Attribution(speaker, Span(start, start + len(words)), words)


def make_incident(
    events: Sequence[Event],
    *,
    copies: Sequence[str] = (),
    disputed: bool = False,
) -> Incident:
    """Return the incident that events tell; kind, place and so on are those of the first."""
    first = events[0]
    claims: dict[FigureWhat, list[Claim]] = {}
    for event in events:
        article_id = event.source.article_id
        for figure in event.figures:
            claim = Claim(figure, event.event_id, article_id, article_id not in copies)
            claims.setdefault(figure.what, []).append(claim)
    return Incident(
        stable_id("incident", first.event_id),
        first.kind,
        first.phase,
        first.status,
        first.place,
        first.where_prec,
        first.origin,
        first.actors,
        first.date,
        tuple(
            FigureRange(
                what,
                min(one.figure.minimum for one in told),
                max(one.figure.maximum for one in told),
                tuple(told),
                disputed=disputed,
            )
            for what, told in claims.items()
        ),
        tuple(events),
        len({event.source.article_id for event in events} - set(copies)),
    )


# Three reports on the same shots: the sentence, how many dead, and who says so, if anybody.
SHOTS: dict[str, tuple[str, Figure, tuple[Speaker, str] | None]] = {
    "a1": (
        "Am Donnerstag starben nach Angaben der Polizei zwölf oder mehr bei Schüssen in Almaty.",
        Figure("dead", 12, 12, "at least"),
        ("officials", "nach Angaben der Polizei"),
    ),
    "a2": (
        "Am Donnerstag fielen bewaffneten Angreifern 26 Bewohner zum Opfer, Schüssen in Almaty.",
        Figure("dead", 26, 26),
        None,
    ),
    "a3": (
        "Am Donnerstag zählten, wie Ärzte es schildern, Kliniken 103 Tote nach Schüssen in Almaty.",
        Figure("dead", 103, 103, "reported"),
        ("witnesses", "wie Ärzte es schildern"),
    ),
}


def shots_extraction(article_id: str = "a1") -> Extraction:
    """Return one of three articles that tell of the same shots, with other numbers of dead."""
    sentence, dead, told_by = SHOTS[article_id]
    text = f"Schüsse in der Nacht\n\n{sentence}\n"
    article = make_article(article_id, text, publisher=f"Blatt {article_id}")
    speaker = None if told_by is None else said(article, *told_by)
    mention = make_mention(article, "Almaty", ALMATY, after=text.index("Am Donnerstag"))
    event = make_event(
        article,
        "violence",
        ALMATY,
        trigger="Schüssen",
        date=day("2022-01-06"),
        figures=(replace(dead, attribution=speaker),),
        mentions=(0,),
        attribution=speaker,
    )
    return Extraction(article, (mention,), (event,))


def shots_collection(*, disputed: bool = True) -> Collection:
    """Return the three articles on the shots and the incident that they tell."""
    found = tuple(shots_extraction(article_id) for article_id in SHOTS)
    events = [event for one in found for event in one.events]
    incidents = (make_incident(events, disputed=disputed),)
    return Collection(found, incidents, (), build_tables(found, incidents))


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
