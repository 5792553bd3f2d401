"""Places that a sentence describes by a name: "im Süden Malis", "in the Iraqi capital".

Part of the events stage, after the roles: what they describe takes the place of what they name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from geodata.events.parts import part_of_country
from geodata.events.phrases import PhraseReader
from geodata.events.roles import Standing, find_roles

if TYPE_CHECKING:
    from geodata.events.grammar import NameGrammar
    from geodata.events.reading import Named, Sentence
    from geodata.models import Place

__all__ = ["Places", "find_standing", "part_with_units"]

_PART_PRECISION, _COUNTRY_PRECISION = 5, 6


class Places(Protocol):
    """What the events stage asks of the gazetteer."""

    def capital(self, country_code: str) -> Place | None:
        """Return the capital of a country."""
        ...

    def country(self, code: str) -> Place | None:
        """Return a country by its code."""
        ...

    def first_level_units(self, country: str) -> tuple[Place, ...]:
        """Return the states or provinces of a country by its code."""
        ...


def find_standing(sentence: Sentence, grammar: NameGrammar, places: Places) -> tuple[Standing, ...]:
    """Return the places that a sentence names or describes by a name, with their roles, in order.

    A part of a country stands for the country where a compass point is before its name; the
    capital where its name follows the word ("in der Hauptstadt Kenias") or its adjective stands
    before it; the country itself where its adjective stands before its soil.
    """
    named = (_of_name(sentence, grammar, name, places) for name in find_roles(sentence, grammar))
    described = _by_adjectives(sentence, grammar, places)
    found = sorted((*named, *described), key=lambda name: name.position)
    return tuple(found)


def part_with_units(country: Place, direction: str, places: Places) -> Place:
    """Return the part of a country on one side."""
    code = country.country_code
    units = () if code is None else places.first_level_units(code)
    return part_of_country(country, direction, units)


def _of_name(sentence: Sentence, grammar: NameGrammar, name: Standing, places: Places) -> Standing:
    """Return the name with what it describes in the place of its country."""
    country = name.place
    if country.type != "country" or country.country_code is None:
        return name
    if name.direction is not None:
        part = part_with_units(country, name.direction, places)
        return replace(name, place=part, where_prec=_PART_PRECISION)
    if name.role in {"at", "to", "from"} and _is_of_capital(sentence, grammar, name):
        capital = places.capital(country.country_code)
        if capital is not None:
            return replace(name, place=capital, where_prec=1)
    return name


def _is_of_capital(sentence: Sentence, grammar: NameGrammar, name: Standing) -> bool:
    """Whether a country's name says whose capital is meant: "in der Hauptstadt Malis".

    So does one that stands before it as its owner: "in Malis Hauptstadt".
    """
    words = range(name.start, name.position)
    if any(sentence.at(i, "capital_words") for i in words):
        return True
    after = name.named.last + 1
    return sentence.at(after, "capital_words") and PhraseReader(sentence, grammar).owns(name.named)


def _by_adjectives(
    sentence: Sentence, grammar: NameGrammar, places: Places
) -> tuple[Standing, ...]:
    """Return the capitals and countries that adjectives describe, as in "in the Iraqi capital"."""
    reader: PhraseReader | None = None
    found: list[Standing] = []
    for named in sentence.named:
        place = _described(sentence, named, places) if named.mention.usage == "derived" else None
        if place is None:
            continue
        reader = reader or PhraseReader(sentence, grammar)
        phrase = reader.read(named)
        if phrase.role in {"at", "to", "from"} and not _only_orients(sentence, named):
            precision = _COUNTRY_PRECISION if place.type == "country" else 1
            group = -1 - len(found)
            found.append(
                Standing(
                    named, place, phrase.role, group, phrase.start, None, phrase.near,
                    where_prec=precision,
                )
            )  # fmt: skip
    return tuple(found)


def _only_orients(sentence: Sentence, named: Named) -> bool:
    """Whether a border only says where a place named before it lies: "in Orsk an der Grenze"."""
    if not sentence.at(named.last + 1, "border"):
        return False
    clauses = sentence.clauses
    return any(
        other.last < named.first
        and clauses[other.last] == clauses[named.first]
        and other.mention.usage == "literal"
        for other in sentence.named
    )


def _described(sentence: Sentence, named: Named, places: Places) -> Place | None:
    """Return what an adjective and the word after it mean, unless a name of their own follows."""
    place, after = named.mention.place, named.last + 1
    if place is None or place.type != "country" or place.country_code is None:
        return None
    if any(other.first == after + 1 for other in sentence.named):
        return None
    if sentence.at(after, "capital_words"):
        return places.capital(place.country_code)
    return place if sentence.at(after, "country_soil") else None
