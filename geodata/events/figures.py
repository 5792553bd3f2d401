"""The figures of an event: how many troops, dead, wounded, arrested, participants, aircraft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.events.counts import Count
    from geodata.models import EventKind, FigureWhat, Speaker

__all__ = [
    "FIGURES_OF_KIND",
    "MOST",
    "add_assailants",
    "find_figures",
    "harmed",
    "total",
    "what_is_counted",
]

FIGURES_OF_KIND: dict[EventKind, tuple[FigureWhat, ...]] = {
    "deployment": ("troops", "aircraft"),
    "withdrawal": ("troops", "aircraft"),
    "presence": ("troops", "aircraft"),
    "protest": ("participants", "dead", "wounded", "arrested"),
    "violence": ("dead", "wounded", "arrested", "troops"),
}
# The largest squads that attacked together in one act of terror had ten (Mumbai, 2008) and nine
# men (Paris, 2015).
SQUAD = 12
# More than this is a misreading. The largest armies ever had 10 to 13 million soldiers (1945); no
# single act told in news has killed, hurt or taken more people than the great sieges and famines;
# the largest protest on record had some 250 million (the Indian strikes of 2020 to 2022 claim so);
# all armed forces together fly about 53,000 aircraft (Flight International, 2023).
MOST: dict[FigureWhat, int] = {
    "troops": 10_000_000,
    "dead": 10_000_000,
    "wounded": 10_000_000,
    "arrested": 10_000_000,
    "participants": 300_000_000,
    "aircraft": 100_000,
}


def find_figures(
    kind: EventKind, counts: Iterable[Count], *, assailants: bool | None = None
) -> tuple[Figure, ...]:
    """Return the figures that a sentence gives for an event of that kind, summed per sort.

    Numbers that different sorts of speakers say are not added up: they are claims of the same.
    What is more than anything on earth (`MOST`) is left out. With `assailants` true only the dead
    among those who attacked are counted, with false all others.
    """
    sums: dict[tuple[FigureWhat, Speaker | None], list[Count]] = {}
    for count in counts:
        what = count.what
        if what is None or count.again or count.maximum > MOST[what]:
            continue
        if assailants is None or assailants == (count.assailants and what == "dead"):
            sums.setdefault((what, _named_speaker(count)), []).append(count)
    found = [total(what, counted) for (what, _), counted in sums.items()]
    return tuple(
        figure
        for what in FIGURES_OF_KIND[kind]
        for figure in found
        if figure.what == what and figure.maximum <= MOST[what]
    )


def _named_speaker(count: Count) -> Speaker | None:
    """Return the sort of who says a number; None for the article and for hearsay."""
    if count.attribution is None or count.attribution.speaker == "unnamed":
        return None
    return count.attribution.speaker


def add_assailants(figures: Sequence[Figure], assailants: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of an act with the attackers' own dead summed in.

    More than a squad are no attackers of one act, but fighters that others count among the dead.
    """
    dead = sum(figure.maximum for figure in assailants)
    if not any(figure.what == "dead" for figure in figures):
        return (*assailants, *figures)
    if not 0 < dead <= SQUAD:
        return tuple(figures)
    return tuple(
        replace(figure, minimum=figure.minimum + dead, maximum=figure.maximum + dead)
        if figure.what == "dead"
        else figure
        for figure in figures
    )


def what_is_counted(counts: Sequence[Count], *, subsets: bool = False) -> dict[Count, FigureWhat]:
    """Return what each number counts; with `subsets` also those counted again ("davon ...")."""
    return {
        count: count.what
        for count in counts
        if count.what is not None and (subsets or not count.again)
    }


def total(what: FigureWhat, counts: Sequence[Count]) -> Figure:
    """Return the sum of some numbers of a sentence as one figure."""
    qualifier = next((count.qualifier for count in counts if count.qualifier is not None), None)
    said = next((count.attribution for count in counts if count.attribution is not None), None)
    if qualifier is None and said is not None:
        qualifier = "reported"
    low = sum(count.minimum for count in counts)
    return Figure(what, low, sum(count.maximum for count in counts), qualifier, said)


def harmed(figures: Iterable[Figure]) -> bool:
    """Whether the figures count victims."""
    return any(figure.what in {"dead", "wounded", "arrested"} for figure in figures)
