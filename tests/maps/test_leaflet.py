"""A click on the map gives the id of a place that the map shows."""

from __future__ import annotations

import pytest

from geodata.maps import MapContent, Mark
from geodata.maps.marks import Tally
from geodata.ui.leaflet import clicked_id

CONTENT = MapContent(
    marks=(
        Mark(
            mark_id="geonames:1526384",
            label="Almaty",
            lat=43.25,
            lon=76.91,
            tallies=(Tally("protest", "filled", 1),),
            sources=1,
            incidents=1,
            where_prec=1,
            radius_km=None,
        ),
    )
)


@pytest.mark.parametrize(
    ("tooltip", "place_id"),
    [
        ("Almaty: 4 articles#geonames:1526384", "geonames:1526384"),
        ("Almaty: 4 articles#geonames:1526384#1767225600000", "geonames:1526384"),
        ("Gate #5: 1 article#geonames:1526384#1767225600000", "geonames:1526384"),
        ("Moskau: 4 articles#geonames:524901", None),
        ("Almaty: 4 articles", None),
        ("", None),
    ],
)
def test_a_tooltip_gives_the_id_only_of_what_is_shown(tooltip: str, place_id: str | None) -> None:
    assert clicked_id(tooltip, CONTENT) == place_id
