"""The message to the map's script is short, whole and harmless."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from typing import Any

import pytest

from geodata.maps import LAYERS, Area, Disc, Flow, MapContent, MapWords, Mark, to_payload
from geodata.maps.crowding import MOST_PLACES
from geodata.maps.marks import Tally
from geodata.maps.palette import LOOKS
from geodata.maps.payload import growth_px
from geodata.models import EVENT_KINDS

OSH = Mark(
    mark_id="geonames:1527534",
    label="Osch",
    lat=40.52828,
    lon=72.7985,
    tallies=(Tally("protest", "filled", 2), Tally("deployment", "outline", 1)),
    sources=4,
    incidents=3,
    where_prec=1,
    radius_km=10.0,
)
KYRGYZSTAN = Area(
    place_id="iso3166:KG",
    label="Kirgisistan",
    country_code="KG",
    lat=41.5,
    lon=74.6,
    tallies=(Tally("presence", "filled", 2), Tally("presence", "denied", 1)),
    sources=2,
    incidents=3,
)
FLOW = Flow(
    origin_id="geonames:524901",
    origin_label="Moskau",
    origin_lat=55.75,
    origin_lon=37.62,
    destination_id="geonames:1527534",
    destination_label="Osch",
    destination_lat=40.52828,
    destination_lon=72.7985,
    phase="moving",
    planned=False,
    sources=2,
    incidents=2,
    troops=(2500, 3000),
)


def sent(content: MapContent, selected: str | None = None) -> Any:
    return json.loads(to_payload(content, words=MapWords(), selected=selected).json)


def many(count: int) -> tuple[Mark, ...]:
    """Return marks in a crowd, each with one source but the first, which has the fewest."""
    marks = [
        replace(OSH, mark_id=f"geonames:{1_000_000 + i}", lat=40 + i / 1000, sources=5, incidents=5)
        for i in range(count)
    ]
    return (replace(marks[0], sources=1, incidents=1), *marks[1:])


def test_a_mark_is_a_row_of_what_the_script_draws() -> None:
    data = sent(MapContent((OSH,)))
    kinds = "".join(f"{EVENT_KINDS.index(one.kind)}{LOOKS.index(one.look)}" for one in OSH.tallies)
    assert data["marks"] == [[1527534, "Osch", 40.5283, 72.7985, kinds, 0, 1, 4, 1, 10]]
    assert data["texts"] == ["3 events", "4 sources"]


def test_two_thousand_places_are_a_short_message() -> None:
    payload = to_payload(MapContent(many(2000)), words=MapWords())
    # Streamlit sends it as a string within JSON, which escapes every quote.
    length = len(json.dumps(payload.json))
    assert length < 250_000
    assert length / 2000 < 90


def test_places_beyond_the_most_are_counted_and_the_selected_one_never_is() -> None:
    marks = many(MOST_PLACES + 1)
    rows = sent(MapContent(marks))["marks"]
    assert len(rows) == MOST_PLACES
    assert 1_000_000 not in {row[0] for row in rows}
    assert [row[-1] for row in rows if len(row) == 11] == [1]
    kept = {row[0] for row in sent(MapContent(marks), selected=marks[0].mark_id)["marks"]}
    assert 1_000_000 in kept


def test_a_mentioned_place_with_a_mark_is_sent_once() -> None:
    discs = (
        Disc("geonames:1527534", "Osch", 40.52828, 72.7985, 12),
        Disc("geonames:1528675", "Bischkek", 42.87, 74.59, 1),
    )
    data = sent(MapContent((OSH,), discs=discs))
    assert data["discs"][0] == [0, data["texts"].index("12 mentions"), 12, 0]
    assert data["discs"][1][:2] == [1528675, "Bischkek"]
    assert data["texts"][data["discs"][1][4]] == "1 mention"


def test_a_country_says_how_many_incidents_each_look_of_a_kind_has() -> None:
    (row,) = sent(MapContent(areas=(KYRGYZSTAN,)))["areas"]
    assert row[-2:] == ["KG", [2, 1]]


def test_a_flow_says_from_where_to_where_how_far_and_how_many() -> None:
    data = sent(MapContent(flows=(FLOW,)))
    texts, (row,) = [html.unescape(text) for text in data["texts"]], data["flows"]
    assert (texts[row[0]], texts[row[3]]) == ("Moskau", "Osch")
    strength = "2\N{NARROW NO-BREAK SPACE}500\N{EN DASH}3\N{NARROW NO-BREAK SPACE}000"
    assert texts[row[7]] == f"moving · {strength} · 2 events, 2 sources"
    assert texts[row[10]] == strength


def test_flows_of_the_most_sources_come_first_and_those_left_out_are_counted() -> None:
    other = replace(FLOW, destination_id="geonames:1", sources=3)
    data = sent(MapContent(flows=(FLOW, other), flows_left=4))
    assert [row[4] for row in data["flows"]] == [1, 1527534]
    assert data["flowsLeft"] == 4


def test_layers_that_are_off_are_not_sent() -> None:
    content = MapContent((OSH,), (KYRGYZSTAN,), (FLOW,))
    data = sent(content.only(()))
    assert not any((data["marks"], data["areas"], data["flows"], data["discs"], data["rings"]))
    assert sent(content.only(LAYERS)) == sent(content)


@pytest.mark.parametrize("name", ["<b>Osch</b>", '"Osch"', "Osch\u2028", "{{ 7*7 }}", "O'sch"])
def test_names_are_escaped_once_and_end_no_script(name: str) -> None:
    payload = to_payload(MapContent((replace(OSH, label=name),)), words=MapWords()).json
    assert not set("<>'\u2028") & set(payload)
    assert "{{" not in payload
    assert html.unescape(json.loads(payload)["marks"][0][1]).strip() == name.strip()


def test_the_same_content_has_the_same_digest_and_another_has_another() -> None:
    one, again, other = (
        to_payload(content, words=MapWords()).digest
        for content in (
            MapContent((OSH,)),
            MapContent((OSH,)),
            MapContent((replace(OSH, sources=5),)),
        )
    )
    assert one == again != other


def test_one_event_of_one_source_is_singular() -> None:
    words = MapWords()
    assert (words.events(1), words.sources(1), words.mentioned(1)) == (
        "1 event",
        "1 source",
        "1 mention",
    )


@pytest.mark.parametrize(
    ("place_id", "row_id"),
    [
        ("geonames:1527534", 1527534),
        ("geonames:007", "geonames:007"),
        ("geonames:\u0661", "geonames:\u0661"),
        ("iso3166:KG", "iso3166:KG"),
        ("1527534", "1527534"),
    ],
)
def test_ids_come_back_as_they_were(place_id: str, row_id: str | int) -> None:
    assert sent(MapContent((replace(OSH, mark_id=place_id),)))["marks"][0][0] == row_id


def test_more_sources_never_make_a_smaller_mark_nor_one_larger_than_the_largest() -> None:
    assert growth_px(4) == growth_px(18) == pytest.approx(5.4)
    assert 11 + growth_px(1000) * 1000**0.5 == pytest.approx(34)
    assert growth_px(1000) > growth_px(2000) > 0
