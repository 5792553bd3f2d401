"""Articles that people have looked at wholly, as gold for `schauplatz score`.

The format is that of the project's annotation guidelines, so that a newsroom's own corrections
measure the engine on the newsroom's own articles.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.events.claimed import figures_by_kind, merged_figure
from geodata.review.guidelines import NOWHERE, date_shape, figure_shape, place_shape
from geodata.review.rejected import without_rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.models import Article, Event, Extraction, Mention
    from geodata.review.applying import Reviewed

__all__ = ["gold_lines", "is_gold"]

_GEONAMES = "geonames:"


def gold_lines(reviewed: Iterable[Reviewed]) -> Iterator[str]:
    """Yield a line of JSON with its line break for each article that is gold, in their order."""
    for one in reviewed:
        if is_gold(one):
            record = _record(without_rejected(one.extraction))
            yield json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def is_gold(reviewed: Reviewed) -> bool:
    """Whether people have looked at all of an article.

    They have where every mention and every event of it was confirmed, corrected, added or rejected,
    and there is one at least; or where somebody confirmed the article itself, which says that
    nothing is missing either.
    """
    mentions, events = reviewed.extraction.mentions, reviewed.extraction.events
    said = [*(one.review for one in mentions), *(one.review for one in events)]
    return reviewed.whole or (len(said) > 0 and "unreviewed" not in said)


def _record(extraction: Extraction) -> dict[str, Any]:
    article = extraction.article
    return {
        "id": article.article_id,
        "lang": article.language,
        "sha256": article.content_sha256,
        "published": _published(article),
        "body": [list(span) for span in article.body],
        "mentions": [_mention(one) for one in extraction.mentions],
        "events": [_event(one) for one in extraction.events],
    }


def _published(article: Article) -> str | None:
    """Return the day, month or year of publication; None for any other range."""
    published = article.published
    return None if published is None or published.precision == "range" else published.iso()


def _mention(mention: Mention) -> dict[str, Any]:
    place = mention.place
    named = place is not None and place.place_id.startswith(_GEONAMES)
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "usage": mention.usage,
        **(NOWHERE if place is None else place_shape(place)),
        "geonameid": int(place.place_id.removeprefix(_GEONAMES)) if place and named else None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "phase": event.phase,
        "place": None if event.place is None else place_shape(event.place),
        "origin": None if event.origin is None else place_shape(event.origin),
        "actors": list(event.actors),
        "figures": [
            figure_shape(merged_figure(claims))
            for claims in figures_by_kind(event.figures).values()
        ],
        "date": date_shape(event.date),
        "negated": event.negated,
        "excerpt": list(event.excerpt),
        "mentions": list(event.mentions),
    }
