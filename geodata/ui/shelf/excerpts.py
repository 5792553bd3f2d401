"""The sentences that tell the events, on disk: a file that quotes them all needs no article read.

Taking the excerpts of 20,000 events out of the records of their articles costs 6 s of computing;
from here it is a twentieth of a second, and a page that shows a few reads no more than these.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from geodata.ui.shelf.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from geodata.models import Extraction

__all__ = ["Excerpts"]

# Excerpts in one record: read and unpacked together.
_BLOCK = 256
_STARTS = ".starts.npy"


class Excerpts:
    """The excerpts of events by number; what is there never changes, more may follow."""

    def __init__(self, blocks: Archive[tuple[str, ...]], starts: Sequence[int]) -> None:
        """Take over records of some excerpts each.

        Args:
            blocks: the records.
            starts: the number of the first excerpt of each, and of the block to come.

        """
        self._blocks = blocks
        self._starts = np.array(starts, dtype=np.int64)

    def __len__(self) -> int:
        """Return how many excerpts there are."""
        return int(self._starts[-1])

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Excerpts:
        """Return the excerpts of articles in the order of the table of articles."""
        return cls(Archive(), [0]).with_more(extractions)

    def with_more(self, extractions: Iterable[Extraction]) -> Excerpts:
        """Return the excerpts with those of further articles; these here stay as they are."""
        starts = self._starts.tolist()
        waiting: list[str] = []
        for one in chain(extractions, (None,)):
            if one is not None:
                waiting += [one.article.text[slice(*event.excerpt)] for event in one.events]
            while len(waiting) >= (_BLOCK if one is not None else 1):
                block = tuple(waiting[:_BLOCK])
                self._blocks.append(block)
                starts.append(starts[-1] + len(block))
                del waiting[:_BLOCK]
        return Excerpts(self._blocks, starts)

    def of_numbers(self, numbers: npt.NDArray[np.integer]) -> list[str]:
        """Return the excerpts of these numbers, in their order."""
        blocks = np.searchsorted(self._starts, numbers, side="right") - 1
        places = (numbers - self._starts[blocks]).tolist()
        wanted = blocks.tolist()
        # In any order of the numbers each block is read once.
        read = {block: self._blocks[block] for block in sorted(set(wanted))}
        return [read[block][at] for block, at in zip(wanted, places, strict=True)]

    def save(self, path: Path) -> None:
        """Write the excerpts to a file and two beside it, see `Archive.save`."""
        self._blocks.save(path)
        np.save(path.with_suffix(_STARTS), self._starts)

    @classmethod
    def open(cls, path: Path) -> Excerpts:
        """Return what `save` wrote.

        Raises:
            OSError: there is no such file.

        """
        starts = np.load(path.with_suffix(_STARTS))
        return cls(Archive(after=Archive.open(path)), starts.tolist())
