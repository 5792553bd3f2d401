"""The figures that sources disagree on: each claim, who says it, and the way to its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.tables.ordering import first_rows
from geodata.ui.evidence.cards import event_glyph, place_of
from geodata.ui.evidence.claims import claim_html, range_head
from geodata.ui.evidence.panel import show_proof_link
from geodata.ui.state.following import follow_choice
from geodata.ui.state.view import select_incident
from geodata.ui.tables.tolls import DISPUTED_ONLY, disputed_incidents, figure_rows
from geodata.ui.taking.table_file import Part, show_table_file
from geodata.ui.wording.i18n import _, ngettext, number
from geodata.ui.wording.markup import escape, isolate
from geodata.ui.wording.words import actor_words, date_text, kind_label, published_text

if TYPE_CHECKING:
    from geodata.models import FigureRange, Incident
    from geodata.ui.page import Page

__all__ = ["show_disputes"]

# Incidents shown; the file has all.
_MOST = 20
# Claims shown of a figure.
_CLAIMS = 12


def show_disputes(page: Page) -> None:
    """List the disputed figures of a page's incidents, newest first, when the list is opened."""
    disputed = disputed_incidents(page)
    if disputed.empty:
        return
    label = ngettext(
        "Figures that sources disagree on: {n} event",
        "Figures that sources disagree on: {n} events",
        len(disputed),
    )
    with st.expander(label, key="disputes", on_change="rerun") as listed:
        if not listed.open:
            return
        _show_heading(page)
        if len(disputed) > _MOST:
            most = _("The newest {n}; the CSV has all.").format(n=number(_MOST))
            st.html(f'<div class="sp sp-sub">{escape(most)}</div>')
        for incident_id in first_rows(disputed, _MOST, "newest")["incident_id"]:
            _show_incident(page, page.library.incident(incident_id))


def _show_heading(page: Page) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(_("Each source as it says it; nothing is added up or averaged."))
        rows = Part("figures", lambda: figure_rows(page, disputed_incidents), DISPUTED_ONLY)
        show_table_file(page, rows, name="figures")


def _show_incident(page: Page, incident: Incident) -> None:
    what = " · ".join(
        isolate(part)
        for part in (kind_label(incident.kind), actor_words(incident.actors))
        if part != ""
    )
    glyph = event_glyph(incident, page.theme)
    with st.container(border=True, gap="xsmall", key=f"dispute_{incident.incident_id}"):
        st.html(
            f'<div class="sp sp-head"><div>{glyph}<b>{isolate(place_of(incident, page.library))}'
            f"</b> · {what}</div>"
            f'<span class="sp-muted">{escape(date_text(incident.date))}</span></div>'
        )
        for figures in incident.figures:
            if figures.disputed:
                _show_claims(page, incident, figures)
        st.button(
            _("Show the card on the map"),
            key=f"choose_{incident.incident_id}",
            type="tertiary",
            on_click=_choose,
            args=(
                incident.incident_id,
                None if incident.place is None else incident.place.place_id,
            ),
        )


def _choose(incident_id: str, place_id: str | None) -> None:
    select_incident(incident_id, place_id)
    follow_choice()


def _show_claims(page: Page, incident: Incident, figures: FigureRange) -> None:
    st.html(f'<div class="sp">{range_head(figures)}</div>')
    for claim in figures.claims[:_CLAIMS]:
        told = page.library.told(claim.event_id)
        with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="top"):
            row = claim_html(claim, figures, incident)
            copy = "" if claim.first else f" · {escape(_('copy of an earlier report'))}"
            published = escape(published_text(told.extraction.article))
            title = isolate(told.extraction.article.title)
            st.html(
                f'<div class="sp">{row}<div class="sp-sub">{published} · {title}{copy}</div></div>'
            )
            show_proof_link(told, _("Read"))
