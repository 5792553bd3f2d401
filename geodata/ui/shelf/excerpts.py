"""The sentences that tell the events, on disk: a file that quotes them all needs no article read.

Taking the excerpts of 20,000 events out of the records of their articles costs 6 s of computing;
from here it is a twentieth of a second, and a page that shows a few reads no more than these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.shelf.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from geodata.models import Extraction

__all__ = ["Excerpts"]

# Excerpts in one record: read and unpacked together.
_BLOCK = 256


class Excerpts:
    """The excerpts by the row of their event in the table of events; nothing of them changes."""

    def __init__(self, blocks: Archive[tuple[str, ...]]) -> None:
        """Take over records of `_BLOCK` excerpts each; the last may have fewer."""
        self._blocks = blocks

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Excerpts:
        """Return the excerpts of articles in the order of the table of articles."""
        blocks: Archive[tuple[str, ...]] = Archive()
        waiting: list[str] = []
        for one in extractions:
            waiting += [one.article.text[slice(*event.excerpt)] for event in one.events]
            while len(waiting) >= _BLOCK:
                blocks.append(tuple(waiting[:_BLOCK]))
                del waiting[:_BLOCK]
        if waiting:
            blocks.append(tuple(waiting))
        return cls(blocks)

    def of_rows(self, rows: npt.NDArray[np.integer]) -> list[str]:
        """Return the excerpts of these rows, in their order."""
        numbers = (rows // _BLOCK).tolist()
        # In any order of the rows each block is read once.
        read = {number: self._blocks[number] for number in sorted(set(numbers))}
        places = (rows % _BLOCK).tolist()
        return [read[number][at] for number, at in zip(numbers, places, strict=True)]

    def save(self, path: Path) -> None:
        """Write the excerpts to a file and one beside it, see `Archive.save`."""
        self._blocks.save(path)

    @classmethod
    def open(cls, path: Path) -> Excerpts:
        """Return what `save` wrote.

        Raises:
            OSError: there is no such file.

        """
        return cls(Archive.open(path))
