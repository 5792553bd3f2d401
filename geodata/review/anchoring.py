"""Finding the words of a correction again, in the same text or in one that has moved.

After the selectors of the W3C Web Annotation Data Model (2017, 4.2.4 and 4.2.5) and the fallbacks
that Hypothesis found to work ("Fuzzy anchoring", 2013): the offsets where the text is the same;
else the quotation where it stands with the most of its old surroundings, then nearest to the old
place; else the words most like it. What is left is reported, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from geodata.models import Span
from geodata.review.records import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["CONTEXT", "LEAST_SIMILARITY", "Located", "find_anchor", "make_anchor"]

# Characters kept before and after a quotation, as Hypothesis keeps them.
CONTEXT = 32
# Words that stand several times are told apart by so many characters of their surroundings.
_LEAST_CONTEXT = 8
# An excerpt that says the same in slightly other words shares so much of it (difflib's ratio).
LEAST_SIMILARITY = 0.75
# Fewer words are alike by chance.
_FEWEST_WORDS = 4
# So many stretches with the most words in common are looked at closely.
_CLOSELY = 5
_MOST_OCCURRENCES = 2_000
_WORD = re.compile(r"\w+")
# What no database holds in a text: halves of characters, and the zero byte.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")

How = Literal["offsets", "quotation", "similar", "lost"]


@dataclass(frozen=True, slots=True)
class Located:
    """Where an anchor holds now; `span` is None and `reason` says why where it is lost."""

    span: Span | None
    how: How
    reason: str | None = None


def make_anchor(text: str, span: Span, *, text_sha256: str) -> Anchor:
    """Return the anchor of a stretch of a text.

    Args:
        text: the whole text of an article.
        span: the stretch.
        text_sha256: that of the text, as `Article.content_sha256` has it.

    """
    start, end = span
    return Anchor(
        text_sha256,
        Span(start, end),
        _writable(text[start:end]),
        _writable(text[max(0, start - CONTEXT) : start]),
        _writable(text[end : end + CONTEXT]),
    )


def find_anchor(anchor: Anchor, text: str, *, text_sha256: str) -> Located:
    """Return where an anchor holds in a text; ties go to the first occurrence.

    Args:
        anchor: what was quoted of this text or of another version of it.
        text: the whole text of an article.
        text_sha256: that of the text.

    """
    if anchor.text_sha256 == text_sha256 and anchor.span.end <= len(text):
        return Located(anchor.span, "offsets")
    text = _writable(text)
    spans = list(_occurrences(anchor.exact, text))
    if spans:
        return _best(anchor, text, spans)
    span = _most_similar(anchor, text)
    if span is None:
        return Located(None, "lost", "its words no longer stand in the text")
    return Located(span, "similar")


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _occurrences(exact: str, text: str) -> Iterator[Span]:
    """Yield where the words stand, else where they do in other case or spacing."""
    at = text.find(exact)
    found = at >= 0
    for _ in range(_MOST_OCCURRENCES):
        if at < 0:
            break
        yield Span(at, at + len(exact))
        at = text.find(exact, at + 1)
    words = exact.split()
    if not found and words:
        loose = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
        for match in loose.finditer(text):
            yield Span(*match.span())


def _best(anchor: Anchor, text: str, spans: Sequence[Span]) -> Located:
    """Return the occurrence with the most of the old surroundings, then the nearest."""
    kept, _, start = max(
        (_kept_context(anchor, text, one), -abs(one.start - anchor.span.start), -one.start)
        for one in spans
    )
    if len(spans) > 1 and kept < min(_LEAST_CONTEXT, len(anchor.prefix) + len(anchor.suffix)):
        reason = f"its words stand {len(spans)} times in the text, nowhere as they stood before"
        return Located(None, "lost", reason)
    return Located(next(one for one in spans if one.start == -start), "quotation")


def _kept_context(anchor: Anchor, text: str, span: Span) -> int:
    """Return how many characters before and after a stretch are those of the anchor."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return _shared(reversed(anchor.prefix), reversed(before)) + _shared(anchor.suffix, after)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _most_similar(anchor: Anchor, text: str) -> Span | None:
    """Return the stretch most like the quotation, from its first kept word to its last.

    None where none is alike enough, or the quotation has too few words to tell.
    """
    wanted = [match.group().casefold() for match in _WORD.finditer(anchor.exact)]
    if len(wanted) < _FEWEST_WORDS:
        return None
    spans = [Span(*match.span()) for match in _WORD.finditer(text)]
    words = [text[slice(*span)].casefold() for span in spans]
    best = max(
        (_compared(wanted, words, at) for at in _promising(wanted, words)),
        key=lambda one: (one[0], -abs(spans[one[1]].start - anchor.span.start)),
        default=(0.0, 0, 0),
    )
    ratio, first, last = best
    if ratio < LEAST_SIMILARITY:
        return None
    return Span(spans[first].start, _with_stop(anchor, text, spans[last].end))


def _with_stop(anchor: Anchor, text: str, end: int) -> int:
    """Return the end with the mark that follows it, where the quotation ends with one."""
    last = anchor.exact[-1]
    return end + 1 if not last.isalnum() and text[end : end + 1] == last else end


def _promising(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the starts of the stretches that share most words with what is wanted.

    In one pass: what comes in on the right adds, what goes out on the left takes away.
    """
    size, known = len(wanted), frozenset(wanted)
    shared = sum(word in known for word in words[:size])
    counts = [(shared, 0)]
    for at in range(1, max(1, len(words) - size + 1)):
        shared += (words[at + size - 1] in known) - (words[at - 1] in known)
        counts.append((shared, -at))
    return [-at for _, at in sorted(counts, reverse=True)[:_CLOSELY]]


def _compared(wanted: Sequence[str], words: Sequence[str], at: int) -> tuple[float, int, int]:
    """Return how alike a stretch is, and its first and last word that are wanted.

    Words may have come in: so the stretch is looked at with some more on both sides.
    """
    size = len(wanted)
    low, high = max(0, at - size // 2), min(len(words), at + size + size // 2)
    matcher = SequenceMatcher(None, wanted, words[low:high], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, at, at
    first, last = low + blocks[0].b, low + blocks[-1].b + blocks[-1].size - 1
    common = sum(block.size for block in blocks)
    return 2 * common / (size + last - first + 1), first, last
