"""Which column of a table holds what of an article, by the column's name in three languages."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FIELDS", "TableField", "guess_mapping"]

TableField: TypeAlias = Literal["text", "title", "date", "publisher", "url", "author", "language"]
FIELDS: tuple[TableField, ...] = get_args(TableField)


def guess_mapping(columns: Sequence[str]) -> dict[TableField, str]:
    """Return for each field the column that is called so; fields without one are left out.

    Of two columns for one field the one with the likelier name counts, then the first.
    """
    by_name = {_folded(column): column for column in reversed(columns)}
    found: dict[TableField, str] = {}
    for field in FIELDS:
        names = (by_name[name] for name in _names()[field] if name in by_name)
        column = next(names, None)
        if column is not None:
            found[field] = column
    return found


def _folded(name: str) -> str:
    """Return the name of a column as names are compared: lower case, composed, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).lower().strip(" :*\ufeff").split())


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """Return what columns are called, by field."""
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
