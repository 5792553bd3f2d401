"""Scores of mentions: which toponyms were found, and how many stand where the gold puts them.

After Gritta, Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation", Language Resources
and Evaluation 54 (2020, online 2019): detection by exact and by lenient spans, resolution over what
was found. End to end joins both: of the gold toponyms with coordinates, how many were found
*and* lie within the radius (recall); of the marks that would be drawn, how many stand right
(precision). Accuracy over only what the system gave coordinates is how EUPEG counts (Wang and Hu,
"Enhancing spatial and textual analysis with EUPEG", Transactions in GIS 23, 2019); it rewards
leaving out what is hard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.score.overlap import Accuracy, Overlap
from geodata.score.pairing import pair_exactly, pair_leniently
from geodata.score.resolution import (
    NEAR_KM,
    WITHIN_KM,
    ErrorSummary,
    count_within,
    error_km,
)
from geodata.score.toponyms import (
    FoundToponym,
    GoldArticle,
    GoldToponym,
    read_found,
    read_gold,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["MentionScores", "score_mentions"]


@dataclass(frozen=True, slots=True)
class MentionScores:
    """All figures over the mentions of a gold file.

    `gold` and `gold_with_point` count toponyms; `unplaced` the found ones without coordinates.
    `by_usage` has exact spans and the same usage, in the order of the usages' names.
    `unknown_articles` counts predicted articles that the gold lacks, `surface_mismatches`
    predictions whose words are not those at their offsets: both hint at the wrong file.
    """

    articles: int
    gold: int
    gold_with_point: int
    exact: Overlap
    lenient: Overlap
    resolution: ErrorSummary
    resolution_exact: ErrorSummary
    unplaced: int
    within_161_of_placed: float | None
    end_to_end_161: Overlap
    end_to_end_25: Overlap
    end_to_end_161_exact: Overlap
    country: Accuracy
    usage: Accuracy
    by_usage: tuple[tuple[str, Overlap], ...]
    unknown_articles: int
    surface_mismatches: int


@dataclass(frozen=True, slots=True)
class _Matching:
    """What counts of the gold and the found of one or more articles, and the pairs among it."""

    gold: tuple[GoldToponym, ...]
    found: tuple[FoundToponym, ...]
    pairs: tuple[tuple[GoldToponym, FoundToponym], ...]

    @classmethod
    def over(cls, parts: Sequence[_Matching]) -> _Matching:
        """Return all articles' matchings as one."""
        return cls(
            gold=tuple(toponym for part in parts for toponym in part.gold),
            found=tuple(toponym for part in parts for toponym in part.found),
            pairs=tuple(pair for part in parts for pair in part.pairs),
        )

    @property
    def overlap(self) -> Overlap:
        """How much of the gold was found."""
        return Overlap(len(self.pairs), len(self.gold), len(self.found))

    @property
    def errors_km(self) -> list[float]:
        """The errors of the pairs whose gold has a point."""
        return [error_km(gold, found) for gold, found in self.pairs if gold.point is not None]

    @property
    def gold_with_point(self) -> int:
        """How many of the gold toponyms can be resolved at all."""
        return sum(toponym.point is not None for toponym in self.gold)

    @property
    def marks(self) -> int:
        """How many predictions have a point, less those whose gold has none to judge it by."""
        drawn = sum(toponym.point is not None for toponym in self.found)
        return drawn - sum(
            gold.point is None and found.point is not None for gold, found in self.pairs
        )

    @property
    def unplaced(self) -> int:
        """How many were found whose gold has a point, but got none themselves."""
        return sum(gold.point is not None and found.point is None for gold, found in self.pairs)


def score_mentions(
    gold: Path, predicted: Path, *, usage: frozenset[str] | None = None
) -> MentionScores:
    """Return the scores of predicted mentions against gold ones, both JSON Lines.

    An article that the predictions lack counts as empty.

    Args:
        gold: records with "toponyms", or our own with "mentions" and "body".
        predicted: what `schauplatz extract` writes.
        usage: keep only gold of these usages and gold without one; what pairs with other gold is
            neither right nor wrong. None keeps all.

    Raises:
        InputError: one of the files cannot be read; the message names the file and the line.

    """
    articles = read_gold(gold)
    found = read_found(predicted)
    both = [(article, _inside(article, found)) for article in articles]
    unknown = len(found.keys() - {article.article_id for article in articles})
    return _summarize(both, usage=usage, unknown_articles=unknown)


def _summarize(
    both: Sequence[tuple[GoldArticle, tuple[FoundToponym, ...]]],
    *,
    usage: frozenset[str] | None,
    unknown_articles: int,
) -> MentionScores:
    """Return all figures over the gold articles and what was predicted in their bodies."""
    exact = _Matching.over([_match(*one, usage=usage, exact=True) for one in both])
    lenient = _Matching.over([_match(*one, usage=usage, exact=False) for one in both])
    return MentionScores(
        articles=len(both),
        gold=len(exact.gold),
        gold_with_point=exact.gold_with_point,
        exact=exact.overlap,
        lenient=lenient.overlap,
        resolution=ErrorSummary.of(lenient.errors_km),
        resolution_exact=ErrorSummary.of(exact.errors_km),
        unplaced=lenient.unplaced,
        within_161_of_placed=_within_161_of_placed(lenient),
        end_to_end_161=_end_to_end(lenient, radius_km=WITHIN_KM, marks=lenient.marks),
        end_to_end_25=_end_to_end(lenient, radius_km=NEAR_KM, marks=lenient.marks),
        end_to_end_161_exact=_end_to_end(exact, radius_km=WITHIN_KM, marks=lenient.marks),
        country=_country_accuracy(lenient),
        usage=_usage_accuracy(lenient),
        by_usage=_by_usage(both),
        unknown_articles=unknown_articles,
        surface_mismatches=sum(
            article.contradicts(toponym) for article, toponyms in both for toponym in toponyms
        ),
    )


def _inside(
    article: GoldArticle, found: Mapping[str, tuple[FoundToponym, ...]]
) -> tuple[FoundToponym, ...]:
    """Return the predictions for an article that lie in its body."""
    return tuple(filter(article.holds, found.get(article.article_id, ())))


def _match(
    article: GoldArticle,
    found: tuple[FoundToponym, ...],
    *,
    usage: frozenset[str] | None,
    exact: bool,
) -> _Matching:
    """Return what counts of an article: the kept gold, and the found that pairs with no other.

    With exact spans, a prediction that only overlaps gold of another usage is left out as well.
    """
    gold = article.toponyms
    kept = {i for i, toponym in enumerate(gold) if _is_kept(toponym, usage)}
    loose = pair_leniently(gold, found)
    pairs = pair_exactly(gold, found) if exact else loose
    ignored = {j for i, j in pairs.items() if i not in kept}
    taken = set(pairs.values())
    ignored |= {j for i, j in loose.items() if i not in kept and j not in taken}
    return _Matching(
        gold=tuple(gold[i] for i in sorted(kept)),
        found=tuple(toponym for j, toponym in enumerate(found) if j not in ignored),
        pairs=tuple((gold[i], found[j]) for i, j in sorted(pairs.items()) if i in kept),
    )


def _is_kept(toponym: GoldToponym, usage: frozenset[str] | None) -> bool:
    """Whether a gold toponym is asked for; one without a usage always is."""
    return usage is None or toponym.usage is None or toponym.usage in usage


def _end_to_end(matching: _Matching, *, radius_km: float, marks: int) -> Overlap:
    """Return how much of the gold with a point was found within the radius of it."""
    right = count_within(matching.errors_km, radius_km)
    return Overlap(right, matching.gold_with_point, marks)


def _within_161_of_placed(matching: _Matching) -> float | None:
    """Return the share within 161 km of the found that have coordinates; None if none has."""
    errors = matching.errors_km
    placed = len(errors) - matching.unplaced
    return count_within(errors, WITHIN_KM) / placed if placed else None


def _country_accuracy(matching: _Matching) -> Accuracy:
    """Return how often the country is right; no share where the system never names one."""
    asked = [(gold, found) for gold, found in matching.pairs if gold.country is not None]
    right = sum(gold.country == found.country for gold, found in asked)
    answers = any(found.country is not None for _, found in asked)
    return Accuracy(len(asked), right / len(asked) if answers else None)


def _usage_accuracy(matching: _Matching) -> Accuracy:
    """Return how often the usage is right where both sides name one."""
    asked = [
        (gold.usage, found.usage)
        for gold, found in matching.pairs
        if gold.usage is not None and found.usage is not None
    ]
    right = sum(wanted == said for wanted, said in asked)
    return Accuracy(len(asked), right / len(asked) if asked else None)


def _by_usage(
    both: Sequence[tuple[GoldArticle, tuple[FoundToponym, ...]]],
) -> tuple[tuple[str, Overlap], ...]:
    """Return the scores of every usage over exact spans, of the articles whose gold has usages."""
    matching = _Matching.over(
        [
            _match(article, found, usage=None, exact=True)
            for article, found in both
            if any(toponym.usage is not None for toponym in article.toponyms)
        ]
    )
    named = {toponym.usage for toponym in matching.gold}
    named |= {toponym.usage for toponym in matching.found}
    usages = sorted(usage for usage in named if usage is not None)
    return tuple((usage, _of_usage(matching, usage)) for usage in usages)


def _of_usage(matching: _Matching, usage: str) -> Overlap:
    """Return how much of the gold of one usage was found with the same usage."""
    return Overlap(
        agreed=sum(gold.usage == found.usage == usage for gold, found in matching.pairs),
        gold=sum(toponym.usage == usage for toponym in matching.gold),
        predicted=sum(toponym.usage == usage for toponym in matching.found),
    )
