"""What an article has told so far, and what a sentence without a place may take from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from geodata.events.figures import find_figures
from geodata.events.memory import Memory
from geodata.events.parts import Setting
from geodata.events.references import READINESS
from geodata.events.suiting import is_aftermath
from geodata.events.telling import FOLLOWS

if TYPE_CHECKING:
    from geodata.events.described import Places
    from geodata.events.grammar import NameGrammar
    from geodata.events.merging import Draft
    from geodata.events.reading import Sentence
    from geodata.events.roles import Standing
    from geodata.events.telling import Telling
    from geodata.events.triggers import Sign
    from geodata.models import EventKind, Place

__all__ = ["BY_PEOPLE", "TROOPS", "Story"]

TROOPS: frozenset[EventKind] = frozenset({"deployment", "withdrawal", "presence"})
BY_PEOPLE: frozenset[EventKind] = frozenset({"violence", "protest"})
# A bare count of victims is one of violence within this many sentences of it.
_CONTEXT = 4
# Sentences between two acts of violence, for the second to take the place just named.
_APART = 3
# Victims counted without a place are those of the unrest told within so many sentences.
_REACH = 5
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_EXERCISE = "trigger_exercise"
_RETURN = "trigger_withdrawal_return"
_FORCE = (
    "trigger_violence",
    "trigger_violence_verbs",
    "trigger_violence_weak",
    "trigger_violence_noun",
)


@dataclass(slots=True)
class Story:
    """The drafts and places of the sentences read so far."""

    places: Places
    grammar: NameGrammar
    memory: Memory = field(default_factory=Memory)
    drafts: list[Draft] = field(default_factory=list)
    violent_at: int = -_APART - 1  # the number of the sentence that last told of violence

    def given(self, told: Telling) -> frozenset[str]:
        """Return the needs of triggers that a sentence meets as a whole."""
        return self.given_before(told.sentence).union(_given_alone(told))

    def given_before(self, sentence: Sentence) -> frozenset[str]:
        """Return the needs of triggers that a sentence meets by what was told before it."""
        given: set[str] = set()
        if self.drafts and self.drafts[-1].kind in TROOPS:
            apart = sentence.index - self.drafts[-1].sentence
            given |= {"troops_near"} if apart <= _CONTEXT else set()
        if self.follows_troops(sentence):
            given.add("troops_context")
            if sentence.has("anaphora_force"):
                given.add("forces_state")
        if self._protest_before(sentence.index) is not None:
            given.add("unrest")
        near = takewhile(lambda d: sentence.index - d.sentence <= _CONTEXT, reversed(self.drafts))
        if any(draft.kind == "violence" for draft in near):
            given.add("context")
        return frozenset(given)

    def follows_troops(self, sentence: Sentence) -> bool:
        """Whether the sentence before told of troops, so that "sie" may be they."""
        if not self.drafts:
            return False
        last = self.drafts[-1]
        return last.kind in TROOPS and sentence.index - last.sentence == 1

    def settings_before(self, told: Telling, sign: Sign) -> tuple[Setting, ...]:
        """Return the place told before that a sentence without one is about; () without any."""
        if sign.phase == "alert":
            return _home(told, self.places)
        if sign.kind == "deployment" and sign.phase not in READINESS and not sign.whereto:
            return self._destination(told)
        if sign.kind in BY_PEOPLE:
            scene = self._scene(told, sign) if sign.kind == "violence" else ()
            return scene or self._carried(told, sign)
        if sign.kind == "presence" and sign.hit.label.startswith(_EXERCISE):
            just = self.memory.place_just_before(told.sentence.index)
            named = any(_is_place(name) for name in told.standing)
            return () if just is None or named else (replace(just, rule="the place just named"),)
        if sign.hit.label == _RETURN:
            host = self.memory.host_near(told.sentence.index)
            return () if host is None else (replace(host, rule="where they were"),)
        return ()

    def _destination(self, told: Telling) -> tuple[Setting, ...]:
        """Return the destination told before, for a sentence that names another sender only."""
        index = told.sentence.index
        setting = self.memory.destination_near(index)
        names = any(named.mention.place is not None for named in told.sentence.named)
        names = names or any(told.sentence.under("organisations"))
        if setting is None and any(_is_sender(name) for name in told.standing):
            setting = self.memory.host_near(index)
        if setting is None or not names:
            return ()
        return (replace(setting, rule="the destination before"),)

    def _scene(self, told: Telling, sign: Sign) -> tuple[Setting, ...]:
        """Return the place just named, for victims that a sentence counts without any place.

        Not where violence has just been told: then they are counted there, or are background.
        """
        index = told.sentence.index
        given = _given_alone(told)
        if sign.referred or "toll" not in given or index - self.violent_at <= _APART:
            return ()
        setting = self.memory.place_just_before(index) or self._protest_before(index)
        if setting is not None:
            return (replace(setting, rule="the place just named"),)
        return self._scene_country(told) if "victims" in given else ()

    def _scene_country(self, told: Telling) -> tuple[Setting, ...]:
        """Return the country that the unrest told before is in, for victims counted later."""
        last = next((d for d in reversed(self.drafts) if d.kind in BY_PEOPLE), None)
        if last is None:
            return ()
        if told.sentence.index - last.sentence <= _REACH:
            return (replace(last.setting, rule="the scene before"),)
        code = last.setting.place.country_code
        country = self.places.country(code) if code is not None else None
        if country is None or any(name.role in {"at", "to"} for name in told.standing):
            return ()
        return (Setting(country, 6, last.setting.mentions, "the country told of"),)

    def _carried(self, told: Telling, sign: Sign) -> tuple[Setting, ...]:
        """Return the scene of an act told in plain words, and without any place.

        It is that of the act just told, or the town of the dateline right after that.
        """
        index = told.sentence.index
        if sign.referred or not sign.plain or any(_is_place(name) for name in told.standing):
            return ()
        last = self.drafts[-1] if self.drafts else None
        if last is not None and index - last.sentence <= FOLLOWS:
            # the same kind is the same act told again, which needs no second place
            other = last.kind in BY_PEOPLE - {sign.kind}
            return (replace(last.setting, rule="the scene before"),) if other else ()
        filed = self.memory.filed_near(index)
        is_first = not any(draft.kind == sign.kind for draft in self.drafts)
        if filed is None or not is_first or _names_another(told, filed.place):
            return ()
        return () if is_aftermath(told.sentence, sign, self.grammar) else (filed,)

    def _protest_before(self, index: int) -> Setting | None:
        """Return where a protest was just told of, whose victims are counted now."""
        if not self.drafts or self.drafts[-1].kind != "protest":
            return None
        last = self.drafts[-1]
        return last.setting if index - last.sentence <= FOLLOWS else None

    def actors_before(self, told: Telling, sign: Sign, setting: Setting) -> tuple[str, ...]:
        """Return whose the troops are that a sentence does not call by a state: "Sie landeten"."""
        sentence = told.sentence
        same = (
            sign.kind == "presence"  # "Dazu kommt ein Stützpunkt in X"
            or sentence.has("anaphora_force")
            or (sign.phase == "announced" and not told.names_other_states - {_code(setting)})
        )
        if sign.kind in TROOPS and same and self.follows_troops(sentence):
            return self.drafts[-1].actors
        return ()

    def owner(self, sentence: Sentence) -> str | None:
        """Return the state just named, where the sentence opens with "Seine Soldaten"."""
        opens = sentence.at(0, "anaphora_owner") and any(
            sentence.at(i, "forces_state") for i in (1, 2)
        )
        return self.memory.sender_before(sentence.index) if opens else None


def _names_another(told: Telling, filed: Place) -> bool:
    """Whether the sentence names a place, on the map or not, but the country of a dateline."""
    return any(
        named.mention.usage == "literal" and not _is_land_of(named.mention.place, filed)
        for named in told.sentence.named
    )


def _is_land_of(place: Place | None, town: Place) -> bool:
    return place is not None and place.type == "country" and place.country_code == town.country_code


def _is_place(name: Standing) -> bool:
    """Whether a name says where something is, whether or not that suits the act."""
    return name.role in {"at", "to", "from"} or name.place.type != "country"


def _code(setting: Setting) -> str | None:
    return setting.place.country_code


def _given_alone(told: Telling) -> set[str]:
    """Return the needs of triggers that a sentence meets without those before it."""
    sentence = told.sentence
    kinds: tuple[EventKind, ...] = ("violence", "protest", "deployment")
    figures = {f.what for kind in kinds for f in find_figures(kind, told.counts)}
    given: set[str] = {*(figures & {"troops", "participants"})}
    if figures & {"dead", "wounded", "arrested"}:
        given.add("toll")
    if figures & {"dead", "wounded"}:
        given.add("victims")
    if any(label in sentence.labels for label in _FORCE):
        given.add("violent")
    if any(_YEAR.fullmatch(token.lower) for token in sentence.tokens):
        given.add("year")
    return given


def _home(told: Telling, places: Places) -> tuple[Setting, ...]:
    """Return the country of the forces, for an alert that names no place: "US-Soldaten".

    A capital as the subject stands for its country: "Kiew hat die Armee in Bereitschaft versetzt".
    """
    subjects = {name.named.index for name in told.standing if name.role == "bare"}
    for named in told.sentence.named:
        place, index = named.mention.place, named.index
        theirs = named.mention.usage == "derived" or index in subjects
        if not theirs or place is None:
            continue
        if place.type != "country" and named.mention.usage == "actor" and place.country_code:
            place = places.country(place.country_code) or place
        if place.type == "country":
            return (Setting(place, 6, (index,), "the forces' country"),)
    return ()


def _is_sender(name: Standing) -> bool:
    """Whether a name can be who sends: a country as the subject, or in "aus Belarus"."""
    return name.place.type == "country" and name.role in {"bare", "from", "office"}
