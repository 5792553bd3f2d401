"""Which tellings are copies of each other: agency reports that several papers print.

Copies are found by their sketches (Broder 1997, see `geodata.events.wording`): articles that share
half of their runs of words, or sentences that share most. A translation is no copy.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.events.wording import resemblance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.models import Event, Incident

__all__ = ["find_first_articles", "independent_articles", "words_are_copied"]

_LEAST_ARTICLE = 0.5  # papers cut agency reports and add a paragraph of their own
_LEAST_SENTENCE = 0.6
# Shorter texts can be alike by chance: "In Almaty fielen Schüsse."
_FEWEST_IN_ARTICLE = 8
_FEWEST_IN_SENTENCE = 4


def words_are_copied(one: Event, other: Event) -> bool:
    """Whether two events are told in the same words."""
    return _alike(one.wording, other.wording, _FEWEST_IN_SENTENCE, _LEAST_SENTENCE)


def independent_articles(incident: Incident) -> tuple[str, ...]:
    """Return the ids of the articles that are no copies of earlier ones, in the order told.

    They are as many as the incident has sources.
    """
    return find_first_articles(incident.events)


def find_first_articles(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the ids of the articles that are no copies of earlier ones among the events.

    An article is a copy where its body is, or where all it tells here is in the words of an
    earlier telling. `events` are in the order in which they were told.
    """
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[event.source.article_id].append(event)
    if len(told) == 1:  # as most are
        return tuple(told)
    bodies, sentences = (
        _Seen(_FEWEST_IN_ARTICLE, _LEAST_ARTICLE),
        _Seen(_FEWEST_IN_SENTENCE, _LEAST_SENTENCE),
    )
    first: list[str] = []
    for article_id, own in told.items():
        source = own[0].source
        if bodies.holds(source.sketch) or all(sentences.holds(event.wording) for event in own):
            continue
        first.append(article_id)
        bodies.add(source.sketch)
        for event in own:
            sentences.add(event.wording)
    return tuple(first)


class _Seen:
    """Sketches, found again by the hashes in them."""

    def __init__(self, fewest: int, least: float) -> None:
        self._fewest = fewest
        self._least = least
        self._sketches: list[Sequence[int]] = []
        self._with: dict[int, tuple[int, ...]] = {}

    def add(self, sketch: Sequence[int]) -> None:
        numbers: dict[int, tuple[int, ...]] = dict.fromkeys(sketch, (len(self._sketches),))
        for shared in self._with.keys() & numbers.keys():  # few; the rest goes in at one go
            numbers[shared] += self._with[shared]
        self._with.update(numbers)
        self._sketches.append(sketch)

    def holds(self, sketch: Sequence[int]) -> bool:
        """Whether one of the sketches is of much the same words."""
        if self._with.keys().isdisjoint(sketch):
            return False
        near = {number for one in sketch for number in self._with.get(one, ())}
        return any(
            _alike(sketch, self._sketches[number], self._fewest, self._least) for number in near
        )


def _alike(one: Sequence[int], other: Sequence[int], fewest: int, least: float) -> bool:
    if min(len(one), len(other)) < fewest or frozenset(one).isdisjoint(other):
        return False
    return resemblance(one, other) >= least
