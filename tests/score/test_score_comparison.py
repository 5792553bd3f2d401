"""The project's scores against the reference scripts beside it, on random input."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geodata.score import as_json, score_events, score_mentions

REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "score"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="../shared/score is not here")

SEEDS = range(4)
ARTICLES = 12
TEXT_LENGTH = 160
TYPES = ["country", "region", "admin", "city", "site", "nature", None]
COUNTRIES = ["UA", "RU", "KZ", None]
USAGES = ["literal", "actor", "derived", "dateline", None]
KINDS = ["deployment", "withdrawal", "presence", "protest", "violence"]
PHASES = ["announced", "moving", "arrived", None]

Values = dict[str, Any]


def near_point(rng: random.Random) -> Values:
    """A point within a few hundred kilometres of the others, so that all radii are tried."""
    if rng.random() < 0.15:
        return {"lat": None, "lon": None}
    step = rng.choice([0.1, 0.6, 1.5])
    return {
        "lat": 50 + step * rng.randint(-2, 2),
        "lon": 30 + step * rng.randint(-2, 2),
    }


def toponym(rng: random.Random, text: str) -> Values:
    start = rng.randrange(TEXT_LENGTH - 10)
    end = start + rng.randint(1, 9)
    surface = text[start:end]
    values = {"start": start, "end": end, "surface": surface, "type": rng.choice(TYPES)}
    return (
        values | near_point(rng) | {"country": rng.choice(COUNTRIES), "usage": rng.choice(USAGES)}
    )


def predicted(rng: random.Random, gold: list[Values], text: str) -> list[Values]:
    """Some of the gold as it is, shifted or moved, some twice, and some of nothing."""
    found = [toponym(rng, text) for _ in range(rng.randint(0, 4))]
    for wanted in gold:
        told = dict(wanted)
        if rng.random() < 0.3:
            told["end"] += rng.randint(1, 6)
        if rng.random() < 0.4:
            told |= near_point(rng)
        if rng.random() < 0.05:
            told["lat"] = 99.0
        if rng.random() < 0.3:
            told["country"] = rng.choice(COUNTRIES)
            told["usage"] = rng.choice(USAGES)
        found += [told] * rng.choice([0, 1, 1, 1, 2])
    rng.shuffle(found)
    return found


def mention_articles(rng: random.Random, *, own: bool) -> tuple[list[Values], list[Values]]:
    gold, found = [], []
    for number in range(ARTICLES):
        text = "".join(rng.choice("abcdeü ") for _ in range(TEXT_LENGTH))
        toponyms = [toponym(rng, text) for _ in range(rng.randint(0, 9))]
        record: Values = {"id": f"a{number}"}
        if own:
            record |= {"mentions": toponyms, "body": [[20, 90], [100, 150]]}
        else:
            record |= {"toponyms": toponyms, "text": text}
        gold.append(record)
        if rng.random() < 0.9:
            found.append({"id": f"a{number}", "mentions": predicted(rng, toponyms, text)})
    found.append({"id": "unknown", "mentions": []})
    found.append({"id": "a0", "mentions": [toponym(rng, "x" * TEXT_LENGTH)]})
    return gold, found


def place(rng: random.Random) -> Values | None:
    if rng.random() < 0.1:
        return None
    return near_point(rng) | {"type": rng.choice(TYPES), "country": rng.choice(COUNTRIES)}


def figure(rng: random.Random) -> Values:
    low = rng.choice([None, 0, 10, 20, 30])
    high = rng.choice([None, 0, 30, 40])
    return {"what": rng.choice(["troops", "dead"]), "min": low, "max": high}


def date(rng: random.Random) -> Values | None:
    first = rng.randint(1, 5)
    last = first + rng.randint(0, 2)
    return rng.choice([None, {"start": f"2022-01-0{first}", "end": f"2022-01-0{last}"}])


def event(rng: random.Random) -> Values:
    start = rng.randrange(60)
    return {
        "kind": rng.choice(KINDS[: rng.randint(1, 5)]),
        "phase": rng.choice(PHASES),
        "place": place(rng),
        "origin": rng.choice([None, place(rng)]),
        "actors": rng.choice([[], ["RU"], ["RU", "KZ"], ["CSTO"], None]),
        "figures": [figure(rng) for _ in range(rng.randint(0, 3))],
        "date": date(rng),
        "negated": rng.random() < 0.1,
        "excerpt": [start, start + rng.randint(1, 40)],
    }


def event_articles(rng: random.Random) -> tuple[list[Values], list[Values]]:
    gold, found = [], []
    for number in range(ARTICLES * 2):
        published = rng.choice([None, "2022-01-06"])
        events = [event(rng) for _ in range(rng.randint(0, 6))]
        gold.append({"id": f"a{number}", "published": published, "events": events})
        told = [wanted | {"place": place(rng)} for wanted in events if rng.random() < 0.5]
        told += [event(rng) for _ in range(rng.randint(0, 6))]
        found.append({"id": f"a{number}", "events": told})
    found.append({"id": "unknown", "events": [event(rng)]})
    return gold, found[1:]


def write(path: Path, records: list[Values]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def run_reference(script: str, *arguments: str | Path) -> str:
    command = [sys.executable, REFERENCE / script, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def flatten(values: Values, prefix: str = "") -> dict[str, float | None]:
    flat: dict[str, float | None] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


@pytest.mark.parametrize("usage", [None, frozenset({"literal", "dateline"})])
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_mentions_score_as_the_reference_does(
    tmp_path: Path, seed: int, usage: frozenset[str] | None, *, own: bool
) -> None:
    gold_records, found_records = mention_articles(random.Random(seed), own=own)  # noqa: S311 (no secret)
    gold = write(tmp_path / "gold.jsonl", gold_records)
    found = write(tmp_path / "found.jsonl", found_records)
    options = [] if usage is None else ["--usage", ",".join(sorted(usage))]
    expected = json.loads(run_reference("score.py", gold, found, "--json", *options))
    scored = flatten(as_json(score_mentions(gold, found, usage=usage)))
    assert scored == pytest.approx(flatten(expected), rel=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_events_score_as_the_reference_does(tmp_path: Path, seed: int) -> None:
    gold_records, found_records = event_articles(random.Random(seed))  # noqa: S311 (no secret)
    gold = write(tmp_path / "gold.jsonl", gold_records)
    found = write(tmp_path / "found.jsonl", found_records)
    scores = score_events(gold, found)
    rows = [*scores.kinds, ("all", scores.strict), ("tolerant", scores.tolerant)]
    *lines, fields = run_reference("score_events.py", gold, found).splitlines()
    assert [line.split() for line in lines] == [
        f"{name} P {row.precision:.3f} R {row.recall:.3f} F1 {row.f1:.3f}"
        f" (gold {row.gold}, found {row.predicted})".split()
        for name, row in rows
    ]
    assert re.findall(r"(\w+) ([\d.]+) \((\d+)\)", fields) == [
        (score.field, f"{score.mean:.2f}", str(score.asked)) for score in scores.fields
    ]
