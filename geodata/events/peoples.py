"""Adjectives and demonyms of states in a sentence: "российские", "казахстанцы".

Where the mentions of a language lack them, whose forces act would otherwise not be seen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geodata.mentions.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.events.reading import Named
    from geodata.events.tokens import Token

__all__ = ["find_peoples"]

_COUNTRY = "iso3166:"


@cache
def _codes(language: str) -> Mapping[str, tuple[str, bool]]:
    """Return the country code of each form in lower case, and whether a capital must begin it."""
    lexicon = load_lexicon(language)
    forms = {**lexicon.adjectives, **lexicon.demonyms}
    return {
        form.lower(): (place_id.removeprefix(_COUNTRY), form[0].isupper())
        for form, place_id in forms.items()
        if place_id.startswith(_COUNTRY)
    }


def find_peoples(
    tokens: Sequence[Token], named: Sequence[Named], language: str
) -> tuple[tuple[int, str], ...]:
    """Return the words made from names of states that no mention covers, in order."""
    codes = _codes(language)
    covered = {i for name in named for i in range(name.first, name.last + 1)}
    found = []
    for position, token in enumerate(tokens):
        code, is_capital = codes.get(token.lower, ("", False))
        if code and position not in covered and (token.capital or not is_capital):
            found.append((position, code))
    return tuple(found)
