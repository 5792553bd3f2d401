"""One spelling for the many of a name: case, diacritics, umlauts, hyphens and apostrophes gone."""

# ruff: noqa: RUF001  # letters that look alike are what this module is about

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold"]

# Letters that Unicode does not decompose, and the two-letter spellings of umlauts. Both spellings
# of a name fold to the same key ("Zürich", "Zuerich", "Zurich"), so losing an e is harmless.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "æ": "a",
        "œ": "o",
        "ə": "a",
        "þ": "th",
        "ð": "d",
        "ё": "е",
        "-": " ",
        "\u2010": " ",
        "\u2011": " ",
        "\u2013": " ",
        "/": " ",
        ".": " ",
    }
    | dict.fromkeys("'’‘ʼʹʻ`´ʿʾ", "")
)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return the key under which all spellings of a name meet; folding twice changes nothing."""
    if name.isascii():
        folded = name.lower()
    else:
        decomposed = unicodedata.normalize("NFD", name.casefold())
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    folded = " ".join(folded.translate(_LETTERS).split())
    if "e" in folded:
        for two, one in _UMLAUTS:
            while two in folded:
                folded = folded.replace(two, one)
    return folded
