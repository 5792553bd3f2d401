"""The rows of a table of either kind, as texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rows", "named_columns"]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table being read: its columns, and its further rows, each with its number from 1.

    The number is that of a spreadsheet, where the columns' names are row 1. Cells are texts,
    days as `2022-01-06`. `delimiter` and `encoding` are of CSV, `sheet` of Excel; `notice` says
    what was mended.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, tuple[str, ...]]]
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    notice: str | None = None


def named_columns(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns, each once: "text", "text (2)"; nameless ones by their letter."""
    names: list[str] = []
    for number, cell in enumerate(header):
        name = cell.strip() or _letter(number)
        same = sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({same + 1})" if name in names else name)
    return tuple(names)


def _letter(number: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: "A", "Z", "AA"."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
