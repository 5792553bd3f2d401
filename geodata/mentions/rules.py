"""Rules after the tagger, in every language: a chain of small passes, each with a name.

The tagger sees two pieces to either side; these rules see the whole article. `why` of what they
add is their name, so that each can be counted:

- `person`: people are no places, nor are peoples without a country (no mention comes of it)
- `compound`: "Paris-based", "U.S.-led"
- `adjective`, `name with an adjective`: what the pack's tables know, and "Korean Peninsula"
- `dateline`: the places of filing that open a report
- `people of a place`: "a Springfield man"
- `list`: a known name among names that are places
- `adjective of a capital`: "в афганской столице", where adjectives are written small
- `great name`: countries, regions and the greatest capitals
- `second mention`: further mentions of a name that is a place in the article
"""

# ruff: noqa: RUF001  # Cyrillic letters that look alike

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from geodata.mentions.filing import find_datelines
from geodata.mentions.great import find_great
from geodata.mentions.lists import find_listed
from geodata.mentions.modifiers import (
    find_adjectives,
    find_capitals,
    find_compounds,
    find_people_of,
    leave_out_languages,
    signal_words,
)
from geodata.mentions.rulebook import PLACE_LABELS, Ruled, is_free, merge, put_over
from geodata.mentions.swallowed import part_names
from geodata.mentions.titles import leave_out_people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook
    from geodata.mentions.tagger import Tag

__all__ = ["apply_rules"]

# A capitalised word, hyphenated or not, that is no part of a longer one.
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_a-zа-яё][^\W\d_]{2,}(?:-[^\W\d_]+)*(?![\w-])")
# Generic nouns before a name: "городах Эквадора", "окраине Дамаска".
_GENERIC = re.compile(r"(?:[a-zа-яё]{4,}\s+)+(?=[^\W\d_a-zа-яё])")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Case endings are taken off before a name is looked for.
SHORTEST_STEM = 3
LONGEST_ENDING = 3
# A name left out so many times as often as it is taken for a place is none.
OFTENER = 2
# Signs that a name may end with: "D.C.", "Frankfurt (Oder)", "Bahr el-Ghazal'".
CLOSING = frozenset(".)’'")


def apply_rules(reading: Reading, book: RuleBook) -> list[Ruled]:
    """Return the tags of an article after the rules, in order; people are among them."""
    text = reading.text
    ruled = [item for tag in reading.tags if (item := _trimmed(text, tag)) is not None]
    if not book.weighs_names:
        ruled = list(part_names(text, ruled, book))
        ruled = put_over(list(_tied_together(reading, ruled, book)), ruled)
    ruled = leave_out_people(text, ruled, book)
    ruled = leave_out_languages(reading, ruled, book)
    signals = signal_words(reading, book) if book.signals else []
    if signals:
        ruled = put_over(list(find_compounds(reading, signals, book)), ruled)
        ruled = put_over(list(find_adjectives(reading, signals, ruled, book)), ruled)
        ruled = merge(ruled, find_people_of(reading, signals, book))
    ruled = put_over(list(find_datelines(text, reading.body[0][0], ruled, book)), ruled)
    ruled = merge(ruled, find_listed(text, ruled, book))
    if not book.weighs_names:
        ruled = put_over(list(find_great(reading, ruled, book)), ruled)
        ruled = put_over(list(find_capitals(reading, book)), ruled)
    return merge(ruled, _repeated(text, ruled, book))


def _trimmed(text: str, tag: Tag) -> Ruled | None:
    """Return a tag without signs at its edges and nouns before a place; None if nothing is left."""
    start, end = tag.start, tag.end
    if tag.label in PLACE_LABELS:
        opening = _GENERIC.match(text, start, end)
        start = start if opening is None else opening.end()
    while start < end and not text[start].isalpha():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in CLOSING):
        end -= 1
    return Ruled(start, end, tag.label, "tagger") if start < end else None


def _tied_together(reading: Reading, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the hyphenated names of which the tagger saw a part: "Ростов-на-Дону"."""
    free = 0
    for tag in tags:
        if tag.label not in PLACE_LABELS or tag.start < free:
            continue
        first, last = reading.pieces_at(tag.start, tag.end)
        first, last = reading.group_start(first), reading.group_end(reading.group_start(last))
        start, end = reading.start(first), reading.end(last)
        partial = start < tag.start or tag.end < end
        if partial and book.forms.best(reading.raw(first, last)) is not None:
            free = end
            yield Ruled(start, end, "LOC", "tagger")


def _repeated(text: str, tags: Sequence[Ruled], book: RuleBook) -> Iterator[Ruled]:
    """Yield the further mentions, inflected or not, of names that are places in the article.

    A name that is left out more often than it is taken for a place is none ("Police").
    """
    places = Counter(
        form
        for tag in tags
        if tag.label in PLACE_LABELS
        for form in book.forms.names(text[tag.start : tag.end])
    )
    people = {
        form
        for tag in tags
        if tag.label == "PER"
        for word in _WORD.findall(text[tag.start : tag.end])
        for form in book.forms.names(word)
    }
    further = list(_further(text, tags, book, places.keys() - people)) if places else []
    left_out = Counter(form for _, _, forms in further for form in forms)
    for start, end, forms in further:
        if people.isdisjoint(forms) and any(
            left_out[form] <= OFTENER * places[form] for form in forms
        ):
            yield Ruled(start, end, "LOC", "second mention")


def _further(
    text: str, tags: Sequence[Ruled], book: RuleBook, known: Collection[str]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield where untagged capitalised words are forms of known names, and their names."""
    for stem in sorted({form[: max(SHORTEST_STEM, len(form) - LONGEST_ENDING)] for form in known}):
        at = text.find(stem)
        while at >= 0:
            match = _CAPITALISED.match(text, at)
            if match is not None and is_free(tags, *match.span()):
                forms = book.forms.names(match.group())
                if not forms.isdisjoint(known):
                    yield *match.span(), forms
            at = text.find(stem, at + len(stem))
