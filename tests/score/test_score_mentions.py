from __future__ import annotations

import json
from math import log
from typing import TYPE_CHECKING, Any

import pytest

from geodata.errors import InputError
from geodata.score import Overlap, as_json, report, score_mentions
from geodata.score.resolution import FARTHEST_KM, ErrorSummary

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "In Lemberg und Odessa, dann in der Stadt Neu-Ulm; die Ukrainer, ein Ort namens Nirgendheim."
DEGREE_KM = 111.195  # one degree on the equator: 2 pi 6371.009 km / 360

Toponym = dict[str, Any]


def toponym(surface: str, **values: Any) -> Toponym:
    start = TEXT.index(surface)
    place = {"lat": None, "lon": None, "country": None, "usage": None} | values
    return {"start": start, "end": start + len(surface), "surface": surface, **place}


GOLD = [
    toponym("Lemberg", lat=0.0, lon=10.0, country="UA", usage="literal"),
    toponym("Odessa", lat=0.0, lon=20.0, country="UA", usage="literal"),
    toponym("Neu-Ulm", lat=0.0, lon=30.0, country="DE", usage="literal"),
    toponym("Ukrainer", lat=0.0, lon=40.0, country="UA", usage="derived"),
    toponym("Nirgendheim", usage="literal"),
]
FOUND = [
    toponym("Lemberg", lat=0.0, lon=10.0, country="UA", usage="literal"),  # right
    toponym("Odessa", lat=0.0, lon=21.0, country="US", usage="actor"),  # one degree off
    toponym("Ulm", lat=0.0, lon=30.1, country="DE", usage="literal"),  # part of it, 11 km off
    toponym("Ukrainer", country="UA", usage="derived"),  # exact, not placed
    toponym("Nirgendheim", lat=0.0, lon=0.0, country="DE"),  # the gold has no point to judge by
    toponym("Stadt", lat=0.0, lon=0.0, country="DE"),  # no toponym
]


def write(path: Path, *records: dict[str, Any]) -> Path:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(lines, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "toponyms": GOLD})


@pytest.fixture
def found(tmp_path: Path) -> Path:
    return write(tmp_path / "found.jsonl", {"id": "a", "mentions": FOUND})


def test_detection_counts_equal_spans_and_overlapping_ones(gold: Path, found: Path) -> None:
    scores = score_mentions(gold, found)
    assert scores.exact == Overlap(agreed=4, gold=5, predicted=6)
    assert scores.lenient == Overlap(agreed=5, gold=5, predicted=6)
    assert scores.exact.f1 == pytest.approx(8 / 11)


def test_resolution_counts_the_unplaced_as_far_as_can_be(gold: Path, found: Path) -> None:
    scores = score_mentions(gold, found)
    near, far = DEGREE_KM / 10, DEGREE_KM
    assert scores.resolution.count == 4
    assert scores.resolution.within_161 == 0.75
    assert scores.resolution.within_25 == 0.5
    assert scores.resolution.mean_km == pytest.approx((near + far + FARTHEST_KM) / 4, abs=0.01)
    assert scores.resolution.median_km == pytest.approx((near + far) / 2, abs=0.01)
    logs = [0.0, log(near + 1), log(far + 1), log(FARTHEST_KM + 1)]
    area = (logs[0] + logs[3]) / 2 + logs[1] + logs[2]
    assert scores.resolution.auc == pytest.approx(area / (3 * log(FARTHEST_KM)), abs=1e-5)
    assert scores.resolution_exact.count == 3
    assert scores.unplaced == 1
    assert scores.within_161_of_placed == 1.0


def test_end_to_end_joins_finding_and_placing(gold: Path, found: Path) -> None:
    scores = score_mentions(gold, found)
    assert scores.gold_with_point == 4
    assert scores.end_to_end_161 == Overlap(
        agreed=3, gold=4, predicted=4
    )  # Nirgendheim is left out
    assert scores.end_to_end_25 == Overlap(agreed=2, gold=4, predicted=4)
    assert scores.end_to_end_161_exact == Overlap(agreed=2, gold=4, predicted=4)


def test_country_and_usage_are_asked_of_what_was_found(gold: Path, found: Path) -> None:
    scores = score_mentions(gold, found)
    assert (scores.country.asked, scores.country.share) == (4, 0.75)
    assert (scores.usage.asked, scores.usage.share) == (4, 0.75)
    assert dict(scores.by_usage) == {
        "actor": Overlap(0, 0, 1),
        "derived": Overlap(1, 1, 1),
        "literal": Overlap(1, 4, 2),
    }


def test_gold_of_other_usages_is_neither_right_nor_wrong(gold: Path, found: Path) -> None:
    scores = score_mentions(gold, found, usage=frozenset({"literal"}))
    assert scores.exact == Overlap(agreed=3, gold=4, predicted=5)
    assert scores.gold_with_point == 3
    assert scores.unplaced == 0


def test_part_of_ignored_gold_is_no_error_with_exact_spans_either(
    gold: Path, tmp_path: Path
) -> None:
    part = {**toponym("Ukrainer"), "end": toponym("Ukrainer")["start"] + 4, "surface": "Ukra"}
    found = write(tmp_path / "part.jsonl", {"id": "a", "mentions": [part]})
    assert score_mentions(gold, found).exact.predicted == 1
    scores = score_mentions(gold, found, usage=frozenset({"literal"}))
    assert scores.exact.predicted == 0
    assert scores.lenient.predicted == 0


def test_own_gold_ignores_what_lies_outside_the_body(found: Path, tmp_path: Path) -> None:
    record = {"id": "a", "body": [[0, TEXT.index(", dann")]], "mentions": GOLD[:2]}
    scores = score_mentions(write(tmp_path / "own.jsonl", record), found)
    assert scores.exact == Overlap(agreed=2, gold=2, predicted=2)


def test_of_a_country_the_code_is_scored_and_not_the_point(tmp_path: Path) -> None:
    wide = toponym("Lemberg", lat=60.0, lon=100.0, country="RU") | {"type": "country"}
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "mentions": [wide]})
    right = write(
        tmp_path / "right.jsonl",
        {"id": "a", "mentions": [toponym("Lemberg", lat=55.7, lon=37.6, country="RU")]},
    )
    wrong = write(
        tmp_path / "wrong.jsonl",
        {"id": "a", "mentions": [toponym("Lemberg", lat=55.7, lon=37.6, country="UA")]},
    )
    assert score_mentions(gold, right).resolution.mean_km == 0.0
    assert score_mentions(gold, wrong).end_to_end_161.agreed == 0


def test_a_region_without_a_country_is_found_but_not_resolved(tmp_path: Path) -> None:
    wide = toponym("Lemberg", lat=60.0, lon=100.0) | {"type": "region"}
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "mentions": [wide]})
    scores = score_mentions(gold, gold)
    assert scores.exact.f1 == 1.0
    assert scores.gold_with_point == 0
    assert scores.end_to_end_161.predicted == 0


def test_zero_degrees_is_a_place(tmp_path: Path) -> None:
    record = {"id": "a", "toponyms": [toponym("Lemberg", lat=0, lon=0)]}
    gold = write(tmp_path / "gold.jsonl", record)
    found = write(tmp_path / "found.jsonl", {"id": "a", "mentions": record["toponyms"]})
    assert score_mentions(gold, found).end_to_end_25.f1 == 1.0


def test_impossible_coordinates_count_as_none(gold: Path, tmp_path: Path) -> None:
    bad = toponym("Lemberg", lat=95.0, lon=10.0)
    scores = score_mentions(gold, write(tmp_path / "f.jsonl", {"id": "a", "mentions": [bad]}))
    assert scores.unplaced == 1
    assert scores.resolution.mean_km == FARTHEST_KM


def test_a_missing_article_counts_as_empty_and_a_foreign_one_is_reported(
    gold: Path, tmp_path: Path
) -> None:
    found = write(tmp_path / "other.jsonl", {"id": "b", "mentions": FOUND}, {"id": "c"})
    scores = score_mentions(gold, found)
    assert scores.lenient == Overlap(agreed=0, gold=5, predicted=0)
    assert scores.unknown_articles == 2
    assert scores.resolution == ErrorSummary.of([])
    assert "2 predicted articles are not in the gold" in report(scores)


def test_words_that_are_not_at_their_offsets_are_counted(gold: Path, tmp_path: Path) -> None:
    shifted = toponym("Lemberg") | {"surface": "Lviv"}
    scores = score_mentions(gold, write(tmp_path / "f.jsonl", {"id": "a", "mentions": [shifted]}))
    assert scores.surface_mismatches == 1


def test_one_long_prediction_pairs_with_one_toponym_only(gold: Path, tmp_path: Path) -> None:
    long = toponym("Lemberg und Odessa")
    scores = score_mentions(gold, write(tmp_path / "f.jsonl", {"id": "a", "mentions": [long]}))
    assert scores.lenient == Overlap(agreed=1, gold=5, predicted=1)
    assert scores.exact.agreed == 0


def test_the_area_is_one_where_all_are_as_far_as_can_be() -> None:
    assert ErrorSummary.of([FARTHEST_KM - 1] * 3).auc == pytest.approx(1.0)
    assert ErrorSummary.of([0.0, 0.0]).auc == 0.0
    assert ErrorSummary.of([5.0]).auc is None


def test_the_report_shows_the_figures_on_one_screen(gold: Path, found: Path) -> None:
    text = report(score_mentions(gold, found))
    assert "P 0.667  R 0.800  F1 0.727" in text
    assert "1 found without a point; acc@161 of those with one 1.000" in text
    assert "usage literal" in text
    assert len(text.splitlines()) <= 24
    assert max(map(len, text.splitlines())) <= 100


def test_the_report_of_nothing_is_still_a_report(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.jsonl")
    assert "0 articles" in report(score_mentions(empty, empty))


def test_the_scores_can_be_written_as_json(gold: Path, found: Path) -> None:
    values = json.loads(json.dumps(as_json(score_mentions(gold, found))))
    assert values["exact"]["tp"] == 4
    assert values["by_usage"]["derived"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"id": "a", "toponyms": [', "not valid JSON"),
        ('["a"]', "must be a JSON object"),
        ('{"toponyms": []}', '"id" is missing'),
        ('{"id": "a"}', 'neither "toponyms" nor "mentions"'),
        ('{"id": "a", "toponyms": [{"end": 3, "lat": 1, "lon": 1}]}', '"start" is missing'),
        ('{"id": "a", "toponyms": [{"start": 0, "end": 3}]}', '"lat" is missing'),
        ('{"id": "a", "mentions": [{"start": 5, "end": 3}]}', "offsets 5 to 3"),
        ('{"id": "a", "mentions": [{"start": -1, "end": 3}]}', "offsets -1 to 3"),
        ('{"id": "a", "mentions": [{"start": 0, "end": "3"}]}', '"end" must be a whole number'),
        ('{"id": "a", "mentions": [{"start": 0, "end": 3, "lat": 91, "lon": 0}]}', "no point"),
        ('{"id": "a", "mentions": [{"start": 0, "end": 3, "lat": 5}]}', "no point"),
        ('{"id": "a", "mentions": [{"start": 0, "end": 3, "lat": "x"}]}', "a number or null"),
        ('{"id": "a", "mentions": [{"start": 0, "end": 3, "usage": 4}]}', "a string or null"),
        ('{"id": "a", "mentions": {}}', "must be a list"),
        ('{"id": "a", "mentions": [3]}', "a list of objects"),
        ('{"id": "a", "mentions": [], "body": [[4, 2]]}', "a list of [start, end]"),
        (
            '{"id": "a", "text": "In Ulm", "mentions": [{"start": 0, "end": 4, "surface": "Ulm"}]}',
            "hold 'In U', not 'Ulm'",
        ),
    ],
)
def test_a_broken_line_is_named_with_file_and_line(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "fine", "mentions": []}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        score_mentions(path, path)
    assert f"{path}, line 3" in str(caught.value)
    assert complaint in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_bytes('{"id": "Zürich"}'.encode("cp1252"))
    with pytest.raises(InputError, match="line 1: is not UTF-8"):
        score_mentions(gold, path)


def test_a_missing_file_is_named(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        score_mentions(gold, tmp_path / "none.jsonl")


def test_a_byte_order_mark_does_no_harm(found: Path, tmp_path: Path) -> None:
    gold = tmp_path / "bom.jsonl"
    gold.write_text('\ufeff{"id": "a", "mentions": []}\n', encoding="utf-8")
    assert score_mentions(gold, found).articles == 1
