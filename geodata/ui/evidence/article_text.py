"""The text of an article as HTML, letter for letter: paragraphs, clutter in boxes, marks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from geodata.maps.palette import PALETTES
from geodata.models import Span
from geodata.ui.evidence.explaining import (
    Explanations,
    attribution_box,
    brief_event,
    brief_mention,
    event_box,
    mention_box,
)
from geodata.ui.wording.i18n import _, language
from geodata.ui.wording.markup import (
    Note,
    Stretch,
    escape,
    hit_stretches,
    isolate,
    lang,
    marked_html,
)
from geodata.ui.wording.words import voice_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.models import Article, Event, Extraction, Mention
    from geodata.ui.page import Page

__all__ = [
    "Numbered",
    "anchor",
    "article_html",
    "list_anchor",
    "numbered_events",
    "place_anchor",
    "text_blocks",
]

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


def list_anchor(one: Numbered) -> str:
    """Return the id of an event's entry in the list beside the text."""
    return f"sp-l{one.number}"


def place_anchor(mention: Mention) -> str:
    """Return the id of the element before a mention."""
    return f"sp-p{mention.start}"


def article_html(
    extraction: Extraction,
    page: Page,
    *,
    here: Numbered | None,
    meta: str,
    offsets: bool = False,
) -> str:
    """Return the whole article: `here` is the event arrived at, `meta` ready HTML below the title.

    An article without a headline gets none to be seen: its text begins at once. With `offsets`
    every line says where in the text it begins, so that what is selected there can be found.
    """
    article = extraction.article
    tips = Explanations()
    marks = _Marks(_stretches(extraction, page, tips), _notes(extraction, page))
    parts: list[str] = []
    told = False
    for in_body, blocks in groupby(text_blocks(article), key=lambda block: block.in_body):
        lines = []
        for block in blocks:
            stretches, notes = marks.within(block.span)
            shown = marked_html(article.text, *block.span, stretches, notes)
            start = f' data-start="{block.span.start}"' if offsets else ""
            lines.append(_line(block, shown, article, _bar(block, here, page) + start))
            if in_body and not told and _is_headline(block, article):
                lines.append(meta)
                told = True
        parts.append("".join(lines) if in_body else _aside(lines))
    spoken = lang(article.language)
    head = "" if told else f'<h1 class="sp-unseen">{isolate(article.title)}</h1>{meta}'
    text = f'<div class="sp-text"{spoken}>{head}{"".join(parts)}</div>'
    return f'<div class="sp sp-article">{text}</div>'


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
    colour = PALETTES[page.theme].kind(here.event.kind)
    return f' class="sp-arrived" tabindex="-1" style="--sp-here:{colour}"'


def _aside(lines: Sequence[str]) -> str:
    note = escape(_("not part of the article, not evaluated"))
    told = f'<p class="sp-note"{lang(language())}> <i>({note})</i></p>'
    return f'<div class="sp-aside">{"".join(lines)}{told}</div>'


class _Marks:
    """The marks of a text by where they stand, given out line by line."""

    def __init__(self, stretches: Sequence[Stretch], notes: Sequence[Note]) -> None:
        self._coming = deque(sorted(stretches, key=lambda one: one.start))
        self._notes = deque(sorted(notes, key=lambda one: one.offset))
        self._open: list[Stretch] = []

    def within(self, span: Span) -> tuple[list[Stretch], list[Note]]:
        """Return the marks in a span; to be called for the spans of a text in their order."""
        while self._coming and self._coming[0].start < span.end:
            self._open.append(self._coming.popleft())
        self._open = [one for one in self._open if one.end > span.start]
        notes = []
        while self._notes and self._notes[0].offset <= span.end:
            notes.append(self._notes.popleft())
        return self._open, notes


def _stretches(extraction: Extraction, page: Page, tips: Explanations) -> list[Stretch]:
    """Return what is marked: mentions, triggers, who says so, and what a search has found."""
    mentions = [
        Stretch(
            one.start,
            one.end,
            _struck(_USAGE_CLASSES[one.usage], one),
            tips.tip(mention_box(one, page), brief_mention(one, page)),
        )
        for one in extraction.mentions
    ]
    triggers = [
        Stretch(
            *one.trigger,
            _struck(_trigger_class(one), one),
            tips.tip(event_box(one, page), brief_event(one, page)),
        )
        for one in extraction.events
    ]
    found = {event.attribution for event in extraction.events if event.attribution is not None}
    said = [
        Stretch(
            *one.span, "sp-said", tips.tip(attribution_box(one), escape(voice_label(one.speaker)))
        )
        for one in sorted(found, key=lambda one: (one.span, one.speaker))
    ]
    return [
        *mentions,
        *triggers,
        *said,
        *hit_stretches(extraction.article.text, page.filters.words),
    ]


def _struck(classes: str, found: Event | Mention) -> str:
    """Return the classes of a mark; what people have rejected is struck through."""
    return f"{classes} sp-rejected" if found.review == "rejected" else classes


def _trigger_class(event: Event) -> str:
    match event.status:
        case "historical":
            return "sp-earlier"
        case "negated":
            return "sp-denied"
        case _:
            return f"sp-trigger sp-t-{event.kind}"


def _notes(extraction: Extraction, page: Page) -> list[Note]:
    """Return the numbers of the events and, before the first mention of each place, its id."""
    events = [_number_note(one, page) for one in numbered_events(extraction)]
    firsts = {
        one.place.place_id: one for one in reversed(extraction.mentions) if one.place is not None
    }
    places = [Note(one.start, f'<a id="{place_anchor(one)}"></a>') for one in firsts.values()]
    return [*events, *places]


def _number_note(one: Numbered, page: Page) -> Note:
    colour = PALETTES[page.theme].kind(one.event.kind)
    link = f'<a href="#{list_anchor(one)}">{one.number}</a>'
    mark = f'<sup id="{anchor(one)}" style="color:{colour}">{link}</sup>'
    return Note(one.event.trigger.end, mark)
