"""The incidents of the report: one after the other in time, each with its sentences and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.tables.files.sharing import LONGEST_QUOTE
from geodata.tables.ordering import first_rows
from geodata.ui.evidence.cards import card_foot, card_head, place_of, telling_html
from geodata.ui.wording.i18n import _, country_name, ngettext, number
from geodata.ui.wording.markup import escape, isolate, plain, safe_url
from geodata.ui.wording.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Event, Incident
    from geodata.ui.page import Page
    from geodata.ui.shelf.library import Told

__all__ = ["MOST_INCIDENTS", "address_html", "incidents_html"]

# What a reader turns the pages of: about eighty of them.
MOST_INCIDENTS = 200
# Sentences quoted of an incident; the publishers of the others are named, up to so many.
_TELLINGS, _NAMES = 2, 8
_LONGEST_NAME = 80


def incidents_html(page: Page) -> str:
    """Return the first incidents of a page in order of time; what has no date comes last."""
    shown = first_rows(page.incidents, MOST_INCIDENTS, "oldest")["incident_id"]
    cards = [
        _card(page, page.library.incident(str(incident_id)), place=at)
        for at, incident_id in enumerate(shown, start=1)
    ]
    left = len(page.incidents) - len(cards)
    note = ""
    if left:
        said = ngettext(
            "Only the first {most} stand here; {n} more is left out.",
            "Only the first {most} stand here; {n} more are left out.",
            left,
        ).format(most=number(MOST_INCIDENTS))
        note = f'<p class="sp-muted">{escape(said)}</p>'
    title = escape(_("Events in order of time"))
    return f'<section><h2 class="sp-h2">{title}</h2>{note}{"".join(cards)}</section>'


def address_html(url: str | None) -> str:
    """Return the address of an article as a link that can be read on paper; nothing without one."""
    safe = safe_url(url)
    if url is None or safe is None:
        return ""
    return (
        f'<div class="sp-report-url"><a href="{safe}" target="_blank" rel="noopener noreferrer">'
        f"{escape(url.strip()[:LONGEST_QUOTE])}</a></div>"
    )


def _card(page: Page, incident: Incident, *, place: int) -> str:
    library = page.library
    events = library.in_order(incident)
    told = "".join(_told(page, incident, event) for event in events[:_TELLINGS])
    return (
        f'<article class="sp-report-card"><h3 class="sp-report-where">'
        f"<span>{number(place)}</span> {isolate(_where(page, incident))}</h3>"
        f"{card_head(incident, library, page.theme)}{told}{_others(events[_TELLINGS:])}"
        f"{card_foot(incident, library)}</article>"
    )


def _where(page: Page, incident: Incident) -> str:
    """Return the place, with its country where it is not one itself."""
    place, name = incident.place, place_of(incident, page.library)
    if place is None or place.country_code is None or place.type == "country":
        return name
    return f"{name}, {country_name(place.country_code)}"


def _told(page: Page, incident: Incident, event: Event) -> str:
    told: Told = page.library.told_by(event)
    html = telling_html(
        told,
        incident,
        is_copy=page.library.is_copy(event),
        words=page.filters.words,
        longest=LONGEST_QUOTE,
    )
    return f'<div class="sp-report-told">{html}{address_html(told.extraction.article.url)}</div>'


def _others(events: Sequence[Event]) -> str:
    """Return who else tells an incident; nothing where all have been quoted."""
    if not events:
        return ""
    names = [one.source.publisher or _("publisher unknown") for one in events]
    first = [plain(name)[:_LONGEST_NAME] for name in dict.fromkeys(names)][:_NAMES]
    count = ngettext("{n} more report", "{n} more reports", len(events))
    return f'<p class="sp-report-others">{escape(count)}: {isolate(joined(first))}</p>'
