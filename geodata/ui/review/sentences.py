"""The sentences of an article: what a reviewer sees around a name, and chooses from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.tokens import split_sentences
from geodata.models import Span

if TYPE_CHECKING:
    from geodata.models import Article

__all__ = ["sentence_around", "sentences_of", "words_within"]


def sentences_of(article: Article) -> tuple[Span, ...]:
    """Return the sentences of an article's body in order, without the space around them."""
    found = (
        one
        for body in article.body
        for one in split_sentences(article.text, body, language=article.language)
    )
    return tuple(span for span in (_bare(article.text, one) for one in found) if span)


def sentence_around(article: Article, span: Span) -> Span:
    """Return the sentences that a selection lies in, as one stretch; else the selection itself."""
    touched = [
        one for one in sentences_of(article) if one.start < span.end and span.start < one.end
    ]
    if not touched:
        return span
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))


def words_within(text: str, sentence: Span, words: str) -> Span | None:
    """Return where words stand in a sentence, the first time; None where they do not."""
    at = text.find(words, *sentence) if words else -1
    return None if at < 0 else Span(at, at + len(words))


def _bare(text: str, span: Span) -> Span | None:
    words = text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
