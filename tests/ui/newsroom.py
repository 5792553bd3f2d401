"""A newsroom for tests: articles of its own, kept in a store as `schauplatz add` keeps them."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from geodata.articles import make_article
from geodata.articles.incoming import Incoming, Origin
from geodata.intake import add_incoming
from geodata.models import DateRange
from geodata.pipeline import extract_article
from geodata.store import lasting

if TYPE_CHECKING:
    from geodata.models import Article, Extraction
    from geodata.store import Store

__all__ = ["NEWS", "NOW", "add_news", "extraction_of", "news_article"]

NOW = dt.datetime(2022, 2, 1, 9, 30, tzinfo=dt.UTC)
# Two papers on one blast, protests, a move of troops, and an article without any event.
NEWS = {
    "blast": "In Almaty sind am Mittwoch bei einer Explosion fünf Menschen getötet worden.",
    "blast again": "Bei einer Explosion in Almaty starben am Mittwoch drei Menschen.",
    "protest": "In Aktau gingen am Dienstag Tausende auf die Straße und protestierten.",
    "troops": "Russland verlegte am Montag 300 Soldaten aus Iwanowo nach Almaty.",
    "weather": "In Wien und Graz blieb es am Sonntag kühl, in Linz regnete es.",
}


@cache
def news_article(name: str) -> Article:
    """Return one of the articles as the store names it."""
    return lasting(
        make_article(
            f"{name.title()}\n\n{NEWS[name]}\n",
            article_id=name,
            published=DateRange.day(dt.date(2022, 1, 6)),
            publisher=f"Bote für {name}",
        )
    )


@cache
def extraction_of(name: str) -> Extraction:
    """Return what the engine finds in one of the articles."""
    return extract_article(news_article(name))


def add_news(store: Store, *names: str) -> None:
    """Add articles to a store."""
    found = [_incoming(name) for name in names]
    assert len([*add_incoming(found, store, added_by="test", now=NOW)]) == len(names)


def _incoming(name: str) -> Incoming:
    article = news_article(name)
    raw = hashlib.sha256(article.text.encode()).hexdigest()
    return Incoming(article, Origin("paste", name), raw)
