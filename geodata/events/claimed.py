"""Several claims on one thing as one figure: of the speakers of an event, of all sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.models import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import FigureRange, FigureWhat, Qualifier

__all__ = ["figures_by_kind", "merged_figure", "range_figure"]


def figures_by_kind(figures: Sequence[Figure]) -> dict[FigureWhat, list[Figure]]:
    """Return the figures by what they count, both in the order of the text."""
    found: dict[FigureWhat, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.what, []).append(figure)
    return found


def merged_figure(claims: Sequence[Figure]) -> Figure:
    """Return the range of what several speakers say on one thing; a sole claim as it is.

    The qualifier is the one that all share; `reported` where they differ and somebody is named for
    each; else none. Who says it is kept where it is the same for all.
    """
    speakers = {claim.attribution for claim in claims}
    return Figure(
        claims[0].what,
        min(claim.minimum for claim in claims),
        max(claim.maximum for claim in claims),
        _qualifier(claims),
        speakers.pop() if len(speakers) == 1 else None,
    )


def range_figure(figures: FigureRange) -> Figure:
    """Return what all sources together say: the least, the most, a qualifier that all share."""
    said = {claim.figure.qualifier for claim in figures.claims}
    qualifier = said.pop() if len(said) == 1 else None
    return Figure(figures.what, figures.minimum, figures.maximum, qualifier)


def _qualifier(claims: Sequence[Figure]) -> Qualifier | None:
    said = {claim.qualifier for claim in claims}
    if len(said) == 1:
        return said.pop()
    return "reported" if all(claim.attribution is not None for claim in claims) else None
