"""How well a place name suits as the place of an act: by its role, and how near it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.memory import is_behind_forces
from geodata.events.references import READINESS
from geodata.events.roles import is_of_local_speakers

if TYPE_CHECKING:
    from geodata.events.grammar import NameGrammar
    from geodata.events.phrases import Role
    from geodata.events.reading import Sentence
    from geodata.events.references import Search
    from geodata.events.roles import Standing
    from geodata.events.triggers import Sign

__all__ = ["heads_line", "is_aftermath", "suit"]

# How well a role suits the place of an act; what is missing is never its place.
_SUITS: dict[str, dict[Role, float]] = {
    "violence": {"at": 3.0, "to": 2.5, "bare": 1.0},
    "protest": {"at": 3.0, "bare": 0.8, "from": 0.7, "to": 0.6},
    "presence": {"at": 3.0, "bare": 1.5},
    "deployment": {"to": 4.0, "at": 3.0},
    "withdrawal": {"from": 4.0, "at": 3.0, "bare": 1.5},
    "readiness": {"at": 3.0, "from": 2.0},
}
_BY_PEOPLE = ("violence", "protest")
_LEAVING = "trigger_withdrawal_leave"  # "sollen Kasachstan verlassen"
_RETURN = "trigger_withdrawal_return"  # "kehrten nach Pskow zurück"
_GOING = "trigger_on_the_way"
_GOAL = "trigger_goal"  # "Ihr Ziel ist Almaty"
_OBJECT = 4.5  # "entered Gaza City", where the object stands behind its verb
_GENITIVE = 2.0  # "das Hilfegesuch Armeniens"
_FAR = 0.04  # what each word between trigger and name costs; a clause mark costs ten words
_CLAUSE = 0.4
_LEAST = 0.05
_HEADING = 0.1  # any place in the sentence itself says more
_NEXT = 4  # words from a noun to the place it has for itself: "Protesten in der Stadt Rom"
_BEFORE = 3  # words from an aftermath word to its noun: "nach massiven Protesten"


def suit(search: Search, name: Standing) -> float:
    """Return how well a name suits as the place of the act that the search is for; 0: not."""
    if _is_elsewhere(search, name):
        return 0.0
    if heads_line(search, name):
        return _HEADING
    if is_of_local_speakers(search.sentence, name):
        return _HEADING if search.sign.kind in {"violence", "protest"} else 0.0
    base = _base(search, name)
    if base == 0.0 or (search.sign.kind == "protest" and not _is_of_protest(search, name)):
        return 0.0
    clauses, at = search.sentence.clauses, search.sign.hit.first
    apart = abs(clauses[name.position] - clauses[at])
    return max(base - _FAR * abs(name.position - at) - _CLAUSE * apart, _LEAST)


def _is_elsewhere(search: Search, name: Standing) -> bool:
    """Whether a name is the place of something else: of speakers, of the forces' home."""
    sign = search.sign
    goes = name.role == "to" or _is_object(search, name) or _is_goal_near(search.sentence, name)
    if sign.whereto and not goes:
        return True
    if sign.hit.label == _LEAVING and _goes_on(search.sentence, sign):
        return True
    home = name.role == "from" and is_behind_forces(search.sentence, name.position)
    if home and (sign.hit.label == _RETURN or sign.phase in READINESS):
        return True
    return (
        _is_speakers(search, name)
        or _is_of_next_act(search, name)
        or _is_of_act_before(search, name)
        or _is_where_decided(search, name)
    )


def _goes_on(sentence: Sentence, sign: Sign) -> bool:
    """Whether troops that leave only set out: "verließ den Hafen und nimmt Kurs auf Riga"."""
    return any(hit.first > sign.hit.last for hit in sentence.hits(_GOING))


def _is_goal_near(sentence: Sentence, name: Standing) -> bool:
    """Whether what lies near a place is whereto something goes: "into the desert near Barmer"."""
    noun = name.start - 1
    if name.role != "at" or not sentence.at(noun, "place_nouns"):
        return False
    before = range(max(0, noun - _BEFORE), noun)
    return any(sentence.at(i, "prepositions_to") for i in before)


def _is_where_decided(search: Search, name: Standing) -> bool:
    """Whether a town is only where the sender's own state decides to send its troops."""
    sentence, place = search.sentence, name.place
    return (
        search.sign.phase == "announced"
        and name.role == "at"
        and place.type == "city"
        and sentence.has("state_bodies")
        and any(
            other.mention.usage in {"derived", "actor"}
            and other.mention.place is not None
            and other.mention.place.country_code == place.country_code
            for other in sentence.named
        )
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


def _is_of_next_act(search: Search, name: Standing) -> bool:
    """Whether a name before "after an attack" is the place of what followed on that."""
    if search.sign.kind != "violence" or not search.grammar.objects_follow:
        return False
    return _is_aftermath(search) and name.position < search.sign.hit.first


def _is_of_act_before(search: Search, name: Standing) -> bool:
    """Whether a name is the place of what troops were sent after: "nach den Unruhen in X"."""
    sentence, noun = search.sentence, name.start - 1
    if noun < 0 or search.sign.kind in _BY_PEOPLE:
        return False
    acts = tuple(f"trigger_{kind}" for kind in _BY_PEOPLE)
    is_act = any(label.startswith(acts) for label in sentence.classes[noun])
    return is_act and any(sentence.at(i, "aftermath") for i in range(max(0, noun - _BEFORE), noun))


def heads_line(search: Search, name: Standing) -> bool:
    """Whether a place heads a line on unrest in it: "Kolumbien: 20 Tote bei Protesten"."""
    after = search.sentence.tokens[name.named.last + 1 :][:1]
    return (
        search.sign.kind in _BY_PEOPLE
        and name.position == 0
        and name.role == "bare"
        and any(token.lower == ":" for token in after)
    )


def _base(search: Search, name: Standing) -> float:
    """Return how well the role alone suits; 0 where it does not."""
    sign = search.sign
    base = _SUITS["readiness" if sign.phase in READINESS else sign.kind].get(name.role, 0.0)
    if _is_object(search, name):
        return _OBJECT
    if _follows(search, name) and name.of:  # "the bombing of Aleppo"
        return max(base, _SUITS[sign.kind].get("bare", 0.0))
    return base if name.role != "bare" else _bare_base(search, name)


def _bare_base(search: Search, name: Standing) -> float:
    """Return how well a name without a preposition suits; 0 where it does not."""
    sign, town = search.sign, name.place.type != "country"
    if sign.phase in READINESS:
        garrison = town and search.sentence.at(name.start - 1, "forces_state")
        return _SUITS["readiness"]["from"] if garrison else 0.0  # "die Garnison Kaliningrads"
    if sign.kind == "violence" and town and _follows(search, name):
        return _SUITS["violence"]["at"]  # "die Bombardierung Aleppos"
    goal = sign.hit.label == _GOAL and name.position > sign.hit.last
    if sign.kind == "deployment" and (_follows(search, name) or goal):
        return 0.0 if _is_nominative(search, name) else _GENITIVE
    return _SUITS[sign.kind].get("bare", 0.0) if _bare_will_do(search, name) else 0.0


def _is_nominative(search: Search, name: Standing) -> bool:
    """Whether the case makes a name the subject even behind its verb: "отправила Россия"."""
    mention = name.named.mention
    declines = not search.sentence.grammar.has_articles
    return declines and mention.form is not None and mention.form == mention.surface


def _is_object(search: Search, name: Standing) -> bool:
    """Whether a name is the object right behind its verb: "left Mali", "blocked the bridge"."""
    if name.role != "bare" or search.sign.phase in READINESS or search.sign.kind == "protest":
        return False
    if search.grammar.objects_precede:
        return _is_before_participle(search, name)
    return (
        search.grammar.objects_follow
        and name.start == search.sign.hit.last + 1
        and name.named.mention.usage != "actor"
    )


def _is_before_participle(search: Search, name: Standing) -> bool:
    """Whether a name is the object of a verb at the end: "haben am Sonntag Gao eingenommen"."""
    sentence, hit = search.sentence, search.sign.hit
    if name.named.last + 1 != hit.first or sentence.tokens[hit.first].noun:
        return False
    if name.place.type == "country" and search.sign.phase != "arrived":
        return False  # "In der Nacht hat Russland angegriffen"
    clause = sentence.clauses[hit.first]
    helping = [h.first for h in sentence.hits("auxiliaries") if sentence.clauses[h.first] == clause]
    return any(0 < first < name.start for first in helping)


def _follows(search: Search, name: Standing) -> bool:
    """Whether a name stands right behind the trigger; a country's even without an article."""
    after = search.sign.hit.last + 1
    if name.place.type == "country" and not (name.of and search.sign.kind == "withdrawal"):
        return name.position == after
    return name.start == after


def _bare_will_do(search: Search, name: Standing) -> bool:
    """Whether a name without a preposition may be the place: "Bombardierung Aleppos"."""
    sentence = search.sentence
    if search.sign.kind == "presence":  # "nutzen den Flugplatz Kant"
        return name.place.type != "country" and sentence.at(name.position - 1, "place_nouns")
    if search.sign.kind == "withdrawal":  # "haben den Stützpunkt Gao verlassen"
        base = name.place.type != "country" and sentence.at(name.position - 1, "place_nouns")
        mention = name.named.mention
        declined = mention.form is not None and mention.form != mention.surface
        theirs = declined and sentence.at(name.start - 1, "forces_state")  # "солдаты России"
        return base or (search.sign.hit.label == _LEAVING and not theirs)
    if sentence.has("shaken") and sentence.has("passive"):
        return True  # "Kasachstan wird von Protesten erschüttert"
    if name.named.mention.usage == "actor" or _is_loose(search, name):
        return False
    if name.place.type != "country" or _follows(search, name):
        return True
    # "terrorisieren den Norden Malis"
    return name.direction is not None or sentence.has("shaken")


def _is_loose(search: Search, name: Standing) -> bool:
    """Whether a bare name has no tie to the trigger, where order alone gives one."""
    if search.sentence.has("shaken"):
        return False
    if not search.grammar.objects_follow:
        return not search.sentence.grammar.has_articles and _is_attribute(search, name)
    before = name.named.last + 1 == search.sign.hit.first
    return not (before or name.start == search.sign.hit.last + 1)


def _is_attribute(search: Search, name: Standing) -> bool:
    """Whether a bare name is the genitive of a noun that is no act or place: "житель Аризоны"."""
    sentence, noun = search.sentence, name.start - 1
    if noun < 0 or not sentence.tokens[noun].noun or sentence.at(noun, "place_nouns"):
        return False
    word = sentence.tokens[name.named.last].lower
    if word.endswith(search.grammar.object_endings) or _is_of_townspeople(sentence, name):
        return False
    acts = tuple(f"trigger_{kind}" for kind in _BY_PEOPLE)
    return not any(label.startswith(acts) for label in sentence.classes[noun])


def _is_of_townspeople(sentence: Sentence, name: Standing) -> bool:
    """Whether a bare town says whose people or police: "Bergleute Karagandas", "Polizei Roms"."""
    noun = name.start - 1
    if sentence.at(noun, "place_nouns"):
        noun -= 1  # "работники аэропорта Франкфурта"
    is_theirs = sentence.at(noun, "crowds") or sentence.at(noun, "civil_power")
    return is_theirs and name.role == "bare" and name.place.type != "country"


def _is_of_protest(search: Search, name: Standing) -> bool:
    """Whether a name is the place of a protest: not where people come from or what they oppose."""
    follows, sentence = _follows(search, name), search.sentence
    if name.role == "from":
        return (name.of and follows) or sentence.at(name.named.last + 1, "outward")
    if name.role == "to" and search.grammar.objects_follow:
        return sentence.clauses[name.position] == sentence.clauses[search.sign.hit.first]
    if _is_aftermath(search) and not 0 < name.position - search.sign.hit.last <= _NEXT:
        return False  # "Nach Protesten wurde das Verbot in Rom aufgehoben"
    if _is_of_townspeople(sentence, name):
        return True
    return name.role != "bare" or follows or sentence.has("shaken")


def is_aftermath(sentence: Sentence, sign: Sign, grammar: NameGrammar) -> bool:
    """Whether the act is only what went before: "nach massiven Protesten"."""
    at = sign.hit.first
    reach = _BEFORE if grammar.objects_follow else _BEFORE - 1
    return sentence.tokens[at].noun and any(
        sentence.at(i, "aftermath") for i in range(max(0, at - reach), at)
    )


def _is_aftermath(search: Search) -> bool:
    return is_aftermath(search.sentence, search.sign, search.grammar)
