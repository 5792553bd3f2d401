"""Language packs: a language is a folder of word lists, and adding one touches no other file.

A pack is the union of the TOML files in `languages/<code>/`: `words.toml` (what events are told
with), `names.toml` (what place names come with) and `clutter.toml` (what web pages put around an
article). Each table holds `source`, where its entries come from, and `words` or further keys.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import DataError, LanguageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LanguagePack", "known_languages", "load_pack"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class LanguagePack:
    """The word lists of one language, by the name of their table."""

    code: str
    tables: Mapping[str, Mapping[str, Any]]

    def table(self, name: str) -> Mapping[str, Any]:
        """Return the table of that name.

        Raises:
            DataError: the pack has no such table.

        """
        try:
            return self.tables[name]
        except KeyError:
            message = f"language pack {self.code!r} has no table [{name}]"
            raise DataError(message) from None

    def words(self, name: str) -> frozenset[str]:
        """Return the `words` of the table of that name.

        Raises:
            DataError: the pack has no such table, or the table no words.

        """
        try:
            return frozenset(self.table(name)["words"])
        except KeyError:
            message = f"table [{name}] of language pack {self.code!r} has no words"
            raise DataError(message) from None


@cache
def known_languages() -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that have a pack, in order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/names.toml")))


@cache
def load_pack(code: str) -> LanguagePack:
    """Return the pack of a language, read once.

    Raises:
        LanguageError: there is no pack for the code.
        DataError: two files of the pack hold the same table, or one is not TOML.

    """
    if code not in known_languages():
        raise LanguageError.unknown(code, known_languages())
    tables: dict[str, Mapping[str, Any]] = {}
    for path in sorted((FOLDER / code).glob("*.toml")):
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            message = f"{code}/{path.name} is not valid TOML: {error}"
            raise DataError(message) from error
        twice = sorted(tables.keys() & found.keys())
        if twice:
            message = f"{code}/{path.name} repeats the tables {', '.join(twice)}"
            raise DataError(message)
        tables |= found
    return LanguagePack(code, tables)
