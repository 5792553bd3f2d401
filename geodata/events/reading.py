"""An article as the events stage reads it: sentences with tokens, word classes and place names.

Second part of the events stage, after the lexicon and before everything that judges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.events.lexicon import Hit, Lexicon
    from geodata.models import Article, Mention

__all__ = ["Named", "Sentence", "Token", "read_sentences"]

_TOKEN = re.compile(
    r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)|\d+(?:,\d+)?|[^\W\d_][\w]*(?:[-'’][\w]+)*|[,;:()–—!?.]"
)
_END = re.compile(r"[.!?…]+[\"“”»«'’)\]]*(?=\s|$)|\n")
_CLAUSE_MARKS = frozenset(",;:()–—")
# A sentence longer than this is no sentence; it is cut so that the work stays linear.
LONGEST_SENTENCE = 1200
_ABBREVIATIONS = re.compile(
    r"(?:\b[A-ZÄÖÜ]|\b(?:ca|bzw|Dr|Prof|Nr|St|Mio|Mrd|usw|sog|z\.B|u\.a|d\.h)|\d)$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `lower` is what the lexicon compares."""

    start: int
    end: int
    lower: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A mention within a sentence: its number in the article and its tokens, both inclusive."""

    index: int
    mention: Mention
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with everything that was looked up in it; positions are token numbers."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    labels: Mapping[str, tuple[Hit, ...]]
    classes: tuple[frozenset[str], ...]
    clauses: tuple[int, ...]
    named: tuple[Named, ...]

    def hits(self, *labels: str) -> tuple[Hit, ...]:
        """Return what was found of the classes, in the order of the sentence."""
        if len(labels) == 1:
            return self.labels.get(labels[0], ())
        return tuple(sorted(hit for label in labels for hit in self.labels.get(label, ())))

    def has(self, label: str) -> bool:
        """Whether a word of the class stands in the sentence."""
        return label in self.labels

    def at(self, position: int, label: str) -> bool:
        """Whether the token of that number is a word of the class; False beyond the ends."""
        return 0 <= position < len(self.tokens) and label in self.classes[position]

    def under(self, table: str) -> Iterator[tuple[str, Hit]]:
        """Yield what was found of a table with several lists, with the key of each, in order."""
        prefix = f"{table}."
        found = (
            hit for label, hits in self.labels.items() if label.startswith(prefix) for hit in hits
        )
        for hit in sorted(found):
            yield hit.label.removeprefix(prefix), hit


def split_sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a range, without the white space around them."""
    cuts, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        before = text[max(start, match.start() - 4) : match.start()]
        after = text[match.end() : match.end() + 2].lstrip()
        if match.group()[0] == "." and (
            _ABBREVIATIONS.search(before) and not before[-1:].isdigit()
        ):
            continue
        if match.group()[0] == "." and before[-1:].isdigit() and not after[:1].isupper():
            continue
        if match.group()[0] == "." and after[:1].islower():
            continue
        cuts.append(Span(start, match.end()))
        start = match.end()
    cuts.append(Span(start, span.end))
    return [trimmed for cut in cuts if (trimmed := _trim(text, cut)).end > trimmed.start]


def _trim(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a range, over-long ones cut at a space."""
    for sentence in split_sentences(text, span):
        start = sentence.start
        while sentence.end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = start + LONGEST_SENTENCE if space < 0 else space
            yield _trim(text, Span(start, cut))
            start = cut
        yield _trim(text, Span(start, sentence.end))


def _tokens(text: str, span: Span) -> tuple[Token, ...]:
    return tuple(
        Token(match.start(), match.end(), match.group().lower(), match.group()[0].isupper())
        for match in _TOKEN.finditer(text, span.start, span.end)
    )


def _clauses(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return for each token the number of the clause it stands in, marks counting upwards."""
    numbers, clause = [], 0
    for token in tokens:
        clause += token.lower in _CLAUSE_MARKS
        numbers.append(clause)
    return tuple(numbers)


def _named(tokens: Sequence[Token], mentions: Sequence[tuple[int, Mention]]) -> tuple[Named, ...]:
    found = []
    for index, mention in mentions:
        covered = [
            i for i, t in enumerate(tokens) if t.end > mention.start and t.start < mention.end
        ]
        if covered:
            found.append(Named(index, mention, covered[0], covered[-1]))
    return tuple(found)


def read_sentences(
    article: Article, mentions: Sequence[Mention], lexicon: Lexicon
) -> Iterator[Sentence]:
    """Yield the sentences of the body, in order, with their place names and word classes."""
    numbered = sorted(enumerate(mentions), key=lambda pair: pair[1].start)
    at = 0
    spans = (piece for part in article.body for piece in _pieces(article.text, part))
    for index, span in enumerate(spans):
        tokens = _tokens(article.text, span)
        while at < len(numbered) and numbered[at][1].start < span.start:
            at += 1
        first = at
        while at < len(numbered) and numbered[at][1].start < span.end:
            at += 1
        words = [token.lower for token in tokens]
        labels: dict[str, list[Hit]] = defaultdict(list)
        for hit in lexicon.hits(words):
            labels[hit.label].append(hit)
        yield Sentence(
            index,
            span,
            tokens,
            {label: tuple(sorted(hits)) for label, hits in labels.items()},
            tuple(lexicon.classes(word) for word in words),
            _clauses(tokens),
            _named(tokens, numbered[first:at]),
        )
