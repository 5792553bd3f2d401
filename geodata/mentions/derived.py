"""Words made from names: adjectives, demonyms, compounds ("westkasachisch", "US-Heer")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.mentions.naming import SHORTEST_CLOSED, base_form
from geodata.mentions.reading import Found
from geodata.models import Candidate

if TYPE_CHECKING:
    from geodata.gazetteer import NameHit
    from geodata.mentions.reading import Reading

__all__ = ["find_derived"]

CERTAIN = 10.0
# A town lends its name to an "-er" adjective or a compound from about 100,000 people on; smaller
# ones are surnames ("Essler") and nouns more often than not.
KNOWN_TOWN = 5.1
KNOWN_NEIGHBOUR = 4.6
GREAT_TOWN = 5.8
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
            reading.start(first),
            reading.end(last),
            first,
            last,
            None,
            "derived",
            why,
            CERTAIN,
            candidates=(Candidate(place, 1.0),),
        )
    ]


def _adjective(reading: Reading, first: int, last: int) -> list[Found]:
    raw = reading.raw(first, last)
    place_id = reading.lexicon.adjective_place(raw)
    if place_id is not None and first == last and raw.lower().endswith(UNINFLECTED):
        return []  # the language, or said of no noun
    if place_id is not None:
        if raw[0].islower() or raw[:2].isupper() or _is_attribute(reading, first, last):
            return _fixed(reading, first, last, place_id, "adjective")
        return []
    found = []
    for part in range(first, last + 1, 2) if first != last else ():
        word = reading.word(part)
        place_id = reading.lexicon.adjective_place(word) if word[0].islower() else None
        if place_id is not None:
            found += _fixed(reading, part, part, place_id, "adjective in a compound")
    return found


def _is_attribute(reading: Reading, first: int, last: int) -> bool:
    """Whether a capitalised adjective belongs to a noun: not "auf Russisch" or "im Deutschen"."""
    word = reading.word(last)
    following = reading.following(last)
    if following[:1].isupper():
        return True
    return reading.starts_sentence(first) and following[:1].islower() and word[-1] in "en"


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
        reading.start(first),
        reading.end(last),
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
    if first == last or reading.word(last).startswith(CURRENCIES):
        return []
    if _is_part_of_town(reading, first, last):
        return [_literal(_part(reading, first, last, *_town(reading, first), "town and its part"))]
    return (
        _behind_compass(reading, first, last)
        or _before_hyphen(reading, first, last)
        or _inner_name(reading, first, last)
    )


def _behind_compass(reading: Reading, first: int, last: int) -> list[Found]:
    if reading.word(first) not in reading.lexicon.compass_prefixes:
        return []
    name = reading.raw(first + 2, last)
    hits = _known(reading, name)
    return [_literal(_part(reading, first, last, name, hits, "part of a place"))] if hits else []


def _before_hyphen(reading: Reading, first: int, last: int) -> list[Found]:
    for end in range(last - 2, first - 1, -2):
        name = reading.raw(first, end)
        hits = _known(reading, name)
        if not hits:
            continue
        second = _known(reading, reading.raw(end + 2, last))
        if second and second[0].place.type == "city" and hits[0].place.type == "city":
            return [_literal(_part(reading, first, last, name, hits, "town and its part"))]
        return [_part(reading, first, end, name, hits, "compound")]
    return []


def _is_part_of_town(reading: Reading, first: int, last: int) -> bool:
    """Whether a town and a word are one place: "in Wien-Favoriten", "im Bezirk Wien-Umgebung"."""
    part = reading.word(last)
    before = reading.previous(first)
    located = before.lower() in reading.lexicon.locative or reading.lexicon.is_head(before)
    if not located or last != first + 2:
        return False
    if part in reading.lexicon.common_words and not reading.gazetteer.has_name(part):
        return False  # "nach Paris-Anschlägen"
    _, hits = _town(reading, first)
    return bool(hits) and hits[0].place.type == "city" and part[:1].isupper()


def _town(reading: Reading, first: int) -> tuple[str, tuple[NameHit, ...]]:
    name = reading.word(first)
    return name, _known(reading, name)


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
    start = reading.start(first)
    for length in range(len(word) - 3, SHORTEST_CLOSED - 1, -1):
        name, tail = word[:length], word[length:]
        if not reading.lexicon.is_compound_noun(tail):
            continue
        place_id = reading.lexicon.demonyms.get(name)
        place = reading.gazetteer.place(place_id) if place_id is not None else None
        hits = _known(reading, name)
        end = start + length
        if hits and hits[0].place.type in {"country", "region", "nature"}:
            return [
                Found(
                    start,
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
                    start,
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
