"""Articles and acts to fill a store with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.articles.incoming import Incoming, Origin
from geodata.models import Attribution, Extraction, Figure, Span, stable_id
from geodata.review.records import Anchor, Correction, EventState, MentionState
from geodata.store import NewArticle, lasting
from tests.records import ALMATY, IVANOVO, day, make_article, make_event, make_mention, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.articles.incoming import OriginKind
    from geodata.models import Article
    from geodata.review.records import Act

NOON = dt.datetime(2026, 11, 22, 12, 0, 0, 250, tzinfo=dt.UTC)


def text_of(number: int) -> str:
    return (
        f"Meldung {number} aus dem Süden\n\n"
        f"Am Donnerstag landeten nach Angaben der Behörden {number} Soldaten in Almaty. "
        "In Iwanowo warteten noch mehr.\n"
    )


def an_article(
    number: int = 1, *, text: str | None = None, url: str | None = None, publisher: str = "Südpost"
) -> Article:
    return lasting(make_article(text=text or text_of(number), url=url, publisher=publisher))


def extracted(article: Article) -> Extraction:
    """Return an extraction with everything that a mention and an event can carry."""
    there = make_mention(article, "Almaty", ALMATY)
    elsewhere = make_mention(article, "Iwanowo", IVANOVO)
    nowhere = replace(there, place=None, candidates=(), form=None, usage="actor")
    words = said(article, "officials", "nach Angaben der Behörden")
    told = make_event(
        article,
        "deployment",
        ALMATY,
        phase="arrived",
        origin=IVANOVO,
        date=day("2022-01-06"),
        figures=[Figure("troops", 300, 400, "about", words), Figure("aircraft", 2, 2)],
        mentions=(0, 1),
        attribution=words,
    )
    bare = replace(
        make_event(article, "protest", None, status="planned"), actors=(), wording=(1, 2, 2**40)
    )
    return Extraction(article, (there, elsewhere, nowhere), (told, bare))


def incoming(
    article: Article,
    *,
    name: str = "monday.txt",
    kind: OriginKind = "file",
    raw: str | None = None,
    canonical_url: str | None = None,
    is_own_word: bool = False,
) -> Incoming:
    raw_sha256 = stable_id("raw", raw or article.text)
    return Incoming(article, Origin(kind, name), raw_sha256, canonical_url, is_own_word)


def new(
    article: Article | None = None,
    *,
    found: Incoming | None = None,
    near: str | None = None,
    extraction: Extraction | None = None,
) -> NewArticle:
    article = article or (found.article if found is not None else an_article())
    return NewArticle(
        found or incoming(article),
        extraction or extracted(article),
        b"\x00signature\xff",
        near,
        "anna@example.org",
        NOON,
    )


def batch(numbers: Sequence[int]) -> list[NewArticle]:
    return [new(an_article(number)) for number in numbers]


def an_act(
    number: int = 1,
    *,
    act: Act = "change",
    article: Article | None = None,
    target_id: str = "e1",
    reviewer: str = "anna@example.org",
    seen: str | None = None,
) -> Correction:
    """Return an act on an event; acts of different numbers differ in their id alone."""
    article = article or an_article()
    start = article.text.index("Am Donnerstag")
    anchor = Anchor(
        article.content_sha256,
        Span(start, start + 22),
        article.text[start : start + 22],
        article.text[:start],
        article.text[start + 22 : start + 30],
    )
    before = EventState(
        "deployment",
        "arrived",
        "actual",
        ALMATY,
        1,
        IVANOVO,
        ("RU",),
        (Figure("troops", 300, 300, "about", Attribution("media", Span(3, 9), "laut X")),),
        day("2022-01-06"),
        Span(14, 22),
    )
    return Correction(
        f"{number:032x}",
        NOON + dt.timedelta(seconds=number),
        reviewer,
        act,
        article.article_id,
        target_id,
        anchor,
        before,
        replace(before, place=IVANOVO, figures=(), date=None),
        reason="Der Flughafen liegt „anderswo“",
        seen=seen,
    )


def an_act_on_a_mention(number: int = 1) -> Correction:
    event_act = an_act(number)
    return replace(
        event_act,
        act="reject",
        target_id="m1",
        before=MentionState("literal", ALMATY),
        after=None,
        reason=None,
        scope="name",
    )
