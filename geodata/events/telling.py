"""A sentence with all that is read off it before any event is looked for, each when first asked.

Part of the events stage, after reading and before finding. Few sentences of an article tell of
anything, so nothing is worked out that no rule looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import proxy

from geodata.events.attribution import attribute, find_attributions, taken_over
from geodata.events.counts import find_counts
from geodata.events.dates import find_dates
from geodata.events.described import find_standing
from geodata.events.gate import DATE, LAST_NIGHT
from geodata.events.grammar import load_name_grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.attribution import Attributed
    from geodata.events.counts import Count
    from geodata.events.dates import Dated
    from geodata.events.described import Places
    from geodata.events.reading import Sentence
    from geodata.events.roles import Standing
    from geodata.models import Article, DateRange

__all__ = ["FOLLOWS", "Report", "Telling"]

# A sentence that goes on counting follows the act at this distance, in sentences.
FOLLOWS = 2


class Report:
    """The sentences of an article, with the dates that each takes from those before it."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], places: Places) -> None:
        self.article = article
        self.sentences = sentences
        self.places = places
        # weak, so that both are freed as soon as nobody reads on
        self._tellings = tuple(Telling(sentence, proxy(self)) for sentence in sentences)
        self._dates: dict[int, tuple[Dated, ...]] = {}
        self._last: DateRange | None = None
        self._last_at = 0  # the number of its sentence
        self._looked = 0  # so many sentences have been looked over for the last date

    def __iter__(self) -> Iterator[Telling]:
        """Yield the tellings in the order of the text."""
        return iter(self._tellings)

    def dates(self, index: int) -> tuple[Dated, ...]:
        """Return the dates of the sentence of that number.

        A month without a year has that of the sentence before, so dated sentences in a row are
        read from the first on.
        """
        first = index
        while first >= 0 and first not in self._dates and self._may_date(first):
            first -= 1
        for i in range(first + 1, index + 1):
            self._dates[i] = self._find_dates(i)
        return self._dates.get(index, ())

    def _may_date(self, index: int) -> bool:
        return any(map(self.sentences[index].may_hold, (DATE, LAST_NIGHT)))

    def _find_dates(self, index: int) -> tuple[Dated, ...]:
        before = self._taken(index - 1) if index else None
        return find_dates(
            self.sentences[index],
            self.article.language,
            self.article.published,
            self._tellings[index].numbers,
            None if before is None else before.start.year,
        )

    def _taken(self, index: int) -> DateRange | None:
        """Return the date that sentences after may take: not one that is only when it was said."""
        dates = self.dates(index)
        if not dates:
            return None
        sentence, published = self.sentences[index], self.article.published
        said = {sentence.clauses[hit.first] for hit in sentence.hits("reporting")}
        found = [d.days for d in dates if sentence.clauses[d.position] not in said]
        ahead = bool(found) and published is not None and found[-1].start > published.end
        return found[-1] if found and not ahead else None

    def last_date(self, index: int, paragraph: int) -> DateRange | None:
        """Return the date last told before a sentence; None where that was in another paragraph.

        `index` must not decrease from call to call.
        """
        for i in range(index - 1, self._looked - 1, -1):
            found = self._taken(i)
            if found is not None:
                self._last, self._last_at = found, i
                break
        self._looked = max(index, self._looked)
        here = self._last is not None and self.sentences[self._last_at].paragraph == paragraph
        return self._last if here else None

    def is_decided(self, index: int) -> bool:
        """Whether a decision is told of in the sentence of that number or just after it."""
        return any(s.has("decision") for s in self.sentences[index : index + 1 + FOLLOWS])


@dataclass(frozen=True, eq=False)
class Telling:
    """A sentence of a report with its places, numbers, dates and sources."""

    sentence: Sentence
    report: Report

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """The places that it names or describes, with their roles."""
        if not self.sentence.mentions:
            return ()
        grammar = load_name_grammar(self.report.article.language)
        return find_standing(self.sentence, grammar, self.report.places)

    @cached_property
    def numbers(self) -> tuple[Count, ...]:
        """The numbers that count something, whoever says them."""
        return find_counts(self.sentence, self.report.article.language)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The numbers that count something, with who says each."""
        if not self.numbers:
            return ()
        return attribute(self.sentence, self.numbers, self.said)

    @cached_property
    def said(self) -> tuple[Attributed, ...]:
        """The sources that it gives; where it names none those that its neighbours name for it."""
        text, index = self.report.article.text, self.sentence.index
        own = find_attributions(self.sentence, text)
        if any(each.attribution.speaker != "unnamed" for each in own):
            return own
        return (*taken_over(self.report.sentences, index, text), *own)

    @property
    def dates(self) -> tuple[Dated, ...]:
        """The dates that it gives."""
        return self.report.dates(self.sentence.index)

    @property
    def decided(self) -> bool:
        """Whether a decision is told of in it or just after it."""
        return self.report.is_decided(self.sentence.index)

    @property
    def names_other_states(self) -> frozenset[str | None]:
        """The codes of all countries that the sentence names or names a place of."""
        return frozenset(
            mention.place.country_code
            for _, mention in self.sentence.mentions
            if mention.place is not None
        )
