"""Places that a sentence gives without naming them: "dort", "im Süden des Landes"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.events.described import part_with_units
from geodata.events.memory import PARTS_OF_TOWN, Memory, is_in_office, names_a_land
from geodata.events.parts import Setting, plain_setting

if TYPE_CHECKING:
    from geodata.events.described import Places
    from geodata.events.grammar import NameGrammar
    from geodata.events.reading import Named, Sentence
    from geodata.events.roles import Standing
    from geodata.events.triggers import Sign
    from geodata.models import Phase, Place

__all__ = [
    "CALLED",
    "READINESS",
    "Search",
    "place_of_noun",
    "places_by_adjective",
    "places_referred_to",
    "town_of_quarter",
]

READINESS: frozenset[Phase | None] = frozenset({"staging", "alert"})
CALLED = "called after the town"
_BEFORE_SEAT = 3  # words from a preposition to the building: "vor dem alten Parlament"
_CLAUSES = 3  # marks between an act and a part of the country that may be its place
# "Bergkarabach-Konflikt" names the place, "US-Luftangriff" the actor.
_NAMED_AFTER = frozenset({"trigger_violence_past"})


@dataclass(frozen=True, slots=True)
class Search:
    """One sign's search for its places."""

    sentence: Sentence
    standing: tuple[Standing, ...]
    sign: Sign
    memory: Memory
    places: Places
    grammar: NameGrammar


def place_of_noun(search: Search) -> Setting | None:
    """Return the town that the act is called after: "bei den Brüsseler Anschlägen"."""
    if search.sign.kind not in {"violence", "protest"}:
        return None
    for named in search.sentence.named:
        place = named.mention.place
        before = named.mention.usage == "derived" and named.last == search.sign.hit.first - 1
        if before and place is not None and place.type in {"city", "site"}:
            return Setting(place, named.mention.where_prec, (named.index,), CALLED)
    return None


def town_of_quarter(search: Search) -> Setting | None:
    """Return the town told of, where a quarter not on the map is named: "im Stadtteil X"."""
    sentence, memory = search.sentence, search.memory
    if search.sign.kind not in {"violence", "protest"}:
        return None
    clause = sentence.clauses[search.sign.hit.first]
    unknown = any(
        named.mention.place is None
        and sentence.clauses[named.first] == clause
        and sentence.at(named.first - 1, "town_parts")
        for named in sentence.named
    )
    if not unknown:
        return None
    filed = None if memory.filed is None else memory.filed[1]
    town = memory.town_near(sentence.index) or filed
    return replace(town, rule="the town before") if town is not None else None


def places_by_adjective(search: Search) -> tuple[Setting, ...]:
    """Return the place that an adjective gives, as in "vor dem kirgisischen Parlament"."""
    for named in search.sentence.named:
        place = named.mention.place
        if named.mention.usage == "derived" and place is not None:
            found = _by_compound(search, named, place) or _by_noun(search, named, place)
            if found is not None:
                return (found,)
    return ()


def _by_compound(search: Search, named: Named, place: Place) -> Setting | None:
    hit = search.sign.hit
    if hit.label not in _NAMED_AFTER or named.first != hit.first:
        return None
    return Setting(place, named.mention.where_prec, (named.index,), "named after the place")


def _by_noun(search: Search, named: Named, place: Place) -> Setting | None:
    """Return the capital for the seat of a state, the country for its soil, else None."""
    sentence, after = search.sentence, named.last + 1
    if place.country_code is None or not _placed(sentence, named.first):
        return None
    if place.type in {"city", "site"} and _is_part_of_town(sentence, after):
        return Setting(place, 1, (named.index,), "a part of the town")
    if sentence.at(after, "capital_seats"):
        capital = search.places.capital(place.country_code)
        return Setting(capital, 1, (named.index,), "seat of a state") if capital else None
    if sentence.at(after, "country_soil") and place.type == "country":
        return Setting(place, 6, (named.index,), "soil of a country")
    return None


def _is_part_of_town(sentence: Sentence, noun: int) -> bool:
    """Whether a noun behind a town's adjective is a part of it: "am Kölner Hauptbahnhof"."""
    return any(sentence.at(noun, label) for label in PARTS_OF_TOWN)


def _placed(sentence: Sentence, position: int) -> bool:
    """Whether a preposition of place stands at most two words before."""
    labels = ("prepositions_place", "prepositions_to")
    return any(sentence.at(i, label) for i in range(position - 3, position) for label in labels)


def places_referred_to(search: Search) -> tuple[Setting, ...]:
    """Return what a word of the sentence refers back to; the finest first."""
    sentence, memory, index = search.sentence, search.memory, search.sentence.index
    known = _part(search) or _capital(search)
    if known is not None:
        return (known,)
    found: Setting | None = None
    if sentence.has("anaphora_town"):
        found = _town_here(search) or memory.town_near(index)
        rule = "the town before"
    if found is None and sentence.has("anaphora_place"):
        found = _place_here(search) or memory.place_near(index)
        rule = "the place before"
    if found is None and sentence.has("anaphora_region"):
        found, rule = memory.region_near(index), "the region before"
    if found is not None:
        return (replace(found, rule=rule),)
    if sentence.has("anaphora_country") and search.sign.phase != "staging":
        return _country_before(search)
    return ()


def _town_here(search: Search) -> Setting | None:
    """Return a town named earlier in the same sentence."""
    hits = search.sentence.hits("anaphora_town")
    if not hits:
        return None
    towns = [
        n
        for n in search.standing
        if n.place.type in {"city", "site"} and n.position < hits[0].first
    ]
    return plain_setting(towns[-1], "the town before") if towns else None


def _place_here(search: Search) -> Setting | None:
    """Return the place of a sentence that "dort" in its next clause refers back to."""
    hits = search.sentence.hits("anaphora_place")
    clauses = search.sentence.clauses
    if not hits:
        return None
    before = [
        name
        for name in search.standing
        if clauses[name.position] < clauses[hits[0].first] and name.role in {"at", "to", "bare"}
    ]
    return plain_setting(before[-1], "the place before") if before else None


def _country_code(search: Search, position: int) -> str | None:
    """Return the country last named before a token, in this sentence or those before.

    Where troops are sent to a land, those named in the same sentence are the senders.
    """
    before = search.memory.country_near(search.sentence)
    if search.sign.kind == "deployment" and search.sign.phase not in READINESS:
        destination = search.memory.destination_near(search.sentence.index)
        return before if destination is None else destination.place.country_code
    host = search.memory.host_near(search.sentence.index)
    if search.sign.kind in {"withdrawal", "presence"} and host is not None:
        return host.place.country_code
    here = [
        named.mention.place.country_code
        for named in search.sentence.named
        if not search.sign.hit.first <= named.first <= search.sign.hit.last
        and named.first < position
        and named.mention.place is not None
        and named.mention.place.country_code is not None
        and names_a_land(named)
        and not is_in_office(named.index, search.standing)
    ]
    return here[-1] if here else before


def _part(search: Search) -> Setting | None:
    """Return the region of "im Süden des Landes"; None where the sentence has no such phrase."""
    sentence = search.sentence
    land = {hit.first for hit in sentence.hits("anaphora_country")}
    for key, hit in sentence.under("directions"):
        apart = sentence.clauses[hit.first] - sentence.clauses[search.sign.hit.first]
        if not ({hit.last + 1, hit.last + 2} & land) or abs(apart) > _CLAUSES:
            continue
        code = _country_code(search, hit.first)
        country = search.places.country(code) if code is not None else None
        if country is not None:
            return Setting(
                part_with_units(country, key, search.places),
                5,
                _naming(search, code),
                "part of the country",
                1.0,
            )
    return None


def _capital(search: Search) -> Setting | None:
    """Return the capital that "in der Hauptstadt" or "vor dem Parlament" means without a name."""
    hits = list(search.sentence.hits("anaphora_capital"))
    if search.sign.kind in {"violence", "protest"}:
        hits += [h for h in search.sentence.hits("capital_seats") if _is_scene(search, h.first)]
    if not hits:
        return None
    code = _country_code(search, hits[0].first)
    capital = search.places.capital(code) if code is not None else None
    return None if capital is None else Setting(capital, 1, _naming(search, code), "the capital")


def _is_scene(search: Search, position: int) -> bool:
    """Whether a seat of a state is where people stand: "vor das Kongressgebäude"."""
    words = range(max(0, position - _BEFORE_SEAT), position)
    return any(search.sentence.at(i, "prepositions_outside") for i in words)


def _naming(search: Search, code: str | None) -> tuple[int, ...]:
    return tuple(
        named.index
        for named in search.sentence.named
        if named.mention.place is not None and named.mention.place.country_code == code
    )[:1]


def _country_before(search: Search) -> tuple[Setting, ...]:
    hit = search.sentence.hits("anaphora_country")[0]
    code = _country_code(search, hit.first)
    country = search.places.country(code) if code is not None else None
    if country is None:
        return ()
    return (Setting(country, 6, _naming(search, code), "the country before"),)
