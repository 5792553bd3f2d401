"""A click on the map gives the id of a place that is known, once, before the map is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from geodata.errors import DataError
from geodata.maps.countries import BASEMAP_FOLDER
from geodata.ui.map import leaflet

if TYPE_CHECKING:
    from pathlib import Path


def asks_for_clicks() -> None:
    import streamlit as st  # noqa: PLC0415 - a page of its own

    from geodata.ui.map.leaflet import clicked  # noqa: PLC0415

    st.text(str(clicked("map", theme="light", known={"geonames:1527534"})))


def answers(*values: Any) -> list[str]:
    """Return what `clicked` says in runs one after the other, given what the map has sent."""
    page = AppTest.from_function(asks_for_clicks)
    said = []
    for value in values:
        page.session_state["map-light"] = value
        said.append(page.run().text[0].value)
    return said


def test_a_click_is_told_once() -> None:
    click = {"place": "geonames:1527534", "at": 1767225600000}
    again = click | {"at": 1767225601000}
    assert answers(click, click, again) == ["geonames:1527534", "None", "geonames:1527534"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"place": "geonames:524901", "at": 1},
        {"place": ["geonames:1527534"], "at": 1},
        {"place": "geonames:1527534"},
        {"place": "geonames:1527534", "at": "now"},
        "geonames:1527534",
    ],
)
def test_what_is_no_click_on_a_known_place_is_none(value: Any) -> None:
    assert answers(value) == ["None"]


@pytest.mark.parametrize("name", leaflet.BASEMAP_FILES)
def test_a_missing_file_of_the_base_map_stops_the_start(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in leaflet.BASEMAP_FILES:
        if other != name:
            (tmp_path / other).write_bytes((BASEMAP_FOLDER / other).read_bytes())
    monkeypatch.setattr(leaflet, "BASEMAP_FOLDER", tmp_path)
    leaflet._links.cache_clear()
    with pytest.raises(DataError, match=f"the map lacks .*{name}; install"):
        leaflet.check_map()
    leaflet._links.cache_clear()


def test_every_file_that_the_styles_and_settings_name_is_checked() -> None:
    style = (BASEMAP_FOLDER / "source-sans-3.css").read_text(encoding="utf-8")
    used = {part.split(")")[0].strip("\"'") for part in style.split("url(")[1:]}
    assert used <= set(leaflet.BASEMAP_FILES)
