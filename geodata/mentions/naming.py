"""Names of the gazetteer in running text: the longest match, inflection seen through."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer, NameHit
    from geodata.mentions.reading import Reading

__all__ = ["NameMatch", "base_form", "match_name"]

MOST_TOKENS = 8
SHORTEST_GENITIVE = 4  # letters without the s: "Malis" is Mali's, "Ems" is not Em's
SHORTEST_FOLDED = 5
ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
INNER_SIGNS = frozenset("-‐‑.’'")  # noqa: RUF001  # hyphens and apostrophes as found


class NameMatch(NamedTuple):
    """A name from one token to another; `form` is the gazetteer's spelling."""

    first: int
    last: int
    form: str
    hits: tuple[NameHit, ...]
    genitive: bool
    folded: bool


def match_name(reading: Reading, first: int) -> NameMatch | None:
    """Return the longest name that starts at a token; None where none does."""
    ends = _ends(reading, first)
    generic = _is_generic(reading, first)
    for last in reversed(ends):
        raw = unicodedata.normalize("NFC", reading.raw(first, last))
        found = base_form(reading.gazetteer, raw)
        if found is not None:
            form, genitive = found
            hits = reading.gazetteer.hits(form, exact=True)
            if generic and _names_itself_without(reading, form, hits):
                return None
            return NameMatch(first, last, form, hits, genitive, folded=False)
    return _folded(reading, first)


def _is_generic(reading: Reading, first: int) -> bool:
    return reading.word(first) in reading.lexicon.area_heads


def _names_itself_without(reading: Reading, form: str, hits: tuple[NameHit, ...]) -> bool:
    """Whether a name means the same country without its generic noun ("Halbinsel Krim")."""
    bare = reading.gazetteer.hits(form.partition(" ")[2], exact=True)
    return bool(bare) and bare[0].place.country_code == hits[0].place.country_code


def _ends(reading: Reading, first: int) -> list[int]:
    """Return the tokens at which a name that starts here could end."""
    ends = [first]
    for last in range(first + 1, min(first + MOST_TOKENS, len(reading.tokens))):
        token = reading.tokens[last]
        if not reading.joined(last - 1):
            break
        if token.is_word:
            ends.append(last)
        elif token.text == "(" and reading.word(last + 2) == ")":  # "Frankfurt (Oder)"
            return [*ends, last + 2]
        elif token.text not in INNER_SIGNS or not reading.touches(last - 1):
            break
    return [last for last in ends if not _cuts_compound(reading, last)]


def _cuts_compound(reading: Reading, last: int) -> bool:
    """Whether a hyphen ties the token to a word after it."""
    return reading.group_end(last) != last


def base_form(gazetteer: Gazetteer, raw: str) -> tuple[str, bool] | None:
    """Return a name without its inflection, and whether it stands in the genitive.

    "Kasachstans" gives Kasachstan, "Vereinigten Staaten" Vereinigte Staaten. Where a word is a
    name both with and without its s, the likelier place wins. None: no name.
    """
    exact = gazetteer.has_name(raw)
    bare = raw[:-1] if raw.endswith("s") and len(raw) > SHORTEST_GENITIVE else None
    if (
        bare is not None
        and gazetteer.has_name(bare)
        and (not exact or _best_prior(gazetteer, bare) > _best_prior(gazetteer, raw) + 1)
    ):
        return bare, True
    if exact:
        return raw, False
    return _inflected(gazetteer, raw)


def _inflected(gazetteer: Gazetteer, raw: str) -> tuple[str, bool] | None:
    """Return the nominative of a name that starts with an adjective."""
    first, space, rest = raw.partition(" ")
    if not space:
        return None
    stem = next(
        (first.removesuffix(e) for e in ("en", "em", "er", "es", "e") if first.endswith(e)), None
    )
    if stem is None:
        return None
    for tail in (rest, rest.removesuffix("s"), rest.removesuffix("es")):
        for ending in ADJECTIVE_ENDINGS:
            form = f"{stem}{ending} {tail}"
            if gazetteer.has_name(form):
                return form, tail != rest
    return None


def _best_prior(gazetteer: Gazetteer, name: str) -> float:
    return gazetteer.hits(name, exact=True)[0].prior


def _folded(reading: Reading, first: int) -> NameMatch | None:
    """Return a match of one word that is spelt otherwise in the gazetteer ("Malmoe")."""
    word = reading.word(first)
    if len(word) < SHORTEST_FOLDED or _cuts_compound(reading, first):
        return None
    for form, genitive in ((word, False), (word.removesuffix("s"), True)):
        hits = reading.gazetteer.hits(form)
        if hits and (not genitive or form != word):
            return NameMatch(first, first, form, hits, genitive, folded=True)
    return None
