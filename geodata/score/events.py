"""Scores of events: same kind, same negation, and a place that agrees.

One-to-one alignment of predicted with gold events follows slot-filling evaluation since the Message
Understanding Conferences (Chinchor and Sundheim, "MUC-5 evaluation metrics", 1993): first which
events were found, then how good the fields of the found ones are. Strict scores ask for
the place itself, tolerant ones let one side name the country or area in which the other's lies.
Each gold event is matched at most once, the best agreement first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.score.overlap import Overlap
from geodata.score.pairing import pair_best_first
from geodata.score.resolution import distance_km
from geodata.score.told import EventArticle, ToldEvent, read_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geodata.score.told import StatedDays, StatedFigure, StatedPlace

__all__ = ["EventScores", "FieldScore", "score_events"]

# How far off a point may be for the place to agree, by the type in the gold: about the reach of
# such a place. Countries agree by their code alone.
TOWN_KM = 25.0
AGREE_WITHIN_KM = {
    "city": TOWN_KM,
    "site": TOWN_KM,
    "nature": 100.0,
    "admin": 150.0,
    "region": 300.0,
}
TOLERATED_KM = 300.0  # between an area and a place that may lie in it
AREA_TYPES = frozenset({"admin", "region"})


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How good one field of the strictly found events is: the mean, 0 to 1, of `asked` events."""

    field: str
    mean: float
    asked: int


@dataclass(frozen=True, slots=True)
class EventScores:
    """All figures over the events of a gold file; kinds and fields in the order of their names."""

    kinds: tuple[tuple[str, Overlap], ...]
    strict: Overlap
    tolerant: Overlap
    fields: tuple[FieldScore, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold event and the one found for it; `dated` as for the gold article."""

    gold: ToldEvent
    found: ToldEvent
    dated: bool


def score_events(gold: Path, predicted: Path) -> EventScores:
    """Return the scores of predicted events against gold ones, both JSON Lines with "events".

    An article that the predictions lack counts as empty; of several lines with one id the last
    counts.

    Raises:
        InputError: one of the files cannot be read; the message names the file and the line.

    """
    found = {article.article_id: article.events for article in read_events(predicted)}
    both = [(article, found.get(article.article_id, ())) for article in read_events(gold)]
    strict = [pair for one in both for pair in _pair_events(*one, agrees=is_same_place)]
    tolerant = [pair for one in both for pair in _pair_events(*one, agrees=is_near_enough)]
    in_gold = Counter(event.kind for article, _ in both for event in article.events)
    in_found = Counter(event.kind for _, events in both for event in events)
    agreed = Counter(pair.gold.kind for pair in strict)
    kinds = sorted(in_gold.keys() | in_found.keys())
    return EventScores(
        kinds=tuple((kind, Overlap(agreed[kind], in_gold[kind], in_found[kind])) for kind in kinds),
        strict=Overlap(len(strict), in_gold.total(), in_found.total()),
        tolerant=Overlap(len(tolerant), in_gold.total(), in_found.total()),
        fields=_score_fields(strict),
    )


def is_same_place(gold: StatedPlace | None, found: StatedPlace | None) -> bool:
    """Whether two places agree: no place on both sides, the same country, or points near enough.

    How near depends on the type in the gold; where a point is missing, the country code decides.
    """
    if gold is None or found is None:
        return gold is found
    if gold.type == "country":
        return found.type == "country" and found.country == gold.country
    if gold.point is None or found.point is None:
        return gold.country is not None and gold.country == found.country
    within_km = AGREE_WITHIN_KM.get(gold.type or "", TOWN_KM)
    return distance_km(gold.point, found.point) <= within_km


def is_near_enough(gold: StatedPlace | None, found: StatedPlace | None) -> bool:
    """Whether two places agree, or one side names the country or area that the other lies in."""
    if is_same_place(gold, found):
        return True
    if gold is None or found is None or gold.country is None or gold.country != found.country:
        return False
    types = {gold.type, found.type}
    if "country" in types:
        return True
    if not types & AREA_TYPES or gold.point is None or found.point is None:
        return False
    return distance_km(gold.point, found.point) <= TOLERATED_KM


def _pair_events(
    article: EventArticle,
    found: Sequence[ToldEvent],
    *,
    agrees: Callable[[StatedPlace | None, StatedPlace | None], bool],
) -> list[_Pair]:
    """Return the pairs of an article, best agreement first.

    The place itself goes before a tolerated one, then `_agreement` decides; ties go to the
    event that comes first in the gold, then to the one that does in the predictions.
    """
    gold = article.events
    ranked = sorted(
        (not is_same_place(wanted.place, told.place), -_agreement(wanted, told), i, j)
        for i, wanted in enumerate(gold)
        for j, told in enumerate(found)
        if (wanted.kind, wanted.negated) == (told.kind, told.negated)
        and agrees(wanted.place, told.place)
    )
    pairs = pair_best_first((i, j) for _, _, i, j in ranked)
    return [_Pair(gold[i], found[j], article.dated) for i, j in pairs.items()]


def _agreement(gold: ToldEvent, found: ToldEvent) -> float:
    """Return how alike two events are beyond kind and place, 0 to 6; the sentence counts twice."""
    claims = (
        gold.actors == found.actors,
        gold.phase == found.phase,
        _is_same_time(gold.date, found.date),
        _shares_text(gold, found),
        _shares_text(gold, found),
    )
    return sum(claims) + _figures_share(gold.figures, found.figures)


def _is_same_time(gold: StatedDays | None, found: StatedDays | None) -> bool:
    """Whether two dates share a day, or there is none on both sides; half a date never agrees."""
    if gold is None or found is None:
        return gold is found
    if gold.start is None or gold.end is None or found.start is None or found.end is None:
        return False
    return gold.start <= found.end and found.start <= gold.end


def _shares_text(gold: ToldEvent, found: ToldEvent) -> bool:
    """Whether the two excerpts have a character in common."""
    return max(gold.excerpt[0], found.excerpt[0]) < min(gold.excerpt[1], found.excerpt[1])


def _figures_share(gold: Sequence[StatedFigure], found: Sequence[StatedFigure]) -> float:
    """Return the share of the gold's figures, summed by what they count, that overlap the found."""
    wanted, told = _sum_figures(gold), _sum_figures(found)
    if not wanted:
        return 1.0
    right = sum(
        what in told and low <= told[what][1] and told[what][0] <= high
        for what, (low, high) in wanted.items()
    )
    return right / len(wanted)


def _sum_figures(figures: Iterable[StatedFigure]) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest sum by what is counted."""
    sums: dict[str, tuple[float, float]] = {}
    for figure in figures:
        low, high = sums.get(figure.what, (0, 0))
        sums[figure.what] = (low + figure.low, high + figure.high)
    return sums


def _actors_share(gold: frozenset[str], found: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of actors; 1 where both are empty."""
    return len(gold & found) / len(gold | found) if gold | found else 1.0


def _score_fields(pairs: Sequence[_Pair]) -> tuple[FieldScore, ...]:
    """Return the mean of every field over the found events of which it was asked."""
    values: dict[str, list[float]] = {}
    for pair in pairs:
        for field, value in _iter_field_values(pair):
            values.setdefault(field, []).append(value)
    return tuple(
        FieldScore(field, sum(found) / len(found), len(found))
        for field, found in sorted(values.items())
    )


def _iter_field_values(pair: _Pair) -> Iterator[tuple[str, float]]:
    """Return the fields that the gold event has, each with how good the found one's is, 0 to 1.

    A date is asked only where the day of publication is known: without it, few texts give one.
    """
    gold, found = pair.gold, pair.found
    yield "actors", _actors_share(gold.actors, found.actors)
    yield "excerpt", _shares_text(gold, found)
    if gold.origin is not None:
        yield "origin", is_same_place(gold.origin, found.origin)
    if gold.figures:
        yield "figures", _figures_share(gold.figures, found.figures)
    if gold.date is not None and pair.dated:
        yield "date", _is_same_time(gold.date, found.date)
    if gold.kind == "deployment":
        yield "phase", gold.phase == found.phase
