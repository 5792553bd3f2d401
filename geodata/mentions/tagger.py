"""The tagger: a linear-chain CRF whose weights fold into one row of numbers a word.

A text is cut into pieces; each piece looks up its row (made once per word, kept); a piece's scores
are the sums of its neighbours' rows. Most pieces are no names whatever their neighbours are; the
best labels of the rest are found by Viterbi, over all stretches of a text at once.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodata.gazetteer import load_gazetteer
from geodata.languages import load_pack
from geodata.mentions.breaks import MARGIN, PARTING, flag_of, with_breaks
from geodata.mentions.features import FeatureMaker
from geodata.mentions.kinds import DASH, kind_of
from geodata.mentions.lexicon import load_lexicon
from geodata.mentions.pieces import BREAK, compose, iter_pieces_of
from geodata.mentions.weights import OFFSETS, load_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.languages import LanguagePack
    from geodata.mentions.lexicon import Lexicon
    from geodata.mentions.weights import Weights

__all__ = ["Tag", "Tagger", "load_tagger"]

# Words that are remembered with their rows; about 250 bytes each. Beyond, the memory starts anew.
MOST_WORDS = 60_000
# How often the stretches that may be names are narrowed down; more finds next to nothing.
NARROWINGS = 3
IMPOSSIBLE = -(2**30)
LARGEST = 2**15 - 1  # of a row's numbers, which are kept in 16 bits

Array = np.ndarray[Any, np.dtype[Any]]


class Tag(NamedTuple):
    """A stretch of a text with its label: LOC, LOCN, LOCderiv, LOCpart, PER, ORG, OTH, PART."""

    start: int
    end: int
    label: str


class Tagged(NamedTuple):
    """Stretches of a text, read: their pieces but for line breaks, and the names in them.

    `kinds` has the bits of `geodata.mentions.kinds` for each piece.
    """

    words: list[str]
    starts: list[int]
    tags: list[Tag]
    kinds: Array


class _Words(dict[str, int]):
    """Numbers for words; a new word gets the next number and is noted in `new`."""

    def __init__(self) -> None:
        super().__init__({BREAK: 0})
        self.new = [BREAK]

    def __missing__(self, word: str) -> int:
        if word[0] == BREAK:
            return 0
        number = self[word] = len(self)
        self.new.append(word)
        return number


class Tagger:
    """Finds names in texts of one language; safe to share between threads."""

    def __init__(
        self, weights: Weights, pack: LanguagePack, lexicon: Lexicon, gazetteer: Gazetteer
    ) -> None:
        self._weights = weights
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self.maker = FeatureMaker(pack, gazetteer, weights.buckets)
        self._lock = threading.Lock()
        self._forget()

    def tag(self, text: str) -> list[Tag]:
        """Return the names in a text, in order; offsets are those of the text as given."""
        composed = compose(text)
        tags = self.read(composed.text, [(0, len(composed.text))]).tags
        if composed.starts is None:
            return tags
        moved = (
            Tag(composed.original(tag.start), composed.original(tag.end), tag.label) for tag in tags
        )
        return [tag for tag in moved if tag.start < tag.end]

    def read(self, text: str, stretches: Iterable[tuple[int, int]]) -> Tagged:
        """Return what stands in some stretches of a text in NFC, in their order."""
        blocks = [
            self._read_block(pieces, starts) for pieces, starts in iter_pieces_of(text, stretches)
        ]
        if len(blocks) == 1:
            return blocks[0]
        return Tagged(
            [word for block in blocks for word in block.words],
            [start for block in blocks for start in block.starts],
            [tag for block in blocks for tag in block.tags],
            np.concatenate([np.zeros(0, dtype=np.uint16), *(block.kinds for block in blocks)]),
        )

    def _read_block(self, pieces: Sequence[str], starts: Sequence[int]) -> Tagged:
        found, solid, kinds = self._labels(pieces)
        names = self._weights.labels
        tags = [
            Tag(starts[first], starts[last] + len(pieces[last]), names[label])
            for first, last, label in found
        ]
        words = [pieces[i] for i in solid]
        word_starts = [starts[i] for i in solid]
        for i in np.flatnonzero(kinds & DASH).tolist():  # without the blanks around it
            words[i] = words[i].strip()
            word_starts[i] += 1
        return Tagged(words, word_starts, tags, kinds)

    def _labels(
        self, pieces: Sequence[str]
    ) -> tuple[Iterable[tuple[int, int, int]], list[int], Array]:
        """Return what is in a block: names, pieces that are no line breaks, and their kinds.

        A name is its first piece, its last piece and its label.
        """
        if not pieces:
            return (), [], np.zeros(0, dtype=np.uint16)
        with self._lock:
            numbers = self._numbers(pieces)
            padded, places = with_breaks(numbers, self._flags[numbers])
            scores = self._scores(padded)
            scores[(self._flags[padded[MARGIN:-MARGIN]] & PARTING) > 0, 1:] = IMPOSSIBLE
            solid = np.flatnonzero(numbers)
            kinds = self._kinds[numbers[solid]]
        at, labels = _decode(scores, self._weights.transitions.astype(np.int32))
        return (_runs(at, places[at], labels) if len(at) else ()), solid.tolist(), kinds

    def _forget(self) -> None:
        self._words = _Words()
        self._flags = np.zeros(1024, dtype=np.uint8)
        self._kinds = np.zeros(1024, dtype=np.uint16)
        self._rows = np.zeros((1024, self._weights.rows.shape[1]), dtype=np.int16)

    def _numbers(self, words: Sequence[str]) -> Array:
        if len(self._words) > MOST_WORDS:
            self._forget()
        numbers = np.array([self._words[word] for word in words], dtype=np.intp)
        if self._words.new:
            self._learn(self._words.new)
            self._words.new = []
        return numbers

    def _learn(self, new: Sequence[str]) -> None:
        """Make the rows and flags of new words, which have the last numbers."""
        first, last = len(self._words) - len(new), len(self._words)
        while last > len(self._flags):
            self._flags, self._kinds, self._rows = (
                np.concatenate([column, np.zeros_like(column)])
                for column in (self._flags, self._kinds, self._rows)
            )
        described = [self.maker.describe(word) for word in new]
        self._flags[first:last] = [flag_of(word, self._lexicon.abbreviations) for word in new]
        self._kinds[first:last] = [
            kind_of(word, place, self._lexicon, self._gazetteer)
            for word, (_, place) in zip(new, described, strict=True)
        ]
        row_of = self._weights.features.get
        empty = len(self._weights.rows) - 1  # every word has a row, so that each sum has a first
        starts: list[int] = []
        rows: list[int] = []
        for names, _ in described:
            starts.append(len(rows))
            rows.append(empty)
            rows += [row for row in map(row_of, names) if row is not None]
        sums = np.add.reduceat(self._weights.rows[rows], starts, axis=0, dtype=np.int32)
        self._rows[first:last] = sums.clip(-LARGEST, LARGEST)

    def _scores(self, padded: Array) -> Array:
        """Return the scores of each piece but the two breaks at either end, for each label."""
        count = len(self._weights.labels)
        pieces = len(padded) - 2 * MARGIN
        scores = np.zeros((pieces, count), dtype=np.int32)
        for column, offset in enumerate(OFFSETS):
            rows = self._rows[:, column * count : (column + 1) * count]
            # A piece that a feature sees at offset 1 stands one further on.
            scores += rows[padded[MARGIN + offset : MARGIN + offset + pieces]]
        return scores


@cache
def load_tagger(language: str) -> Tagger:
    """Return the tagger of a language, loaded once.

    Raises:
        LanguageError: there is no pack for the language.
        DataError: the pack has no weights, or they are broken.

    """
    pack = load_pack(language)
    return Tagger(load_weights(language), pack, load_lexicon(language), load_gazetteer())


def _runs(at: Array, pieces: Array, labels: Array) -> list[tuple[int, int, int]]:
    """Return the names: runs of pieces with one label, not parted by a break."""
    new = np.ones(len(at), dtype=bool)
    new[1:] = (np.diff(at) != 1) | (np.diff(labels) != 0)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(at)) - 1
    columns = (pieces[first].tolist(), pieces[last].tolist(), labels[first].tolist())
    return list(zip(*columns, strict=True))


def _decode(scores: Array, transitions: Array) -> tuple[Array, Array]:
    """Return where names are, and their labels in the best sequence of all.

    Pieces that are certainly no names part a text into short stretches, decoded side by side.
    """
    at = np.flatnonzero(_doubtful(scores, transitions))
    if not len(at):
        return at, at
    first = np.flatnonzero(np.diff(at, prepend=-2) > 1)
    lengths = np.diff(first, append=len(at))
    order = np.argsort(-lengths, kind="stable")
    labels = _viterbi(scores[at], transitions, first[order], lengths[order])
    names = labels > 0
    return at[names], labels[names]


def _doubtful(scores: Array, transitions: Array) -> Array:
    """Return which pieces may be names.

    A piece is none, whatever stands beside it, where the score of `O` leads every label's by more
    than the label's transitions can win; they win less beside pieces that are none.
    """
    into = (transitions - transitions[:, :1]).max(axis=0)
    out_of = (transitions - transitions[:1, :]).max(axis=1)
    after_outside = transitions[0] - transitions[0, 0]
    before_outside = transitions[:, 0] - transitions[0, 0]
    short = (scores[:, :1] - scores)[:, 1:]
    doubtful: Array = (short <= (into + out_of)[1:]).any(axis=1)
    for _ in range(NARROWINGS):
        at = np.flatnonzero(doubtful)
        before, after = (
            doubtful[np.maximum(at - 1, 0)],
            doubtful[np.minimum(at + 1, len(doubtful) - 1)],
        )
        bound = np.where(before[:, None], into, after_outside)
        bound = bound + np.where(after[:, None], out_of, before_outside)
        doubtful[at] = (short[at] <= bound[:, 1:]).any(axis=1)
    return doubtful


def _viterbi(scores: Array, transitions: Array, first: Array, lengths: Array) -> Array:
    """Return the best labels; the stretches are given longest first, `O` stands around each."""
    longest = int(lengths[0])
    # How many of the stretches are longer than 0, 1, 2 ... pieces.
    active = (len(first) - np.cumsum(np.bincount(lengths)))[:longest].tolist()
    back = np.zeros(scores.shape, dtype=np.intp)
    best = scores[first] + transitions[0]
    for step in range(1, longest):
        here = first[: active[step]] + step
        paths = best[: len(here), :, None] + transitions
        back[here] = paths.argmax(axis=1)
        best[: len(here)] = paths.max(axis=1) + scores[here]
    state = (best + transitions[:, 0]).argmax(axis=1)
    labels = np.zeros(len(scores), dtype=np.intp)
    for step in range(longest - 1, -1, -1):
        here = first[: active[step]] + step
        labels[here] = state[: len(here)]
        if step:
            state[: len(here)] = back[here, state[: len(here)]]
    return labels
