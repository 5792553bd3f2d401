"""Cyrillic names as German writes them by sound: "Вовчанськ" is "Wowtschansk"."""

# ruff: noqa: RUF001  # Cyrillic letters are what this module is about

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.sources import split_cell, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["german_names", "transcribed"]

_VOWELS = frozenset("аеёиіїоуыэюяєъ")
# What a soft vowel opens a syllable after, as at the start of a word.
_PARTING = _VOWELS | frozenset("ьъ'’ʼ")
_WORDS = re.compile(r"([ \-]+)")
# From the German spelling to the English one, near enough to compare them.
_ENGLISH = (("tsch", "ch"), ("sch", "sh"), ("ss", "s"), ("w", "v"), ("z", "ts"), ("j", "y"))
# Below that likeness a name is another one, as a rule a former one: "Molotow" for Perm.
_LIKENESS = 0.6
_SHORTEST = 4


class _Letters(NamedTuple):
    """What a group of letters gives, at the start of a syllable and at the end of a word."""

    german: str
    opening: str
    closing: str


@cache
def _table(language: str) -> Mapping[str, _Letters]:
    return {
        row["letters"]: _Letters(
            row["german"], row["opening"] or row["german"], row["closing"] or row["german"]
        )
        for row in table_rows("transcription_de.csv")
        if row["language"] == language
    }


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    return {
        row["country"]: tuple(split_cell(row["languages"])) for row in table_rows("transcribed.csv")
    }


def german_names(country: str, name: str, cyrillic: Iterable[str]) -> tuple[str, ...]:
    """Return how German writes a town's Cyrillic names by sound, after its country's languages.

    Only what sounds like the English `name` counts: former names are those of people or mere
    words. A name that the alphabets of two languages hold is written after both.
    """
    forms = [
        form
        for written in cyrillic
        for language in _languages().get(country, ())
        for form in _forms(written, language)
    ]
    return tuple(form for form in dict.fromkeys(forms) if _is_alike(form, name))


def _is_alike(german: str, name: str) -> bool:
    sound = german.lower()
    for letters, english in _ENGLISH:
        sound = sound.replace(letters, english)
    likeness = SequenceMatcher(None, sound, name.lower(), autojunk=False).ratio()
    return len(german) >= _SHORTEST and likeness >= _LIKENESS


def _forms(name: str, language: str) -> tuple[str, ...]:
    """Return a name with the voiceless s between vowels doubled, as Duden has it, and single."""
    doubled = transcribed(name, language)
    if doubled is None:
        return ()
    single = transcribed(name, language, doubled=False)
    return (doubled,) if single is None else (doubled, single)


def transcribed(name: str, language: str, *, doubled: bool = True) -> str | None:
    """Return a Cyrillic name as German writes it; None where the language lacks a letter of it.

    `doubled` writes "ss" for a single s between vowels: "Одеса", "Odessa". Source: Duden.
    """
    parts = [
        part if _WORDS.fullmatch(part) else _word(part, language, doubled=doubled)
        for part in _WORDS.split(name)
    ]
    return None if None in parts else "".join(part for part in parts if part is not None)


def _word(word: str, language: str, *, doubled: bool) -> str | None:
    table, lower = _table(language), word.lower()
    out, at = "", 0
    while at < len(lower):
        size = 2 if lower[at : at + 2] in table else 1
        letters = table.get(lower[at : at + size])
        if letters is None:
            return None
        before, after = lower[at - 1 : at], lower[at + size : at + size + 1]
        if not before or before in _PARTING:
            piece = letters.opening
        else:
            piece = letters.german if after else letters.closing
        if doubled and lower[at] == "с" and size == 1 and {before, after} <= _VOWELS:
            piece = "ss"
        out, at = out + piece, at + size
    return out[:1].upper() + out[1:] if word[:1].isupper() else out
