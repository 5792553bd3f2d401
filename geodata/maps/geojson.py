"""What the map shows as one GeoJSON; positions come from `tables/geojson.py`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.maps.escaping import for_map
from geodata.tables.geojson import position

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.maps.marks import Area, Flow, MapContent, Mark
    from geodata.models import Phase

__all__ = ["MapWords", "diameter_px", "to_geojson", "tooltip"]

GROUP_SPACE = "\N{NO-BREAK SPACE}"
LARGEST_MARK_PX = 34.0
REGION_MARK_PX = 11.0  # the ring speaks for regions and units, not the mark
REGION_PRECS = (4, 5)
RING_PRECS = range(2, 6)


def _told(incidents: int, sources: int) -> str:
    events = f"{incidents} event" if incidents == 1 else f"{incidents} events"
    return f"{events}, {sources} source" if sources == 1 else f"{events}, {sources} sources"


def _phase(phase: Phase) -> str:
    return str(phase)


@dataclass(frozen=True, slots=True)
class MapWords:
    """What marks and flows say, to be given in the reader's language.

    `told` says how many incidents there are and how many sources tell of them.
    """

    told: Callable[[int, int], str] = _told
    phase: Callable[[Phase], str] = _phase


def diameter_px(sources: int) -> float:
    """Return how wide a mark is, in pixels from zoom 5 on: more sources, never a smaller mark."""
    return min(LARGEST_MARK_PX, 11.0 + 5.4 * math.sqrt(sources))


def tooltip(label: str, said: str, place_id: str) -> str:
    """Return a tooltip as HTML; the id comes back on a click and is not seen."""
    return f"<bdi>{for_map(label)}</bdi>: {for_map(said)}<span hidden>#{for_map(place_id)}</span>"


def to_geojson(content: MapContent, *, selected: str | None, words: MapWords) -> dict[str, Any]:
    """Return marks, areas and flows as a FeatureCollection; every text in it is escaped."""
    features = [_area(area, selected=selected, words=words) for area in content.areas]
    features += [_flow(flow, words=words) for flow in content.flows]
    features += [_mark(mark, selected=selected, words=words) for mark in content.marks]
    return {"type": "FeatureCollection", "features": features}


def _feature(geometry_type: str, points: list[tuple[float, float]], **said: Any) -> dict[str, Any]:
    coordinates: list[Any] = [position(lat, lon) for lat, lon in points]
    return {
        "type": "Feature",
        "geometry": {
            "type": geometry_type,
            "coordinates": coordinates[0] if geometry_type == "Point" else coordinates,
        },
        "properties": said,
    }


def _mark(mark: Mark, *, selected: str | None, words: MapWords) -> dict[str, Any]:
    is_region = mark.where_prec in REGION_PRECS
    return _feature(
        "Point",
        [mark.point],
        what="mark",
        id=for_map(mark.mark_id),
        label=for_map(mark.label),
        tip=tooltip(mark.label, words.told(mark.incidents, mark.sources), mark.mark_id),
        signs=[[tally.kind, tally.look] for tally in mark.tallies],
        sources=mark.sources,
        px=REGION_MARK_PX if is_region else round(diameter_px(mark.sources), 1),
        region=is_region,
        radiusKm=mark.radius_km,
        ring=mark.where_prec in RING_PRECS,
        selected=mark.mark_id == selected,
    )


def _area(area: Area, *, selected: str | None, words: MapWords) -> dict[str, Any]:
    return _feature(
        "Point",
        [area.point],
        what="area",
        id=for_map(area.place_id),
        label=for_map(area.label),
        tip=tooltip(area.label, words.told(area.incidents, area.sources), area.place_id),
        country=for_map(area.country_code or ""),
        tallies=[[tally.kind, tally.look, tally.incidents] for tally in area.tallies],
        sources=area.sources,
        selected=area.place_id == selected,
    )


def _flow(flow: Flow, *, words: MapWords) -> dict[str, Any]:
    return _feature(
        "LineString",
        [
            (flow.origin_lat, flow.origin_lon),
            (flow.destination_lat, flow.destination_lon),
        ],
        what="flow",
        origin=for_map(flow.origin_id),
        destination=for_map(flow.destination_id),
        tip=for_map(_said_of(flow, words)),
        planned=flow.planned,
        troops=None if flow.troops is None else flow.troops[1],
        strength=None if flow.troops is None else for_map(_strength(flow.troops)),
    )


def _said_of(flow: Flow, words: MapWords) -> str:
    """Return what the pointer is told: from where to where, how far, how many, who tells it."""
    parts = [
        f"{flow.origin_label} → {flow.destination_label}",
        "" if flow.phase is None else words.phase(flow.phase),
        "" if flow.troops is None else _strength(flow.troops),
        words.told(flow.incidents, flow.sources),
    ]
    return " · ".join(part for part in parts if part)


def _strength(troops: tuple[int, int]) -> str:
    """Return numbers as the sources say them: `150`, `2 500-3 000` with an en dash."""
    least, most = (f"{number:,}".replace(",", GROUP_SPACE) for number in troops)
    return least if least == most else f"{least}\N{EN DASH}{most}"
