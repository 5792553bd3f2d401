"""An article as the events stage reads it: sentences with tokens, word classes and place names.

Second part of the events stage, after the lexicon and before everything that judges.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geodata.events.gate import LONGEST_SENTENCE, load_gate
from geodata.events.headlines import without_headlines
from geodata.events.peoples import find_peoples
from geodata.events.tokens import Token, read_tokens
from geodata.mentions.tokens import split_sentences
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.events.gate import Gate
    from geodata.events.lexicon import Grammar, Hit, Lexicon
    from geodata.models import Article, Mention

__all__ = ["Named", "Sentence", "Token", "look_over", "read_sentences"]

# Brackets interrupt a clause, they do not end it.
_CLAUSE_MARKS = frozenset(",;:–—")
_ORGANISATIONS = "organisations."
_ACRONYM = 3  # letters; longer ones are written "Nato", too


@dataclass(frozen=True, slots=True)
class Named:
    """A mention within a sentence: its number in the article and its tokens, both inclusive."""

    index: int
    mention: Mention
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with everything that is looked up in it; positions are token numbers.

    All of it is looked up when first asked for. `mentions` are the place names that begin in it,
    with their numbers in the article; `paragraph` counts the line breaks between sentences before;
    `possible` is what may be found, as the language's gate notes it.
    """

    index: int
    span: Span
    paragraph: int
    mentions: tuple[tuple[int, Mention], ...]
    possible: int
    _article: Article = field(repr=False)
    _lexicon: Lexicon = field(repr=False)
    _gate: Gate = field(repr=False)

    @property
    def grammar(self) -> Grammar:
        """What the engine must know of the language beyond its words."""
        return self._lexicon.grammar

    @property
    def language(self) -> str:
        """The code of the article's language."""
        return self._article.language

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words, numbers and marks."""
        return read_tokens(self._article.text, self.span, self._lexicon)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The place names."""
        return _named(self.tokens, self.mentions)

    @cached_property
    def classes(self) -> tuple[frozenset[str], ...]:
        """The classes of each token."""
        return tuple(self._lexicon.classes(token.lower) for token in self.tokens)

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The number of each token's clause."""
        return _clauses(self.tokens, self.named)

    @cached_property
    def labels(self) -> Mapping[str, tuple[Hit, ...]]:
        """What was found of each class, in order; classes of which nothing was are missing."""
        words = [token.lower for token in self.tokens]
        ends = _line_ends(self._article.text, self.span, self.tokens)
        return _labels(self._lexicon.hits(words, ends), self.tokens)

    @cached_property
    def peoples(self) -> tuple[tuple[int, str], ...]:
        """The adjectives and demonyms of states that are no mentions, with the country codes."""
        return find_peoples(self.tokens, self.named, self._article.language)

    def hits(self, *labels: str) -> tuple[Hit, ...]:
        """Return what was found of the classes, in the order of the sentence."""
        if len(labels) == 1:
            return self.labels.get(labels[0], ()) if self.may_hold(labels[0]) else ()
        return tuple(sorted(hit for label in labels for hit in self.labels.get(label, ())))

    def has(self, label: str) -> bool:
        """Whether a word of the class stands in the sentence."""
        return self.may_hold(label) and label in self.labels

    def may_hold(self, label: str) -> bool:
        """Whether a word of the class may stand in the sentence; quick to say of some classes."""
        return self._gate.may_hold(self.possible, label)

    def at(self, position: int, label: str) -> bool:
        """Whether the token of that number is a word of the class; False beyond the ends."""
        return 0 <= position < len(self.tokens) and label in self.classes[position]

    def span_of(self, hit: Hit) -> Span:
        """Return where what was found stands in the article's text."""
        return Span(self.tokens[hit.first].start, self.tokens[hit.last].end)

    def under(self, table: str) -> Iterator[tuple[str, Hit]]:
        """Yield what was found of a table with several lists, with the key of each, in order."""
        prefix = f"{table}."
        found = (
            hit for label, hits in self.labels.items() if label.startswith(prefix) for hit in hits
        )
        for hit in sorted(found):
            yield hit.label.removeprefix(prefix), hit


def _trim(text: str, span: Span) -> Span:
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))


def _pieces(text: str, span: Span, language: str) -> Iterator[Span]:
    """Yield the sentences of a range, over-long ones cut at a space."""
    sentences = split_sentences(text, span, language=language)
    for sentence in without_headlines(text, span, sentences, language):
        start = sentence.start
        while sentence.end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = start + LONGEST_SENTENCE if space < 0 else space
            yield _trim(text, Span(start, cut))
            start = cut
        is_cut = start > sentence.start
        yield _trim(text, Span(start, sentence.end)) if is_cut else sentence


def _clauses(tokens: Sequence[Token], named: Sequence[Named]) -> tuple[int, ...]:
    """Return for each token the number of the clause it stands in, marks counting upwards.

    A comma between two names only lists them: "in Polen, Litauen und Estland".
    """
    ends, starts = {name.last for name in named}, {name.first for name in named}
    numbers, clause = [], 0
    for i, token in enumerate(tokens):
        lists = token.lower == "," and i - 1 in ends and i + 1 in starts
        clause += token.lower in _CLAUSE_MARKS and not lists
        numbers.append(clause)
    return tuple(numbers)


def _line_ends(text: str, span: Span, tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens after which the text breaks the line."""
    if text.find("\n", *span) < 0:
        return frozenset()
    return frozenset(
        i
        for i, (token, after) in enumerate(pairwise(tokens))
        if "\n" in text[token.end : after.start]
    )


def _named(tokens: Sequence[Token], mentions: Sequence[tuple[int, Mention]]) -> tuple[Named, ...]:
    found = []
    for index, mention in mentions:
        covered = [
            i for i, t in enumerate(tokens) if t.end > mention.start and t.start < mention.end
        ]
        if covered:
            found.append(Named(index, mention, covered[0], covered[-1]))
    return tuple(found)


def _labels(hits: Iterable[Hit], tokens: Sequence[Token]) -> dict[str, tuple[Hit, ...]]:
    """Return what was found of each class, in order; a class without a find is missing."""
    found: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.label].append(hit)
    for label in [label for label in found if label.startswith(_ORGANISATIONS)]:
        found[label] = [hit for hit in found[label] if not _is_no_acronym(tokens, hit)]
    return {label: tuple(sorted(of_label)) for label, of_label in found.items() if of_label}


def _is_no_acronym(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a short word only looks like an organisation's: "is", "Au", "eta"."""
    token = tokens[hit.first]
    return hit.first == hit.last and len(token.lower) <= _ACRONYM and not token.upper


class Glance(NamedTuple):
    """A sentence that is not read yet, and what may be found in it as the gate notes it."""

    span: Span
    possible: int


def look_over(article: Article) -> list[Glance]:
    """Return the sentences of the body, in order."""
    text, language = article.text, article.language
    possible = load_gate(language).possible
    spans = (piece for part in article.body for piece in _pieces(text, part, language))
    return [Glance(span, possible(text[slice(*span)])) for span in spans]


def read_sentences(
    article: Article,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    glances: Iterable[Glance] | None = None,
) -> Iterator[Sentence]:
    """Yield the sentences of the body, in order, with their place names and word classes.

    `glances` are what `look_over` returns, where the body has been looked over before.
    """
    gate = load_gate(article.language)
    numbered = sorted(enumerate(mentions), key=lambda pair: pair[1].start)
    at, paragraph, end = 0, 0, 0
    glances = look_over(article) if glances is None else glances
    for index, (span, possible) in enumerate(glances):
        paragraph += "\n" in article.text[end : span.start]
        end = span.end
        while at < len(numbered) and numbered[at][1].start < span.start:
            at += 1
        first = at
        while at < len(numbered) and numbered[at][1].start < span.end:
            at += 1
        named = tuple(numbered[first:at])
        yield Sentence(index, span, paragraph, named, possible, article, lexicon, gate)
