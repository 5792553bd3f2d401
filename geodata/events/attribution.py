"""Who says so: the sources that a sentence gives for an act and for each of its numbers.

The words are the tables [speakers], [attributing] and [attributing_words] of a pack: "nach Angaben
der Polizei", "Aktivisten sprechen von 164", "soll", "Augenzeugenberichten zufolge".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.events.quoted import NAMED, Speakers
from geodata.models import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.lexicon import Hit
    from geodata.events.quoted import Quoted
    from geodata.events.reading import Sentence
    from geodata.models import Speaker

__all__ = ["Attributed", "attribute", "attribution_at", "find_attributions", "taken_over"]

_SPEAKER_REACH = 6  # words from "nach Angaben" to whose they are
_VERB_REACH = 8  # words from a verb of saying to who says it
_LONGEST = 12  # words that are shown of a source
_INDIRECT = 3  # sentences in a row that may go on in indirect speech
_QUOTES = frozenset('«»„“”"')
_UNNAMED: Speaker = "unnamed"


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution in a sentence, at the tokens `first` to `last`.

    `leads`: it stands before what is said ("nach Angaben der Polizei"). `ahead`: no clause before
    its own is said by its speaker ("…, while Niger said it would send 500").
    """

    first: int
    last: int
    clause: int
    attribution: Attribution
    leads: bool = False
    ahead: bool = False


def find_attributions(sentence: Sentence, text: str) -> tuple[Attributed, ...]:
    """Return who is quoted in a sentence, in order; the hearsay of nobody named comes last."""
    finder = _Finder(sentence, text)
    named = _longest(sorted({*finder.named()}, key=lambda found: (found.first, -found.last)))
    return (*named, *sorted(finder.unnamed(), key=lambda found: found.first))


def taken_over(sentences: Sequence[Sentence], index: int, text: str) -> tuple[Attributed, ...]:
    """Return who says a sentence that names nobody: whoever its neighbours name for it.

    That is the last one quoted before, where it goes on in indirect speech ("he said"), else the
    one whom the sentence after names for it ("Das teilte die Polizei mit").
    """
    for back in range(index, max(0, index - _INDIRECT), -1):
        if not _goes_on(sentences[back]):
            break
        named = _named(sentences[back - 1], text)
        if named:
            return (_whole(named[-1]),)
    after = sentences[index + 1] if index + 1 < len(sentences) else None
    if after is not None and any(hit.first == 0 for hit in after.hits("attributing.back")):
        return tuple(_whole(each) for each in _named(after, text)[:1])
    return ()


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on in indirect speech, and nobody else is quoted with a new verb."""
    again = sentence.hits("attributing.again")
    said = sentence.hits("attributing.verbs")
    return bool(again or (sentence.hits("attributing.indirect") and not said))


def _named(sentence: Sentence, text: str) -> tuple[Attributed, ...]:
    found = find_attributions(sentence, text)
    return tuple(each for each in found if each.attribution.speaker != _UNNAMED)


def _whole(found: Attributed) -> Attributed:
    """Return a source of a neighbour as one that says all of a sentence."""
    return Attributed(0, 0, 0, found.attribution, leads=True)


def _longest(found: Sequence[Attributed]) -> Iterator[Attributed]:
    """Yield the sources that are no part of one before them: "Angaben der Polizei"."""
    end = -1
    for each in found:
        if each.first > end:
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
    named = [
        each
        for each in found
        if each.attribution.speaker != _UNNAMED and not (each.ahead and clause < each.clause)
    ]
    here = named or [
        each for each in found if each.clause == clause and each.attribution.speaker == _UNNAMED
    ]
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


@dataclass(frozen=True)
class _Finder:
    """Looks for the sources of one sentence."""

    sentence: Sentence
    text: str

    @cached_property
    def speakers(self) -> Speakers:
        """Those who are quoted."""
        return Speakers(self.sentence)

    def named(self) -> Iterator[Attributed]:
        """Yield the sources that are named, or at least said to be of some sort."""
        sentence = self.sentence
        for hit in sentence.hits("attributing.before"):
            after = range(hit.last + 1, hit.last + 1 + _SPEAKER_REACH)
            for found in self._quoted(hit, self.speakers.first_of(after)):
                follows = sentence.at(found.last + 1, "attributing.after")
                yield replace(
                    self._attributed(found.first, found.last + follows, found.attribution.speaker),
                    leads=True,
                )
        for hit in sentence.hits("attributing.after"):
            before = range(hit.first - 1, hit.first - 1 - _SPEAKER_REACH, -1)
            yield from self._quoted(hit, self.speakers.first_of(before))
        again = {i for hit in sentence.hits("attributing.again") for i in range(*_reach(hit))}
        for hit in sentence.hits("attributing.verbs"):
            no_verb = hit.first in again or self._is_noun(hit)
            said_by = None if no_verb else self._beside(hit)
            for found in self._quoted(hit, said_by):
                yield replace(found, ahead=self._is_ahead(hit, found))
        for key, hit in sentence.under("attributing_words"):
            follows = sentence.at(hit.last + 1, "attributing.after")
            yield self._attributed(hit.first, hit.last + follows, _sort(key))

    def _is_noun(self, hit: Hit) -> bool:
        """Whether a word is written as a noun: "nach Berichten aus X" is no "sie berichten"."""
        sentence = self.sentence
        return (
            sentence.grammar.nouns_are_capital
            and hit.first > 0
            and (sentence.tokens[hit.first].noun)
        )

    def unnamed(self) -> Iterator[Attributed]:
        """Yield the words of hearsay; with some verbs only where they speak of what has been."""
        sentence = self.sentence
        past = {sentence.clauses[hit.first] for hit in sentence.hits("perfect_infinitives")}
        for hit in sentence.hits("attributing.unnamed"):
            yield self._attributed(hit.first, hit.last, _UNNAMED)
        for hit in sentence.hits("attributing.unnamed_past"):
            if sentence.clauses[hit.first] in past:
                yield self._attributed(hit.first, hit.last, _UNNAMED)

    def _quoted(self, hit: Hit, speaker: Quoted | None) -> Iterator[Attributed]:
        if speaker is None:
            return
        first, last = min(hit.first, speaker.first), max(hit.last, speaker.last)
        if last - first >= _LONGEST and speaker.first > hit.first:
            last = speaker.last  # "teilte die Polizei ... mit" with much between
        yield self._attributed(first, last, speaker.sort)

    def _attributed(self, first: int, last: int, sort: Speaker) -> Attributed:
        tokens = self.sentence.tokens
        if sort != _UNNAMED and self.speakers.is_led_in(first):
            first -= 1
        last = min(last, first + _LONGEST - 1)
        span = self._closed(Span(tokens[first].start, tokens[last].end))
        words = " ".join(self.text[slice(*span)].split())
        return Attributed(first, last, self.sentence.clauses[first], Attribution(sort, span, words))

    def _closed(self, span: Span) -> Span:
        """Return a range with the quotation mark that closes a name at its end."""
        closes = self.text[span.end : span.end + 1] in _QUOTES
        opened = any(mark in self.text[slice(*span)] for mark in _QUOTES)
        return Span(span.start, span.end + 1) if closes and opened else span

    def _beside(self, hit: Hit) -> Quoted | None:
        """Return who stands nearest to a verb of saying in its clause; of equals the one before.

        Where the subject stands first, one after the verb is quoted only if the verb opens its
        clause or is passive: ", said police", "was confirmed by police".
        """
        before = range(hit.first - 1, hit.first - 1 - _VERB_REACH, -1)
        after = range(hit.last + 1, hit.last + 1 + _VERB_REACH)
        if self.sentence.grammar.speaker_first:
            opens = self._clause(hit.first - 1) != self._clause(hit.first) or not (
                self.sentence.tokens[hit.first - 1].lower[0].isalpha()
            )
            if self.sentence.at(hit.last + 1, "prepositions_agent"):
                return self._first(hit, after)
            if self.sentence.at(hit.first - 1, "passive"):
                return None  # "12 people were reported killed"
            return self._first(hit, after if opens else before)
        subject = self._first(hit, (hit.first - 1,))
        if subject is not None:
            return subject
        inner = range(hit.first + 1, hit.last)  # "gab die Polizei an"
        around = [position for pair in zip(before, after, strict=True) for position in pair]
        return self._first(hit, (*inner, *around))

    def _first(self, hit: Hit, positions: Iterable[int]) -> Quoted | None:
        clause = self._clause(hit.first)
        return self.speakers.first_of(i for i in positions if self._clause(i) == clause)

    def _clause(self, position: int) -> int | None:
        return self.speakers.clause(position)

    def _is_ahead(self, hit: Hit, found: Attributed) -> bool:
        """Whether a speaker's words can only follow: the verb stands after its subject.

        Not in "wie die Polizei mitteilte", nor where nothing is said in the clause after the verb
        and it can end a sentence: "12 people were killed, police said on Monday".
        """
        sentence, clause = self.sentence, self.sentence.clauses[hit.first]
        begins = next(
            i
            for i, token in enumerate(sentence.tokens)
            if sentence.clauses[i] == clause and token.lower[0].isalnum()
        )
        if sentence.at(begins, "attributing.leading") or sentence.hits("attributing.back"):
            return False
        if found.first >= hit.first:  # "dann berichteten Augenzeugen", but not ", sagte sie"
            return begins < hit.first and sentence.grammar.has_articles
        if not sentence.grammar.speaker_first:
            return True
        rest = [
            i for i in range(hit.last + 1, len(sentence.tokens)) if sentence.clauses[i] == clause
        ]
        return any(self._tells(position) for position in rest)

    def _tells(self, position: int) -> bool:
        """Whether a word is no mere circumstance of saying."""
        classes = self.sentence.classes[position]
        number = self.sentence.tokens[position].lower[0].isdigit()
        return number or any(label.startswith(("trigger_", "auxiliaries")) for label in classes)


def _reach(hit: Hit) -> tuple[int, int]:
    return hit.first, hit.last + 1


def _sort(key: str) -> Speaker:
    return NAMED[[str(sort) for sort in NAMED].index(key)]
