"""Evidence as HTML: one card an event, one row an event, the text of an article marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.palette import kind_glyph
from geodata.ui.i18n import _
from geodata.ui.markup import Stretch, escape, isolate, marked_html
from geodata.ui.words import (
    actor_words,
    confidence_words,
    date_text,
    figure_words,
    kind_label,
    place_precision_words,
    published_text,
    sort_of_event,
    time_precision_words,
)

if TYPE_CHECKING:
    from geodata.maps.palette import Fill, Theme
    from geodata.models import Article, Event
    from geodata.ui.loading import Library, Told

__all__ = [
    "card_foot",
    "card_head",
    "event_glyph",
    "event_row",
    "event_summary",
    "excerpt_html",
    "place_of",
    "source_html",
    "way_words",
]


def event_glyph(event: Event, theme: Theme) -> str:
    """Return the sign of an event: filled for what happened, an outline for what is announced."""
    announced = event.phase == "announced" or event.status in {"planned", "hypothetical"}
    fill: Fill = "outline" if announced else "filled"
    return kind_glyph(event.kind, theme, fill=fill)


def card_head(told: Told, library: Library, theme: Theme) -> str:
    """Return kind, phase and date, who, and the figures of an event."""
    event = told.event
    sort = sort_of_event(event)
    label = f"<b>{escape(kind_label(event.kind))}</b>" + (f" · {escape(sort)}" if sort else "")
    date = f'<span class="sp-muted">{escape(date_text(event.date))}</span>'
    parts = [f'<div class="sp-head"><div>{event_glyph(event, theme)}{label}</div>{date}</div>']
    who = _who(event, library)
    if who:
        parts.append(f'<div class="sp-h3">{isolate(who)}</div>')
    if event.figures:
        figures = ", ".join(figure_words(figure) for figure in event.figures)
        parts.append(f'<div class="sp-number">{escape(figures)}</div>')
    return f'<div class="sp">{"".join(parts)}{excerpt_html(told)}{source_html(told)}</div>'


def card_foot(told: Told) -> str:
    """Return how exactly place and time are known, and how sure the place is."""
    event = told.event
    radius = None if event.place is None else event.place.radius_km
    facts = (
        (_("Place"), place_precision_words(event.where_prec, radius)),
        (_("Time"), time_precision_words(event.date)),
        (_("Match"), confidence_words(_confidence(told))),
    )
    texts = "".join(f"<span>{escape(name)}: {escape(value)}</span> " for name, value in facts)
    return f'<div class="sp sp-foot">{texts}</div>'


def excerpt_html(told: Told) -> str:
    """Return the excerpt with the words of the place and the trigger marked."""
    event, text = told.event, told.extraction.article.text
    stretches = [Stretch(*event.trigger, f"sp-trigger sp-t-{event.kind}")]
    for index in event.mentions:
        mention = told.extraction.mentions[index]
        if event.place is not None and mention.place == event.place:
            stretches.append(Stretch(mention.start, mention.end, "sp-place"))
    marked = marked_html(text, *event.excerpt, stretches)
    return f'<p class="sp-excerpt" dir="auto">{marked}</p>'


def source_html(told: Told) -> str:
    """Return publisher, date and headline of the article that tells an event."""
    article = told.extraction.article
    publisher = isolate(article.publisher or _("publisher unknown"))
    return (
        f'<div class="sp-meta"><b>{publisher}</b>, {escape(published_text(article))} · '
        f"{isolate(article.title)}</div>"
    )


def event_row(told: Told, library: Library, theme: Theme) -> str:
    """Return an event as a row of a list: sign, place and date, and in short what."""
    event = told.event
    return (
        f'<div class="sp"><div class="sp-head"><div>{event_glyph(event, theme)}'
        f"<b>{isolate(place_of(event, library))}</b></div>"
        f'<span class="sp-sub">{escape(date_text(event.date))}</span></div>'
        f'<div class="sp-sub">{event_summary(event)} · '
        f"{isolate(_publisher(told.extraction.article))}</div></div>"
    )


def event_summary(event: Event) -> str:
    """Return kind, phase, actors and figures as one line of HTML."""
    parts = [kind_label(event.kind), sort_of_event(event), actor_words(event.actors)]
    parts += [figure_words(figure) for figure in event.figures]
    return " · ".join(isolate(part) for part in parts if part)


def place_of(event: Event, library: Library) -> str:
    """Return the name of an event's place, or that it has none."""
    return _("no place") if event.place is None else library.place_name(event.place.place_id)


def way_words(event: Event, library: Library) -> str:
    """Return from where to where: `Russland → Almaty`, `aus Almaty`; empty where nothing moves."""
    if event.kind == "withdrawal" and event.place is not None:
        return _("from {place}").format(place=place_of(event, library))
    if event.kind != "deployment" or event.origin is None or event.place is None:
        return ""
    origin = library.place_name(event.origin.place_id)
    return f"{origin} → {place_of(event, library)}"


def _who(event: Event, library: Library) -> str:
    """Return actors and way in one line; a sole actor that is the way's origin stands once."""
    actors, way = actor_words(event.actors), way_words(event, library)
    origin = None if event.origin is None else event.origin.country_code
    if event.kind == "deployment" and way and event.actors == (origin,):
        return way
    return " · ".join(part for part in (actors, way) if part)


def _publisher(article: Article) -> str:
    return article.publisher or _("publisher unknown")


def _confidence(told: Told) -> float | None:
    """Return how sure the best of the mentions is that the event's place rests on."""
    event = told.event
    mentions = [told.extraction.mentions[index] for index in event.mentions]
    found = [m.confidence for m in mentions if event.place is not None and m.place == event.place]
    return max(found, default=None)
