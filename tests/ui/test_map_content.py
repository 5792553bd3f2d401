"""The map of a page is made once for all who ask for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.maps import LAYERS, Layer
from geodata.maps.countries import country_points
from geodata.tables.filters import Filters
from geodata.ui.map.map_content import map_drawing, mentioned_places
from geodata.ui.page import Page
from geodata.ui.shelf.gathering import make_library
from tests.records import shots_collection

if TYPE_CHECKING:
    from geodata.ui.shelf.library import Library

SHOWN: tuple[Layer, ...] = ("incidents", "flows", "areas", "rings")


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(None, shots_collection())


def page_of(library: Library) -> Page:
    return Page(library, Filters(), "light")


@pytest.mark.usefixtures("german")
def test_the_same_map_is_made_once_and_layers_make_another(library: Library) -> None:
    one = map_drawing(page_of(library), SHOWN)
    assert map_drawing(page_of(library), SHOWN[::-1]) is one
    assert map_drawing(page_of(library), LAYERS) is not one
    assert map_drawing(page_of(library), LAYERS).content.discs
    assert not one.content.discs


@pytest.mark.usefixtures("german")
def test_another_filter_has_another_map(library: Library) -> None:
    one = map_drawing(page_of(library), SHOWN)
    none = map_drawing(Page(library, Filters(kinds=("withdrawal",)), "light"), SHOWN)
    assert one.place_ids
    assert none.place_ids == ()


@pytest.mark.usefixtures("german")
def test_places_stand_in_the_order_of_their_names(library: Library) -> None:
    names = [
        library.place_name(one).casefold()
        for one in map_drawing(page_of(library), LAYERS).place_ids
    ]
    assert names == sorted(names)


def test_every_mention_of_a_place_is_counted_once(library: Library) -> None:
    found = mentioned_places(page_of(library))
    mentions = library.tables.mentions
    assert found["count"].sum() == mentions["place_id"].notna().sum()
    assert found["place_id"].is_unique
    points = country_points()
    for place_id, lat, lon in zip(found["place_id"], found["lat"], found["lon"], strict=True):
        code = place_id.removeprefix("iso3166:")
        assert code not in points or (lat, lon) == points[code].label
