"""The words of a language that tell which place a name means: its pack's `places.toml`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.languages import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geodata.languages import LanguagePack

__all__ = ["PlaceWords", "load_words"]

# What is left of a name without its generic words must still be one: "Old St" is not "St".
SHORTEST_CORE = 3
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The word lists that choosing a place goes by; see `languages/<code>/places.toml` for each."""

    nearby_countries: frozenset[str]
    near: frozenset[str]
    within: frozenset[str]  # after a word such as "near" they take it back: "near the town, in X"
    inside: re.Pattern[str]  # from a name to the wider one behind it; a group where no sign stands
    list_signs: re.Pattern[str]  # from a name of a list to the next
    genitive: frozenset[str]  # between a noun and the name it describes: "the city of X"
    town_heads: frozenset[str]
    town_endings: tuple[str, ...]
    area_heads: frozenset[str]
    area_tails: frozenset[str]
    plural_tails: Mapping[str, str]  # "counties" -> "County"
    further: Mapping[str, str]  # names that only papers in this language use -> place id
    cues: Mapping[str, tuple[str, ...]]  # words and signs -> countries that they hint at
    cue_signs: tuple[str, ...]  # those of the cues that are no single words: "$", "p.m."
    preferred: Mapping[str, Mapping[str, float]]
    name_heads: tuple[str, ...]
    name_tails: tuple[str, ...]

    def countries_hinted_at(self, text: str) -> Counter[str]:
        """Return how many of the words that hint at a country a text holds, by country."""
        if not self.cues:
            return Counter()
        found = [word for word in set(_WORDS.findall(text)) if word in self.cues]
        found += [sign for sign in self.cue_signs if sign in text]
        return Counter(code for cue in found for code in self.cues[cue])

    def cores(self, form: str) -> Iterator[str]:
        """Yield a name without its generic words, one fewer at a time: "Greater Leeds area"."""
        core = self._shorter(form)
        while core is not None:
            yield core
            core = self._shorter(core)

    def _shorter(self, form: str) -> str | None:
        lower = form.lower()
        for head in self.name_heads:
            if lower.startswith(f"{head} ") and len(form) - len(head) > SHORTEST_CORE:
                return form[len(head) + 1 :]
        for tail in self.name_tails:
            if lower.endswith(f" {tail}") and len(form) - len(tail) > SHORTEST_CORE:
                return form[: -len(tail) - 1]
        return None


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _cues(pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    """Return the countries that each word hints at; none where the pack has no such list."""
    if "country_cues" not in pack.tables:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for code, words in sorted(pack.table("country_cues")["countries"].items()):
        found |= {word: (*found.get(word, ()), code) for word in words}
    return found


def _optional(pack: LanguagePack, name: str) -> frozenset[str]:
    """Return the words of a table that not every language needs; empty where there is none."""
    return pack.words(name) if name in pack.tables else frozenset()


def _mapping(pack: LanguagePack, name: str, key: str) -> Mapping[str, str]:
    """Return a mapping that not every language needs; empty where there is none."""
    found: Mapping[str, str] = pack.table(name)[key] if name in pack.tables else {}
    return found


def _preferred(pack: LanguagePack) -> Mapping[str, Mapping[str, float]]:
    """Return the decades to add by name and place id; none where the pack has no such table."""
    if "preferred_places" not in pack.tables:
        return {}
    names: Mapping[str, Mapping[str, float]] = pack.table("preferred_places")["names"]
    return names


@cache
def load_words(language: str) -> PlaceWords:
    """Return the words of a language, read once.

    Raises:
        LanguageError: there is no pack for the language.
        DataError: the pack lacks a table.
    """
    pack = load_pack(language)
    inside = _either(pack.words("inside_words"))
    lists = _either(pack.words("list_words"))
    cues = _cues(pack)
    return PlaceWords(
        nearby_countries=pack.words("nearby_countries"),
        near=pack.words("near_words") | pack.words("words_of_nearness"),
        within=pack.words("within_words"),
        inside=re.compile(rf"\s?[,(]\s*(?:(?:{inside})\s+)?|(\s+(?:{inside})\s+)"),
        list_signs=re.compile(rf",\s+(?:(?:{lists})\s+)?|\s+(?:{lists})\s+"),
        genitive=_optional(pack, "genitive_words"),
        town_heads=pack.words("town_heads"),
        town_endings=_longest_first(_optional(pack, "town_head_endings")),
        area_heads=pack.words("area_heads"),
        area_tails=_optional(pack, "area_tails"),
        plural_tails=_mapping(pack, "plural_area_tails", "singular"),
        further=_mapping(pack, "further_names", "places"),
        cues=cues,
        cue_signs=tuple(sorted(cue for cue in cues if _WORDS.fullmatch(cue) is None)),
        preferred=_preferred(pack),
        name_heads=_longest_first(pack.words("name_heads")),
        name_tails=_longest_first(pack.words("name_tails")),
    )
