"""What every language pack must be like."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from geodata.events import load_lexicon, tells_events
from geodata.languages import FOLDER, known_languages, load_pack
from geodata.models import EVENT_KINDS, PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS_OF_EVENTS = "words.toml"
TELLING = [language for language in known_languages() if tells_events(language)]


def lists(value: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{name}.{key}")


def all_lists() -> list[tuple[str, list[Any]]]:
    return [
        found
        for language in known_languages()
        for name, table in load_pack(language).tables.items()
        for found in lists(table, f"{language}.{name}")
    ]


@pytest.mark.parametrize("language", known_languages())
def test_every_table_has_a_source(language: str) -> None:
    tables = load_pack(language).tables
    assert [name for name, table in tables.items() if not table.get("source")] == []


@pytest.mark.parametrize("language", known_languages())
def test_a_pack_has_the_files_that_make_a_language(language: str) -> None:
    names = {path.name for path in (FOLDER / language).iterdir()}
    assert {"words.toml", "names.toml", "clutter.toml", "examples.jsonl"} <= names


@pytest.mark.parametrize(("name", "entries"), all_lists(), ids=lambda value: str(value)[:40])
def test_lists_hold_words_once_in_composed_form(name: str, entries: list[Any]) -> None:
    assert entries, f"{name} is empty"
    words = [entry for entry in entries if isinstance(entry, str)]
    assert [word for word in words if unicodedata.normalize("NFC", word) != word] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("language", TELLING)
def test_event_words_are_lower_case_and_well_formed(language: str) -> None:
    pack, lexicon = load_pack(language), load_lexicon(language)
    entries = [
        entry
        for name in (*lexicon.triggers, "forces_state", "forces_other", "crowds", "weapon")
        for entry in pack.table(name)["words"]
    ]
    assert [entry for entry in entries if entry != entry.lower()] == []
    assert [word for e in entries for word in e.split() if word[0] == "-" and word[-1] == "*"] == []


@pytest.mark.parametrize("language", TELLING)
def test_triggers_reach_every_kind_and_phase(language: str) -> None:
    triggers = load_lexicon(language).triggers.values()
    assert {trigger.kind for trigger in triggers} == set(EVENT_KINDS)
    assert {trigger.phase for trigger in triggers if trigger.phase is not None} == set(PHASES)


@pytest.mark.parametrize("language", TELLING)
def test_needs_of_triggers_are_classes_or_known_conditions(language: str) -> None:
    tables = load_pack(language).tables
    counted = {"toll", "victims", "troops", "participants"}
    conditions = counted | {"year", "organisation", "context", "violent", "troops_context"}
    conditions.add("troops_near")
    for trigger in load_lexicon(language).triggers.values():
        words = trigger.needs | trigger.beside | trigger.without
        unknown = words - conditions - tables.keys()
        assert not unknown, trigger.name


def test_organisations_have_the_same_short_names_in_every_language() -> None:
    names = {
        language: sorted(load_pack(language).table("organisations")["names"])
        for language in TELLING
    }
    assert len({tuple(found) for found in names.values()}) == 1, names
