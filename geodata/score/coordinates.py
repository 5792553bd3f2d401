"""Points as annotations and predictions give them: the keys "lat" and "lon", in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.score.lines import Node

__all__ = ["certain_point", "possible_point"]

FARTHEST_LAT = 90
FARTHEST_LON = 360  # some systems count longitudes from 0 to 360


def possible_point(node: Node) -> tuple[float, float] | None:
    """Return (lat, lon); None where one of them is missing or not on earth."""
    lat, lon = node.optional_number("lat"), node.optional_number("lon")
    if lat is None or lon is None:
        return None
    if not -FARTHEST_LAT <= lat <= FARTHEST_LAT or not -FARTHEST_LON <= lon <= FARTHEST_LON:
        return None
    return lat, lon


def certain_point(node: Node) -> tuple[float, float] | None:
    """Return (lat, lon); None where both are missing.

    Raises:
        InputError: one of the two is missing, or the point is not on earth.

    """
    lat, lon = node.optional_number("lat"), node.optional_number("lon")
    point = possible_point(node)
    if point is None and not (lat is None and lon is None):
        node.fail(f"lat {lat}, lon {lon} is no point in degrees; give both or null for both")
    return point
