"""The gazetteer's form of a name as it stands in a text: inflection seen through.

Each word of a name is put into every nominative that its ending allows; of the names that come
of it the likeliest place wins ("Нижнем Новгороде": Нижний Новгород).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from geodata.gazetteer import load_gazetteer
from geodata.languages import load_pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.gazetteer import Gazetteer
    from geodata.languages import LanguagePack

__all__ = ["Forms", "load_forms"]

# A stem shorter than this is no stem of a name ("Ом" of "Омом").
SHORTEST_STEM = 2
# Shorter words are no genitives of a plural name.
SHORTEST_PLURAL = 3
# Names of more parts are not inflected: no name of the gazetteer with that many is.
MOST_PARTS = 5
# The forms of one name that are looked up at most: two adjectives and a noun have about 200.
MOST_FORMS = 600
# How much likelier, in decades of people, an inflected name must be than the name as written.
CLEARLY = 0.4
# What it is worth, in decades, that the article's language uses a name.
OWN_LANGUAGE = 0.5
NO_PLACE = -1.0
# Names that are remembered with what they are forms of.
REMEMBERED = 20_000
SIGNS = " -‐‑"  # noqa: RUF001  # hyphens as found


class Forms:
    """Finds the gazetteer's form of names in one language; safe to share between threads."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._language = pack.code
        pairs = [*_table(pack, "case_endings", "pairs"), *_table(pack, "name_endings", "pairs")]
        self._endings: Mapping[str, Sequence[str]] = _by_ending(pairs)
        self._longest = max(map(len, self._endings), default=0)
        self.best = lru_cache(maxsize=REMEMBERED)(self._best)
        self.names = lru_cache(maxsize=REMEMBERED)(self._names)

    def _best(self, raw: str) -> str | None:
        """Return the name of the gazetteer that a name as written most likely is a form of.

        The name as written stays where it is one, unless an inflected one is clearly likelier.
        Ties go to the first in the alphabet. None: it is a form of no name.
        """
        forms = self.names(raw)
        if not forms:
            return None
        best = min(forms, key=lambda form: (-self._prior(form), form))
        clearly = self._prior(best) > self._prior(raw) + CLEARLY
        return best if clearly or not self._gazetteer.has_name(raw) else raw

    def _names(self, raw: str) -> frozenset[str]:
        """Return the names of the gazetteer that a name as written may be a form of."""
        parts = _parts(raw)
        if len(parts) > 2 * MOST_PARTS:
            return frozenset((raw,) if self._gazetteer.has_name(raw) else ())
        options = [self._nominatives(part) for part in parts]
        # In longer names the adjective tells the plural, and the forms would be too many.
        if len(parts) == 1 and len(raw) > SHORTEST_PLURAL:
            options[0] += [raw + instead for instead in self._endings.get("", ())]
        forms = ("".join(form) for form in islice(product(*options), MOST_FORMS))
        return frozenset(form for form in forms if self._gazetteer.has_name(form))

    def _nominatives(self, part: str) -> list[str]:
        """Return a part of a name as it is, and the nominatives its endings allow."""
        found = [part]
        for length in range(1, min(self._longest, len(part) - SHORTEST_STEM) + 1):
            stem, ending = part[:-length], part[-length:]
            found += [stem + instead for instead in self._endings.get(ending, ())]
        return list(dict.fromkeys(found))

    def _prior(self, name: str) -> float:
        hits = self._gazetteer.hits(name, exact=True)
        if not hits:
            return NO_PLACE
        return hits[0].prior + (OWN_LANGUAGE if self._language in hits[0].languages else 0.0)


@cache
def load_forms(language: str) -> Forms:
    """Return the forms of a language, read once.

    Raises:
        LanguageError: there is no pack for the language.

    """
    return Forms(load_pack(language), load_gazetteer())


def _table(pack: LanguagePack, name: str, key: str) -> Any:
    return pack.tables.get(name, {}).get(key, ())


def _by_ending(pairs: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for ending, instead in pairs:
        found[ending].append(instead)
    return dict(found)


def _parts(raw: str) -> list[str]:
    """Return the words of a name and the spaces and hyphens between them, in order."""
    parts = [""]
    for char in raw:
        if char in SIGNS:
            parts += [char, ""]
        else:
            parts[-1] += char
    return parts
