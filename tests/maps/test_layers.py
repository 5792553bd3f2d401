"""The Folium map asks nothing of the outside, and its marks carry their ids."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geodata.maps import (
    Area,
    AssetLinks,
    BaseWords,
    Flow,
    MapContent,
    MapWords,
    Mark,
    Tiles,
    base_map,
    content_layers,
    to_payload,
)
from geodata.maps.bundle import (
    ASSETS_FOLDER,
    SCRIPT,
    SCRIPTS,
    STYLE,
    STYLES,
    names_file,
    write_bundle,
)
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
    group = content_layers(to_payload(content, words=MapWords()), selected=selected)
    group.add_to(base)
    group.render()  # type: ignore[no-untyped-call]  # folium ships no types
    return str(generate_leaflet_string(group, base_id="feature_group_0"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_links_to_nothing_outside(theme: Theme) -> None:
    base = base_map(theme, links=LINKS)
    content_layers(to_payload(CONTENT, words=MapWords())).add_to(base)
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


def read_by_script(script: str) -> tuple[Any, Any]:
    """Return what the script of a content hands over: the data, and what is selected."""
    found = re.search(r"schauplatz\.show\((\{.*\}), \{(.*?)\}\);", script, re.DOTALL)
    assert found is not None
    selected = re.search(r"selected: (.*?),", found[2])
    assert selected is not None
    return json.loads(found[1].replace("'", '"')), json.loads(selected[1])


@pytest.mark.parametrize(
    "name",
    ["{{ 7*7 }}", "{% raw %}", "</script><script>", "`${x}`", "a\\b", "{{'map_div'}}", "x_abc9"],
)
def test_a_hostile_name_reaches_the_browser_as_text(name: str) -> None:
    script = script_of(MapContent((replace(ALMATY, label=name),)))
    # Folium names its objects by random hexadecimals, which may hold a 49 of their own.
    assert "49" not in re.sub(r"[0-9a-f]{16,32}", "", script)
    assert "<script" not in script
    data, _ = read_by_script(script)
    assert html.unescape(data["marks"][0][1]) == name


def test_names_that_differ_only_after_an_underscore_make_another_map() -> None:
    one = script_of(MapContent((replace(ALMATY, label="Ort_a1"),)))
    other = script_of(MapContent((replace(ALMATY, label="Ort_b2"),)))
    assert one != other


def test_what_is_selected_is_said_beside_the_content() -> None:
    plain, chosen = script_of(CONTENT), script_of(CONTENT, selected="iso3166:KZ")
    assert read_by_script(plain) == (read_by_script(chosen)[0], None)
    assert read_by_script(chosen)[1] == "iso3166:KZ"


def test_names_of_countries_and_towns_are_a_file_and_no_part_of_the_message(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path, ("de", "en"))
    names = json.loads((folder / names_file("de")).read_text(encoding="utf-8"))
    assert names["countries"]["KZ"] == "Kasachstan"
    assert "Moskau" in {name for *_, name in names["towns"]}
    page = base_map("light", links=LINKS, words=BaseWords(language="de")).get_root().render()
    assert "Kasachstan" not in page
    assert names_file("de") in page
    assert len(page) < 8_000


def test_tiles_are_asked_for_only_where_there_are_any() -> None:
    tiles = Tiles("https://tiles.example.org/{z}/{x}/{y}.png", "Example")
    page = base_map("light", links=LINKS, tiles=tiles).get_root().render()
    assert tiles.url in page
    assert "example.org" not in base_map("light", links=LINKS).get_root().render()


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


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_what_did_not_happen_now_is_grey_and_what_is_denied_struck_through(
    kind: EventKind,
) -> None:
    colour = PALETTES["light"].kind(kind)
    earlier, denied = (kind_svg(kind, "light", look=look) for look in ("earlier", "denied"))
    assert colour in kind_svg(kind, "light", look="outline")
    assert colour not in earlier + denied
    assert (earlier.count("<path"), denied.count("<path")) == (1, 2)
