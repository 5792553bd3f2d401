"""Where an event is put: the place in its sentence, or the one that a word refers back to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.events.parts import FINENESS, Setting, setting_of
from geodata.events.references import (
    Search,
    place_of_noun,
    places_by_adjective,
    places_referred_to,
    town_of_quarter,
)
from geodata.events.suiting import heads_line, suit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.roles import Standing
    from geodata.models import Place

__all__ = ["find_settings"]

_MOST = 25  # places of one act; a longer list is a table, no telling


def find_settings(search: Search) -> tuple[Setting, ...]:
    """Return the places of the event that a sign tells of; several where they are listed.

    The best is the name whose preposition suits the kind, near the trigger; the finest place wins
    within a country. Without any, words that refer back are followed; () where there are none.
    """
    own = place_of_noun(search) or town_of_quarter(search) or _of_relative_clause(search)
    if own is not None:
        return (own,)
    scored = [(suit(search, name), name) for name in search.standing]
    suited = [(score, name) for score, name in scored if score > 0]
    if _names_unknown(search):
        clause = search.sentence.clauses[search.sign.hit.first]
        suited = [pair for pair in suited if search.sentence.clauses[pair[1].position] == clause]
    nowhere = search.sign.whereto and not search.sentence.has("anaphora_whereto")
    back = () if nowhere else places_referred_to(search)
    if not suited:
        return back if search.sign.whereto else places_by_adjective(search) or back
    best_score, best = max(suited, key=lambda pair: (pair[0], -pair[1].position))
    if back and (_is_told_by_town(search, best) or _is_town_meant(search, best, back[0])):
        return back
    finer = _on_soil(search, best) or _chief_town(search, best)
    if finer is not None:
        return (finer,)
    best = _finest(search, best, suited)
    chosen = [name for _, name in suited if name.group == best.group]
    settings = [setting_of(name, best_score) for name in chosen[:_MOST]]
    if best.direction is not None and back and back[0].place.type == "region":
        settings += [part for part in back if part.place.place_id != best.place.place_id]
    return tuple(settings)  # "im Norden Malis sowie im Süden des Landes"


def _is_town_meant(search: Search, best: Standing, back: Setting) -> bool:
    """Whether a name only gives the land around the town meant: "the gas town in the north"."""
    if best.place.type == "country":
        return _finer(back.place, best.place)
    towns = search.sentence.hits("anaphora_town")
    return (
        best.place.type in {"admin", "region"}
        and _finer(back.place, best.place)
        and any(hit.last == best.start - 1 for hit in towns)
    )


def _is_told_by_town(search: Search, best: Standing) -> bool:
    """Whether "the city" stands in the trigger's clause, and the name only in a later one."""
    clauses, clause = search.sentence.clauses, search.sentence.clauses[search.sign.hit.first]
    return clauses[best.position] > clause and any(
        clauses[hit.first] == clause and hit.first < search.sign.hit.first
        for hit in search.sentence.hits("anaphora_town")
    )


def _of_relative_clause(search: Search) -> Setting | None:
    """Return the name that a trigger's clause is about: "im Kongo, in dem ein Krieg wütet"."""
    sentence, clauses = search.sentence, search.sentence.clauses
    clause = clauses[search.sign.hit.first]
    opens = any(
        clauses[hit.first] == clause and (hit.first == 1 or clauses[hit.first - 2] != clause)
        for hit in sentence.hits("relative_where")
        if hit.first > 0 and _goes_on(sentence.tokens[hit.first - 1].lower)
    )
    if not opens or any(clauses[name.position] == clause for name in search.standing):
        return None
    before = [name for name in search.standing if clauses[name.position] < clause]
    if not before or before[-1].role in {"office", "other"}:
        return None
    return setting_of(before[-1], 0.0)


def _goes_on(mark: str) -> bool:
    """Whether a word or a comma stands before: after a dash or bracket a new sentence begins."""
    return mark == "," or mark[0].isalnum()


def _names_unknown(search: Search) -> bool:
    """Whether the trigger's clause names a place that is not on the map: no other will do."""
    sentence = search.sentence
    clause = sentence.clauses[search.sign.hit.first]
    return any(
        named.mention.place is None
        and named.mention.usage == "literal"
        and sentence.clauses[named.first] == clause
        for named in sentence.named
    )


def _on_soil(search: Search, best: Standing) -> Setting | None:
    """Return the place just told of that lies on the soil meant: "auf griechischer Seite"."""
    if best.named.mention.usage != "derived" or best.place.type != "country":
        return None
    before = search.memory.place_near(search.sentence.index)
    if before is None or not _finer(before.place, best.place):
        return None
    return replace(before, rule="the place before, on that soil")


def _chief_town(search: Search, best: Standing) -> Setting | None:
    """Return the dateline's town where "the capital of the region of X" means it, else None."""
    sentence, filed = search.sentence, search.memory.filed
    words = range(best.start, best.position)
    if filed is None or best.place.type not in {"admin", "region"}:
        return None
    if not any(sentence.at(i, "capital_words") for i in words):
        return None
    if not _finer(filed[1].place, best.place):
        return None
    return replace(filed[1], mentions=(*filed[1].mentions, best.named.index))


def _finest(search: Search, best: Standing, suited: Sequence[tuple[float, Standing]]) -> Standing:
    """Return the finest name of the country and clause; of equally fine ones the best placed."""
    clauses, trigger = search.sentence.clauses, search.sign.hit
    finest = best
    may_be_bare = search.sign.kind in {"presence", "withdrawal"}
    for _, name in sorted(suited, key=lambda pair: -pair[0]):
        heads = heads_line(search, name)  # holds for all that follows it
        if name.role not in {"at", "bare", best.role}:
            continue
        if name.role == "bare" and not (may_be_bare or heads):
            continue
        near = clauses[name.position] in {clauses[best.position], clauses[trigger.first]}
        if not (near or heads):
            continue
        if _finer(name.place, finest.place) or _is_bank(name, finest):
            finest = name
    return finest


def _is_bank(name: Standing, water: Standing) -> bool:
    """Whether a town behind a river of no country says where on it: "on the Nile in Khartoum"."""
    return (
        water.place.type == "nature"
        and water.place.country_code is None
        and name.place.type == "city"
        and 0 < name.start - water.named.last <= 1
    )


def _finer(place: Place, other: Place) -> bool:
    return place.country_code == other.country_code and FINENESS[place.type] < FINENESS[other.type]
