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

__all__ = ["MapWords", "diameter_px", "to_geojson", "tooltip"]

GROUP_SPACE = "\N{NO-BREAK SPACE}"
LARGEST_MARK_PX = 34.0
REGION_MARK_PX = 11.0  # the ring speaks for regions and units, not the mark
REGION_PRECS = (4, 5)
RING_PRECS = range(2, 6)


def _articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the marks say, to be given in the reader's language."""

    articles: Callable[[int], str] = _articles


def diameter_px(articles: int) -> float:
    """Return how wide a mark is, in pixels from zoom 5 on: more articles, never a smaller mark."""
    return min(LARGEST_MARK_PX, 11.0 + 5.4 * math.sqrt(articles))


def tooltip(label: str, said: str, place_id: str) -> str:
    """Return a tooltip as HTML; the id comes back on a click and is not seen."""
    return f"<bdi>{for_map(label)}</bdi>: {for_map(said)}<span hidden>#{for_map(place_id)}</span>"


def to_geojson(content: MapContent, *, selected: str | None, words: MapWords) -> dict[str, Any]:
    """Return marks, areas and flows as a FeatureCollection; every text in it is escaped."""
    features = [_area(area, selected=selected, words=words) for area in content.areas]
    features += [_flow(flow) for flow in content.flows]
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
        tip=tooltip(mark.label, words.articles(mark.articles), mark.mark_id),
        kinds=[kind for kind, _ in mark.kinds],
        articles=mark.articles,
        px=REGION_MARK_PX if is_region else round(diameter_px(mark.articles), 1),
        region=is_region,
        radiusKm=mark.radius_km,
        ring=mark.where_prec in RING_PRECS,
        announced=mark.announced_only,
        selected=mark.mark_id == selected,
    )


def _area(area: Area, *, selected: str | None, words: MapWords) -> dict[str, Any]:
    return _feature(
        "Point",
        [area.point],
        what="area",
        id=for_map(area.place_id),
        label=for_map(area.label),
        tip=tooltip(area.label, words.articles(area.articles), area.place_id),
        country=for_map(area.country_code or ""),
        kind=area.kind,
        tallies=[[tally.kind, tally.announced, tally.events] for tally in area.tallies],
        articles=area.articles,
        selected=area.place_id == selected,
    )


def _flow(flow: Flow) -> dict[str, Any]:
    return _feature(
        "LineString",
        [
            (flow.origin_lat, flow.origin_lon),
            (flow.destination_lat, flow.destination_lon),
        ],
        what="flow",
        origin=for_map(flow.origin_id),
        destination=for_map(flow.destination_id),
        planned=flow.planned,
        troops=None if flow.troops is None else flow.troops[1],
        strength=None if flow.troops is None else for_map(_strength(flow.troops)),
    )


def _strength(troops: tuple[int, int]) -> str:
    """Return numbers as the sources say them: `150`, `2 500-3 000` with an en dash."""
    least, most = (f"{number:,}".replace(",", GROUP_SPACE) for number in troops)
    return least if least == most else f"{least}\N{EN DASH}{most}"
