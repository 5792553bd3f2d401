"""What the tellings of an incident say in figures: the range, who says which, and disputes.

A claim allows a range of true values: "at least 26" all from 26 up, "about 3,000" a tenth to
either side. Two claims that are no copies contradict each other where no value is allowed by both.
A toll that a later day's article gives higher has grown and is no contradiction, unless different
speakers say so (officials here, a rights group there), or it leaps. Keeping the least and the most
follows the low, best and high estimates of UCDP GED (Sundberg and Melander 2013).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from geodata.models import Claim, FigureRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.models import Event, Figure, FigureWhat, Phase, Speaker

__all__ = ["contradicting", "range_figures"]

_ABOUT = 0.1  # "about 3,000" is no claim against 2,800
# First counts of a few dead rise manifold; from then on a leap is for people to look at: 26, 164.
_GREATEST_LEAP = 5
_FEW = 10
# Tolls are counted up for days; how many troops or people there were is not.
_GROWING: frozenset[FigureWhat] = frozenset({"dead", "wounded", "arrested"})


def range_figures(events: Sequence[Event], first: frozenset[str]) -> tuple[FigureRange, ...]:
    """Return each figure that the events give, by name, its claims in the order of the events.

    `first` are the ids of the articles that are no copies.
    """
    told: defaultdict[FigureWhat, list[tuple[Event, Claim]]] = defaultdict(list)
    for event in events:
        article_id = event.source.article_id
        for figure in event.figures:
            claim = Claim(figure, event.event_id, article_id, article_id in first)
            told[figure.what].append((event, claim))
    return tuple(_range(what, told[what]) for what in sorted(told))


def contradicting(ours: Iterable[Figure], theirs: Iterable[Figure]) -> bool:
    """Whether two tellings give figures of the same sort that cannot both hold."""
    pairs = product(ours, theirs)
    return any(
        one.what == other.what and _are_apart(_allowed(one), _allowed(other))
        for one, other in pairs
    )


def _range(what: FigureWhat, told: Sequence[tuple[Event, Claim]]) -> FigureRange:
    figures = [claim.figure for _, claim in told]
    claims: defaultdict[_Said, set[str]] = defaultdict(set)
    for event, claim in told:
        if claim.first:
            claims[_said(event, claim.figure)].add(claim.article_id)
    pairs = combinations(sorted(claims.items(), key=lambda item: item[0].order), 2)
    return FigureRange(
        what,
        min(figure.minimum for figure in figures),
        max(figure.maximum for figure in figures),
        tuple(claim for _, claim in told),
        # one article alone tells its numbers apart: the dead of the morning and of the evening
        disputed=any(
            _contradict(one, other) and len(articles | others) > 1
            for (one, articles), (other, others) in pairs
        ),
    )


class _Said(NamedTuple):
    """A claim as far as disputes need it; `day` is that of publication, as an ordinal."""

    what: FigureWhat
    least: float
    most: float
    day: int | None
    speaker: Speaker | None
    phase: Phase | None

    @property
    def order(self) -> tuple[int, float, float, str, str]:
        """The order of claims: by day, so that of two the second is never the earlier."""
        return self.day or 0, self.least, self.most, self.speaker or "", self.phase or ""


def _said(event: Event, figure: Figure) -> _Said:
    published = event.source.published
    exact = published is not None and published.start == published.end
    attribution = figure.attribution or event.attribution
    return _Said(
        figure.what,
        *_allowed(figure),
        published.start.toordinal() if published is not None and exact else None,
        None if attribution is None else attribution.speaker,
        event.phase,
    )


def _allowed(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that a figure allows."""
    match figure.qualifier:
        case "at least":
            return figure.minimum, inf
        case "up to":
            return 0, figure.maximum
        case "about":
            return figure.minimum * (1 - _ABOUT), figure.maximum * (1 + _ABOUT)
        case "reported" | None:
            return figure.minimum, figure.maximum


def _are_apart(ours: tuple[float, float], theirs: tuple[float, float]) -> bool:
    return ours[0] > theirs[1] or theirs[0] > ours[1]


def _contradict(early: _Said, late: _Said) -> bool:
    """Whether no number is allowed by both, and the toll has not just grown.

    How many are announced is no claim on how many have arrived.
    """
    if early.phase != late.phase or not _are_apart(early[1:3], late[1:3]):
        return False
    return not _has_grown(early, late)


def _has_grown(early: _Said, late: _Said) -> bool:
    """Whether the later claim is the earlier one counted on."""
    if early.what not in _GROWING or early.day is None or late.day is None:
        return False
    same_speaker = early.speaker == late.speaker or None in {early.speaker, late.speaker}
    later = early.day < late.day and early.most < late.least
    return same_speaker and later and late.least <= _GREATEST_LEAP * max(early.most, _FEW)
