"""The paragraphs of a text and their shape: the first step in telling an article from its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Paragraph", "Shape", "fold_line", "split_paragraphs"]

Shape = Literal["prose", "sentence", "heading"]

_LINE = re.compile(r"\S[^\r\n\u2028\u2029]*")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_GAPS = frozenset({"\n\n", "\r\n\r\n"})  # the commonest, told without a search
_BULLET = re.compile(r"[•·▪▶►●■◆‣⁃→↑↓\-*+–—>»|✓]+\s+(?=\S)")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad]")
# A sentence is closed by its mark, which quotes, a footnote or an agency in brackets may follow.
_CLOSED = re.compile(r"[.!?…:;](?:[\"'“”«»‹›’)\]]|\s\)|\[\d+\]|\s*\([^()]{2,80}\))*$")
_WORD = re.compile(r"[^\W\d_]{2,}")

# 80 characters: captions and the sentences of teasers begin there, headlines rarely reach it.
_PROSE_CHARACTERS = 80
# 14 words: the longest headlines of the development articles have 11.
_PROSE_WORDS = 14
# 3 words: so short a line with "?" or "!" is a title; with a full stop it is a sentence.
_TITLE_WORDS = 3
# 400 characters at the beginning and 120 at the end tell the shape of any paragraph.
_MEASURED = 400
_MEASURED_END = 120
# Text is taken as wrapped by hand between 50 (narrow mail) and 120 characters a line.
_WRAPPED_LINE = (50, 120)
# A wrapped line stops at the last word that fits, so it is at least so full.
_WRAPPED_FILL = 0.7


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands in the text, without the space around it.

    `line` is what cues are compared with: folded, no bullet. `gap` says that an empty line comes
    before it.
    """

    start: int
    end: int
    surface: str
    line: str
    shape: Shape
    bullet: bool
    gap: bool

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


def fold_line(text: str) -> str:
    """Return a text as cues are compared with it: lower case, composed, one space between words."""
    return " ".join(normalize("NFC", text).lower().split())


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in order: its lines, hand-wrapped lines joined."""
    return tuple(
        _paragraph(text, start, end, gap=gap)
        for block in _blocks(text)
        for start, end, gap in _join_wrapped(text, block)
    )


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines, as ranges, of each stretch of text between empty lines."""
    block: list[tuple[int, int]] = []
    before = 0
    for match in _LINE.finditer(text):
        between = text[before : match.start()]
        if block and (between in _GAPS or len(_LINE_END.findall(between)) > 1):
            yield block
            block = []
        before = match.end()
        block.append((match.start(), match.start() + len(match.group().rstrip())))
    if block:
        yield block


def _join_wrapped(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether a gap comes before, of the paragraphs of a block."""
    if _is_wrapped(text, block):
        yield block[0][0], block[-1][1], True
        return
    for index, (start, end) in enumerate(block):
        yield start, end, index == 0


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are one paragraph that was wrapped by hand."""
    full = [end - start for start, end in block[:-1]]
    if not full:
        return False
    widest = max(full)
    low, high = _WRAPPED_LINE
    if not low <= widest <= high or min(full) < _WRAPPED_FILL * widest:
        return False
    if block[-1][1] - block[-1][0] > high:
        return False
    broken = sum(1 for _, end in block[:-1] if text[end - 1] not in '.!?…:;“”"»«›')
    carried = sum(1 for start, _ in block[1:] if text[start].islower())
    return broken * 2 > len(full) and carried > 0


def _paragraph(text: str, start: int, end: int, *, gap: bool) -> Paragraph:
    """Return the paragraph of a range, measured."""
    surface = text[start:end]
    bullet = _BULLET.match(surface)
    shown = surface if bullet is None else surface[bullet.end() :]
    # No invisible character is printable, and that is told in no time.
    line = fold_line(shown if shown.isprintable() else _INVISIBLE.sub("", shown))
    return Paragraph(start, end, surface, line, _shape(shown), bullet is not None, gap)


def _shape(surface: str) -> Shape:
    """Return whether a paragraph reads as running text, as one short sentence or as a heading."""
    mark = _CLOSED.search(surface[-_MEASURED_END:])
    long = len(surface) >= _PROSE_CHARACTERS
    if long and mark is not None:
        return "prose"
    words = len(_WORD.findall(surface, 0, _MEASURED))
    if long and words >= _PROSE_WORDS:
        return "prose"
    if mark is None or mark.group()[0] in ":;":
        return "heading"
    return "sentence" if mark.group()[0] == "." or words > _TITLE_WORDS else "heading"
