"""Cells as plain Python values, for formats that are written row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["Cell", "iter_rows", "plain_cells"]

# Rows that are Python values at one time: all of a large table would take ten times its memory.
_PIECE = 2_000

Cell = str | int | float | bool | None


def iter_rows(frame: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    """Return the rows as tuples of text, numbers and yes or no; a day is text, missing is None."""
    for start in range(0, len(frame), _PIECE):
        piece = frame.iloc[start : start + _PIECE]
        yield from zip(*(plain_cells(piece[name]) for name in piece.columns), strict=True)


def plain_cells(column: pd.Series[Any]) -> list[Cell]:
    """Return the cells of a column as Python values: a day as `2022-01-06`, missing as None."""
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d")
    cells: list[Cell] = column.astype(object).where(column.notna(), None).tolist()
    return cells
