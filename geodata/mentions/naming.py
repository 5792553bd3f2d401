"""Names of the gazetteer in running text: the longest match, inflection seen through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer import BestHit, Gazetteer, NameHit
    from geodata.mentions.lexicon import Lexicon
    from geodata.mentions.reading import Reading

__all__ = ["NameMatch", "base_form", "is_foreign", "match_name", "word_weight"]

SHORTEST_CLOSED = 4  # letters of a name within a closed compound
LONGEST_NAME = 60  # characters; longer names are full official ones
SHORTEST_GENITIVE = 4  # letters without the s: "Malis" is Mali's, "Ems" is not Em's
# Endings of an adjective within a name: as it may stand in a text, and as the gazetteer has it.
INFLECTED = ("en", "em", "er", "es", "e")
NOMINATIVE = ("e", "er", "es")

# What a word says for or against a place; the unit is that of the gazetteer's prior.
COMMON_WORD = -5.0
AMBIGUOUS = -4.0
PERSON_NAME = -2.5
FOREIGN_NAME = -5.5
SHORT = -1.5
SHORT_NAME = 3


class NameMatch(NamedTuple):
    """A name from one piece to another; `form` is the gazetteer's spelling."""

    first: int
    last: int
    form: str
    hits: tuple[NameHit, ...]
    genitive: bool


def match_name(reading: Reading, first: int) -> NameMatch | None:
    """Return the longest name that starts at a piece; None where none does."""
    generic = reading.word(first) in reading.lexicon.area_heads
    for last, form, genitive in _forms(reading, first):
        hits = reading.gazetteer.hits(form, exact=True)
        if generic and _names_itself_without(reading, form, hits):
            return None
        return NameMatch(first, last, form, hits, genitive)
    return None


def word_weight(lexicon: Lexicon, word: str, best: BestHit) -> float:
    """Return what a word alone says for or against a place, in decades of people."""
    weight = 0.0
    if len(word) <= SHORT_NAME and best.type == "city":
        weight += SHORT
    if word in lexicon.ambiguous:
        weight += AMBIGUOUS
    elif word in lexicon.common_words:
        weight += COMMON_WORD
    elif word in lexicon.surnames or word in lexicon.first_names:
        weight += PERSON_NAME
    return weight + (FOREIGN_NAME if is_foreign(lexicon, best) else 0.0)


def is_foreign(lexicon: Lexicon, best: BestHit) -> bool:
    """Whether only other languages call the place so: "Jordan" is no country in German."""
    known = bool(best.languages) and best.type != "admin"
    return known and lexicon.language not in best.languages


def _names_itself_without(reading: Reading, form: str, hits: tuple[NameHit, ...]) -> bool:
    """Whether a name means the same country without its generic noun ("Halbinsel Krim")."""
    bare = reading.gazetteer.hits(form.partition(" ")[2], exact=True)
    return bool(bare) and bare[0].place.country_code == hits[0].place.country_code


def _forms(reading: Reading, first: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the names that start at a piece, longest first: last piece, form, genitive or not.

    One look into the trie gives all names that the text goes on with.
    """
    if reading.may_open_name(first):
        yield from _long_forms(reading, first)
    if reading.group_end(first) == first:
        found = base_form(reading.gazetteer, reading.word(first))
        if found is not None:
            yield first, *found


def _long_forms(reading: Reading, first: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the names of several words that start at a piece, longest first."""
    window = reading.window(first, LONGEST_NAME)
    for name in reversed(reading.gazetteer.prefixes(window)):
        if " " not in name and "-" not in name:
            break
        yield from _ends(reading, first, name, name)
    if reading.group_end(first) != first:
        return
    word = reading.word(first)
    for nominative in nominatives(word):
        other = nominative + window[len(word) :]
        for name in reversed(reading.gazetteer.prefixes(other)):
            if " " in name[len(nominative) :]:
                yield from _ends(reading, first, name, word + name[len(nominative) :])


def _ends(reading: Reading, first: int, name: str, raw: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the name if the text has it so, whole or with a genitive s."""
    for written in (raw, f"{raw}s", f"{raw}es"):
        last = reading.last_of(first, written)
        if last is not None and reading.group_end(last) == last:
            yield last, name, written != raw


def nominatives(adjective: str) -> list[str]:
    """Return what an adjective that opens a name may be in the nominative, itself left out."""
    stem = next((adjective.removesuffix(e) for e in INFLECTED if adjective.endswith(e)), None)
    if stem is None or len(stem) < SHORTEST_CLOSED:
        return []
    return [stem + ending for ending in NOMINATIVE if stem + ending != adjective]


def base_form(gazetteer: Gazetteer, raw: str) -> tuple[str, bool] | None:
    """Return a name without its inflection, and whether it stands in the genitive.

    "Kasachstans" gives Kasachstan, "Vereinigten Staaten" Vereinigte Staaten. Where a word is a
    name both with and without its s, the likelier place wins. None: no name.
    """
    exact = gazetteer.best(raw)
    bare = raw[:-1] if raw.endswith("s") and len(raw) > SHORTEST_GENITIVE else ""
    nominative = gazetteer.best(bare) if bare else None
    if nominative is not None and (exact is None or nominative.prior > exact.prior + 1):
        return bare, True
    if exact is not None:
        return raw, False
    return _inflected(gazetteer, raw)


def _inflected(gazetteer: Gazetteer, raw: str) -> tuple[str, bool] | None:
    """Return the nominative of a name that starts with an adjective."""
    first, space, rest = raw.partition(" ")
    if not space:
        return None
    for tail in (rest, rest.removesuffix("s"), rest.removesuffix("es")):
        for nominative in nominatives(first):
            form = f"{nominative} {tail}"
            if gazetteer.has_name(form):
                return form, tail != rest
    return None
