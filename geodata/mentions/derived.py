"""Words made from names: adjectives, demonyms, compounds ("westkasachisch", "US-Heer")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.lexicon import ADJECTIVE_TAIL
from geodata.mentions.naming import base_form
from geodata.mentions.reading import Found
from geodata.models import Candidate

if TYPE_CHECKING:
    from geodata.gazetteer import NameHit
    from geodata.mentions.reading import Reading

__all__ = ["adjective_place", "find_derived"]

CERTAIN = 10.0
# A town lends its name to an "-er" adjective or a compound from about 100,000 people on; smaller
# ones are surnames ("Essler") and nouns more often than not.
KNOWN_TOWN = 5.1
KNOWN_NEIGHBOUR = 4.6
GREAT_TOWN = 5.8
SHORTEST_CLOSED = 4  # letters of a name within a closed compound
UNINFLECTED = ("isch", "deutsch")
CURRENCIES = ("Dollar", "Cent")
FOOD = frozenset({"Schnitzel", "Würstchen", "Würstel", "Kränze", "Pfannkuchen", "Walzer", "Kranz"})


def find_derived(reading: Reading, number: int) -> list[Found]:
    """Return what is made from names in the (hyphenated) word that starts at a token."""
    last = reading.group_end(number)
    return (
        _adjective(reading, number, last)
        or _demonym(reading, number, last)
        or _hyphenated(reading, number, last)
        or _closed_compound(reading, number, last)
        or _town_adjective(reading, number, last)
    )


def _fixed(reading: Reading, first: int, last: int, place_id: str, why: str) -> list[Found]:
    place = reading.gazetteer.place(place_id)
    if place is None:
        return []
    return [
        Found(
            reading.tokens[first].start,
            reading.tokens[last].end,
            first,
            last,
            None,
            "derived",
            why,
            CERTAIN,
            candidates=(Candidate(place, 1.0),),
        )
    ]


def adjective_place(reading: Reading, word: str) -> str | None:
    """Return the place of an adjective, compass and other prefixes taken off."""
    lexicon = reading.lexicon
    lower = word.lower()
    if lower[-ADJECTIVE_TAIL:] not in lexicon.adjective_tails:
        return None
    found = lexicon.adjectives.get(lower)
    if found is not None:
        return found
    for prefix in lexicon.adjective_prefixes:
        if lower.startswith(prefix):
            rest = lower[len(prefix) :].lstrip("-")
            if rest in lexicon.adjectives:
                return lexicon.adjectives[rest]
    return None


def _adjective(reading: Reading, first: int, last: int) -> list[Found]:
    raw = reading.raw(first, last)
    place_id = adjective_place(reading, raw)
    if place_id is not None and first == last and raw.lower().endswith(UNINFLECTED):
        return []  # the language, or said of no noun
    if place_id is not None:
        if raw[0].islower() or raw[:2].isupper() or _is_attribute(reading, first, last):
            return _fixed(reading, first, last, place_id, "adjective")
        return []
    found = []
    for part in range(first, last + 1, 2) if first != last else ():
        word = reading.word(part)
        place_id = adjective_place(reading, word) if word[0].islower() else None
        if place_id is not None:
            found += _fixed(reading, part, part, place_id, "adjective in a compound")
    return found


def _is_attribute(reading: Reading, first: int, last: int) -> bool:
    """Whether a capitalised adjective belongs to a noun: not "auf Russisch" or "im Deutschen"."""
    word = reading.word(last)
    following = reading.following(last)
    if following[:1].isupper():
        return True
    return first in reading.first_tokens and following[:1].islower() and word[-1] in "en"


def _demonym(reading: Reading, first: int, last: int) -> list[Found]:
    for start in range(first, last + 1, 2):
        word = reading.raw(start, last)
        place_id = reading.lexicon.demonyms.get(word)
        if place_id is None:
            continue
        hits = reading.gazetteer.hits(word, exact=True)
        if hits and hits[0].place.type in {"country", "region", "admin"}:
            return []
        return _fixed(reading, start, last, place_id, "demonym")
    return []


def _known(reading: Reading, name: str, least: float = KNOWN_TOWN) -> tuple[NameHit, ...]:
    """Return the places of a name that is known well enough to make compounds."""
    lexicon = reading.lexicon
    found = base_form(reading.gazetteer, name)
    if found is None or name in lexicon.common_words or name in lexicon.function_words:
        return ()
    form, genitive = found
    hits = reading.gazetteer.hits(form, exact=True)
    kind, prior = hits[0].place.type, hits[0].prior
    doubtful = name in lexicon.surnames or name in lexicon.first_names or name in lexicon.ambiguous
    if genitive or (doubtful and kind != "country"):
        return ()
    if kind in {"country", "region", "site", "nature"}:
        return hits if reading.article.language in hits[0].languages else ()
    return hits if prior >= least and (hits[0].main or prior > GREAT_TOWN) else ()


def _part(
    reading: Reading, first: int, last: int, form: str, hits: tuple[NameHit, ...], why: str
) -> Found:
    return Found(
        reading.tokens[first].start,
        reading.tokens[last].end,
        first,
        last,
        form,
        "derived",
        why,
        CERTAIN,
        hits,
    )


def _hyphenated(reading: Reading, first: int, last: int) -> list[Found]:
    """Return the name in front of a hyphen, or behind a compass word and a hyphen."""
    if first == last:
        return []
    if reading.word(first) in reading.lexicon.compass_prefixes:
        name = reading.raw(first + 2, last)
        hits = _known(reading, name)
        if hits:
            found = _part(reading, first, last, name, hits, "part of a place")
            return [_literal(found)]
    if reading.word(last).startswith(CURRENCIES):
        return []
    for end in range(last - 2, first - 1, -2):
        name = reading.raw(first, end)
        hits = _known(reading, name)
        if not hits:
            continue
        rest = reading.raw(end + 2, last)
        second = _known(reading, rest)
        if second and second[0].place.type == "city" and hits[0].place.type == "city":
            return [_literal(_part(reading, first, last, name, hits, "town and its part"))]
        return [_part(reading, first, end, name, hits, "compound")]
    return _inner_name(reading, first, last)


def _inner_name(reading: Reading, first: int, last: int) -> list[Found]:
    """Return a name within a longer hyphenated word ("Anti-Russland-Kurs", "Ex-Jugoslawien")."""
    for part in range(first + 2, last + 1, 2):
        name = reading.word(part)
        hits = _known(reading, name)
        if hits and hits[0].place.type in {"country", "region"}:
            return [_part(reading, part, part, name, hits, "compound")]
    return []


def _literal(found: Found) -> Found:
    return Found(
        found.start,
        found.end,
        found.first,
        found.last,
        found.form,
        "literal",
        found.why,
        found.score,
        found.hits,
    )


def _closed_compound(reading: Reading, first: int, last: int) -> list[Found]:
    """Return the name in a word such as "Ostukraine" (whole) or "Karibikstaat" (its part)."""
    word = reading.word(first)
    if first != last or not word[0].isupper() or len(word) < 2 * SHORTEST_CLOSED:
        return []
    if reading.gazetteer.has_name(word) or word in reading.lexicon.common_words:
        return []
    return _part_of_place(reading, first, word) or _name_and_noun(reading, first, word)


def _part_of_place(reading: Reading, first: int, word: str) -> list[Found]:
    for prefix in reading.lexicon.compass_prefixes:
        rest = word.removeprefix(prefix)
        if rest == word or not rest[:1].islower() or len(rest) < SHORTEST_CLOSED:
            continue
        name = rest.capitalize()
        found = base_form(reading.gazetteer, name)
        hits = reading.gazetteer.hits(found[0], exact=True) if found is not None else ()
        if found is not None and hits[0].place.type in {"country", "region"}:
            return [_literal(_part(reading, first, first, found[0], hits, "part of a place"))]
    return []


def _name_and_noun(reading: Reading, first: int, word: str) -> list[Found]:
    token = reading.tokens[first]
    nouns = reading.lexicon.compound_nouns
    for length in range(len(word) - 3, SHORTEST_CLOSED - 1, -1):
        name, tail = word[:length], word[length:]
        if not (tail.startswith(nouns) or (tail[0] == "s" and tail[1:].startswith(nouns))):
            continue
        place_id = reading.lexicon.demonyms.get(name)
        place = reading.gazetteer.place(place_id) if place_id is not None else None
        hits = _known(reading, name)
        end = token.start + length
        if hits and hits[0].place.type in {"country", "region", "nature"}:
            return [
                Found(
                    token.start,
                    end,
                    first,
                    first,
                    name,
                    "derived",
                    "closed compound",
                    CERTAIN,
                    hits,
                )
            ]
        if place is not None:
            candidates = (Candidate(place, 1.0),)
            return [
                Found(
                    token.start,
                    end,
                    first,
                    first,
                    None,
                    "derived",
                    "closed compound",
                    CERTAIN,
                    candidates=candidates,
                )
            ]
    return []


def _town_adjective(reading: Reading, first: int, last: int) -> list[Found]:
    """Return "Kiewer", "Karlsruher" before a noun or after an article."""
    word = reading.word(last)
    lexicon = reading.lexicon
    if first != last or not word.endswith("er") or not word[0].isupper():
        return []
    if word in lexicon.common_words or word in lexicon.surnames or word in lexicon.first_names:
        return []
    following = reading.following(last)
    before = reading.previous(first).lower()
    if not (following[:1].isupper() or before in lexicon.determiners) or following in FOOD:
        return []
    for name in (word[:-2], word[:-1], word[:-2] + "en"):
        hits = _known(reading, name, KNOWN_NEIGHBOUR)
        if hits and hits[0].place.type == "city":
            return [_part(reading, first, last, name, hits, "town adjective")]
    return []
