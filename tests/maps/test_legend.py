from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.maps import (
    Area,
    Disc,
    Flow,
    MapContent,
    Mark,
    drawn_signs,
    legend_guide,
    legend_line,
)
from geodata.maps.legend import ENGLISH, SIGNS, Said
from geodata.maps.marks import Tally
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from geodata.maps.legend import Sign
    from geodata.maps.palette import Look, Theme


def mark(*, look: Look = "filled", prec: int = 1, place_id: str = "geonames:1") -> Mark:
    tallies = (Tally("protest", look, 1),)
    return Mark(place_id, "Aktau", 43.6, 51.2, tallies, 1, 1, prec, 40.0)


def flow(*, planned: bool) -> Flow:
    ends = ("iso3166:RU", "Russland", 61.5, 105.3, "geonames:2", "Almaty", 43.2, 76.9)
    return Flow(*ends, None, planned, 1, 1, None)


AREA = Area("iso3166:KZ", "Kasachstan", "KZ", 48.0, 68.0, (Tally("presence", "filled", 1),), 1, 1)
DISC = Disc("geonames:1", "Aktau", 43.6, 51.2, 12)


def test_an_empty_map_explains_only_its_base() -> None:
    assert drawn_signs(MapContent()) == ("disputed",)


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        (MapContent((mark(look="outline"),)), "outline"),
        (MapContent((mark(look="earlier"),)), "earlier"),
        (MapContent((mark(look="denied"),)), "denied"),
        (MapContent((mark(prec=3),)), "ring"),
        (MapContent((mark(), mark(place_id="geonames:2"))), "more"),
        (MapContent(areas=(AREA,)), "area"),
        (MapContent(flows=(flow(planned=False),)), "flow"),
        (MapContent(flows=(flow(planned=True),)), "planned"),
        (MapContent(discs=(DISC,)), "disc"),
    ],
)
def test_a_sign_is_explained_where_the_map_has_it_and_nowhere_else(
    content: MapContent, sign: str
) -> None:
    assert sign in drawn_signs(content)
    assert sign not in drawn_signs(MapContent((mark(),)))


def test_rings_that_are_off_are_not_explained() -> None:
    assert "ring" not in drawn_signs(MapContent((mark(prec=3),), rings=False))


def test_kinds_are_left_out_where_figures_explain_them() -> None:
    content = MapContent((mark(),), (AREA,))
    assert drawn_signs(content)[:2] == ("presence", "protest")
    assert not set(drawn_signs(content, kinds=False)) & set(EVENT_KINDS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_are_images_because_pages_drop_svg(theme: Theme) -> None:
    line, guide = legend_line(theme), legend_guide(theme)
    assert "<svg" not in line + guide
    assert guide.count("<img") == len(SIGNS)
    assert line.count("<img") == sum(bool(ENGLISH[sign].short) for sign in SIGNS)


def test_words_cannot_break_out_of_the_legend() -> None:
    words: dict[Sign, Said] = {**ENGLISH, "size": Said("<b>", "<script>")}
    size: tuple[Sign, ...] = ("size",)
    assert "<script>" not in legend_guide("light", size, words=words)
    assert "<b>" not in legend_line("light", size, words=words)
