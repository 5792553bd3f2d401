"""An article as the finder reads it: tokens, where sentences start, and who is who."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.mentions.tokens import Token, split_sentences, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.mentions.lexicon import Lexicon
    from geodata.models import Article, Candidate, Usage

__all__ = ["Found", "Reading"]

# "New\n York" may be one name over a line break, two paragraphs never are.
WIDEST_GAP = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was found, before it is a mention.

    `first` and `last` are the tokens it stands in; `form` is its gazetteer spelling, None for
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


@dataclass(frozen=True, eq=False)
class Reading:
    """The body of an article, tokenised, with the lists to read it by."""

    article: Article
    gazetteer: Gazetteer
    lexicon: Lexicon

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the body, in order; none reaches over the end of a body range."""
        text = self.article.text
        return [token for span in self.article.body for token in tokenize(text, span)]

    @cached_property
    def token_starts(self) -> list[int]:
        """The offsets at which the tokens start, in order."""
        return [token.start for token in self.tokens]

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """The offsets at which sentences of the body start."""
        text, language = self.article.text, self.article.language
        return frozenset(
            sentence.start
            for span in self.article.body
            for sentence in split_sentences(text, span, language=language)
        )

    @cached_property
    def first_tokens(self) -> frozenset[int]:
        """The numbers of the words that start a sentence, quotation marks aside."""
        starts = self.sentence_starts
        first = set()
        pending = False
        for number, token in enumerate(self.tokens):
            pending = pending or token.start in starts
            if pending and token.text[0].isalnum():
                first.add(number)
                pending = False
        return frozenset(first)

    def word(self, number: int) -> str:
        """Return the token of that number, "" outside the body."""
        return self.tokens[number].text if 0 <= number < len(self.tokens) else ""

    def gap(self, number: int) -> str:
        """Return the text between a token and the next one; a blank line at either end."""
        if not 0 <= number < len(self.tokens) - 1:
            return "\n\n"
        return self.article.text[self.tokens[number].end : self.tokens[number + 1].start]

    def joined(self, number: int) -> bool:
        """Whether a token and the next could belong to one name: at most a space between them."""
        gap = self.gap(number)
        return len(gap) <= WIDEST_GAP and gap.count("\n") < WIDEST_GAP and not gap.strip()

    def touches(self, number: int) -> bool:
        """Whether nothing stands between a token and the next."""
        return self.gap(number) == ""

    def previous(self, number: int) -> str:
        """Return the token before one that is part of the same run of text, "" where none is."""
        return self.word(number - 1) if self.joined(number - 1) else ""

    def following(self, number: int) -> str:
        """Return the token after one that is part of the same run of text, "" where none is."""
        return self.word(number + 1) if self.joined(number) else ""

    def group_end(self, number: int) -> int:
        """Return the last token of the hyphenated word that starts at a token."""
        tokens: Sequence[Token] = self.tokens
        end = number
        while (
            end + 2 < len(tokens)
            and tokens[end + 1].text in "-‐‑"  # noqa: RUF001  # hyphens as found
            and self.touches(end)
            and self.touches(end + 1)
            and tokens[end + 2].is_word
        ):
            end += 2
        return end

    def raw(self, first: int, last: int) -> str:
        """Return the text from one token to another, white space made single spaces."""
        text = self.article.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(text.split()) if " " in text or "\n" in text else text
