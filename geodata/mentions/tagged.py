"""What the tagger finds in the body of an article, as names and words made from names."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from geodata.mentions.naming import base_form
from geodata.mentions.reading import Found
from geodata.mentions.second_look import PLACE_LABELS, look_again
from geodata.mentions.tagger import Tag, load_tagger
from geodata.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.mentions.reading import Reading
    from geodata.models import Usage

__all__ = ["find_tagged"]

DERIVED = frozenset({"LOCderiv", "LOCpart"})


def find_tagged(reading: Reading) -> list[Found]:
    """Return what the tagger takes for places, in order, after its second look."""
    text, body = reading.article.text, reading.article.body
    tagger = load_tagger(reading.article.language)
    tags = [
        Tag(tag.start + span.start, tag.end + span.start, tag.label)
        for span in body
        for tag in tagger.tag(text[span.start : span.end])
    ]
    first = frozenset(tags)
    return [
        _found(reading, tag, "tagger" if tag in first else "second mention")
        for tag in _trimmed(text, look_again(text, tags, tagger.maker, Counter()))
        if tag.label in PLACE_LABELS
        and any(span.start <= tag.start and tag.end <= span.end for span in body)
    ]


def _trimmed(text: str, tags: list[Tag]) -> Iterator[Tag]:
    """Yield the tags without what stands before their first letter; those without one are left."""
    for tag in tags:
        start = next((at for at in range(tag.start, tag.end) if text[at].isalpha()), tag.end)
        if start < tag.end:
            yield tag._replace(start=start)


def _found(reading: Reading, tag: Tag, why: str) -> Found:
    starts = reading.token_starts
    first = max(0, bisect_right(starts, tag.start) - 1)
    last = max(first, bisect_left(starts, tag.end) - 1)
    raw = unicodedata.normalize("NFC", " ".join(reading.article.text[tag.start : tag.end].split()))
    derived: Usage | None = "derived" if tag.label in DERIVED else None
    place_id = reading.lexicon.adjectives.get(raw.lower()) or reading.lexicon.demonyms.get(raw)
    place = reading.gazetteer.place(place_id) if place_id is not None else None
    if place is not None:
        candidates = (Candidate(place, 1.0),)
        return Found(
            tag.start, tag.end, first, last, None, "derived", why, 0.0, candidates=candidates
        )
    form, genitive = _form(reading, raw)
    hits = reading.gazetteer.hits(form)
    return Found(tag.start, tag.end, first, last, form, derived, why, 0.0, hits, genitive=genitive)


def _form(reading: Reading, raw: str) -> tuple[str, bool]:
    """Return a name without its inflection, and whether it stands in the genitive."""
    if reading.gazetteer.has_name(raw):
        return raw, False
    found = base_form(reading.gazetteer, raw)
    if found is not None:
        return found
    maker = load_tagger(reading.article.language).maker
    forms = sorted(
        maker.nominatives(raw),
        key=lambda form: (-reading.gazetteer.hits(form, exact=True)[0].prior, form),
    )
    return (forms[0] if forms else raw), False
