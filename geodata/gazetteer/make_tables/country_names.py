"""What the countries are called in every language of CLDR but the three that we read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from babel import Locale, localedata
from wordfreq import zipf_frequency

from geodata.gazetteer.records import LANGUAGE_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["COLUMNS", "country_name_rows"]

COLUMNS = "code,names"
SHORTEST = 5  # letters of Latin, Cyrillic or Greek; two Han characters are a name
# Zipf frequency (3: once in a million words) from which on a form is a word of German, English
# or Russian, or the name of somebody: "Sina", "Oman" in Turkish is a forest.
COMMON = 3.0
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def _alphabetic(name: str) -> bool:
    first = next((c for c in name if c.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith(_ALPHABETS)


def _is_word(name: str) -> bool:
    return any(zipf_frequency(name, language) >= COMMON for language in LANGUAGE_BITS)


def _keep(name: str) -> bool:
    if not name.isprintable():
        return False
    if not _alphabetic(name):
        return len(name) > 1
    return len(name) >= SHORTEST and name[0].isupper() and not _is_word(name)


def country_name_rows(codes: Sequence[str]) -> Iterator[list[object]]:
    """Yield code and names of each country, sorted, without those of German, English, Russian."""
    territories = {name: Locale.parse(name).territories for name in localedata.locale_identifiers()}
    for code in sorted(codes):
        ours = {territories[language].get(code) for language in LANGUAGE_BITS}
        names = {
            unicodedata.normalize("NFC", names[code]).strip()
            for names in territories.values()
            if code in names
        }
        yield [code, "|".join(sorted(n for n in names if n not in ours and _keep(n)))]
