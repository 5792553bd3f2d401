"""Who acts in an event: countries by the adjective or name of their forces, and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.events.memory import is_behind_forces
from geodata.languages import known_languages, load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.lexicon import Hit
    from geodata.events.reading import Sentence
    from geodata.events.roles import Standing
    from geodata.events.triggers import Sign
    from geodata.models import EventKind, Phase, Place

__all__ = ["find_actors"]

_ADJECTIVE_REACH = 3  # words from "russische" to "Soldaten"
_GOING_ON = ("joiners", "definite_articles", "prepositions_of")
_TARGET_REACH = 7  # words from "gegen" to the last of those attacked
_DOER_REACH = 2  # words from "Colombia" to "has attacked"
_FROM_REACH = 6  # words from "Truppen" to "aus Belarus und Armenien"
# An organisation further from the act than this, in words, is spoken of otherwise.
_ATTACKER_REACH = 14
_HARMED = frozenset({"dead", "wounded", "arrested"})
_PERSONS = frozenset({"people", "troop_words", "participants", "dead", "wounded", "arrested"})
_ARMED = frozenset(
    {"forces_state", "forces_other", "troop_words", "people", "mission", "armed_groups"}
)
_RETURN = "trigger_withdrawal_return"
_OPENING = 2  # words before the name in "Auch aus Belarus"
_READINESS: frozenset[Phase | None] = frozenset({"staging", "alert"})
_TROOPS: frozenset[EventKind] = frozenset({"deployment", "withdrawal", "presence"})


@dataclass(frozen=True, slots=True)
class _People:
    """An adjective or demonym of a state in a sentence; `compound`: in one word with its noun."""

    first: int
    last: int
    code: str
    compound: bool = False


def find_actors(
    sentence: Sentence,
    standing: Sequence[Standing],
    sign: Sign,
    place: Place,
    *,
    counts: Sequence[Count] = (),
) -> tuple[str, ...]:
    """Return who acts, as country codes and short names, in the order of the text.

    Protests have no actors. Forces without an adjective are those of the place's country. Who is
    attacked or counted among the victims acts only in clashes, which have two sides.
    """
    if sign.kind == "protest":
        return ()
    scene = _Scene(sentence, sign, counts)
    states = list(_of_peoples(scene, standing)) + list(_subjects(scene, standing))
    deciding = list(_deciding(sentence, standing, sign))
    if deciding and not any(_is_of_forces(scene, at) for at, _ in states):
        states = deciding
    found = sorted([*states, *_organisations(scene, others=bool(states))])
    codes = list(dict.fromkeys(code for _, code in found))
    own = place.country_code
    if _is_only_host(sign, place) and own in codes:
        codes.remove(own)
    if not codes and own is not None and _has_home_forces(scene, place):
        codes.append(own)
    return tuple(codes)


class _Scene:
    """An act in a sentence, and which words of it tell of those it is done to."""

    def __init__(self, sentence: Sentence, sign: Sign, counts: Sequence[Count]) -> None:
        self.sentence = sentence
        self.sign = sign
        self.peoples = _peoples(sentence)
        self._adjectives = {i for p in self.peoples for i in range(p.first, p.last + 1)}
        clause = sentence.clauses[sign.hit.first]
        self._is_clash = sign.kind == "violence" and any(
            sentence.clauses[hit.first] == clause for hit in sentence.hits("clashes")
        )
        self._victims = {
            i for count in counts if count.what in _HARMED for i in _counted(sentence, count)
        }

    def suffers(self, position: int) -> bool:
        """Whether a word tells of those attacked or of victims, and no clash has two sides."""
        if self._is_clash:
            return False
        return position in self._victims or self._is_target(position)

    def _is_target(self, position: int) -> bool:
        """Whether a word that an attack is directed with stands before, adjectives between."""
        sentence = self.sentence
        for before in range(position - 1, max(-1, position - 1 - _TARGET_REACH), -1):
            if sentence.at(before, "targets"):
                return True
            if sentence.at(before, "targets_of_force"):
                return self.sign.kind == "violence"
            if sentence.at(before, "joiners"):
                continue
            # "auf Zivilisten und Polizisten", "auf ein Lager der Miliz", "gegen die Miliz IS"
            goes_on = before == position - 1 or any(
                sentence.at(before + 1, label) for label in _GOING_ON
            )
            if sentence.tokens[before].noun and before not in self._adjectives and not goes_on:
                return False
            if not sentence.tokens[before].lower[0].isalnum():
                return False
        return False


def _counted(sentence: Sentence, count: Count) -> range:
    """Return the tokens from a number to the noun it counts, and to whose they are.

    "vier britische Soldaten", "four soldiers from the NATO mission".
    """
    end = count.last + 1
    for i in range(count.last + 1, min(count.last + 1 + _ADJECTIVE_REACH, len(sentence.tokens))):
        if sentence.tokens[i].noun and sentence.classes[i] & _PERSONS:
            end = i
            break
    if any(sentence.at(end + 1, label) for label in ("prepositions_from", "prepositions_of")):
        end += _ADJECTIVE_REACH
    return range(count.first, end + 1)


def _peoples(sentence: Sentence) -> tuple[_People, ...]:
    """Return the adjectives and demonyms of states, mentions or not, in order."""
    found = [_People(position, position, code) for position, code in sentence.peoples]
    for named in sentence.named:
        place = named.mention.place
        if named.mention.usage == "derived" and place is not None and place.country_code:
            compound = named.mention.end < sentence.tokens[named.last].end  # "US-Soldaten"
            found.append(_People(named.first, named.last, place.country_code, compound))
    return tuple(sorted(found, key=lambda people: people.first))


def _is_only_host(sign: Sign, place: Place) -> bool:
    """Whether the country of the place receives the troops rather than sends them."""
    return sign.kind in _TROOPS and place.type == "country" and sign.phase not in _READINESS


def _has_home_forces(scene: _Scene, place: Place) -> bool:
    """Whether the clause has forces that, without an adjective, are those of the place."""
    sentence, sign = scene.sentence, scene.sign
    if sign.phase in _READINESS:
        return True
    if sign.kind == "deployment" and (place.type == "country" or sign.phase != "arrived"):
        return False
    if sign.kind == "presence" and place.type == "country":
        return False
    clause = sentence.clauses[sign.hit.first]
    again = min((hit.first for hit in sentence.hits("subset_words")), default=len(sentence.tokens))
    # "a police station was burned"
    built = {i for hit in sentence.hits("public_building") for i in range(hit.first, hit.last + 1)}
    return sign.kind != "withdrawal" and any(
        hit.first < again
        and hit.first not in built
        and sentence.clauses[hit.first] == clause
        and not _only_reports(sentence, hit.first)
        and not scene.suffers(hit.first)
        for hit in sentence.hits("civil_power")
    )


def _only_reports(sentence: Sentence, position: int) -> bool:
    """Whether forces are only quoted: "meldete die Polizei", "nach Angaben von Armee"."""
    return any(sentence.at(i, "reporting") for i in range(position - 2, position + 2)) or any(
        sentence.at(i, "sources") for i in range(position - 2, position)
    )


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


def _organisations(scene: _Scene, *, others: bool) -> Iterator[tuple[int, str]]:
    sentence, sign = scene.sentence, scene.sign
    for name, hit in sentence.under("organisations"):
        if sign.kind == "violence" and not _is_attacker(scene, hit):
            continue
        if scene.suffers(hit.first) or _only_lends_its_name(scene, hit):
            continue
        if (others and _owns_mission(sentence, hit.first)) or _is_source(sentence, hit.first):
            continue
        office = any(sentence.at(i, "titles") for i in (hit.last, hit.last + 1))
        if not office and not sentence.at(hit.last, "place_nouns"):  # "das Nato-Land"
            yield hit.first, name


def _is_attacker(scene: _Scene, hit: Hit) -> bool:
    """Whether an organisation can be who uses force: near the act, and not refusing it."""
    sentence, act = scene.sentence, scene.sign.hit.first
    if abs(hit.first - act) > _ATTACKER_REACH or sentence.has("refusal"):
        return False
    return sentence.clauses[hit.first] == sentence.clauses[act]


def _only_lends_its_name(scene: _Scene, hit: Hit) -> bool:
    """Whether a compound with an organisation is neither forces nor an act: "Nato-Aufrüstung"."""
    sentence, act = scene.sentence, scene.sign.hit
    word = sentence.tokens[hit.last].lower
    if "-" not in word or word in _whole_names():
        return False
    if hit.first < hit.last or act.first <= hit.first <= act.last:
        return False
    return not (sentence.classes[hit.last] & _ARMED)


@cache
def _whole_names() -> frozenset[str]:
    """Return the names of organisations that have a hyphen themselves: "al-qaida"."""
    tables = [load_pack(code).tables.get("organisations", {}) for code in known_languages()]
    names = [
        name for table in tables for names in table.get("names", {}).values() for name in names
    ]
    return frozenset(name for name in names if "-" in name and name[-1].isalnum())


def _is_source(sentence: Sentence, position: int) -> bool:
    """Whether an organisation is only quoted: "laut Nato", "nach Angaben der OVKS"."""
    before = range(position - 2, position)
    return any(sentence.at(i, "attribution") for i in before) and not any(
        sentence.at(i, "reporting") or sentence.at(i, "auxiliaries") for i in before
    )


def _owns_mission(sentence: Sentence, position: int) -> bool:
    """Whether an organisation only leads what others take part in: "am Einsatz der Nato"."""
    return sentence.at(position - 1, "definite_articles") and sentence.at(position - 2, "mission")


def _subjects(scene: _Scene, standing: Sequence[Standing]) -> Iterator[tuple[int, str]]:
    """Yield the countries whose names stand for their forces."""
    led = any(name.role == "bare" and name.place.type == "country" for name in standing)
    for name in standing:
        if led and name.role == "from" and name.place.type != "country":
            continue  # "Russland verlegt Soldaten aus Duschanbe"
        at, code = name.named.first, name.named.mention.place
        if code is None or code.country_code is None or scene.suffers(at):
            continue
        if _is_subject(scene.sentence, name, scene.sign):
            yield at, code.country_code


def _of_peoples(scene: _Scene, standing: Sequence[Standing]) -> Iterator[tuple[int, str]]:
    """Yield the countries whose adjectives belong to forces or to the act."""
    standing_at = {name.named.first for name in standing}
    for people in scene.peoples:
        if people.first not in standing_at and _of_forces(scene, people):
            yield people.first, people.code


def _is_of_forces(scene: _Scene, position: int) -> bool:
    """Whether the word at a position is an adjective, or one word with forces."""
    return any(people.first == position for people in scene.peoples)


def _of_forces(scene: _Scene, people: _People) -> bool:
    """Whether an adjective belongs to a state's forces or to the act: "russische Soldaten"."""
    sentence, hit = scene.sentence, scene.sign.hit
    if scene.suffers(people.first):
        return False
    reach = _end_of_list(scene, people.last) + 1 + (0 if people.compound else _ADJECTIVE_REACH)
    others = {n.first for n in sentence.named if n.mention.usage != "derived"}
    for position in range(people.first, min(reach, len(sentence.tokens))):
        if position in others or sentence.at(position, "forces_other"):
            return False
        in_trigger = position in {hit.first, hit.last}
        if sentence.at(position, "forces_state") or in_trigger:
            return in_trigger or not _only_reports(sentence, position)
        if position > people.last and (
            _ends_noun(sentence, position) or _is_other_noun(scene, position)
        ):
            return False
    return False


def _is_other_noun(scene: _Scene, position: int) -> bool:
    """Whether an adjective before belongs to this noun, where a capital tells that it is one."""
    is_adjective = any(people.first <= position <= people.last for people in scene.peoples)
    sentence = scene.sentence
    return (
        sentence.grammar.nouns_are_capital and sentence.tokens[position].noun and not is_adjective
    )


def _ends_noun(sentence: Sentence, position: int) -> bool:
    """Whether an adjective before this word belongs to no noun after it."""
    return any(
        label == "titles" or label.startswith("prepositions_")
        for label in sentence.classes[position]
    )


def _end_of_list(scene: _Scene, position: int) -> int:
    """Return the last token of a list of adjectives: "russische, armenische und tadschikische"."""
    ends = {people.first: people.last for people in scene.peoples}
    tokens = scene.sentence.tokens
    while (
        scene.sentence.at(position + 1, "joiners")
        and position + 2 in ends
        and (tokens[position].capital == tokens[position + 2].capital or position == 0)
    ):
        position = ends[position + 2]
    return position


def _is_subject(sentence: Sentence, name: Standing, sign: Sign) -> bool:
    """Whether a country's name stands for its forces: as a subject, or in "Truppen aus Belarus"."""
    if name.role == "from":
        return sign.kind in _TROOPS and _is_home(sentence, name, sign)
    if name.place.type != "country" or name.role not in {"bare", "between"}:
        return False
    if sign.kind in _TROOPS:
        return name.role == "bare"
    return name.role == "between" or _uses_force(sentence, name, sign)


def _uses_force(sentence: Sentence, name: Standing, sign: Sign) -> bool:
    """Whether a bare name is the doer of violence, not where it is or who is struck by it."""
    if _is_doer(sentence, name, sign):
        return True
    after = name.named.last + 1
    heads = after < len(sentence.tokens) and sentence.tokens[after].lower == ":"
    if heads or sentence.has("shaken") or sentence.at(after, "claiming"):
        return False  # "Kolumbien: 20 Tote", "Israel wird erschüttert", "Turkey blamed the PKK"
    return name.named.mention.usage == "actor"


def _is_doer(sentence: Sentence, name: Standing, sign: Sign) -> bool:
    """Whether a name stands right before a verb of force: "Colombia attacked a camp".

    So do the forces called by it: "die Luftwaffe Israels".
    """
    first = sign.hit.first
    if name.position < first and sentence.at(name.start - 1, "forces_state"):
        return True
    return 0 < first - name.named.last <= _DOER_REACH and not sentence.tokens[first].noun


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
