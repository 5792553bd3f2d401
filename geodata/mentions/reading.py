"""An article as the finder reads it: the tagger's pieces, and what stands beside each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from geodata.mentions.kinds import OPENER
from geodata.mentions.pieces import compose
from geodata.mentions.tagger import load_tagger

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.mentions.lexicon import Lexicon
    from geodata.models import Article, Candidate, Usage

__all__ = ["Found", "Reading"]

# "New\n York" may be one name over a line break, two paragraphs never are.
WIDEST_GAP = 2
HYPHENS = frozenset("-‐‑")  # noqa: RUF001  # hyphens as found
SENTENCE_ENDS = frozenset(".!?…")
# Twelve parts: more than any hyphenated word has, and a text of nothing else takes no longer.
_FARTHEST_PART = 2 * 12


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was found, before it is a mention.

    `first` and `last` are the pieces it stands in; `form` is its gazetteer spelling, None for
    adjectives and demonyms; `candidates` is filled where the word leaves no choice.
    """

    start: int
    end: int
    first: int
    last: int
    form: str | None
    usage: Usage | None
    why: str
    score: float
    hits: tuple[NameHit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    genitive: bool = False
    telling: bool = False  # the context alone would make it a place


class Reading:
    """The body of an article, cut into pieces and tagged, with the lists to read it by.

    `text` is the article's text in NFC; all offsets are into it until `original` tells them back.
    """

    def __init__(self, article: Article, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.article = article
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self._composed = compose(article.text)
        self.text = self._composed.text
        self.body = [
            (self._composed.composed(span.start), self._composed.composed(span.end))
            for span in article.body
        ]
        self.tagger = load_tagger(article.language)
        tagged = self.tagger.read(self.text, self.body)
        self.words = tagged.words
        self.tags = tagged.tags
        self._starts = tagged.starts
        self._kinds = tagged.kinds

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the article."""
        return frozenset(self.words)

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.words)

    def original(self, offset: int) -> int:
        """Return where an offset lies in the article's own text."""
        return self._composed.original(offset)

    def of_kind(self, kinds: int, *, without: int = 0) -> list[int]:
        """Return the numbers of the pieces that have one of the kinds, in order.

        Those that have one of the kinds `without` are left out.
        """
        here = (self._kinds & kinds) > 0
        if without:
            here &= (self._kinds & without) == 0
        found: list[int] = np.flatnonzero(here).tolist()
        return found

    def followed_by(self, kind: int, following: int) -> list[int]:
        """Return the numbers of the pieces of a kind right before pieces of another kind."""
        here = (self._kinds[:-1] & kind) > 0
        found: list[int] = np.flatnonzero(here & ((self._kinds[1:] & following) > 0)).tolist()
        return found

    def kind(self, number: int) -> int:
        """Return the kinds of a piece."""
        return int(self._kinds[number])

    def word(self, number: int) -> str:
        """Return the piece of that number, "" outside the body."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def start(self, number: int) -> int:
        """Return where a piece starts."""
        return self._starts[number]

    def end(self, number: int) -> int:
        """Return where a piece ends."""
        return self._starts[number] + len(self.words[number])

    def pieces_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last piece of a stretch of the text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return first, max(first, bisect_left(self._starts, end) - 1)

    def may_open_name(self, number: int) -> bool:
        """Whether a name of several words, hyphenated or not, can start at a piece."""
        return bool(self._kinds[number] & OPENER) or self._is_tied(number)

    def is_near_start(self, number: int, length: int) -> bool:
        """Whether a piece starts in the first so many characters of the body."""
        return self._starts[number] - self.body[0][0] <= length

    def is_body(self, start: int, end: int) -> bool:
        """Whether a stretch of the text lies in one range of the body."""
        return any(first <= start and end <= last for first, last in self.body)

    def gap(self, number: int) -> str:
        """Return the text between a piece and the next one; a blank line at either end."""
        if not 0 <= number < len(self.words) - 1:
            return "\n\n"
        return self.text[self._starts[number] + len(self.words[number]) : self._starts[number + 1]]

    def joined(self, number: int) -> bool:
        """Whether a piece and the next could belong to one name: at most a space between them."""
        gap = self.gap(number)
        return gap in {"", " "} or (
            len(gap) <= WIDEST_GAP and gap.count("\n") < WIDEST_GAP and not gap.strip()
        )

    def touches(self, number: int) -> bool:
        """Whether nothing stands between a piece and the next."""
        return self.gap(number) == ""

    def previous(self, number: int) -> str:
        """Return the piece before one that is part of the same run of text, "" where none is."""
        return self.word(number - 1) if self.joined(number - 1) else ""

    def following(self, number: int) -> str:
        """Return the piece after one that is part of the same run of text, "" where none is."""
        return self.word(number + 1) if self.joined(number) else ""

    def is_word(self, number: int) -> bool:
        """Whether a piece starts with a letter."""
        return self.word(number)[:1].isalpha()

    def starts_sentence(self, number: int) -> bool:
        """Whether a word is the first of a sentence, quotation marks and brackets aside."""
        before = number - 1
        while before >= 0 and self.gap(before).count("\n") < WIDEST_GAP:
            word = self.words[before]
            if word in SENTENCE_ENDS:
                return word != "." or not self._abbreviates(before - 1)
            if word[0].isalnum():
                return False
            before -= 1
        return True

    def _abbreviates(self, number: int) -> bool:
        """Whether a full stop after this piece ends no sentence."""
        word = self.word(number)
        return (
            len(word) == 1
            or (word.isdecimal() and len(word) <= WIDEST_GAP)
            or (word in self.lexicon.abbreviations)
        )

    def group_start(self, number: int) -> int:
        """Return the first piece of the hyphenated word that a piece is part of."""
        farthest = number - _FARTHEST_PART
        while number > farthest and self._is_tied(number - 2):
            number -= 2
        return number

    def group_end(self, number: int) -> int:
        """Return the last piece of the hyphenated word that starts at a piece."""
        farthest = number + _FARTHEST_PART
        while number < farthest and self._is_tied(number):
            number += 2
        return number

    def _is_tied(self, number: int) -> bool:
        """Whether a hyphen ties a word to the word after it."""
        return (
            0 <= number < len(self.words) - 2
            and self.words[number + 1] in HYPHENS
            and self.is_word(number)
            and self.is_word(number + 2)
            and self.touches(number)
            and self.touches(number + 1)
        )

    def window(self, first: int, length: int) -> str:
        """Return so many characters of the text from a piece on, white space as single spaces."""
        start = self._starts[first]
        window = self.text[start : start + length]
        if "  " not in window and window.isprintable():
            return window
        printable = takewhile(str.isprintable, " ".join(window.split()))
        return "".join(printable)

    def last_of(self, first: int, name: str) -> int | None:
        """Return the last piece of a name that starts at a piece; None where it ends within one.

        White space in the name is as in `window`; the pieces must be joined.
        """
        left = name
        for number in range(first, len(self.words)):
            word = self.words[number]
            if not left.startswith(word):
                return None
            left = left[len(word) :]
            if not left:
                return number
            if not self.joined(number) or (left[0] == " ") == self.touches(number):
                return None
            left = left.removeprefix(" ")
        return None

    def raw(self, first: int, last: int) -> str:
        """Return the text from one piece to another, white space made single spaces."""
        if first == last:
            return self.words[first]
        text = self.text[self._starts[first] : self.end(last)]
        return " ".join(text.split())
