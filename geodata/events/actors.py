"""Who acts in an event: countries by the adjective or name of their forces, and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.memory import is_behind_forces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.reading import Named, Sentence
    from geodata.events.roles import Standing
    from geodata.events.triggers import Sign
    from geodata.models import EventKind, Phase, Place

__all__ = ["find_actors"]

_ADJECTIVE_REACH = 3  # words from "russische" to "Soldaten"
_FROM_REACH = 6  # words from "Truppen" to "aus Belarus und Armenien"
# An organisation further from the act than this, in words, is spoken of otherwise.
_ATTACKER_REACH = 14
_RETURN = "trigger_withdrawal_return"
_OPENING = 2  # words before the name in "Auch aus Belarus"
_READINESS: frozenset[Phase | None] = frozenset({"staging", "alert"})
_TROOPS: frozenset[EventKind] = frozenset({"deployment", "withdrawal", "presence"})


def find_actors(
    sentence: Sentence, standing: Sequence[Standing], sign: Sign, place: Place
) -> tuple[str, ...]:
    """Return who acts, as country codes and short names, in the order of the text.

    Protests have no actors. Forces without an adjective are those of the place's country.
    """
    if sign.kind == "protest":
        return ()
    states = list(_states(sentence, standing, sign)) or list(_deciding(sentence, standing, sign))
    found = sorted([*states, *_organisations(sentence, sign, others=bool(states))])
    codes = list(dict.fromkeys(code for _, code in found))
    own = place.country_code
    if _is_only_host(sign, place) and own in codes:
        codes.remove(own)
    if not codes and own is not None and _has_home_forces(sentence, sign, place):
        codes.append(own)
    return tuple(codes)


def _is_only_host(sign: Sign, place: Place) -> bool:
    """Whether the country of the place receives the troops rather than sends them."""
    return sign.kind in _TROOPS and place.type == "country" and sign.phase not in _READINESS


def _has_home_forces(sentence: Sentence, sign: Sign, place: Place) -> bool:
    """Whether the sentence has forces that, without an adjective, are those of the place."""
    if sign.phase in _READINESS:
        return True
    if sign.kind == "deployment" and (place.type == "country" or sign.phase != "arrived"):
        return False
    again = min((hit.first for hit in sentence.hits("subset_words")), default=len(sentence.tokens))
    return sign.kind in {"violence", "deployment"} and any(
        hit.first < again and not _only_reports(sentence, hit.first)
        for hit in sentence.hits("civil_power")
    )


def _only_reports(sentence: Sentence, position: int) -> bool:
    """Whether forces are only quoted: "meldete die Polizei", "die Armee teilte mit"."""
    return any(sentence.at(i, "reporting") for i in range(position - 2, position + 2))


def _deciding(
    sentence: Sentence, standing: Sequence[Standing], sign: Sign
) -> Iterator[tuple[int, str]]:
    """Yield the countries whose parliament or government decides to send: "Parlament Italiens"."""
    if sign.kind != "deployment" or sign.phase != "announced":
        return
    offices = {name.named.index for name in standing if name.role == "office"}
    for named in sentence.named:
        place = named.mention.place
        if place is None or place.type != "country" or place.country_code is None:
            continue
        beside = range(named.first - 2, named.last + 3)
        of_office = named.index in offices or named.mention.usage == "derived"
        if of_office and any(sentence.at(i, "state_bodies") for i in beside):
            yield named.first, place.country_code


def _organisations(sentence: Sentence, sign: Sign, *, others: bool) -> Iterator[tuple[int, str]]:
    for name, hit in sentence.under("organisations"):
        far = abs(hit.first - sign.hit.first) > _ATTACKER_REACH
        apart = sentence.clauses[hit.first] != sentence.clauses[sign.hit.first]
        if sign.kind == "violence" and (far or apart):
            continue
        if (others and _owns_mission(sentence, hit.first)) or _is_source(sentence, hit.first):
            continue
        office = any(sentence.at(i, "titles") for i in (hit.last, hit.last + 1))
        if not office and not sentence.at(hit.last, "place_nouns"):  # "das Nato-Land"
            yield hit.first, name


def _is_source(sentence: Sentence, position: int) -> bool:
    """Whether an organisation is only quoted: "laut Nato", "nach Angaben der OVKS"."""
    before = range(position - 2, position)
    return any(sentence.at(i, "attribution") for i in before) and not any(
        sentence.at(i, "reporting") or sentence.at(i, "auxiliaries") for i in before
    )


def _owns_mission(sentence: Sentence, position: int) -> bool:
    """Whether an organisation only leads what others take part in: "am Einsatz der Nato"."""
    return sentence.at(position - 1, "definite_articles") and sentence.at(position - 2, "mission")


def _states(
    sentence: Sentence, standing: Sequence[Standing], sign: Sign
) -> Iterator[tuple[int, str]]:
    roles = {name.named.index: name for name in standing}
    for named in sentence.named:
        place = named.mention.place
        if place is None or place.country_code is None:
            continue
        name = roles.get(named.index)
        if name is None:
            acts = named.mention.usage == "derived" and _of_forces(sentence, named, sign)
        else:
            acts = _is_subject(sentence, name, sign)
        if acts:
            yield named.first, place.country_code


def _of_forces(sentence: Sentence, named: Named, sign: Sign) -> bool:
    """Whether an adjective belongs to a state's forces or to the act: "russische Soldaten"."""
    compound = named.mention.end < sentence.tokens[named.last].end  # "US-Basis", "US-Soldaten"
    reach = _end_of_list(sentence, named.last) + 1 + (0 if compound else _ADJECTIVE_REACH)
    others = {n.first for n in sentence.named if n.mention.usage != "derived"}
    for position in range(named.first, reach):
        if position in others:
            return False
        if sentence.at(position, "forces_other"):
            return False
        in_trigger = sign.hit.first <= position <= sign.hit.last
        if sentence.at(position, "forces_state") or in_trigger:
            return in_trigger or not _only_reports(sentence, position)
        if position > named.last and sentence.at(position, "titles"):
            return False
    return False


def _end_of_list(sentence: Sentence, position: int) -> int:
    """Return the last token of a list of adjectives: "russische, armenische und tadschikische"."""
    ends = {n.first: n.last for n in sentence.named if n.mention.usage == "derived"}
    while sentence.at(position + 1, "joiners") and position + 2 in ends:
        position = ends[position + 2]
    return position


def _is_subject(sentence: Sentence, name: Standing, sign: Sign) -> bool:
    """Whether a country's name stands for its forces: as a subject, or in "Truppen aus Belarus"."""
    kind = sign.kind
    if name.role == "from":
        return kind in _TROOPS and _is_home(sentence, name, sign)
    if name.place.type != "country":
        return False
    if name.role == "between":
        return kind == "violence"
    heads = any(token.lower == ":" for token in sentence.tokens[name.named.last + 1 :][:1])
    if name.role != "bare" or (heads and kind not in _TROOPS):
        return False  # "Kolumbien: 20 Tote bei Protesten"
    return kind in _TROOPS or name.named.mention.usage == "actor"


def _is_home(sentence: Sentence, name: Standing, sign: Sign) -> bool:
    """Whether forces come from a place: "Truppen aus Belarus", "Auch aus Belarus kamen 200"."""
    if name.place.type != "country":
        # "Fallschirmjäger aus Pskow", but "Abzug der Truppen aus Gao"
        sent = sign.kind == "deployment" or sign.hit.label == _RETURN
        return sent and is_behind_forces(sentence, name.position)
    if sign.kind == "deployment" and name.position <= _OPENING:
        return True
    before = range(max(0, name.position - _FROM_REACH), name.position)
    return any(sentence.at(i, "forces_state") for i in before)
