"""Where an event is put: the place in its sentence, or the one that a word refers back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.memory import is_behind_forces
from geodata.events.parts import Setting, setting_of
from geodata.events.references import (
    READINESS,
    Search,
    place_of_noun,
    places_by_adjective,
    places_referred_to,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.phrases import Role
    from geodata.events.roles import Standing
    from geodata.models import Place

__all__ = ["find_settings"]

# How well a role suits the place of an act; what is missing is never its place.
_SUITS: dict[str, dict[Role, float]] = {
    "violence": {"at": 3.0, "to": 2.5, "bare": 1.0},
    "protest": {"at": 3.0, "bare": 0.8, "from": 0.7, "to": 0.6},
    "presence": {"at": 3.0, "bare": 1.5},
    "deployment": {"to": 4.0, "at": 3.0},
    "withdrawal": {"from": 4.0, "at": 3.0, "bare": 1.5},
    "readiness": {"at": 3.0, "from": 2.0},
}
_LEAVING = "trigger_withdrawal_leave"  # "sollen Kasachstan verlassen"
_RETURN = "trigger_withdrawal_return"  # "kehrten nach Pskow zurück"
_GOAL = "trigger_goal"  # "Ihr Ziel ist Almaty"
_GENITIVE = 2.0  # "das Hilfegesuch Armeniens"
_FAR = 0.04  # what each word between trigger and name costs; a clause mark costs ten words
_CLAUSE = 0.4
_LEAST = 0.05
_HEADING = 0.1  # any place in the sentence itself says more
_NEXT = 4  # words from a noun to the place it has for itself: "Protesten in der Stadt Rom"
_FINENESS = {"site": 0, "city": 0, "nature": 1, "admin": 2, "region": 3, "country": 4}


def find_settings(search: Search) -> tuple[Setting, ...]:
    """Return the places of the event that a sign tells of; several where they are listed.

    The best is the name whose preposition suits the kind, near the trigger; the finest place wins
    within a country. Without any, words that refer back are followed; () where there are none.
    """
    own = place_of_noun(search)
    if own is not None:
        return (own,)
    scored = [(_score(search, name), name) for name in search.standing]
    suited = [(score, name) for score, name in scored if score > 0]
    nowhere = search.sign.whereto and not search.sentence.has("anaphora_whereto")
    back = () if nowhere else places_referred_to(search)
    if not suited:
        return back if search.sign.whereto else places_by_adjective(search) or back
    best_score, best = max(suited, key=lambda pair: (pair[0], -pair[1].position))
    if best.place.type == "country" and back and _finer(back[0].place, best.place):
        return back
    best = _finest(search, best, suited)
    chosen = [name for _, name in suited if name.group == best.group]
    return tuple(setting_of(name, best_score) for name in chosen)


def _score(search: Search, name: Standing) -> float:
    """Return how well a name suits as the place of the act; 0 where it does not."""
    sign, clauses = search.sign, search.sentence.clauses
    if sign.whereto and name.role != "to":
        return 0.0
    base = _SUITS["readiness" if sign.phase in READINESS else sign.kind].get(name.role, 0.0)
    follows = name.start == sign.hit.last + 1
    if follows and name.of and (sign.kind == "withdrawal" or name.place.type != "country"):
        base = max(base, _SUITS[sign.kind].get("bare", 0.0))  # "the bombing of Aleppo"
    at_home = name.role == "from" and is_behind_forces(search.sentence, name.position)
    if at_home and (sign.hit.label == _RETURN or sign.phase in READINESS):
        return 0.0
    goal = sign.hit.label == _GOAL and name.position > sign.hit.last
    if sign.kind == "deployment" and name.role == "bare" and (follows or goal):
        base = _GENITIVE
        follows = True
    if _heads(search, name):
        return _HEADING
    if _is_speakers(search, name):
        return 0.0
    if base == 0.0 or (name.role == "bare" and not _bare_will_do(search, name, follows=follows)):
        return 0.0
    if sign.kind == "protest" and not _is_of_protest(search, name, follows=follows):
        return 0.0
    apart = abs(clauses[name.position] - clauses[sign.hit.first])
    away = abs(name.position - sign.hit.first)
    return max(base - _FAR * away - _CLAUSE * apart, _LEAST)


def _heads(search: Search, name: Standing) -> bool:
    """Whether a country heads a line on unrest in it: "Kolumbien: 20 Tote bei Protesten"."""
    return (
        search.sign.kind in {"violence", "protest"}
        and name.position == 0
        and name.role == "bare"
        and name.place.type == "country"
        and any(t.lower == ":" for t in search.sentence.tokens[name.named.last + 1 :][:1])
    )


def _is_speakers(search: Search, name: Standing) -> bool:
    """Whether a name only says where somebody spoke of the act: "..., sagte Kerry in Rom"."""
    sentence, clauses = search.sentence, search.sentence.clauses
    clause = clauses[name.position]
    if clause == clauses[search.sign.hit.first] or search.sign.kind not in {"violence", "protest"}:
        return False
    told = {clauses[hit.first] for hit in sentence.hits("reporting")}
    acts = (label for label in sentence.labels if label.startswith("trigger_"))
    return clause in told and not any(
        clauses[hit.first] == clause for label in acts for hit in sentence.hits(label)
    )


def _bare_will_do(search: Search, name: Standing, *, follows: bool) -> bool:
    """Whether a name without a preposition may be the place: "Bombardierung Aleppos"."""
    if search.sign.kind == "presence":  # "nutzen den Flugplatz Kant"
        noun = name.position - 1
        return name.place.type != "country" and search.sentence.at(noun, "place_nouns")
    if search.sign.kind == "withdrawal":
        return search.sign.hit.label == _LEAVING
    if search.sentence.has("shaken") and search.sentence.has("passive"):
        return True  # "Kasachstan wird von Protesten erschüttert"
    if name.named.mention.usage == "actor":
        return False
    if name.place.type != "country" or follows:
        return True
    # "terrorisieren den Norden Malis"
    return name.direction is not None or search.sentence.has("shaken")


def _is_of_protest(search: Search, name: Standing, *, follows: bool) -> bool:
    """Whether a name is the place of a protest: not where people come from or what they oppose."""
    if name.role == "from":
        return (name.of and follows) or search.sentence.at(name.named.last + 1, "outward")
    if _is_aftermath(search) and not 0 < name.position - search.sign.hit.last <= _NEXT:
        return False  # "Nach Protesten wurde das Verbot in Rom aufgehoben"
    return name.role != "bare" or follows or search.sentence.has("shaken")


def _is_aftermath(search: Search) -> bool:
    """Whether the protest is only what went before: "nach massiven Protesten"."""
    at, sentence = search.sign.hit.first, search.sentence
    return sentence.tokens[at].noun and any(
        sentence.at(i, "aftermath") for i in (at - 1, at - 2) if i >= 0
    )


def _finest(search: Search, best: Standing, suited: Sequence[tuple[float, Standing]]) -> Standing:
    """Return the finest name of the country and clause; of equally fine ones the best placed."""
    clauses, trigger = search.sentence.clauses, search.sign.hit
    finest = best
    for _, name in sorted(suited, key=lambda pair: -pair[0]):
        bare = name.role == "bare" and search.sign.kind not in {"presence", "withdrawal"}
        if name.role not in {"at", "bare", best.role} or bare:
            continue
        if clauses[name.position] not in {clauses[best.position], clauses[trigger.first]}:
            continue
        if _finer(name.place, finest.place):
            finest = name
    return finest


def _finer(place: Place, other: Place) -> bool:
    return (
        place.country_code == other.country_code and _FINENESS[place.type] < _FINENESS[other.type]
    )
