"""Countries: points from Natural Earth, figures from GeoNames, what both get wrong by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from geodata.gazetteer.sources import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Place

    Ring = list[tuple[float, float]]

__all__ = ["COLUMNS", "country_points", "country_rows"]

COLUMNS = "code,name,lat,lon,radius_km,population,capital,names_de,names_en,names_ru,source"
SMALLEST_KM = 5
BY_HAND, NATURAL_EARTH, LARGEST_TOWN = "by hand", "Natural Earth 1:50m", "GeoNames, largest town"


class _Centroid(NamedTuple):
    area: float  # square degrees
    lat: float
    lon: float


def country_points(topology: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Return the centroid (degrees) of each country's largest polygon, by ISO numeric code.

    `topology` is the TopoJSON of npm `world-atlas`.
    """
    found: dict[str, _Centroid] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        centroids = [_centroid(_ring(topology, polygon[0])) for polygon in polygons]
        code = shape.get("id")
        if code is not None and centroids:
            found[code] = max([*centroids, *([found[code]] if code in found else [])])
    return {code: (round(c.lat, 1), round(c.lon, 1)) for code, c in found.items()}


def _ring(topology: Mapping[str, Any], arcs: Sequence[int]) -> Ring:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    ring: Ring = []
    for number in arcs:
        x, y, points = 0, 0, []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        ring += (points if number >= 0 else points[::-1])[1 if ring else 0 :]
    return ring


def _centroid(ring: Ring) -> _Centroid:
    twice = lat = lon = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice += cross
        lon += (x0 + x1) * cross
        lat += (y0 + y1) * cross
    return _Centroid(abs(twice / 2), lat / (3 * twice), lon / (3 * twice))


def country_rows(
    countries: Mapping[str, Mapping[str, Any]],
    topology: Mapping[str, Any],
    towns: Sequence[Place],
) -> Iterator[list[object]]:
    """Yield the rows of the table in the order of codes; `countries` are GeoNames' figures."""
    points = country_points(topology)
    hand = {row["code"]: row for row in table_rows("countries_hand.csv")}
    largest = {}
    for town in sorted(towns, key=lambda town: (town.population or 0, town.place_id)):
        largest[town.country_code] = town
    for code in sorted(hand):
        figures, row = countries[code], hand[code]
        numeric = str(figures["isonumeric"]).zfill(3)
        point, source = points.get(numeric), NATURAL_EARTH
        if row["lat"]:
            point, source = (float(row["lat"]), float(row["lon"])), BY_HAND
        elif point is None:
            town = largest[code]
            point = (round(town.lat or 0.0, 1), round(town.lon or 0.0, 1))
            source = LARGEST_TOWN
        yield [
            code,
            figures["name"].strip(),
            *point,
            max(SMALLEST_KM, round(math.sqrt((figures["areakm2"] or 0) / math.pi))),
            figures["population"],
            row["capital"],
            row["names_de"],
            row["names_en"],
            row["names_ru"],
            source,
        ]
