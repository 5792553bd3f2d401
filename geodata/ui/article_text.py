"""The text of an article as HTML, letter for letter: paragraphs, clutter in boxes, marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from geodata.maps.palette import PALETTES
from geodata.models import Span
from geodata.ui.i18n import _, number
from geodata.ui.markup import Note, Stretch, escape, marked_html
from geodata.ui.words import (
    confidence_words,
    joined,
    place_precision_words,
    usage_label,
    voice_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.models import Article, Event, Extraction, Mention
    from geodata.ui.page import Page

__all__ = ["Numbered", "anchor", "article_html", "numbered_events", "text_blocks"]

_USAGE_CLASSES = {
    "literal": "sp-place",
    "actor": "sp-actor",
    "derived": "sp-derived",
    "dateline": "sp-dateline",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event with its number in the order of the text, from 1."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an article, or the part of a line, that is the article or is not."""

    span: Span
    in_body: bool


def numbered_events(extraction: Extraction) -> tuple[Numbered, ...]:
    """Return the events in the order of their triggers; ties by excerpt, then by id."""
    order = sorted(extraction.events, key=lambda e: (e.trigger, e.excerpt, e.event_id))
    return tuple(Numbered(number, event) for number, event in enumerate(order, start=1))


def anchor(one: Numbered) -> str:
    """Return the id of the element where an event's trigger stands."""
    return f"sp-e{one.number}"


def article_html(extraction: Extraction, page: Page, *, here: Numbered | None, meta: str) -> str:
    """Return the whole article: `here` is the event arrived at, `meta` ready HTML below the title.

    An article without a headline gets none: its text begins at once.
    """
    article = extraction.article
    stretches = [
        *_mention_stretches(extraction, page),
        *_trigger_stretches(extraction),
        *_said_stretches(extraction),
    ]
    notes = [_number_note(one, page) for one in numbered_events(extraction)]
    parts: list[str] = []
    told = False
    for in_body, blocks in groupby(text_blocks(article), key=lambda block: block.in_body):
        lines = []
        for block in blocks:
            shown = marked_html(article.text, *block.span, stretches, notes)
            lines.append(_line(block, shown, article, _bar(block, here, page)))
            if in_body and not told and _is_headline(block, article):
                lines.append(meta)
                told = True
        parts.append("".join(lines) if in_body else _aside(lines))
    head = "" if told else meta
    return f'<div class="sp"><div class="sp-text">{head}{"".join(parts)}</div></div>'


def text_blocks(article: Article) -> Iterator[Block]:
    """Return the lines that are not blank, cut where the body begins or ends.

    Together they hold every character of the text that is not white space at a line's end.
    """
    edges = {0, len(article.text)} | {edge for span in article.body for edge in span}
    order = sorted(edge for edge in edges if 0 <= edge <= len(article.text))
    for start, end in pairwise(order):
        in_body = any(span.start <= start and end <= span.end for span in article.body)
        for line in _lines(article.text, start, end):
            yield Block(line, in_body)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    left = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield Span(left, left + len(line))
        left += len(line)


def _is_headline(block: Block, article: Article) -> bool:
    headline = article.headline
    return headline is not None and block.span.start < headline.end <= block.span.end


def _line(block: Block, shown: str, article: Article, bar: str) -> str:
    if block.in_body and _is_headline(block, article):
        return f'<h1 dir="auto"{bar}>{shown}</h1>'
    return f'<p dir="auto"{bar}>{shown}</p>'


def _bar(block: Block, here: Numbered | None, page: Page) -> str:
    """Return the attributes of the line in which the event arrived at has its trigger."""
    if here is None or not block.span.start <= here.event.trigger.start < block.span.end:
        return ""
    return f' class="sp-arrived" style="--sp-here:{PALETTES[page.theme].kind(here.event.kind)}"'


def _aside(lines: Sequence[str]) -> str:
    note = escape(_("not part of the article, not evaluated"))
    return f'<div class="sp-aside">{"".join(lines)}<p class="sp-note"> <i>({note})</i></p></div>'


def _mention_stretches(extraction: Extraction, page: Page) -> list[Stretch]:
    return [
        Stretch(one.start, one.end, _USAGE_CLASSES[one.usage], _mention_title(one, page))
        for one in extraction.mentions
    ]


def _trigger_stretches(extraction: Extraction) -> list[Stretch]:
    return [
        Stretch(
            *event.trigger,
            _trigger_class(event),
        )
        for event in extraction.events
    ]


def _trigger_class(event: Event) -> str:
    match event.status:
        case "historical":
            return "sp-earlier"
        case "negated":
            return "sp-denied"
        case _:
            return f"sp-trigger sp-t-{event.kind}"


def _said_stretches(extraction: Extraction) -> list[Stretch]:
    """Return where the article says who knows it."""
    found = {event.attribution for event in extraction.events if event.attribution is not None}
    order = sorted(found, key=lambda one: (one.span, one.speaker))
    return [Stretch(*one.span, "sp-said", voice_label(one.speaker)) for one in order]


def _mention_title(mention: Mention, page: Page) -> str:
    """Return what the pointer is told about a mention: place, sureness, what else it may be."""
    if mention.place is None:
        return _("place unknown")
    named = page.library.place_name(mention.place.place_id)
    parts = [
        named,
        usage_label(mention.usage),
        place_precision_words(mention.where_prec, mention.place.radius_km),
        confidence_words(mention.confidence),
    ]
    if mention.candidates:
        others = [
            f"{one.place.name}, {one.place.country_code or '–'} ({number(one.score, decimals=2)})"
            for one in mention.candidates
        ]
        parts.append(_("possibly also {names}").format(names=joined(others)))
    return " · ".join(parts)


def _number_note(one: Numbered, page: Page) -> Note:
    colour = PALETTES[page.theme].kind(one.event.kind)
    mark = f'<sup id="{anchor(one)}" style="color:{colour}">{one.number}</sup>'
    return Note(one.event.trigger.end, mark)
