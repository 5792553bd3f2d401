"""Rules after the tagger, in every language: what the rest of the article says about a name.

The tagger sees two pieces to either side; these rules see the whole article. Each counts how often
it fired. Forcing the names of countries on what the tagger left out won nothing (2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.mentions.tagger import Tag

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from geodata.mentions.features import FeatureMaker

__all__ = ["PLACE_LABELS", "look_again"]

PLACE_LABELS = frozenset({"LOC", "LOCN", "LOCderiv", "LOCpart"})

# A capitalised word, hyphenated or not, that is no part of a longer one.
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?:-[^\W\d_]+)*(?![\w-])")
# Letters at the start of a name that inflection leaves alone.
SAME_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = re.compile(r"(\w+)\s+$")


def look_again(
    text: str, tags: Sequence[Tag], maker: FeatureMaker, fired: Counter[str]
) -> list[Tag]:
    """Return the tags after the rules, in order; `fired` gets what each rule added or took."""
    tags = _leave_out(tags, _surnames(text, tags, maker), fired, "person's name")
    return _add(tags, _repeated(text, tags, maker), fired, "second mention")


def _leave_out(
    tags: Sequence[Tag], wrong: Sequence[Tag], fired: Counter[str], rule: str
) -> list[Tag]:
    fired[rule] += len(wrong)
    gone = frozenset(wrong)
    return [tag for tag in tags if tag not in gone]


def _add(tags: Sequence[Tag], more: Iterable[Tag], fired: Counter[str], rule: str) -> list[Tag]:
    """Return the tags and what overlaps none of them."""
    taken = {at for tag in tags for at in range(tag.start, tag.end)}
    new = [tag for tag in more if taken.isdisjoint(range(tag.start, tag.end))]
    fired[rule] += len(new)
    return sorted([*tags, *new])


def _surnames(text: str, tags: Sequence[Tag], maker: FeatureMaker) -> list[Tag]:
    """Return the places that are the last word of a person's name elsewhere in the article.

    After a preposition of place ("in Lincoln") they stay places.
    """
    surnames = set()
    for tag in tags:
        words = _WORD.findall(text[tag.start : tag.end]) if tag.label == "PER" else ()
        if len(words) > 1:
            surnames.add(words[-1])
    return [
        tag
        for tag in tags
        if tag.label in PLACE_LABELS
        and text[tag.start : tag.end] in surnames
        and not _is_located(text, tag.start, maker)
    ]


def _is_located(text: str, start: int, maker: FeatureMaker) -> bool:
    before = _BEFORE.search(text, max(0, start - 12), start)
    return before is not None and before.group(1).lower() in maker.locative


def _repeated(text: str, tags: Sequence[Tag], maker: FeatureMaker) -> list[Tag]:
    """Return the further mentions, inflected or not, of names that are places in the article."""
    known: set[str] = set()
    people: set[str] = set()
    for tag in tags:
        surface = text[tag.start : tag.end]
        if tag.label in PLACE_LABELS:
            known |= maker.nominatives(surface)
        elif tag.label == "PER":
            people.update(
                form for word in _WORD.findall(surface) for form in maker.nominatives(word)
            )
    known -= people
    # Inflection changes the end of a name: few words need a look at their cases.
    openings = {name[:SAME_LETTERS] for name in known}
    return [
        Tag(match.start(), match.end(), "LOC")
        for match in (_CAPITALISED.finditer(text) if known else ())
        if match.group()[:SAME_LETTERS] in openings
        and not known.isdisjoint(forms := maker.nominatives(match.group()))
        and people.isdisjoint(forms)
    ]
