"""What the tagger finds in the body of an article, as names and words made from names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.mentions.naming import base_form, match_name
from geodata.mentions.reading import Found
from geodata.mentions.second_look import PLACE_LABELS, look_again
from geodata.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from geodata.mentions.reading import Reading
    from geodata.mentions.tagger import Tag
    from geodata.models import Usage

__all__ = ["find_tagged"]

DERIVED = frozenset({"LOCderiv", "LOCpart"})


def find_tagged(reading: Reading, taken: Container[int] = ()) -> list[Found]:
    """Return what the tagger takes for places, in order, after its second look.

    What holds one of the `taken` pieces has been found otherwise.
    """
    text, maker = reading.text, reading.tagger.maker
    first = frozenset(reading.tags)
    found = []
    for tag in _trimmed(text, look_again(text, reading.tags, maker, Counter())):
        if tag.label in PLACE_LABELS and reading.is_body(tag.start, tag.end):
            pieces = reading.pieces_at(tag.start, tag.end)
            if not any(number in taken for number in range(pieces[0], pieces[1] + 1)):
                why = "tagger" if tag in first else "second mention"
                found.append(_found(reading, tag, pieces, why))
    return found


def _trimmed(text: str, tags: Iterable[Tag]) -> Iterator[Tag]:
    """Yield the tags without what stands before their first letter; those without one are left."""
    for tag in tags:
        start = next((at for at in range(tag.start, tag.end) if text[at].isalpha()), tag.end)
        if start < tag.end:
            yield tag if start == tag.start else tag._replace(start=start)


def _found(reading: Reading, tag: Tag, pieces: tuple[int, int], why: str) -> Found:
    first, last = pieces
    raw = " ".join(reading.text[tag.start : tag.end].split())
    usage: Usage | None = "derived" if tag.label in DERIVED else None
    lexicon = reading.lexicon
    place_id = lexicon.adjectives.get(raw.lower()) or lexicon.demonyms.get(raw)
    place = reading.gazetteer.place(place_id) if place_id is not None else None
    if place is not None:
        sure = (Candidate(place, 1.0),)
        return Found(tag.start, tag.end, first, last, None, "derived", why, 0.0, candidates=sure)
    longest = match_name(reading, first) if usage is None else None
    if longest is not None and longest.last > last:  # "Waidhofen", where "an der Ybbs" goes on
        end, last = reading.end(longest.last), longest.last
        return Found(tag.start, end, first, last, longest.form, None, why, 0.0, longest.hits)
    form, genitive = _form(reading, raw)
    hits = reading.gazetteer.hits(form)
    return Found(tag.start, tag.end, first, last, form, usage, why, 0.0, hits, genitive=genitive)


def _form(reading: Reading, raw: str) -> tuple[str, bool]:
    """Return a name without its inflection, and whether it stands in the genitive."""
    if reading.gazetteer.has_name(raw):
        return raw, False
    found = base_form(reading.gazetteer, raw)
    if found is not None:
        return found
    forms = sorted(
        reading.tagger.maker.nominatives(raw),
        key=lambda form: (-reading.gazetteer.hits(form, exact=True)[0].prior, form),
    )
    return (forms[0] if forms else raw), False
