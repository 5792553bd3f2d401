"""Marks, areas and flows say what the table of events says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geodata.maps import is_on_map, marks_from_events
from geodata.maps.countries import country_points
from geodata.maps.marks import Tally
from geodata.tables.schema import Events

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


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return a table of events; a row says only what differs from a protest without a place."""
    plain = {
        "article_id": "a1",
        "kind": "protest",
        "phase": None,
        "status": "actual",
        "date_start": None,
        "date_end": None,
        "time_precision": None,
        "actors": "",
        "figures": "",
        "place_text": None,
        "start_char": 0,
        "end_char": 10,
        "excerpt": "Ein Satz.",
        "geo_confidence": None,
        "why": "test",
        **NOWHERE,
    }
    filled = [{"event_id": f"e{i}", **plain, **row} for i, row in enumerate(rows)]
    return Events.validate(pd.DataFrame(filled, columns=list(Events.to_schema().columns)))


def test_no_events_give_an_empty_map() -> None:
    content = marks_from_events(events())
    assert (content.marks, content.areas, content.flows) == ((), (), ())


def test_a_place_is_one_mark_with_all_its_events() -> None:
    (mark,) = marks_from_events(
        events(
            ALMATY,
            ALMATY | {"article_id": "a2", "kind": "violence"},
            ALMATY | {"article_id": "a3", "kind": "violence"},
        )
    ).marks
    assert (mark.mark_id, mark.label) == ("geonames:1526384", "Almaty")
    assert (mark.lat, mark.lon) == (43.25, 76.91)
    assert mark.kinds == (("violence", 2), ("protest", 1))
    assert (mark.articles, mark.events) == (3, 3)


def test_the_main_kind_is_that_of_most_articles_not_of_most_events() -> None:
    (mark,) = marks_from_events(
        events(
            *[ALMATY | {"kind": "violence"}] * 3,
            ALMATY | {"article_id": "a2"},
            ALMATY | {"article_id": "a3"},
        )
    ).marks
    assert mark.kind == "protest"


def test_ties_between_kinds_go_by_the_order_of_the_kinds() -> None:
    (mark,) = marks_from_events(
        events(ALMATY | {"kind": "violence"}, ALMATY | {"kind": "presence"})
    ).marks
    assert mark.kind == "presence"


def test_the_commonest_spelling_is_the_label() -> None:
    other = ALMATY | {"location": "Alma-Ata"}
    (mark,) = marks_from_events(events(other, ALMATY, ALMATY)).marks
    assert mark.label == "Almaty"


def test_places_go_by_the_names_that_readers_see() -> None:
    names = {"geonames:1526384": "Alma-Ata", "iso3166:KZ": "Kazakhstan", "iso3166:RU": "Russia"}
    sent = {"kind": "deployment", **FROM_RUSSIA}
    content = marks_from_events(events(ALMATY | sent, KAZAKHSTAN | sent), named=names.__getitem__)
    assert [mark.label for mark in content.marks] == ["Alma-Ata"]
    assert [area.label for area in content.areas] == ["Kazakhstan"]
    assert {flow.origin_label for flow in content.flows} == {"Russia"}
    assert {flow.destination_label for flow in content.flows} == {"Alma-Ata", "Kazakhstan"}


def test_zero_degrees_is_a_place() -> None:
    (mark,) = marks_from_events(events(ALMATY | {"latitude": 0.0, "longitude": 0.0})).marks
    assert mark.point == (0.0, 0.0)


@pytest.mark.parametrize("status", ["historical", "negated"])
def test_what_did_not_happen_now_is_left_out_unless_asked_for(status: str) -> None:
    frame = events(ALMATY | {"status": status})
    assert marks_from_events(frame).marks == ()
    assert len(marks_from_events(frame, without=()).marks) == 1


def test_a_place_of_announcements_only_says_so() -> None:
    planned = ALMATY | {"kind": "deployment", "phase": "announced"}
    assert marks_from_events(events(planned)).marks[0].announced_only
    assert not marks_from_events(events(planned, ALMATY)).marks[0].announced_only


def test_a_country_is_an_area_at_the_point_where_it_is_named() -> None:
    content = marks_from_events(
        events(
            KAZAKHSTAN | {"kind": "deployment"},
            KAZAKHSTAN | {"kind": "deployment", "status": "planned"},
            KAZAKHSTAN | {"kind": "withdrawal"},
        )
    )
    (area,) = content.areas
    assert content.marks == ()
    assert area.country_code == "KZ"
    assert area.point == country_points()["KZ"].label
    assert area.tallies == (
        Tally("deployment", announced=False, events=1),
        Tally("deployment", announced=True, events=1),
        Tally("withdrawal", announced=False, events=1),
    )


def test_a_country_without_coordinates_is_still_shaded() -> None:
    bare = KAZAKHSTAN | {"latitude": None, "longitude": None}
    assert len(marks_from_events(events(bare)).areas) == 1


def test_what_has_no_point_is_not_on_the_map() -> None:
    frame = events(
        ALMATY,
        {},
        ALMATY | {"latitude": None, "longitude": None},
        ALMATY | {"where_prec": 7},
        KAZAKHSTAN,
    )
    assert is_on_map(frame).tolist() == [True, False, False, False, True]
    content = marks_from_events(frame)
    assert content.ids == {"geonames:1526384", "iso3166:KZ"}


def test_no_events_are_on_no_map() -> None:
    assert is_on_map(events()).tolist() == []


def test_troops_of_a_country_come_from_its_capital() -> None:
    (flow,) = marks_from_events(
        events(ALMATY | FROM_RUSSIA | {"kind": "deployment", "phase": "arrived"})
    ).flows
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
    (flow,) = marks_from_events(events(ALMATY | ivanovo | {"kind": "deployment"})).flows
    assert (flow.origin_lat, flow.origin_lon) == (57.0, 40.97)


def test_a_flow_is_planned_until_one_article_says_it_moves() -> None:
    planned = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "status": "planned"}
    moving = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "phase": "moving"}
    assert marks_from_events(events(planned)).flows[0].planned
    assert not marks_from_events(events(planned, moving)).flows[0].planned


def test_only_deployments_flow_and_never_to_where_they_are() -> None:
    at_home = KAZAKHSTAN | FROM_RUSSIA | {"kind": "deployment", "origin_id": "iso3166:KZ"}
    left = ALMATY | FROM_RUSSIA | {"kind": "withdrawal"}
    assert marks_from_events(events(at_home, left)).flows == ()


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
    assert marks_from_events(events(*rows)).flows[0].troops == troops


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [ALMATY, KAZAKHSTAN, ALMATY | FROM_RUSSIA | {"kind": "deployment"}]
    assert marks_from_events(events(*rows)) == marks_from_events(events(*reversed(rows)))
