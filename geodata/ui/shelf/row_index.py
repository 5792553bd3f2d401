"""Which row of a table has an id, without holding every id a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["RowIndex"]


class RowIndex:
    """The rows of a column of ids, found by their sorted hashes: twelve bytes a row.

    A dict, as pandas would make it, takes ten times as much.
    """

    def __init__(self, ids: pd.Series) -> None:
        """Take over a column; where an id stands twice, its first row is found."""
        hashes = _hashes(ids.to_numpy(dtype=object))
        order = np.argsort(hashes, kind="stable")
        self._ids = ids
        self._rows = order.astype(np.uint32)
        self._hashes = hashes[order]

    def find(self, wanted: str) -> int | None:
        """Return the row of an id; None where there is none."""
        try:
            (hashed,) = _hashes(np.array([wanted], dtype=object))
        except UnicodeEncodeError:  # half a character, as an address may have it
            return None
        first = int(np.searchsorted(self._hashes, hashed, "left"))
        end = int(np.searchsorted(self._hashes, hashed, "right"))
        rows = (int(row) for row in self._rows[first:end])  # two ids may have one hash
        return next((row for row in rows if self._ids.iloc[row] == wanted), None)

    def row(self, wanted: str) -> int:
        """Return the row of an id.

        Raises:
            KeyError: there is none.

        """
        found = self.find(wanted)
        if found is None:
            raise KeyError(wanted)
        return found


def _hashes(ids: npt.NDArray[np.object_]) -> npt.NDArray[np.uint64]:
    return pd.util.hash_array(ids, categorize=False)
