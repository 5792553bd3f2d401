"""What befell the people that a number counts: the words of harm around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.events.reading import Sentence
    from geodata.models import FigureWhat

__all__ = ["Harms"]

_HARM: tuple[FigureWhat, ...] = ("dead", "wounded", "arrested")
_VERB_REACH = 24  # words from a number to the verb that ends a German clause
_BACK_REACH = 12  # words from a verb to it: "starben am Freitag laut Polizei zwei Menschen"
_UNIT = 3  # words from a number without its noun to its verb: "30 wurden verletzt"
_BARE_REACH = 2  # words from a verb to such a number: "killing at least 12"
_CLAUSE = 3  # words that a border between clauses counts as
_WIDEST = 20  # words that an entry of two parts can span: "nahm ... fest"


class Harms:
    """The words of harm of one sentence, ready for asking which belongs to a number.

    With `verb_ends_clause` the next word of harm after a number is its own, however far, else the
    last one before; without it the nearest is, of equals the one after.
    """

    def __init__(self, sentence: Sentence, *, verb_ends_clause: bool) -> None:
        self._sentence = sentence
        self._verb_ends_clause = verb_ends_clause
        hits = [(hit, what) for what in _HARM for hit in sentence.hits(what)]
        if not sentence.has("wounded"):  # "1000 Verletzte, 400 kamen ins Krankenhaus" are 1000
            hits += [(hit, "wounded") for hit in sentence.hits("in_hospital")]
        self._opening = sorted(((hit.first, what) for hit, what in hits))
        self._closing = sorted(((hit.last, what) for hit, what in hits))
        self._wide = sorted(
            ((hit, what) for hit, what in hits if hit.last - hit.first > 1),
            key=lambda pair: (pair[0].first, pair[0].last),
        )
        self._wide_starts = [hit.first for hit, _ in self._wide]

    def of(
        self, opening: int, first: int, last: int, person: int | None, *, until: int | None = None
    ) -> FigureWhat | None:
        """Return what befell those counted by the number at tokens `first` to `last`.

        `opening` is where the bound before the number begins, `person` the noun it counts. A word
        of harm behind `until`, in another clause, belongs to the number there.
        """
        after, before = self._after(first, last), self._before(first)
        if after is not None and until is not None and after[0] > until:
            after = None if self._is_elsewhere(last, after[0]) else after
        if self._verb_ends_clause:
            return self._by_clause(opening, last, person, after, before)
        return self._nearest(opening, last, person, after, before)

    def _after(self, first: int, last: int) -> tuple[int, FigureWhat] | None:
        """Return the next word of harm after a number, or one around it: "nahm 9 Menschen fest"."""
        found: list[tuple[int, FigureWhat]] = []
        i = bisect_right(self._opening, (last, "~"))  # "~" comes after every name
        while i < len(self._opening) and self._is_spoken_of(self._opening[i][0]):
            i += 1
        if i < len(self._opening) and self._opening[i][0] <= last + _VERB_REACH:
            found.append(self._opening[i])
        near = bisect_left(self._wide_starts, first - _WIDEST)
        for hit, what in self._wide[near : bisect_left(self._wide_starts, first)]:
            if last < hit.last:
                found.append((hit.last, what))
        return min(found, default=None)

    def _before(self, first: int) -> tuple[int, FigureWhat] | None:
        i = bisect_left(self._closing, (first, "")) - 1
        if i < 0 or self._closing[i][0] < first - _BACK_REACH:
            return None
        at = self._closing[i][0]
        return self._closing[bisect_left(self._closing, (at, ""))]

    def _by_clause(
        self,
        opening: int,
        last: int,
        person: int | None,
        after: tuple[int, FigureWhat] | None,
        before: tuple[int, FigureWhat] | None,
    ) -> FigureWhat | None:
        if before is not None and self._is_elsewhere(last, before[0]):
            before = None
        if before is not None and self._is_joined_on(before[0]):
            before = None  # "drei Männer getötet und 80 verschleppt"
        direct = after is not None and after[0] <= last + 1 + (person is not None)
        if person is None and not direct:
            if before is not None and before[0] == opening - 1:
                return before[1]  # "tötete 58 von ihnen"
            return after[1] if after is not None and after[0] <= last + _UNIT else None
        if after is not None and not (before and self._is_elsewhere(last, after[0])):
            return after[1]
        return before[1] if before is not None else None

    def _nearest(
        self,
        opening: int,
        last: int,
        person: int | None,
        after: tuple[int, FigureWhat] | None,
        before: tuple[int, FigureWhat] | None,
    ) -> FigureWhat | None:
        clauses = self._sentence.clauses
        end = last if person is None else person
        if before is not None and after is not None and self._is_joined_on(before[0]):
            before = None  # "two were killed and four others, all of them guards, wounded"
        found: list[tuple[int, int, FigureWhat]] = []
        if before is not None and (person is not None or self._governs(before[0], opening)):
            apart = _CLAUSE * (clauses[last] - clauses[before[0]])
            found.append((opening - before[0] + apart, 1, before[1]))
        if after is not None and (person is not None or after[0] - last <= _UNIT):
            apart = _CLAUSE * (clauses[after[0]] - clauses[last])
            found.append((max(0, after[0] - end) + apart, 0, after[1]))
        return min(found)[2] if found else None

    def _is_spoken_of(self, position: int) -> bool:
        """Whether a word of harm names what others suffered: "to denounce the killing of a boy"."""
        sentence = self._sentence
        return (
            not self._verb_ends_clause
            and sentence.at(position - 1, "definite_articles")
            and sentence.at(position + 1, "prepositions_of")
        )

    def _governs(self, position: int, opening: int) -> bool:
        """Whether a number without its people is right behind a verb, not "killed in two raids"."""
        between = range(position + 1, opening)
        return opening - position <= _BARE_REACH and not any(
            label.startswith("prepositions_")
            for i in between
            for label in self._sentence.classes[i]
        )

    def _is_joined_on(self, position: int) -> bool:
        """Whether a conjunction right after a verb parts it from what it might take."""
        follow = position + 1
        tokens = self._sentence.tokens
        return self._sentence.at(follow, "joiners") and tokens[follow].lower.isalpha()

    def _is_elsewhere(self, last: int, position: int) -> bool:
        """Whether a verb stands in another clause than those counted."""
        return self._sentence.clauses[position] != self._sentence.clauses[last]
