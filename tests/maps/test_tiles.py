"""Tiles come only from where whoever runs Schauplatz says, and never unencrypted from afar."""

from __future__ import annotations

import pytest

from geodata.errors import InputError
from geodata.maps.tiles import ATTRIBUTION_VARIABLE, TILES_VARIABLE, tiles_from


def test_without_the_variable_there_are_none() -> None:
    assert tiles_from({}) is None
    assert tiles_from({TILES_VARIABLE: "  "}) is None


def test_openstreetmap_is_thanked_with_a_link() -> None:
    tiles = tiles_from({TILES_VARIABLE: "OSM"})
    assert tiles is not None
    assert tiles.url.startswith("https://tile.openstreetmap.org/")
    assert tiles.attribution.endswith(">\N{COPYRIGHT SIGN} OpenStreetMap</a>")


@pytest.mark.parametrize(
    "url",
    [
        "https://tiles.example.org/{z}/{x}/{y}{r}.png?key=a1&style=b",
        "http://localhost:8080/{z}/{x}/{y}.png",
        "http://127.0.0.1/{z}/{x}/{y}.png",
    ],
)
def test_an_own_server_is_taken_as_it_is(url: str) -> None:
    tiles = tiles_from({TILES_VARIABLE: url, ATTRIBUTION_VARIABLE: "Karten <b>Amt</b>"})
    assert tiles is not None
    assert (tiles.url, tiles.attribution) == (url, "Karten &lt;b&gt;Amt&lt;/b&gt;")


def test_a_server_without_thanks_is_named() -> None:
    tiles = tiles_from({TILES_VARIABLE: "https://tiles.example.org/{z}/{x}/{y}.png"})
    assert tiles is not None
    assert tiles.attribution == "tiles.example.org"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://tiles.example.org/{z}/{x}.png", "lacks {y}"),
        ("http://tiles.example.org/{z}/{x}/{y}.png", "not encrypted"),
        ("javascript:alert(1)//{z}{x}{y}", "no address"),
        ("file:///tiles/{z}/{x}/{y}.png", "no address"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "holds {s}"),
        ('https://tiles.example.org/{z}/{x}/{y}.png"><script>', "holds"),
        ("https://[tiles/{z}/{x}/{y}.png", "no address"),
        ("tiles", "lacks {z}, {x}, {y}"),
    ],
)
def test_what_is_no_tile_server_is_refused_with_advice(url: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        tiles_from({TILES_VARIABLE: url})
    assert said in str(refused.value)
    assert "osm" in str(refused.value)
