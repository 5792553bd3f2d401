"""Patterns made of word lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["any_of"]

_NOTHING = r"(?!)"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; for nothing without words."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or _NOTHING
