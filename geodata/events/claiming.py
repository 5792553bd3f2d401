"""Organisations that own an act in another sentence: "Zu den Anschlägen bekannte sich der IS"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.events.merging import Draft
    from geodata.events.reading import Sentence
    from geodata.events.telling import Telling

__all__ = ["Claims"]

_BACK = 6  # sentences from an act to the claim; reports tell the claim at the end
_AHEAD = 2  # sentences from a claim that names the places to the acts there


@dataclass(slots=True)
class Claims:
    """The claims of responsibility read so far."""

    _names: tuple[str, ...] = ()
    _places: frozenset[str] = frozenset()
    _index: int = field(default=-_AHEAD - 1)

    def take(self, drafts: list[Draft], told: Telling, made: int) -> None:
        """Give a claim of a sentence to the violence it is about, told before or after it.

        `made` is how many of the drafts, the last ones, the sentence itself has given.
        """
        sentence = told.sentence
        names = _claimants(sentence)
        if names:
            own = range(len(drafts) - made, len(drafts))
            self._names, self._index = names, sentence.index
            self._places = frozenset(name.place.place_id for name in told.standing)
            if not any(drafts[i].kind == "violence" for i in own):
                self._give_back(drafts, sentence.index)
        elif sentence.index - self._index <= _AHEAD:
            for i in range(len(drafts) - made, len(drafts)):
                if drafts[i].setting.place.place_id in self._places:
                    drafts[i] = _owned(drafts[i], self._names)

    def _give_back(self, drafts: list[Draft], index: int) -> None:
        """Give the claim to the last violence told, and to all that its sentence tells."""
        acts = [d for d in drafts if d.kind == "violence" and index - d.sentence <= _BACK]
        named = [d for d in acts if d.setting.place.place_id in self._places]
        chosen = named or [d for d in acts if d.sentence == acts[-1].sentence]
        for i, draft in enumerate(drafts):
            if draft in chosen:
                drafts[i] = _owned(draft, self._names)


def _claimants(sentence: Sentence) -> tuple[str, ...]:
    """Return the organisations of a sentence that claims something; () where it claims nothing."""
    if not sentence.has("claiming"):
        return ()
    return tuple(dict.fromkeys(name for name, _ in sentence.under("organisations")))


def _owned(draft: Draft, names: tuple[str, ...]) -> Draft:
    """Return violence by nobody named yet as that of an organisation."""
    if draft.kind != "violence" or draft.actors:
        return draft
    return replace(draft, actors=names)
