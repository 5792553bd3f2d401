"""Fit the table of confidences to the development sets, and print how well it holds.

    python -m geodata.places.calibrate ../shared

reads `gold/*_dev.jsonl` (German) and the odd-numbered articles of each corpus of
`corpora/english_dev.jsonl` (English; the even ones have trained the tagger), finds and places the
mentions of all of them, and writes `geodata/data/confidence.toml`. A mention is right where the
gold has one with the same offsets whose point is at most 161 km off, or whose country is right
where only that is asked. Run it again whenever finding or placing changes.

The table printed holds for articles that were not fitted: each fifth is judged by a fit to the
other four. Logistic regression, then isotonic regression (Zadrozny and Elkan 2002), which is held
down where cases are few, so that at least c of the mentions with a confidence of c are right.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Span
from geodata.places.calibration import (
    ANY_LANGUAGE,
    TABLE,
    Signs,
    features_of,
    interpolated,
    strength,
)
from geodata.places.options import distance_km, vector_of
from geodata.places.placing import rank_mentions, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.models import Place

__all__ = ["fit", "main", "read_cases"]

NEAR_KM = 161.0  # a hundred miles, as in the literature
FOLDS = 5
RIDGE = 1.0  # holds the weight of rare signs near nothing
STEPS = 30
FEWEST = 25  # cases that a step of the map rests on at least
CAUTION = 1.0  # standard errors by which a step is held down: mentions of an article err together
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

Knots = list[tuple[float, float]]


class Case(NamedTuple):
    """A mention that the gold can judge; `fold` keeps the mentions of an article together."""

    signs: Signs
    right: bool
    fold: int


class Fitted(NamedTuple):
    """The weights of the signs, and by language the map from their sum to a confidence."""

    weights: Mapping[str, float]
    knots: Mapping[str, Knots]


def read_cases(shared: Path) -> list[Case]:
    """Return the mentions found in the development sets that their gold can judge."""
    return [*_german(shared), *_english(shared)]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _german(shared: Path) -> Iterator[Case]:
    texts = {row["id"]: row["text"] for row in _lines(shared / "corpora" / "gnad.jsonl")}
    texts |= {path.stem: path.read_text("utf-8") for path in (shared / "seeds").glob("*.txt")}
    for name in ("seeds_dev.jsonl", "gnad_dev.jsonl"):
        for number, row in enumerate(_lines(shared / "gold" / name)):
            body = tuple(Span(*span) for span in row["body"])
            article = Article(row["id"], texts[row["id"]], body, "de")
            yield from _cases(article, row["mentions"], number)


def _english(shared: Path) -> Iterator[Case]:
    seen: Counter[str] = Counter()
    for row in _lines(shared / "corpora" / "english_dev.jsonl"):
        number = seen[row["corpus"]]
        seen[row["corpus"]] += 1
        if number % 2 == 1:
            body = (Span(0, len(row["text"])),)
            article = Article(row["id"], row["text"], body, "en")
            yield from _cases(article, row["toponyms"], number // 2)


def _cases(article: Article, gold: Sequence[Mapping[str, Any]], number: int) -> Iterator[Case]:
    gazetteer = load_gazetteer()
    mentions = find_mentions(article, gazetteer)
    ranked = rank_mentions(article, mentions, gazetteer)
    spans = {(named["start"], named["end"]): named for named in gold}
    for mention, candidates, signs in zip(
        mentions, ranked, signs_of(article, mentions, ranked), strict=True
    ):
        if signs is None:
            continue
        named = spans.get((mention.start, mention.end))
        right = False if named is None else _is_right(named, candidates[0].place)
        if right is not None:
            yield Case(signs, right, number % FOLDS)


def _is_right(named: Mapping[str, Any], place: Place) -> bool | None:
    """Return whether the place is the gold's; None where the gold does not say which it is."""
    by_country = named.get("type") in {"country", "region"} or str(named.get("type")).startswith(
        "PCL"
    )
    if by_country and named.get("country") is not None:
        if place.country_code == named["country"]:
            return True
        if named["type"] in {"country", "region"}:
            return False
    if named.get("lat") is None or named.get("type") == "region":
        return None
    here = vector_of(named["lat"], named["lon"])
    there = vector_of(place.lat, place.lon)
    return here is not None and there is not None and distance_km(here, there) <= NEAR_KM


def fit(cases: Sequence[Case]) -> Fitted:
    """Return the table that fits the cases."""
    weights = _regression(cases)
    by_language: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_language[case.signs.language].append(case)
    by_language[ANY_LANGUAGE] = list(cases)
    knots = {code: _isotonic(found, weights) for code, found in sorted(by_language.items())}
    return Fitted(weights, knots)


def _regression(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of a logistic regression, by Newton's method."""
    names = sorted({name for case in cases for name, _ in features_of(case.signs)})
    column = {name: number for number, name in enumerate(names)}
    signs = np.zeros((len(cases), len(names)))
    for row, case in enumerate(cases):
        for name, value in features_of(case.signs):
            signs[row, column[name]] = value
    right = np.array([case.right for case in cases], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - odds) - RIDGE * weights
        bend = (signs * (odds * (1 - odds))[:, None]).T @ signs + RIDGE * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    return {name: round(float(weights[number]), 3) for name, number in column.items()}


def _isotonic(cases: Sequence[Case], weights: Mapping[str, float]) -> Knots:
    """Return the rising map from strength to the share of right cases, held down where few."""
    ranked = sorted(cases, key=lambda case: strength(case.signs, weights))
    judged = [(strength(case.signs, weights), case.right) for case in ranked]
    blocks: list[list[tuple[float, bool]]] = []
    start = 0
    while start < len(judged):
        end = min(start + FEWEST, len(judged))
        while end < len(judged) and judged[end][0] == judged[end - 1][0]:
            end += 1  # cases of the same strength stay together
        blocks.append(judged[start:end])
        start = end
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [*blocks[-1], *last]
    knots = [(_middle(block), _held_down(block)) for block in blocks]
    highest = np.maximum.accumulate([y for _, y in knots])
    return [(round(x, 3), round(float(y), 3)) for (x, _), y in zip(knots, highest, strict=True)]


def _share(block: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in block) / len(block)


def _middle(block: Sequence[tuple[float, bool]]) -> float:
    return sum(at for at, _ in block) / len(block)


def _held_down(block: Sequence[tuple[float, bool]]) -> float:
    """Return the share of right cases less some standard errors; one wrong case more is feared."""
    share = (sum(right for _, right in block)) / (len(block) + 1)
    return max(0.0, share - CAUTION * math.sqrt(share * (1 - share) / len(block)))


def _judged(cases: Sequence[Case]) -> list[tuple[Case, float]]:
    """Return each case with the confidence that a fit to the other folds gives it."""
    judged = []
    for fold in range(FOLDS):
        fitted = fit([case for case in cases if case.fold != fold])
        for case in cases:
            if case.fold == fold:
                knots = fitted.knots.get(case.signs.language) or fitted.knots[ANY_LANGUAGE]
                judged.append((case, interpolated(knots, strength(case.signs, fitted.weights))))
    return judged


def _reliability(judged: Sequence[tuple[Case, float]]) -> Iterator[str]:
    """Yield the lines of the table: of the mentions from a confidence on, how many are right."""
    languages = sorted({case.signs.language for case, _ in judged})
    yield "| confidence | " + " | ".join(f"{code}: right of mentions" for code in languages) + " |"
    yield "|---|" + "---|" * len(languages)
    for level in LEVELS:
        cells = []
        for code in languages:
            right = [c.right for c, sure in judged if sure >= level and c.signs.language == code]
            share = f"{sum(right) / len(right):.3f} of {len(right)}" if right else "none"
            cells.append(share)
        yield f"| >= {level:.2f} | " + " | ".join(cells) + " |"


def _written(fitted: Fitted, cases: Sequence[Case]) -> str:
    """Return the table as TOML."""
    counts = Counter(case.signs.language for case in cases)
    of = ", ".join(f"{code}: {number} mentions" for code, number in sorted(counts.items()))
    lines = [
        "# How signs make a confidence; written by python -m geodata.places.calibrate.",
        f'source = "fitted to the development sets ({of})"',
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(fitted.weights.items())),
        "",
        "[knots]",
        *(f"{code} = {[list(knot) for knot in knots]}" for code, knots in fitted.knots.items()),
        "",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the table to the development sets, write it, and print how well it holds."""
    parser = argparse.ArgumentParser(description="Fit the confidences to the development sets.")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/ and corpora/")
    cases = read_cases(parser.parse_args(arguments).shared)
    TABLE.write_text(_written(fit(cases), cases), encoding="utf-8")
    print("\n".join(_reliability(_judged(cases))))  # noqa: T201  # a command's output


if __name__ == "__main__":
    main()
