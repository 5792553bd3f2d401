"""Incidents as rows: all of them are written anew at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from geodata.store.article_rows import dates_from
from geodata.store.database import insert_rows
from geodata.store.event_rows import figure_json
from geodata.store.places import PlaceKeys, drop_points
from geodata.store.records import StoredIncident
from geodata.store.schema import INCIDENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from geodata.models import FigureRange, Incident
    from geodata.store.places import PlaceReader

__all__ = ["read_incidents", "write_incidents"]


def write_incidents(connection: Connection, incidents: Iterable[Incident], version: str) -> None:
    """Write incidents in place of all that were there."""
    places = PlaceKeys()
    rows = [
        _row(incident, position, version, places) for position, incident in enumerate(incidents)
    ]
    connection.execute(delete(INCIDENTS))
    places.write(connection)
    insert_rows(connection, INCIDENTS, rows)
    drop_points(connection)


def read_incidents(connection: Connection, places: PlaceReader) -> tuple[StoredIncident, ...]:
    """Return all incidents, in the order they were given."""
    rows = connection.execute(select(INCIDENTS).order_by(INCIDENTS.c.position)).all()
    known = places.read(connection, {row.place_key for row in rows})
    return tuple(
        StoredIncident(
            incident_id=row.incident_id,
            kind=row.kind,
            phase=row.phase,
            status=row.status,
            place=known.get(row.place_key),
            where_prec=row.where_prec,
            date=dates_from(row.date_start, row.date_end),
            sources=row.sources,
            disputed=row.disputed,
            review=row.review,
            event_ids=tuple(row.events),
            method_version=row.method_version,
        )
        for row in rows
    )


def _row(incident: Incident, position: int, version: str, places: PlaceKeys) -> dict[str, Any]:
    return {
        "incident_id": incident.incident_id,
        "position": position,
        "method_version": version,
        "kind": incident.kind,
        "phase": incident.phase,
        "status": incident.status,
        "place_key": places.key(incident.place),
        "where_prec": incident.where_prec,
        "origin_key": places.key(incident.origin),
        "actors": incident.actors,
        "figures": [_figure_json(one) for one in incident.figures],
        "date_start": None if incident.date is None else incident.date.start,
        "date_end": None if incident.date is None else incident.date.end,
        "sources": incident.sources,
        "disputed": incident.disputed,
        "review": incident.review,
        "events": [event.event_id for event in incident.events],
    }


def _figure_json(found: FigureRange) -> dict[str, Any]:
    return {
        "what": found.what,
        "min": found.minimum,
        "max": found.maximum,
        "disputed": found.disputed,
        "claims": [
            {
                **figure_json(claim.figure),
                "event_id": claim.event_id,
                "article_id": claim.article_id,
                "first": claim.first,
            }
            for claim in found.claims
        ],
    }
