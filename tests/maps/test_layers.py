"""The Folium map asks nothing of the outside, and its marks carry their ids."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geodata.maps import (
    Area,
    AssetLinks,
    BaseWords,
    Flow,
    LegendWords,
    MapContent,
    MapWords,
    Mark,
    base_map,
    content_layers,
    legend_html,
)
from geodata.maps.bundle import ASSETS_FOLDER, SCRIPT, SCRIPTS, STYLE, STYLES, write_bundle
from geodata.maps.geojson import diameter_px, to_geojson, tooltip
from geodata.maps.marks import Tally
from geodata.maps.palette import KIND_SHAPES, PALETTES, Theme, kind_glyph, kind_svg
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.models import EventKind

LINKS = AssetLinks(leaflet="../leaflet", assets="../assets", basemap="../basemap")
ALMATY = Mark(
    mark_id="geonames:1526384",
    label="Almaty",
    lat=43.25,
    lon=76.91,
    tallies=(Tally("violence", "filled", 2), Tally("protest", "filled", 1)),
    sources=4,
    incidents=3,
    where_prec=1,
    radius_km=10.0,
)
KAZAKHSTAN = Area(
    place_id="iso3166:KZ",
    label="Kasachstan",
    country_code="KZ",
    lat=48.0,
    lon=68.0,
    tallies=(Tally("deployment", "outline", 2),),
    sources=2,
    incidents=2,
)
FLOW = Flow(
    origin_id="iso3166:RU",
    origin_label="Russland",
    origin_lat=55.75,
    origin_lon=37.62,
    destination_id="geonames:1526384",
    destination_label="Almaty",
    destination_lat=43.25,
    destination_lon=76.91,
    phase="moving",
    planned=False,
    sources=2,
    incidents=2,
    troops=(2500, 3000),
)
CONTENT = MapContent((ALMATY,), (KAZAKHSTAN,), (FLOW,))


def script_of(content: MapContent, selected: str | None = None) -> str:
    """Return the script that streamlit-folium sends for a content."""
    base = base_map("light", links=LINKS)
    group = content_layers(content, selected=selected)
    group.add_to(base)
    group.render()  # type: ignore[no-untyped-call]  # folium ships no types
    return str(generate_leaflet_string(group, base_id="feature_group_0"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_links_to_nothing_outside(theme: Theme) -> None:
    base = base_map(theme, links=LINKS)
    content_layers(CONTENT).add_to(base)
    page = base.get_root().render()
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert {link.split("/")[1] for link in links} == {"leaflet", "assets", "basemap"}
    assert not re.search(r"https?://(?!www\.w3\.org)", page)


def test_the_base_map_is_the_same_each_time() -> None:
    hashes = {
        generate_js_hash(generate_leaflet_string(base_map("light", links=LINKS))) for _ in range(2)
    }
    assert len(hashes) == 1


def test_the_bundle_holds_all_files_of_the_map_in_order(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path / "new")
    assert write_bundle(tmp_path / "new") == folder
    script = (folder / SCRIPT).read_text(encoding="utf-8")
    places = [script.index((ASSETS_FOLDER / name).read_text(encoding="utf-8")) for name in SCRIPTS]
    assert places == sorted(places)
    style = (folder / STYLE).read_text(encoding="utf-8")
    assert all((ASSETS_FOLDER / name).read_text(encoding="utf-8") in style for name in STYLES)


def test_every_script_is_in_the_bundle() -> None:
    assert {path.name for path in ASSETS_FOLDER.glob("*.js")} == set(SCRIPTS)


def test_longitude_comes_before_latitude_in_geojson_only() -> None:
    data = to_geojson(CONTENT, selected=None, words=MapWords())
    points = {f["properties"]["what"]: f["geometry"]["coordinates"] for f in data["features"]}
    assert points["mark"] == [76.91, 43.25]
    assert points["flow"] == [[37.62, 55.75], [76.91, 43.25]]


def test_a_tooltip_ends_with_its_hidden_id() -> None:
    said = tooltip("Almaty", MapWords().told(3, 4), "geonames:1526384")
    assert said == "<bdi>Almaty</bdi>: 3 events, 4 sources<span hidden>#geonames:1526384</span>"


def test_one_event_of_one_source_is_singular() -> None:
    assert MapWords().told(1, 1) == "1 event, 1 source"


def test_a_flow_says_from_where_to_where_how_far_and_how_many() -> None:
    (flow,) = to_geojson(MapContent(flows=(FLOW,)), selected=None, words=MapWords())["features"]
    assert html.unescape(flow["properties"]["tip"]) == (
        "Russland → Almaty · moving · 2\N{NO-BREAK SPACE}500\N{EN DASH}3\N{NO-BREAK SPACE}000 · "
        "2 events, 2 sources"
    )


def test_the_ends_of_a_flow_are_escaped() -> None:
    hostile = replace(FLOW, origin_label='"><script>{{ 7*7 }}')
    (flow,) = to_geojson(MapContent(flows=(hostile,)), selected=None, words=MapWords())["features"]
    assert not set('<>"{}') & set(flow["properties"]["tip"])


def test_what_is_selected_is_marked() -> None:
    data = to_geojson(CONTENT, selected="iso3166:KZ", words=MapWords())
    selected = {
        f["properties"].get("id"): f["properties"].get("selected") for f in data["features"]
    }
    assert selected == {"iso3166:KZ": True, "geonames:1526384": False, None: None}


def test_more_sources_never_make_a_smaller_mark() -> None:
    sizes = [diameter_px(sources) for sources in range(1, 60)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 34


def test_strengths_stand_as_the_sources_say_them() -> None:
    (flow,) = [
        f["properties"]
        for f in to_geojson(MapContent(flows=(FLOW,)), selected=None, words=MapWords())["features"]
    ]
    assert flow["strength"] == "2\N{NO-BREAK SPACE}500\N{EN DASH}3\N{NO-BREAK SPACE}000"


@pytest.mark.parametrize(
    "name",
    ["{{ 7*7 }}", "{% raw %}", "</script><script>", "`${x}`", "a\\b", "{{'map_div'}}", "x_abc9"],
)
def test_a_hostile_name_reaches_the_browser_as_text(name: str) -> None:
    script = script_of(MapContent((replace(ALMATY, label=name),)))
    # Folium names its objects by random hexadecimals, which may hold a 49 of their own.
    assert "49" not in re.sub(r"[0-9a-f]{32}", "", script)
    assert "<script" not in script
    found = re.search(r"_add\((\{.*\})\);", script)
    assert found is not None
    (feature,) = json.loads(found[1])["features"]
    said = to_geojson(MapContent((replace(ALMATY, label=name),)), selected=None, words=MapWords())[
        "features"
    ][0]
    assert feature["properties"]["label"] == said["properties"]["label"]


def test_names_that_differ_only_after_an_underscore_make_another_map() -> None:
    one = script_of(MapContent((replace(ALMATY, label="Ort_a1"),)))
    other = script_of(MapContent((replace(ALMATY, label="Ort_b2"),)))
    assert one != other


def test_words_of_the_base_map_are_escaped() -> None:
    base = base_map("light", links=LINKS, words=BaseWords(attribution="{{ 7*7 }}</script>"))
    page = base.get_root().render()
    assert "{{" not in page
    assert page.count("</script>") == page.count("<script")


def test_every_kind_has_a_shape_and_a_colour_in_both_themes() -> None:
    for palette in PALETTES.values():
        assert len(set(palette.kinds().values())) == len(EVENT_KINDS)
    assert len({KIND_SHAPES[kind] for kind in EVENT_KINDS}) == len(EVENT_KINDS)


def test_glyphs_are_images_because_pages_drop_svg() -> None:
    assert kind_glyph("protest", "light").startswith('<img alt=""')
    assert "<svg" not in legend_html("dark")
    assert legend_html("dark").count("<img") == 7


def test_grey_marks_are_explained_where_the_map_has_any() -> None:
    words = LegendWords()
    assert words.earlier not in legend_html("light", looks={"filled"})
    shown = legend_html("light", looks={"filled", "earlier", "denied"})
    assert words.earlier in shown
    assert words.denied in shown


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_what_did_not_happen_now_is_grey_and_what_is_denied_struck_through(
    kind: EventKind,
) -> None:
    colour = PALETTES["light"].kind(kind)
    earlier, denied = (kind_svg(kind, "light", look=look) for look in ("earlier", "denied"))
    assert colour in kind_svg(kind, "light", look="outline")
    assert colour not in earlier + denied
    assert (earlier.count("<path"), denied.count("<path")) == (1, 2)
