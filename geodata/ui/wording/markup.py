"""Text of articles as HTML: everything escaped, marked where a place or a trigger stands.

Text of articles is untrusted. It is shown by `st.html` through `escape` and by tables, never as
Markdown, which would take `$`, `:blue[` or `*` for its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from geodata.maps.markup import escape, isolate, lang, plain, safe_url, web_address
from geodata.models import Span
from geodata.tables.snippets import find_hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Note",
    "Stretch",
    "escape",
    "hit_stretches",
    "isolate",
    "lang",
    "marked_html",
    "plain",
    "safe_url",
    "web_address",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text to be marked: its CSS classes and what explains it, if anything.

    `tip` is a box of ready HTML, see `explaining.py`; a stretch that has one takes the focus.
    """

    start: int
    end: int
    classes: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Ready HTML that stands before the character at an offset, such as an event's number."""

    offset: int
    html: str


def marked_html(
    text: str, start: int, end: int, stretches: Iterable[Stretch], notes: Sequence[Note] = ()
) -> str:
    """Return `text[start:end]` as HTML, with marks and notes; what overlaps carries both marks.

    Stretches may reach over the ends. The shortest stretch gives the explanation, ties by the
    order given. The time grows with the marks, not with their square.
    """
    inside = [s for s in stretches if s.start < end and start < s.end and s.start < s.end]
    kept = [n for n in notes if start <= n.offset <= end]
    cuts = {start, end} | {n.offset for n in kept}
    for stretch in inside:
        cuts |= {max(start, stretch.start), min(end, stretch.end)}
    order = sorted(cuts)
    here: dict[int, list[str]] = defaultdict(list)
    for note in kept:
        here[note.offset].append(note.html)
    coming = sorted(enumerate(inside), key=lambda one: one[1].start, reverse=True)
    open_now: list[tuple[int, Stretch]] = []
    focused: set[Stretch] = set()
    parts = []
    for left, right in zip(order, [*order[1:], end], strict=True):
        open_now = [one for one in open_now if one[1].end > left]
        while coming and coming[-1][1].start <= left:
            open_now.append(coming.pop())
        parts += here[left]
        over = [stretch for _rank, stretch in sorted(open_now, key=itemgetter(0))]
        parts.append(_piece(text, Span(left, right), over, focused))
    return "".join(parts)


def hit_stretches(text: str, words: str) -> list[Stretch]:
    """Return what a search for words has found in a text, to be marked."""
    return [Stretch(start, end, "sp-hit") for start, end in find_hits(text, words)] if words else []


def _piece(text: str, span: Span, stretches: Sequence[Stretch], focused: set[Stretch]) -> str:
    """Return the text between two cuts; a stretch of several pieces takes the focus once."""
    start, end = span
    if start == end or not stretches:
        return escape(text[start:end])
    classes = dict.fromkeys(s.classes for s in stretches)
    if any(s.start < start or end < s.end for s in stretches):
        classes["sp-cut"] = None  # no room at its ends: they may lie within a word
    explained = [s for s in stretches if s.tip]
    if not explained:
        return f'<span class="{" ".join(classes)}">{escape(text[start:end])}</span>'
    shortest = min(explained, key=lambda s: s.end - s.start)
    focus = "" if shortest in focused else ' tabindex="0"'
    focused.add(shortest)
    return (
        f'<span class="{" ".join(classes)} sp-m"{focus}>{escape(text[start:end])}'
        f"{shortest.tip}</span>"
    )
