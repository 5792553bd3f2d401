"""Who says a figure stands at a place in the text: it moves with the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.models import Attribution, Figure

__all__ = ["figures_in"]


def figures_in(text: str, figures: Iterable[Figure], *, moved_by: int) -> tuple[Figure, ...]:
    """Return figures with their speakers where these stand in a text; those gone are left out.

    Args:
        text: of the article as it is now.
        figures: as somebody saw them in the article then.
        moved_by: by how many characters the excerpt has moved since.

    """
    return tuple(
        figure
        if figure.attribution is None
        else replace(figure, attribution=_found(text, figure.attribution, moved_by))
        for figure in figures
    )


def _found(text: str, said: Attribution, moved_by: int) -> Attribution | None:
    for start in (said.span.start, said.span.start + moved_by):
        if start >= 0 and said.words and text.startswith(said.words, start):
            return replace(said, span=Span(start, start + len(said.words)))
    start = text.find(said.words) if said.words else -1
    return None if start < 0 else replace(said, span=Span(start, start + len(said.words)))
