"""Which acts are told of where no place could be found for any: few, and without doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.events.figures import find_figures
from geodata.events.story import BY_PEOPLE

if TYPE_CHECKING:
    from geodata.events.telling import Telling
    from geodata.events.triggers import Sign

__all__ = ["tells_without_place"]

_VICTIMS = frozenset({"dead", "wounded"})


def tells_without_place(told: Telling, sign: Sign) -> bool:
    """Whether an act without a place is worth showing: with victims, or an unknown name.

    Of 100 articles of all sections read by hand none had an event without a place: what a
    trigger alone finds without one is nearly always a figure of speech.
    """
    if not sign.plain or sign.kind not in BY_PEOPLE:
        return False
    figures = find_figures("violence", told.counts) if sign.kind == "violence" else ()
    return any(f.what in _VICTIMS for f in figures) or _names_unknown(told, sign)


def _names_unknown(told: Telling, sign: Sign) -> bool:
    """Whether the clause of the act names a place that is not on the map."""
    clauses = told.sentence.clauses
    return any(
        named.mention.place is None
        and named.mention.usage == "literal"
        and clauses[named.first] == clauses[sign.hit.first]
        for named in told.sentence.named
    )
