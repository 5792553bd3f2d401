"""What the tagger finds in the body of an article, as names and words made from names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.forms import load_forms
from geodata.mentions.naming import base_form, match_name
from geodata.mentions.reading import Found
from geodata.mentions.rulebook import PLACE_LABELS, load_rulebook
from geodata.mentions.rules import apply_rules
from geodata.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Container

    from geodata.mentions.reading import Reading
    from geodata.mentions.rulebook import RuleBook, Ruled
    from geodata.models import Usage

__all__ = ["find_tagged"]

# The most frequent class of words that no generic noun is in; see `Weights.buckets`.
RAREST = "3"
DERIVED = frozenset({"LOCderiv", "LOCpart"})


def find_tagged(reading: Reading, taken: Container[int] = ()) -> list[Found]:
    """Return what the tagger takes for places, in order, after the rules; none overlap.

    What holds one of the `taken` pieces has been found otherwise.
    """
    found: list[Found] = []
    book = load_rulebook(reading.lexicon.language)
    for tag in apply_rules(reading, book):
        if tag.label in PLACE_LABELS and reading.is_body(tag.start, tag.end):
            pieces = reading.pieces_at(tag.start, tag.end)
            if found and pieces[0] <= found[-1].last:
                continue  # "Sahel", where "Nioro" has become "Nioro du Sahel"
            if not any(number in taken for number in range(pieces[0], pieces[1] + 1)):
                item = _found(reading, tag, pieces)
                if book.weighs_names or not _is_somebody(reading, item, book):
                    found.append(item)
    return found


def _is_somebody(reading: Reading, item: Found, book: RuleBook) -> bool:
    """Whether an unknown name is rather a person's or a firm's: "Zheng Qinwen".

    People's names stand after a title, begin with one or with a first name, or are several rare
    words, neither after a preposition nor after a noun of place.
    """
    if item.hits or item.candidates or item.usage == "derived":
        return False
    before = reading.previous(item.first)
    if before.lower() in book.determiners:
        before = reading.previous(item.first - 1)
    lexicon = reading.lexicon
    if before.lower() in book.locative | lexicon.town_heads | lexicon.area_heads:
        return False
    named = book.titles | book.first_names
    return (
        before in book.titles or reading.word(item.first) in named or _is_rare(reading, item, book)
    )


def _is_rare(reading: Reading, item: Found, book: RuleBook) -> bool:
    """Whether a name of several words has no generic noun in it, as "Elm Street" has.

    After an adjective there is one, inflected or not: "Кленовом бульваре".
    """
    words = reading.raw(item.first, item.last).split()
    if book.attribute_endings and words[0].endswith(book.attribute_endings):
        return False
    return len(words) > 1 and all(book.frequency.get(w.lower(), "0") <= RAREST for w in words)


def _found(reading: Reading, tag: Ruled, pieces: tuple[int, int]) -> Found:
    first, last = pieces
    why = tag.why
    raw = " ".join(reading.text[tag.start : tag.end].split())
    usage: Usage | None = "derived" if tag.label in DERIVED else None
    lexicon, lower = reading.lexicon, raw.lower()
    place_id = (
        lexicon.adjectives.get(lower) or lexicon.demonyms.get(raw) or lexicon.demonyms.get(lower)
    )
    place = reading.gazetteer.place(place_id) if place_id is not None else None
    if place is not None:
        sure = (Candidate(place, 1.0),)
        return Found(tag.start, tag.end, first, last, None, "derived", why, 0.0, candidates=sure)
    if tag.why == "tagger" and not lexicon.weighs_names and reading.gazetteer.has_name(raw):
        usage = None  # the Groningen Meaning Bank labels "Russia sent" and "Russian" alike
    longest = match_name(reading, first) if usage is None else None
    if longest is not None and longest.last > last:  # "Waidhofen", where "an der Ybbs" goes on
        end, last = reading.end(longest.last), longest.last
        return Found(tag.start, end, first, last, longest.form, None, why, 0.0, longest.hits)
    form, genitive = _form(reading, raw)
    hits = reading.gazetteer.hits(form)
    return Found(tag.start, tag.end, first, last, form, usage, why, 0.0, hits, genitive=genitive)


def _form(reading: Reading, raw: str) -> tuple[str, bool]:
    """Return a name without its inflection, and whether it stands in the genitive."""
    found = base_form(reading.gazetteer, raw) if reading.lexicon.weighs_names else None
    if found is not None:
        return found
    return load_forms(reading.lexicon.language).best(raw) or raw, False
