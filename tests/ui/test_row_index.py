from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from geodata.ui.shelf import row_index
from geodata.ui.shelf.row_index import RowIndex

if TYPE_CHECKING:
    import numpy.typing as npt


def test_every_id_is_found_in_its_row() -> None:
    ids = pd.Series([f"id-{number}" for number in range(1_000)], dtype="str")
    index = RowIndex(ids)
    assert all(index.row(f"id-{number}") == number for number in range(1_000))


@pytest.mark.parametrize("wanted", ["", "id-1 ", "nobody", "\x00", "\ud800"])
def test_an_id_that_is_not_there_has_no_row(wanted: str) -> None:
    index = RowIndex(pd.Series(["id-1", "id-2"], dtype="str"))
    assert index.find(wanted) is None
    with pytest.raises(KeyError):
        index.row(wanted)


def test_nothing_is_found_in_an_empty_table() -> None:
    assert RowIndex(pd.Series([], dtype="str")).find("id") is None


def test_ids_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def same(ids: npt.NDArray[np.object_]) -> npt.NDArray[np.uint64]:
        return np.zeros(len(ids), dtype=np.uint64)

    monkeypatch.setattr(row_index, "_hashes", same)
    index = RowIndex(pd.Series(["a", "b", "c"], dtype="str"))
    assert [index.find(one) for one in ("a", "b", "c", "d")] == [0, 1, 2, None]
