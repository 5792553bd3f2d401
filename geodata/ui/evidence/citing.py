"""An incident as plain text with all its sources, to be copied into a story or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.events.claimed import range_figure
from geodata.ui.evidence.cards import place_of, sources_words, way_words
from geodata.ui.wording.i18n import _
from geodata.ui.wording.markup import plain, web_address
from geodata.ui.wording.words import (
    actor_words,
    date_text,
    figure_words,
    figures_words,
    kind_label,
    published_text,
    quoted,
    sort_of_event,
)

if TYPE_CHECKING:
    from geodata.models import Incident
    from geodata.ui.shelf.library import Library, Told

__all__ = ["citation", "show_citation"]


def show_citation(incident: Incident, library: Library) -> None:
    """Draw a button that opens the text with its own button for copying."""
    key = f"cite_{incident.incident_id}"
    with st.popover(_("Cite"), type="tertiary", key=key, on_change="rerun") as opened:
        if opened.open:
            # As code: shown letter for letter, and with a button that copies it.
            st.code(citation(incident, library), language=None, wrap_lines=True)


def citation(incident: Incident, library: Library) -> str:
    """Return what happened, what is disputed, and each telling with its sentence and address."""
    what = (
        kind_label(incident.kind),
        sort_of_event(incident),
        way_words(incident, library) or place_of(incident, library),
        actor_words(incident.actors),
        date_text(incident.date),
    )
    lines = [", ".join(part for part in what if part)]
    for one in incident.figures:
        said = figure_words(range_figure(one))
        lines.append(f"{said} ({_('sources disagree')})" if one.disputed else said)
    lines.append(sources_words(incident))
    lines += [_telling(told) for told in library.tellings(incident)]
    return plain("\n".join(lines))


def _telling(told: Told) -> str:
    event, article = told.event, told.extraction.article
    publisher = article.publisher or _("publisher unknown")
    source = f"– {publisher}, {published_text(article)}, {quoted(article.title)}"
    figures = ", ".join(figures_words(event))
    excerpt = quoted(article.text[slice(*event.excerpt)])
    address = web_address(article.url)
    parts = (f"{source}: {figures}" if figures else source, excerpt, address)
    return "\n  ".join(part for part in parts if part)
