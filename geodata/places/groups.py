"""Mentions that share one referent: those of a name, parted by whether they are called an area.

"One referent per article" must not cross a word that says what is meant: "Almaty province" makes
no province of the bare "Almaty" beside it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geodata.places.weighing import WEIGHTS, Name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import Mention
    from geodata.places.surroundings import Surroundings

__all__ = ["Groups", "part_areas", "votes_of"]

_AREA = "\x00area"  # no name holds control characters


class Groups(NamedTuple):
    """The names of an article and what stands beside them, by the key of the group."""

    names: Mapping[str, Name]
    surroundings: Mapping[str, Surroundings]
    areas: Mapping[str, frozenset[int]]  # parted names -> starts of the mentions called an area

    def key_of(self, mention: Mention) -> str | None:
        """Return the key of the group that a mention belongs to; None for one without a name."""
        form = mention.form
        if form is None or mention.start not in self.areas.get(form, frozenset()):
            return form
        return form + _AREA


def votes_of(number: int) -> float:
    """Return how many votes a name has that is mentioned so often."""
    return 1 + WEIGHTS.repeated * math.log(number)


def part_areas(
    mentions: Sequence[Mention],
    names: Mapping[str, Name],
    surroundings: Mapping[str, Surroundings],
) -> Groups:
    """Part each name that some mentions call an area, and others do not, into two groups."""
    counts = Counter(mention.form for mention in mentions)
    parted_names, parted = dict(names), dict(surroundings)
    areas: dict[str, frozenset[int]] = {}
    for form, around in surroundings.items():
        called, name = len(around.areas), names[form]
        types = {option.place.type for option in name.options}
        if not 0 < called < counts[form] or "city" not in types:
            continue
        areas[form] = frozenset(around.areas)
        parted_names[form] = Name(name.options, votes_of(counts[form] - called), form + _AREA)
        parted_names[form + _AREA] = Name(name.options, votes_of(called), form)
        parted[form] = replace(around, areas=set())
        parted[form + _AREA] = replace(around, town=False)
    return Groups(parted_names, parted, areas)
