"""How sure a mention's place is: a share of likelihood made a probability that it is right.

The share that a place is left with says only how far it is ahead of its rivals. Whether the words
name a place at all, and whether the right one is among the rivals, shows in further signs. Both
are weighed by a table that `python -m geodata.places.calibrate` fits to the development sets.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geodata.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["TABLE", "Signs", "confidence_of", "features_of", "interpolated", "strength"]

TABLE = Path(__file__).parents[1] / "data" / "confidence.toml"
ANY_LANGUAGE = "any"
# Shares beyond tell no more: ten thousand to one, one to a hundred.
MOST_ODDS, LEAST_ODDS = 4.0, -2.0
MOST_REPEATS = 5  # mentions of one name beyond these say no more


class Signs(NamedTuple):
    """What tells how sure a mention's place is; `mentions` counts those of its name."""

    language: str
    share: float
    kind: str  # the place's type, "word" for adjectives and demonyms
    usage: str
    why: str
    mentions: int


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    weights: Mapping[str, float]
    knots: Mapping[str, Sequence[tuple[float, float]]]  # by language: strength, confidence


@lru_cache(maxsize=20_000)
def confidence_of(signs: Signs) -> float:
    """Return how probable it is that a mention names a place, and this one: 0 to 1."""
    table = _load_table()
    knots = table.knots.get(signs.language) or table.knots[ANY_LANGUAGE]
    return interpolated(knots, strength(signs, table.weights))


def strength(signs: Signs, weights: Mapping[str, float]) -> float:
    """Return the weighed sum of the signs; unknown ones count for nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in features_of(signs))


def features_of(signs: Signs) -> list[tuple[str, float]]:
    """Return the signs as numbers by name."""
    share = min(max(signs.share, 10**LEAST_ODDS), 1 - 10**-MOST_ODDS)
    return [
        ("always", 1.0),
        (f"language {signs.language}", 1.0),
        (f"kind {signs.kind}", 1.0),
        (f"usage {signs.usage}", 1.0),
        (f"found by {signs.why}", 1.0),
        ("odds", math.log10(share / (1 - share))),
        ("repeats", math.log(min(signs.mentions, MOST_REPEATS))),
    ]


def interpolated(knots: Sequence[tuple[float, float]], at: float) -> float:
    """Return the confidence between two knots; that of the last one beyond it.

    Before the first one no case was seen: from there it falls as a probability does with the odds.
    """
    number = bisect_right(knots, (at, math.inf))
    if number == 0:
        x0, y0 = knots[0]
        return round(y0 * _logistic(at) / _logistic(x0), 3)
    if number == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[number - 1], knots[number]
    return round(y0 + (y1 - y0) * (at - x0) / (x1 - x0), 3)


def _logistic(at: float) -> float:
    return 1 / (1 + math.exp(-at))


@cache
def _load_table() -> _Table:
    try:
        found = tomllib.loads(TABLE.read_text(encoding="utf-8"))
        knots = {code: [(x, y) for x, y in pairs] for code, pairs in found["knots"].items()}
        return _Table(found["weights"], knots)
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        message = f"cannot read {TABLE.name}, which ships with Schauplatz: {error}"
        raise DataError(message) from error
