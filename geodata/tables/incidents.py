"""The rows of incidents, and of what each source claims on their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.events.claimed import range_figure
from geodata.tables.rows import JOINT, date_columns, figure_text, origin_columns, place_columns
from geodata.tables.voices import FACT, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import Claim, FigureRange, Incident
    from geodata.tables.rows import PlaceNames

__all__ = ["figure_rows", "incident_row"]


def incident_row(incident: Incident, names: PlaceNames) -> dict[str, Any]:
    """Return the row of an incident."""
    sources = [event.source for event in incident.events]
    published = [source.published for source in sources if source.published is not None]
    return {
        "incident_id": incident.incident_id,
        "kind": incident.kind,
        "phase": incident.phase,
        "status": incident.status,
        **date_columns(incident.date),
        **place_columns(incident.place, names),
        "where_prec": incident.where_prec,
        **origin_columns(incident.origin, names),
        "actors": JOINT.join(incident.actors),
        "figures": JOINT.join(figure_text(range_figure(one)) for one in incident.figures),
        "attribution": JOINT.join(_voices(incident)),
        "sources": incident.sources,
        "articles": len({source.article_id for source in sources}),
        "disputed": incident.disputed,
        "first_published": min((date.start for date in published), default=None),
        "last_published": max((date.end for date in published), default=None),
        "review_status": incident.review,
    }


def figure_rows(incident: Incident) -> Iterator[dict[str, Any]]:
    """Return a row for each claim on a figure of an incident, in the order of the tellings."""
    for figures in incident.figures:
        for claim in figures.claims:
            yield _figure_row(incident, figures, claim)


def _voices(incident: Incident) -> list[str]:
    """Return who tells the incident, `fact` first: articles themselves, then sorts of speakers."""
    found = {
        FACT if event.attribution is None else event.attribution.speaker
        for event in incident.events
    }
    return [voice for voice in VOICES if voice in found]


def _figure_row(incident: Incident, figures: FigureRange, claim: Claim) -> dict[str, Any]:
    figure = claim.figure
    return {
        "incident_id": incident.incident_id,
        "event_id": claim.event_id,
        "article_id": claim.article_id,
        "what": figure.what,
        "minimum": figure.minimum,
        "maximum": figure.maximum,
        "qualifier": figure.qualifier,
        "attribution": None if figure.attribution is None else figure.attribution.speaker,
        "attribution_text": None if figure.attribution is None else figure.attribution.words,
        "first": claim.first,
        "disputed": figures.disputed,
    }
