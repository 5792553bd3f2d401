"""The shipped geometry holds what the map needs, small enough to draw at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geodata.maps.countries import BASEMAP_FOLDER, country_names, country_points, load_towns

WIDEST = 205.0  # degrees; Russia from the Baltic to the Bering Strait is 180


@pytest.fixture(scope="module")
def world() -> Any:
    return json.loads((BASEMAP_FOLDER / "world.json").read_text(encoding="utf-8"))


def points(world: Any, number: int) -> list[tuple[float, float]]:
    """Return an arc as longitude and latitude."""
    x = y = 0
    found = []
    for dx, dy in world["arcs"][number if number >= 0 else ~number]:
        x, y = x + dx, y + dy
        found.append((x * world["transform"]["scale"][0], y * world["transform"]["scale"][1]))
    return found


def test_the_geometry_is_small() -> None:
    assert (BASEMAP_FOLDER / "world.json").stat().st_size < 900_000
    fonts = sum(path.stat().st_size for path in BASEMAP_FOLDER.glob("*.woff2"))
    assert fonts <= 90_000


def test_countries_are_known_by_their_codes(world: Any) -> None:
    codes = {g["id"] for g in world["objects"]["countries"]["geometries"]}
    assert {"KZ", "RU", "TJ", "KG", "UA", "XK", "PS", "EH", "FJ"} <= codes
    assert all(len(code) == 2 for code in codes)
    assert codes <= country_points().keys()


def test_no_ring_runs_across_the_map(world: Any) -> None:
    for geometry in world["objects"]["countries"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                longitudes = [lon for number in ring for lon, _ in points(world, number)]
                assert max(longitudes) - min(longitudes) < WIDEST, geometry["id"]


def test_disputed_areas_are_drawn_apart(world: Any) -> None:
    areas = {g["id"] for g in world["objects"]["disputed"]["geometries"]}
    assert {"crimea", "kashmir", "abkhazia", "south_ossetia", "western_sahara"} <= areas
    assert all(g["arcs"] for g in world["objects"]["disputed"]["geometries"])


def test_crimea_is_not_in_russia(world: Any) -> None:
    shapes = {g["id"]: g["arcs"] for g in world["objects"]["countries"]["geometries"]}
    (crimea,) = [g for g in world["objects"]["disputed"]["geometries"] if g["id"] == "crimea"]
    (outline,) = crimea["arcs"]
    assert outline not in shapes["RU"]
    assert outline in shapes["UA"]


def test_names_come_in_the_reader_s_language() -> None:
    assert country_names("de")["KZ"] == "Kasachstan"
    assert country_names("en")["KZ"] == "Kazakhstan"
    assert {"Moskau", "Teheran", "Kabul"} <= {town["name"] for town in load_towns("de")}


def test_towns_and_labels_lie_on_the_map() -> None:
    for town in load_towns("en"):
        assert -90 <= town["lat"] <= 90
        assert -180 <= town["lon"] <= 180
    kazakhstan = country_points()["KZ"]
    assert kazakhstan.label is not None
    assert 40 < kazakhstan.label[0] < 56
    assert 46 < kazakhstan.label[1] < 88
