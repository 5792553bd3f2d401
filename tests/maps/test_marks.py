"""Marks, areas and flows say what the table of incidents says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geodata.maps import LAYERS, MapContent, is_on_map, marks_from_tables
from geodata.maps.countries import country_points
from geodata.maps.crowding import gathered_marks
from geodata.maps.flows import MOST_FLOWS
from geodata.maps.marks import Tally
from geodata.tables.schema import Incidents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.maps import Layer, Look

ALMATY = {
    "place_id": "geonames:1526384",
    "location": "Almaty",
    "place_name": "Almaty",
    "place_type": "city",
    "country_code": "KZ",
    "latitude": 43.25,
    "longitude": 76.91,
    "where_prec": 1,
    "precision_km": 10.0,
}
KAZAKHSTAN = {
    "place_id": "iso3166:KZ",
    "location": "Kasachstan",
    "place_name": "Kazakhstan",
    "place_type": "country",
    "country_code": "KZ",
    "latitude": 48.0,
    "longitude": 68.0,
    "where_prec": 6,
    "precision_km": 900.0,
}
FROM_RUSSIA = {
    "origin_id": "iso3166:RU",
    "origin": "Russland",
    "origin_country": "RU",
    "origin_latitude": 61.5,
    "origin_longitude": 105.0,
}
NOWHERE = dict.fromkeys([*ALMATY, *FROM_RUSSIA])


def incidents(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return a table of incidents; a row says only what differs from a protest without a place."""
    plain = {
        "kind": "protest",
        "phase": None,
        "status": "actual",
        "date_start": None,
        "date_end": None,
        "time_precision": None,
        "actors": "",
        "figures": "",
        "attribution": "fact",
        "sources": 1,
        "articles": 1,
        "disputed": False,
        "first_published": None,
        "last_published": None,
        "review_status": "unreviewed",
        **NOWHERE,
    }
    filled = [{"incident_id": f"i{i}", **plain, **row} for i, row in enumerate(rows)]
    columns = list(Incidents.to_schema().columns)
    return Incidents.validate(pd.DataFrame(filled, columns=columns))


def drawn(*rows: dict[str, Any], sources: Sequence[str] = ()) -> MapContent:
    """Return what the map shows of incidents; each `sources` names the articles of one."""
    return marks_from_tables(incidents(*rows), tellings(sources or ["a1"] * len(rows)))


def tellings(sources: Sequence[str]) -> pd.DataFrame:
    """Return a table of events; a star marks an article that copies another."""
    told = [(f"i{i}", article) for i, one in enumerate(sources) for article in one.split()]
    columns = {
        "incident_id": [incident_id for incident_id, _ in told],
        "article_id": [article.rstrip("*") for _, article in told],
        "copy": [article.endswith("*") for _, article in told],
    }
    return pd.DataFrame(columns).astype({"incident_id": "str", "article_id": "str", "copy": bool})


def test_no_incidents_give_an_empty_map() -> None:
    content = drawn()
    assert (content.marks, content.areas, content.flows) == ((), (), ())


def test_a_place_is_one_mark_with_all_its_incidents() -> None:
    violence = ALMATY | {"kind": "violence"}
    (mark,) = drawn(ALMATY, violence, violence, sources=("a1", "a2 a3", "a3")).marks
    assert (mark.mark_id, mark.label) == ("geonames:1526384", "Almaty")
    assert (mark.lat, mark.lon) == (43.25, 76.91)
    assert mark.tallies == (Tally("violence", "filled", 2), Tally("protest", "filled", 1))
    assert mark.incidents == 3


def test_an_article_that_tells_of_two_incidents_is_one_source() -> None:
    (mark,) = drawn(ALMATY, ALMATY, sources=("a1 a2", "a2")).marks
    assert mark.sources == 2


def test_a_copy_is_no_source() -> None:
    (mark,) = drawn(ALMATY, sources=("a1 a2* a3*",)).marks
    assert mark.sources == 1


def test_the_main_kind_is_that_of_most_sources_not_of_most_incidents() -> None:
    violence = ALMATY | {"kind": "violence"}
    (mark,) = drawn(*[violence] * 3, ALMATY, sources=("a1", "a1", "a1", "a2 a3")).marks
    assert mark.tallies[0].kind == "protest"


def test_ties_between_kinds_go_by_the_order_of_the_kinds() -> None:
    (mark,) = drawn(ALMATY | {"kind": "violence"}, ALMATY | {"kind": "presence"}).marks
    assert mark.tallies[0].kind == "presence"


def test_the_commonest_spelling_is_the_label() -> None:
    other = ALMATY | {"location": "Alma-Ata"}
    (mark,) = drawn(other, ALMATY, ALMATY).marks
    assert mark.label == "Almaty"


def test_places_go_by_the_names_that_readers_see() -> None:
    names = {"geonames:1526384": "Alma-Ata", "iso3166:KZ": "Kazakhstan", "iso3166:RU": "Russia"}
    sent = {"kind": "deployment", **FROM_RUSSIA}
    frame = incidents(ALMATY | sent, KAZAKHSTAN | sent)
    content = marks_from_tables(frame, tellings([]), named=names.__getitem__)
    assert [mark.label for mark in content.marks] == ["Alma-Ata"]
    assert [area.label for area in content.areas] == ["Kazakhstan"]
    assert {flow.origin_label for flow in content.flows} == {"Russia"}
    assert {flow.destination_label for flow in content.flows} == {"Alma-Ata", "Kazakhstan"}


def test_zero_degrees_is_a_place() -> None:
    (mark,) = drawn(ALMATY | {"latitude": 0.0, "longitude": 0.0}).marks
    assert mark.point == (0.0, 0.0)


@pytest.mark.parametrize(
    ("said", "look"),
    [
        ({"status": "actual"}, "filled"),
        ({"status": "planned"}, "outline"),
        ({"status": "actual", "phase": "announced", "kind": "deployment"}, "outline"),
        ({"status": "hypothetical"}, "outline"),
        ({"status": "historical"}, "earlier"),
        ({"status": "negated"}, "denied"),
    ],
)
def test_a_mark_looks_as_certain_as_what_is_told(said: dict[str, Any], look: Look) -> None:
    content = drawn(ALMATY | said)
    assert content.marks[0].tallies == (Tally(said.get("kind", "protest"), look, 1),)
    assert content.looks == {look}


def test_a_kind_looks_like_the_most_certain_of_its_incidents() -> None:
    planned, denied = ALMATY | {"status": "planned"}, ALMATY | {"status": "negated"}
    assert drawn(denied, planned).marks[0].tallies == (Tally("protest", "outline", 2),)
    assert drawn(denied, planned, ALMATY).marks[0].tallies == (Tally("protest", "filled", 3),)


def test_what_is_told_of_now_goes_before_what_more_sources_deny() -> None:
    denied = ALMATY | {"kind": "deployment", "status": "negated"}
    (mark,) = drawn(denied, ALMATY, sources=("a1 a2", "a3")).marks
    assert mark.tallies == (Tally("protest", "filled", 1), Tally("deployment", "denied", 1))


def test_a_country_is_an_area_at_the_point_where_it_is_named() -> None:
    content = drawn(
        KAZAKHSTAN | {"kind": "deployment"},
        KAZAKHSTAN | {"kind": "deployment", "status": "planned"},
        KAZAKHSTAN | {"kind": "withdrawal"},
    )
    (area,) = content.areas
    assert content.marks == ()
    assert area.country_code == "KZ"
    assert area.point == country_points()["KZ"].label
    assert area.tallies == (
        Tally("deployment", "filled", 1),
        Tally("deployment", "outline", 1),
        Tally("withdrawal", "filled", 1),
    )


def test_a_country_without_coordinates_is_still_shaded() -> None:
    bare = KAZAKHSTAN | {"latitude": None, "longitude": None}
    assert len(drawn(bare).areas) == 1


def test_what_has_no_point_is_not_on_the_map() -> None:
    frame = incidents(
        ALMATY,
        {},
        ALMATY | {"latitude": None, "longitude": None},
        ALMATY | {"where_prec": 7},
        KAZAKHSTAN,
    )
    assert is_on_map(frame).tolist() == [True, False, False, False, True]
    content = marks_from_tables(frame, tellings([]))
    assert content.ids == {"geonames:1526384", "iso3166:KZ"}


def test_no_incidents_are_on_no_map() -> None:
    assert is_on_map(incidents()).tolist() == []


def test_troops_of_a_country_come_from_its_capital() -> None:
    (flow,) = drawn(ALMATY | FROM_RUSSIA | {"kind": "deployment", "phase": "arrived"}).flows
    assert (flow.origin_lat, flow.origin_lon) == country_points()["RU"].capital
    assert (flow.destination_lat, flow.destination_lon) == (43.25, 76.91)
    assert not flow.planned


def test_troops_of_a_town_come_from_that_town() -> None:
    ivanovo = {
        "origin_id": "geonames:555312",
        "origin": "Iwanowo",
        "origin_country": "RU",
        "origin_latitude": 57.0,
        "origin_longitude": 40.97,
    }
    (flow,) = drawn(ALMATY | ivanovo | {"kind": "deployment"}).flows
    assert (flow.origin_lat, flow.origin_lon) == (57.0, 40.97)


def test_a_flow_is_planned_until_one_article_says_it_moves() -> None:
    planned = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "status": "planned"}
    moving = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "phase": "moving"}
    assert drawn(planned).flows[0].planned
    assert not drawn(planned, moving).flows[0].planned


def test_a_flow_is_as_far_as_the_furthest_phase_told() -> None:
    sent = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment"}
    rows = [sent | {"phase": phase} for phase in ("staging", "arrived", "moving")]
    (flow,) = drawn(*rows, sources=("a1", "a2 a3", "a3")).flows
    assert (flow.phase, flow.incidents, flow.sources) == ("arrived", 3, 3)
    assert drawn(sent).flows[0].phase is None


@pytest.mark.parametrize("status", ["negated", "historical"])
def test_nobody_is_on_the_way_in_what_is_denied_or_long_past(status: str) -> None:
    assert drawn(ALMATY | FROM_RUSSIA | {"kind": "deployment", "status": status}).flows == ()


def test_only_deployments_flow_and_never_to_where_they_are() -> None:
    at_home = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "origin_id": "iso3166:KZ"}
    left = ALMATY | FROM_RUSSIA | {"kind": "withdrawal"}
    assert drawn(at_home, left).flows == ()


@pytest.mark.parametrize(
    ("figures", "troops"),
    [
        (["troops 70"], (70, 70)),
        (["troops about 300; dead 24-99", "troops 2500-3000"], (300, 3000)),
        (["dead 12; troops up to 500"], (500, 500)),
        (["dead 12"], None),
        (["aircraft 70-75"], None),
        ([""], None),
    ],
)
def test_strength_is_the_least_and_the_most_that_sources_give(
    figures: list[str], troops: tuple[int, int] | None
) -> None:
    rows = [ALMATY | FROM_RUSSIA | {"kind": "deployment", "figures": text} for text in figures]
    assert drawn(*rows).flows[0].troops == troops


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [ALMATY, KAZAKHSTAN, ALMATY | FROM_RUSSIA | {"kind": "deployment"}]
    assert drawn(*rows) == drawn(*reversed(rows))


def test_the_way_the_columns_are_kept_does_not_matter() -> None:
    sent = ALMATY | FROM_RUSSIA | {"kind": "deployment", "figures": "troops 300"}
    frame, told = incidents(sent, KAZAKHSTAN, {}), tellings(["a1 a2", "a2", "a3"])
    compact = frame.astype(
        {name: "category" for name in frame if isinstance(frame[name].dtype, pd.StringDtype)}
    )
    compact_told = told.astype({"incident_id": "category", "article_id": "category"})
    assert marks_from_tables(compact, compact_told) == marks_from_tables(frame, told)
    assert is_on_map(compact).tolist() == is_on_map(frame).tolist()


def test_layers_that_are_off_are_not_in_the_content() -> None:
    frame, told = incidents(ALMATY | FROM_RUSSIA | {"kind": "deployment"}, KAZAKHSTAN), tellings([])
    named = pd.DataFrame({"place_id": ["geonames:1"], "lat": [51.1], "lon": [71.4], "count": [7]})

    def shown(*layers: Layer) -> tuple[int, ...]:
        content = marks_from_tables(frame, told, mentions=named, layers=layers)
        return tuple(map(len, (content.marks, content.areas, content.flows, content.discs)))

    assert shown(*LAYERS) == (1, 1, 1, 1)
    assert shown("incidents") == (1, 0, 0, 0)
    assert shown("areas", "flows") == (0, 1, 1, 0)
    assert shown("mentions") == (0, 0, 0, 1)
    assert shown() == (0, 0, 0, 0)


def test_places_beyond_the_most_are_counted_in_the_nearest_mark() -> None:
    town = ALMATY | {"place_id": "geonames:9", "latitude": 43.6, "longitude": 77.1}
    far = ALMATY | {"place_id": "geonames:8", "latitude": 55.7, "longitude": 37.6}
    marks = drawn(ALMATY, ALMATY, town, far, sources=("a1", "a2", "a1", "a1 a2 a3")).marks
    kept = gathered_marks(marks, most=2)
    assert [(mark.mark_id, mark.others) for mark in kept] == [
        ("geonames:1526384", 1),
        ("geonames:8", 0),
    ]
    assert gathered_marks(marks, most=3) == marks


def test_of_too_many_flows_those_of_the_most_sources_are_drawn() -> None:
    sent = [
        ALMATY | FROM_RUSSIA | {"kind": "deployment", "place_id": f"geonames:{i}"}
        for i in range(MOST_FLOWS + 2)
    ]
    content = drawn(*sent, sources=["a1"] * (MOST_FLOWS + 1) + ["a1 a2"])
    assert (len(content.flows), content.flows_left) == (MOST_FLOWS, 2)
    assert f"geonames:{MOST_FLOWS + 1}" in {flow.destination_id for flow in content.flows}
