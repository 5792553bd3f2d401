from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geodata.errors import InputError
from geodata.score import Overlap, as_json, report, score_events, score_files

if TYPE_CHECKING:
    from pathlib import Path

Event = dict[str, Any]

ODESSA = {"name": "Odessa", "type": "city", "country": "UA", "lat": 46.48, "lon": 30.73}
KYIV = {"name": "Kyiv", "type": "city", "country": "UA", "lat": 50.45, "lon": 30.52}
UKRAINE = {"name": "Ukraine", "type": "country", "country": "UA", "lat": 49.0, "lon": 32.0}
RUSSIA = {"name": "Russia", "type": "country", "country": "RU", "lat": 61.5, "lon": 105.3}


def event(kind: str = "protest", place: dict[str, Any] | None = ODESSA, **values: Any) -> Event:
    fields: Event = {"phase": None, "origin": None, "actors": [], "figures": [], "date": None}
    return {"kind": kind, "place": place, "negated": False, "excerpt": [0, 50]} | fields | values


def troops(low: int | None, high: int | None, what: str = "troops") -> dict[str, Any]:
    return {"what": what, "min": low, "max": high, "qualifier": None}


def days(start: str | None, end: str | None) -> dict[str, str | None]:
    return {"start": start, "end": end}


class Files:
    """Writes a gold and a predicted file of one article."""

    def __init__(self, folder: Path) -> None:
        self.gold = folder / "gold.jsonl"
        self.found = folder / "found.jsonl"

    def write(self, gold: list[Event], found: list[Event], published: str | None = None) -> None:
        record = {"id": "a", "published": published, "events": gold}
        self.gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
        self.found.write_text(json.dumps({"id": "a", "events": found}) + "\n", encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def counts(files: Files, gold: list[Event], found: list[Event]) -> tuple[int, int]:
    files.write(gold, found)
    scores = score_events(files.gold, files.found)
    return scores.strict.agreed, scores.tolerant.agreed


def fields(
    files: Files, gold: Event, found: Event, published: str | None = "2022-01-06"
) -> dict[str, float]:
    files.write([gold], [found], published)
    return {score.field: score.mean for score in score_events(files.gold, files.found).fields}


def test_an_event_needs_the_same_kind_and_negation(files: Files) -> None:
    assert counts(files, [event("protest")], [event("protest")]) == (1, 1)
    assert counts(files, [event("protest")], [event("violence")]) == (0, 0)
    assert counts(files, [event(negated=True)], [event()]) == (0, 0)


@pytest.mark.parametrize(
    ("place_type", "degrees_north", "agrees"),
    [  # a degree of latitude is 111.2 km
        ("city", 0.22, True),
        ("city", 0.23, False),
        ("site", 0.22, True),
        ("nature", 0.89, True),
        ("nature", 0.91, False),
        ("admin", 1.34, True),
        ("admin", 1.36, False),
        ("region", 2.69, True),
        ("region", 2.71, False),
        (None, 0.23, False),
    ],
)
def test_how_near_depends_on_the_type_in_the_gold(
    files: Files, place_type: str | None, degrees_north: float, *, agrees: bool
) -> None:
    gold = event(place={**ODESSA, "type": place_type})
    found = event(place={**ODESSA, "lat": ODESSA["lat"] + degrees_north, "country": "XX"})  # type: ignore[operator]
    assert counts(files, [gold], [found])[0] == agrees


def test_countries_agree_by_their_code(files: Files) -> None:
    elsewhere = {**UKRAINE, "lat": 45.0, "lon": 20.0}
    assert counts(files, [event(place=UKRAINE)], [event(place=elsewhere)]) == (1, 1)
    assert counts(files, [event(place=UKRAINE)], [event(place=RUSSIA)]) == (0, 0)


def test_the_country_of_a_town_is_tolerated_only(files: Files) -> None:
    assert counts(files, [event(place=ODESSA)], [event(place=UKRAINE)]) == (0, 1)
    assert counts(files, [event(place=UKRAINE)], [event(place=ODESSA)]) == (0, 1)
    assert counts(files, [event(place=ODESSA)], [event(place=RUSSIA)]) == (0, 0)
    assert counts(files, [event(place=ODESSA)], [event(place=KYIV)]) == (0, 0)


def test_an_area_near_by_is_tolerated_only(files: Files) -> None:
    area = {**ODESSA, "type": "admin", "lat": 48.0}  # 169 km north
    assert counts(files, [event(place=ODESSA)], [event(place=area)]) == (0, 1)
    far = {**area, "lat": 49.5}  # 336 km north
    assert counts(files, [event(place=ODESSA)], [event(place=far)]) == (0, 0)


def test_without_a_point_the_country_decides(files: Files) -> None:
    vague = {**ODESSA, "lat": None, "lon": None}
    assert counts(files, [event(place=vague)], [event(place=KYIV)]) == (1, 1)
    nowhere = {**vague, "country": None}
    assert counts(files, [event(place=nowhere)], [event(place=nowhere)]) == (0, 0)
    area = {**vague, "type": "admin"}
    assert counts(files, [event(place=ODESSA)], [event(place=area)]) == (1, 1)


def test_no_place_agrees_with_no_place(files: Files) -> None:
    assert counts(files, [event(place=None)], [event(place=None)]) == (1, 1)
    assert counts(files, [event(place=None)], [event()]) == (0, 0)
    assert counts(files, [event()], [event(place=None)]) == (0, 0)


def test_each_event_is_matched_once_and_the_best_agreement_wins(files: Files) -> None:
    gold = [event(actors=["RU"]), event(actors=["BY"], excerpt=[60, 90])]
    found = [event(actors=["BY"], excerpt=[60, 90]), event(actors=["RU"])]
    files.write(gold, [*found, event()])
    scores = score_events(files.gold, files.found)
    assert scores.strict == Overlap(agreed=2, gold=2, predicted=3)
    assert {score.field: score.mean for score in scores.fields} == {"actors": 1.0, "excerpt": 1.0}


def test_kinds_are_scored_apart(files: Files) -> None:
    files.write([event("protest"), event("violence")], [event("protest"), event("presence")])
    scores = score_events(files.gold, files.found)
    assert scores.kinds == (
        ("presence", Overlap(0, 0, 1)),
        ("protest", Overlap(1, 1, 1)),
        ("violence", Overlap(0, 1, 0)),
    )
    assert scores.strict.f1 == 0.5


def test_actors_are_scored_by_jaccard(files: Files) -> None:
    gold, found = event(actors=["RU", "BY"]), event(actors=["RU", "TJ", "AM"])
    assert fields(files, gold, found)["actors"] == 0.25
    assert fields(files, event(), event())["actors"] == 1.0


@pytest.mark.parametrize(
    ("gold", "found", "share"),
    [
        ([troops(100, 200)], [troops(150, 300)], 1.0),
        ([troops(100, 200)], [troops(201, 300)], 0.0),
        ([troops(100, 100), troops(70, 70)], [troops(170, 170)], 1.0),  # summed
        ([troops(100, 100), troops(3, 3, "dead")], [troops(100, 100)], 0.5),
        ([troops(100, None)], [troops(100, 100)], 1.0),  # a missing bound counts as the other
        ([troops(100, 100)], [], 0.0),
    ],
)
def test_figures_are_scored_by_their_sums(
    files: Files, gold: list[Any], found: list[Any], share: float
) -> None:
    assert fields(files, event(figures=gold), event(figures=found))["figures"] == share


def test_dates_agree_where_they_share_a_day(files: Files) -> None:
    gold = event(date=days("2022-01-05", "2022-01-06"))
    assert fields(files, gold, event(date=days("2022-01-06", "2022-01-09")))["date"] == 1.0
    assert fields(files, gold, event(date=days("2022-01-07", "2022-01-09")))["date"] == 0.0
    assert fields(files, gold, event(date=days("2022-01-06", None)))["date"] == 0.0
    assert fields(files, gold, event())["date"] == 0.0


def test_dates_are_asked_only_where_publication_is_known(files: Files) -> None:
    gold = event(date=days("2022-01-06", "2022-01-06"))
    assert "date" not in fields(files, gold, gold, published=None)
    assert "date" not in fields(files, event(), gold)


def test_phase_is_asked_of_deployments_and_origin_where_there_is_one(files: Files) -> None:
    gold = event("deployment", phase="moving", origin=RUSSIA)
    found = event("deployment", phase="arrived", origin=RUSSIA)
    assert fields(files, gold, found) == {
        "actors": 1.0,
        "excerpt": 1.0,
        "origin": 1.0,
        "phase": 0.0,
    }
    assert fields(files, gold, event("deployment"))["origin"] == 0.0


def test_excerpts_agree_where_they_share_a_character(files: Files) -> None:
    assert fields(files, event(), event(excerpt=[49, 60]))["excerpt"] == 1.0
    assert fields(files, event(), event(excerpt=[50, 60]))["excerpt"] == 0.0
    assert fields(files, event(), event(excerpt=None))["excerpt"] == 0.0


def test_a_missing_article_counts_as_empty(files: Files) -> None:
    files.write([event()], [])
    files.found.write_text('{"id": "b", "events": []}\n', encoding="utf-8")
    assert score_events(files.gold, files.found).strict == Overlap(0, 1, 0)


def test_the_report_shows_kinds_totals_and_fields(files: Files) -> None:
    files.write([event(), event("violence")], [event(place=UKRAINE), event("violence")])
    scores = score_events(files.gold, files.found)
    text = report(scores)
    assert "P 0.500  R 0.500  F1 0.500  (1 agree; gold 2, predicted 2)" in text
    assert "P 1.000  R 1.000  F1 1.000  (2 agree; gold 2, predicted 2)" in text
    assert "actors 1.00 (1), excerpt 1.00 (1)" in text
    assert as_json(scores)["fields"]["actors"] == {"n": 1, "mean": 1.0}


def test_whatever_the_gold_holds_is_scored(files: Files, tmp_path: Path) -> None:
    files.write([event()], [event()])
    only_events = score_files(files.gold, files.found)
    assert only_events.mentions is None
    assert set(as_json(only_events)) == {"events"}
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "a", "mentions": [], "events": []}\n', encoding="utf-8")
    both = score_files(own, files.found)
    assert set(as_json(both)) == {"mentions", "events"}
    assert "toponyms" in report(both)
    assert "tolerant" in report(both)
    points = tmp_path / "points.jsonl"
    points.write_text('{"id": "a", "toponyms": []}\n', encoding="utf-8")
    assert score_files(points, files.found).events is None


def test_gold_with_nothing_to_score_is_refused(files: Files) -> None:
    files.write([], [])
    files.gold.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="holds nothing to score"):
        score_files(files.gold, files.found)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": None}, '"kind" must be a string'),
        ({"place": {}}, '"place" must be an object'),
        ({"place": {**ODESSA, "lon": None}}, "place: lat 46.48, lon None is no point"),
        ({"negated": "no"}, '"negated" must be true, false or null'),
        ({"actors": [1]}, '"actors" must be a list of strings'),
        ({"figures": [{"min": 1, "max": 1}]}, '"what" is missing'),
        ({"excerpt": [3]}, '"excerpt" must be a pair of offsets'),
    ],
)
def test_a_broken_event_is_named_with_file_and_line(
    files: Files, change: dict[str, Any], complaint: str
) -> None:
    files.write([event()], [event(), event() | change])
    with pytest.raises(InputError) as caught:
        score_events(files.gold, files.found)
    assert f"{files.found}, line 1, events[1]" in str(caught.value)
    assert complaint in str(caught.value)
