"""Where an act happened, told in a sentence of its own: "Der Vorfall ereignete sich in Rom"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.events.parts import FINENESS, setting_of
from geodata.events.story import BY_PEOPLE
from geodata.events.telling import FOLLOWS
from geodata.models import Span

if TYPE_CHECKING:
    from geodata.events.merging import Draft
    from geodata.events.parts import Setting
    from geodata.events.telling import Telling

__all__ = ["scene_told", "tell_where"]

_RULE = "where it happened"


def scene_told(told: Telling) -> Setting | None:
    """Return the finest place of a sentence that only tells where something happened, or None."""
    sentence = told.sentence
    if not (sentence.has("anaphora_act") and sentence.has("happening")):
        return None
    names = [name for name in told.standing if name.role == "at"]
    if not names:
        return None
    finest = min(names, key=lambda name: (FINENESS[name.place.type], name.position))
    return replace(setting_of(finest, 0.0), rule=_RULE)


def tell_where(drafts: list[Draft], told: Telling) -> None:
    """Put the act just told at the place that a sentence without an act of its own gives for it.

    Only a finer place of the same country replaces the one told; an act of troops keeps its own.
    """
    setting = scene_told(told)
    if setting is None or not drafts or drafts[-1].kind not in BY_PEOPLE:
        return
    last = drafts[-1]
    known, place = last.setting.place, setting.place
    finer = FINENESS[place.type] < FINENESS[known.type]
    within = known.country_code in {None, place.country_code}
    if told.sentence.index - last.sentence > FOLLOWS or not (finer and within):
        return
    end = told.sentence.span.end
    adjacent = told.sentence.index - last.sentence == 1
    drafts[-1] = replace(
        last,
        setting=replace(setting, mentions=(*last.setting.mentions, *setting.mentions)),
        excerpt=Span(last.excerpt.start, end) if adjacent else last.excerpt,
        rule=f"{last.rule}; {_RULE}",
    )
