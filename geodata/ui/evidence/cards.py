"""Evidence as HTML: a card an incident, a row an incident, each telling with its excerpt marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.palette import kind_glyph, look_of
from geodata.models import Span
from geodata.tables.rows import event_confidence
from geodata.ui.evidence.claims import figures_html
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import Stretch, escape, hit_stretches, isolate, lang, marked_html
from geodata.ui.wording.words import (
    actor_words,
    attribution_words,
    confidence_words,
    date_text,
    figures_words,
    kind_label,
    place_precision_words,
    published_text,
    sort_of_event,
    time_precision_words,
    voice_label,
)

if TYPE_CHECKING:
    from geodata.maps.palette import Theme
    from geodata.models import Attribution, Event, Incident
    from geodata.ui.shelf.library import Library, Told

__all__ = [
    "card_foot",
    "card_head",
    "event_glyph",
    "event_summary",
    "excerpt_html",
    "first_telling",
    "incident_row",
    "place_of",
    "source_html",
    "sources_words",
    "telling_html",
    "way_words",
]

# So many tellings are asked how sure they are of the place; the first are the independent ones.
_RATED = 4


def event_glyph(event: Event | Incident, theme: Theme) -> str:
    """Return the sign of an event: filled for what happened, an outline for what is announced."""
    return kind_glyph(event.kind, theme, look=look_of(event.status, event.phase))


def card_head(incident: Incident, library: Library, theme: Theme) -> str:
    """Return kind, phase and date, who, how many sources, and what they say on each figure."""
    sort = sort_of_event(incident)
    label = f"<b>{escape(kind_label(incident.kind))}</b>" + (f" · {escape(sort)}" if sort else "")
    date = f'<span class="sp-muted">{escape(date_text(incident.date))}</span>'
    glyph = event_glyph(incident, theme)
    parts = [f'<div class="sp-head"><h3>{glyph}{label}</h3>{date}</div>']
    who = _who(incident, library)
    if who:
        parts.append(f'<div class="sp-h3">{isolate(who)}</div>')
    parts.append(f'<div class="sp-sub">{escape(sources_words(incident))}</div>')
    return f'<div class="sp">{"".join(parts)}{figures_html(incident)}</div>'


def sources_words(incident: Incident) -> str:
    """Return how many sources there are, and how many articles only copy one of them."""
    if incident.sources == 1:
        sources = _("only one source")
    else:
        sources = ngettext("{n} independent source", "{n} independent sources", incident.sources)
    articles = len({event.source.article_id for event in incident.events})
    copies = articles - incident.sources
    if copies <= 0:
        return sources
    return f"{sources}, {ngettext('{n} copy', '{n} copies', copies)}"


def telling_html(
    told: Told,
    incident: Incident,
    *,
    is_copy: bool = False,
    words: str = "",
    longest: int | None = None,
) -> str:
    """Return how one article tells an incident: its excerpt, who says so, where it stands.

    What a search for `words` has found in the excerpt is marked; `longest`: see `excerpt_html`.
    """
    event = told.event
    notes = []
    if is_copy:
        notes.append(escape(_("copy of an earlier report")))
    if sort_of_event(event) not in ("", sort_of_event(incident)):
        notes.append(escape(sort_of_event(event)))
    if event.attribution is not None:
        notes.append(_said_by(event, event.attribution))
    said = f'<div class="sp-meta sp-says">{" · ".join(notes)}</div>' if notes else ""
    excerpt = excerpt_html(told, words, longest=longest)
    source = source_html(told, words, longest=longest)
    return f'<div class="sp">{excerpt}{said}{source}</div>'


def _said_by(event: Event, attribution: Attribution) -> str:
    """Return who says so; the words only where the excerpt does not show them."""
    start, end = attribution.span
    if event.excerpt.start <= start and end <= event.excerpt.end:
        return f"{escape(_('Who says so'))}: {escape(voice_label(attribution.speaker))}"
    return isolate(attribution_words(attribution))


def card_foot(incident: Incident, library: Library) -> str:
    """Return how exactly place and time are known, and how sure the place is."""
    radius = None if incident.place is None else incident.place.radius_km
    told = [library.told_by(event) for event in library.in_order(incident)[:_RATED]]
    ratings = [found for found in map(_confidence, told) if found is not None]
    facts = (
        (_("Place"), place_precision_words(incident.where_prec, radius)),
        (_("Time"), time_precision_words(incident.date)),
        (_("Match"), confidence_words(max(ratings, default=None))),
    )
    texts = "".join(f"<span>{escape(name)}: {escape(value)}</span> " for name, value in facts)
    return f'<div class="sp sp-foot">{texts}</div>'


def first_telling(incident: Incident, library: Library) -> Told:
    """Return how the first article tells an incident."""
    return library.told_by(library.in_order(incident)[0])


def excerpt_html(told: Told, words: str = "", *, longest: int | None = None) -> str:
    """Return the excerpt with the words of the place, the trigger and who says so marked.

    What a search for `words` has found is marked too. An excerpt of more than `longest` characters
    is cut at a word: what leaves the app quotes no more than it needs.
    """
    event, text = told.event, told.extraction.article.text
    stretches = [Stretch(*event.trigger, f"sp-trigger sp-t-{event.kind}")]
    if event.attribution is not None:
        stretches.append(Stretch(*event.attribution.span, "sp-said"))
    for index in event.mentions:
        mention = told.extraction.mentions[index]
        if event.place is not None and mention.place == event.place:
            stretches.append(Stretch(mention.start, mention.end, "sp-place"))
    start, end = event.excerpt
    stretches += [
        Stretch(start + hit.start, start + hit.end, hit.classes)
        for hit in hit_stretches(text[start:end], words)
    ]
    shown = end if longest is None else _cut(text, event.excerpt, longest)
    marked = marked_html(text, start, shown, stretches) + ("" if shown == end else " …")
    return f'<p class="sp-excerpt" dir="auto"{lang(told.extraction.article.language)}>{marked}</p>'


def _cut(text: str, span: Span, longest: int) -> int:
    """Return where to end an excerpt so that it keeps whole words, as far as there are any."""
    start, end = span
    if end - start <= longest:
        return end
    space = text.rfind(" ", start, start + longest - 1)
    return start + longest - 2 if space <= start else space


def source_html(told: Told, words: str = "", *, longest: int | None = None) -> str:
    """Return publisher, date and headline of the article; what `words` find in it is marked.

    A headline is cut as an excerpt is.
    """
    article = told.extraction.article
    headline = article.title
    end = len(headline)
    shown = end if longest is None else _cut(headline, Span(0, end), longest)
    title = marked_html(headline, 0, shown, hit_stretches(headline, words))
    title += "" if shown == end else " …"
    publisher = isolate(article.publisher or _("publisher unknown"))
    return (
        f'<div class="sp-meta"><b>{publisher}</b>, {escape(published_text(article))} · '
        f"<bdi{lang(article.language)}>{title}</bdi></div>"
    )


def incident_row(incident: Incident, library: Library, theme: Theme) -> str:
    """Return an incident as a row of a list: sign, place and date, in short what, sources."""
    sources = isolate(_source_words(incident, library))
    differ = f' · <span class="sp-differ">≠ {escape(_("sources disagree"))}</span>'
    return (
        f'<div class="sp"><div class="sp-head"><div>{event_glyph(incident, theme)}'
        f"<b>{isolate(place_of(incident, library))}</b></div>"
        f'<span class="sp-sub">{escape(date_text(incident.date))}</span></div>'
        f'<div class="sp-sub">{event_summary(incident)} · {sources}'
        f"{differ if incident.disputed else ''}</div></div>"
    )


def event_summary(event: Event | Incident) -> str:
    """Return kind, phase, actors and figures as one line of HTML."""
    parts = [kind_label(event.kind), sort_of_event(event), actor_words(event.actors)]
    parts += figures_words(event)
    return " · ".join(isolate(part) for part in parts if part)


def place_of(event: Event | Incident, library: Library) -> str:
    """Return the name of an event's place, or that it has none."""
    return _("no place") if event.place is None else library.place_name(event.place.place_id)


def way_words(event: Event | Incident, library: Library) -> str:
    """Return from where to where: `Russland → Almaty`, `aus Almaty`; empty where nothing moves."""
    if event.kind == "withdrawal" and event.place is not None:
        return _("from {place}").format(place=place_of(event, library))
    if event.kind != "deployment" or event.origin is None or event.place is None:
        return ""
    origin = library.place_name(event.origin.place_id)
    return f"{origin} → {place_of(event, library)}"


def _who(event: Event | Incident, library: Library) -> str:
    """Return actors and way in one line; a sole actor that is the way's origin stands once."""
    actors, way = actor_words(event.actors), way_words(event, library)
    origin = None if event.origin is None else event.origin.country_code
    if event.kind == "deployment" and way and event.actors == (origin,):
        return way
    return " · ".join(part for part in (actors, way) if part)


def _source_words(incident: Incident, library: Library) -> str:
    """Return the publisher of a sole source, else how many there are."""
    if incident.sources > 1:
        return ngettext("{n} source", "{n} sources", incident.sources)
    first = library.in_order(incident)[0]
    return first.source.publisher or _("publisher unknown")


def _confidence(told: Told) -> float | None:
    """Return how sure the place of an event is."""
    event = told.event
    mentions = [told.extraction.mentions[index] for index in event.mentions]
    here = [one for one in mentions if event.place is not None and one.place == event.place]
    return event_confidence(event, here)
