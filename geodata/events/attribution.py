"""Who says so: the sources that a sentence gives for an act and for each of its numbers.

The words are the tables [speakers], [attributing] and [attributing_words] of a pack: "nach Angaben
der Polizei", "Aktivisten sprechen von 164", "soll", "Augenzeugenberichten zufolge".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.models import SPEAKERS, Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.lexicon import Hit
    from geodata.events.reading import Sentence
    from geodata.models import Speaker

__all__ = ["Attributed", "attribute", "attribution_at", "find_attributions"]

_SPEAKER_REACH = 6  # words from "nach Angaben" to whose they are
_VERB_REACH = 8  # words from a verb of saying to who says it
_BEHIND_SPOKESMAN = 4  # words from "ein Sprecher" to whom he speaks for
_NAMED: tuple[Speaker, ...] = tuple(sort for sort in SPEAKERS if sort != "unnamed")


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution in a sentence, at the tokens `first` to `last`.

    `leads`: it stands before what is said ("nach Angaben der Polizei").
    """

    first: int
    last: int
    clause: int
    attribution: Attribution
    leads: bool = False


def find_attributions(sentence: Sentence, text: str) -> tuple[Attributed, ...]:
    """Return who is quoted in a sentence, in order; the hearsay of nobody named comes last."""
    finder = _Finder(sentence, text)
    named = _longest(sorted({*finder.named()}, key=lambda found: (found.first, -found.last)))
    return (*named, *sorted(finder.unnamed(), key=lambda found: found.first))


def _longest(found: Sequence[Attributed]) -> Iterator[Attributed]:
    """Yield the sources that are no part of one before them: "Angaben der Polizei"."""
    end = -1
    for each in found:
        if each.last > end:
            yield each
            end = each.last


def attribution_at(
    sentence: Sentence, found: Sequence[Attributed], position: int
) -> Attribution | None:
    """Return who says what stands at a token: the source nearest to it, its own clause's first.

    Hearsay counts within its clause, and where nobody is named. None where the article says it.
    """
    if not found:
        return None
    clause = sentence.clauses[position]
    named = [each for each in found if each.attribution.speaker != "unnamed"]
    here = named or [each for each in found if each.clause == clause]
    best = min(
        here,
        key=lambda each: (
            abs(each.clause - clause),
            not (each.leads and each.first < position),
            abs(each.first - position),
            each.first,
        ),
        default=None,
    )
    return None if best is None else best.attribution


def attribute(
    sentence: Sentence, counts: Iterable[Count], found: Sequence[Attributed]
) -> tuple[Count, ...]:
    """Return the numbers with who says each.

    One right after a verb of saying counts what the number before it does: "laut Polizei 26 Tote,
    Aktivisten sprechen von 164".
    """
    verbs = {hit.last for hit in sentence.hits("attributing.verbs")}
    last: Count | None = None
    attributed = []
    for count in counts:
        said = attribution_at(sentence, found, count.first)
        what, again = count.what, count.again
        bare = not (count.indefinite or _has_noun(sentence, count))
        if (
            what is None
            and last is not None
            and bare
            and verbs & {count.opening - 1, count.opening - 2}
        ):
            what, again = last.what, last.again
        attributed.append(replace(count, what=what, again=again, attribution=said))
        last = attributed[-1] if what is not None else last
    return tuple(attributed)


def _has_noun(sentence: Sentence, count: Count) -> bool:
    after = count.last + 1
    return after < len(sentence.tokens) and sentence.tokens[after].noun


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for the sources of one sentence."""

    sentence: Sentence
    text: str

    def named(self) -> Iterator[Attributed]:
        """Yield the sources that are named, or at least said to be of some sort."""
        sentence = self.sentence
        for hit in sentence.hits("attributing.before"):
            after = range(hit.last + 1, hit.last + 1 + _SPEAKER_REACH)
            for found in self._quoted(hit, self._speaker(after)):
                yield replace(found, leads=True)
        for hit in sentence.hits("attributing.after"):
            before = range(hit.first - 1, hit.first - 1 - _SPEAKER_REACH, -1)
            yield from self._quoted(hit, self._speaker(before))
        for hit in sentence.hits("attributing.verbs"):
            yield from self._quoted(hit, self._beside(hit))
        for key, hit in sentence.under("attributing_words"):
            yield self._attributed(hit.first, hit.last, _sort(key))

    def unnamed(self) -> Iterator[Attributed]:
        """Yield the words of hearsay; with some verbs only where they speak of what has been."""
        sentence = self.sentence
        past = {sentence.clauses[hit.first] for hit in sentence.hits("perfect_infinitives")}
        for hit in sentence.hits("attributing.unnamed"):
            yield self._attributed(hit.first, hit.last, "unnamed")
        for hit in sentence.hits("attributing.unnamed_past"):
            if sentence.clauses[hit.first] in past:
                yield self._attributed(hit.first, hit.last, "unnamed")

    def _quoted(self, hit: Hit, speaker: tuple[int, Speaker] | None) -> Iterator[Attributed]:
        if speaker is not None:
            at, sort = speaker
            yield self._attributed(min(hit.first, at), max(hit.last, at), sort)

    def _attributed(self, first: int, last: int, sort: Speaker) -> Attributed:
        tokens = self.sentence.tokens
        span = Span(tokens[first].start, tokens[last].end)
        words = " ".join(self.text[slice(*span)].split())
        return Attributed(first, last, self.sentence.clauses[first], Attribution(sort, span, words))

    def _beside(self, hit: Hit) -> tuple[int, Speaker] | None:
        """Return who stands nearest to a verb of saying in its clause; of equals the one before."""
        inner = range(hit.first + 1, hit.last)  # "gab die Polizei an"
        around = [
            position
            for far in range(1, _VERB_REACH + 1)
            for position in (hit.first - far, hit.last + far)
        ]
        clause = self.sentence.clauses[hit.first]
        return self._speaker(i for i in (*inner, *around) if self._clause(i) == clause)

    def _clause(self, position: int) -> int | None:
        clauses = self.sentence.clauses
        return clauses[position] if 0 <= position < len(clauses) else None

    def _speaker(self, positions: Iterable[int]) -> tuple[int, Speaker] | None:
        """Return the first of the positions where somebody is who can be quoted, and the sort."""
        clause: int | None = None
        for position in positions:
            here = self._clause(position)
            clause = here if clause is None else clause
            if here is None or here != clause:
                break
            if self.sentence.at(position, "speakers.spokesmen"):
                return self._spoken_for(position)
            sort = self._sort_at(position)
            if sort is not None:
                return position, sort
        return None

    def _spoken_for(self, position: int) -> tuple[int, Speaker]:
        """Return whom a spokesman speaks for; officials where nobody is named."""
        for behind in range(position + 1, position + 1 + _BEHIND_SPOKESMAN):
            sort = self._sort_at(behind) if self._clause(behind) == self._clause(position) else None
            if sort is not None:
                return behind, sort
        return position, self._sort_at(position) or "officials"

    def _sort_at(self, position: int) -> Speaker | None:
        """Return the sort of speaker that a word is, the name of a state being officials."""
        for sort in reversed(_NAMED):
            if self.sentence.at(position, f"speakers.{sort}"):
                return sort
        acts = any(
            named.first <= position <= named.last and named.mention.usage == "actor"
            for named in self.sentence.named
        )
        return "officials" if acts else None


def _sort(key: str) -> Speaker:
    return _NAMED[[str(sort) for sort in _NAMED].index(key)]
