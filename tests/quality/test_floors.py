"""No change makes the scores on the gold articles worse without saying so."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from geodata.score import as_json, score_mentions
from tests.quality.floors import COMMAND, compare, read_floors, updated
from tests.quality.gold import SHARED, gold_sets
from tests.quality.measuring import measure, scored, write_found
from tests.quality.published import PUBLISHED_COMMAND, counts_of, read_published

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 21)
BEFORE: dict[str, Any] = {
    "sets": {"de/x": {"gold_sha256": "0", "floors": {"detection": 0.9, "usage": 0.8}}},
    "regressions": [],
}


@pytest.mark.quality
@pytest.mark.parametrize("name", gold_sets())
def test_no_score_is_below_its_floor(name: str) -> None:
    pinned = read_floors()["sets"].get(name, {"gold_sha256": "", "floors": {}})
    gold_set, figures = measure(name)
    below = compare(figures, pinned["floors"])
    assert not below, "\n".join((name, *below))
    assert gold_set.sha256 == pinned["gold_sha256"], f"the gold of {name} is another: {COMMAND}"


@pytest.mark.quality
@pytest.mark.parametrize("name", gold_sets())
def test_the_counts_that_readers_see_are_those_measured(name: str) -> None:
    assert read_published().get(name) == counts_of(scored(name)), PUBLISHED_COMMAND


def test_the_counts_that_readers_see_lie_above_the_floors() -> None:
    floors = read_floors()["sets"]
    assert read_published().keys() == floors.keys()
    figures = {"names": "detection", "places": "end_to_end", "events": "events"}
    for name, counts in read_published().items():
        for part, figure in figures.items():
            if part in counts:
                one = counts[part]
                f1 = 2 * one["agreed"] / (one["gold"] + one["found"])
                assert compare({figure: f1}, floors[name]["floors"]) == [], name


@pytest.mark.quality
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_the_gate_scores_as_the_reference_does(tmp_path: Path) -> None:
    gold, found = write_found(gold_sets()["de/development"](), tmp_path)
    script = SHARED / "score" / "score.py"
    done = subprocess.run(
        [sys.executable, script, gold, found, "--json"], check=True, capture_output=True, text=True
    )
    own = as_json(score_mentions(gold, found))
    reference = json.loads(done.stdout)
    for part in ("exact", "end_to_end_161_exact_span", "resolution_exact", "usage", "by_usage"):
        assert flat(own[part]) == pytest.approx(flat(reference[part]), rel=1e-9), part


def flat(values: dict[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, value in values.items():
        inner = flat(value) if isinstance(value, dict) else {"": value}
        found |= {f"{key} {name}": figure for name, figure in inner.items()}
    return found


def test_a_floor_rises_freely_and_keeps_a_margin() -> None:
    figures = {"detection": 0.95, "usage": 0.801}
    after, fallen = updated(BEFORE, {"de/x": ("1", figures)}, reason=None, today=TODAY)
    assert after["sets"]["de/x"] == {
        "gold_sha256": "1",
        "floors": {"detection": 0.947, "usage": 0.8},
    }
    assert fallen == []
    assert compare(figures, after["sets"]["de/x"]["floors"]) == []


def test_a_floor_falls_only_with_a_reason_that_is_kept() -> None:
    figures = {"detection": 0.95, "usage": 0.7}
    assert "usage fell to 0.7000" in compare(figures, BEFORE["sets"]["de/x"]["floors"])[0]
    kept, fallen = updated(BEFORE, {"de/x": ("0", figures)}, reason=None, today=TODAY)
    assert fallen == ["de/x usage 0.8000 -> 0.7000"]
    assert kept["sets"]["de/x"]["floors"]["usage"] == 0.8
    after, _ = updated(BEFORE, {"de/x": ("0", figures)}, reason="the gold erred", today=TODAY)
    assert after["sets"]["de/x"]["floors"] == {"detection": 0.947, "usage": 0.697}
    assert after["regressions"] == [
        {"day": "2026-11-21", "reason": "the gold erred", "figures": fallen}
    ]


def test_sets_that_are_not_here_keep_their_floors() -> None:
    after, _ = updated(BEFORE, {"ru/y": ("2", {"detection": 0.5})}, reason=None, today=TODAY)
    assert after["sets"]["de/x"] == BEFORE["sets"]["de/x"]
    assert after["sets"]["ru/y"]["floors"] == {"detection": 0.497}


def test_a_figure_without_a_floor_asks_for_one() -> None:
    assert compare({"country": 1.0}, {}) == [f"country has no floor yet: {COMMAND}"]
