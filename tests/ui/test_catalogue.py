"""Every text of the interface is translated, and the catalogue holds nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import geodata.ui
from geodata.tables.codebook import codebook
from geodata.ui.wording.i18n import FOLDER, LANGUAGES

SOURCE = Path(geodata.ui.__file__).parent
ARGUMENTS = {"_": 1, "N_": 1, "ngettext": 2, "plural_forms": 2}
TRANSLATED = [code for code in LANGUAGES if code != "en"]

MessageId = str | tuple[str, str]


def used_messages() -> set[MessageId]:
    found: set[MessageId] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [
                    argument.value
                    for argument in node.args[: ARGUMENTS.get(node.func.id, 0)]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                ]
                if len(texts) == 2:
                    found.add((texts[0], texts[1]))
                elif texts and ARGUMENTS[node.func.id] == 1:
                    found.add(texts[0])
    return found | codebook_messages()


def codebook_messages() -> set[MessageId]:
    """Return what the codebook says, which stands in the schemas of the tables."""
    return {
        text
        for one in codebook()
        for text in (one.meaning, one.unit, one.missing)
        if text is not None
    }


def catalogue(code: str) -> dict[MessageId, tuple[str, ...]]:
    path = FOLDER / code / "LC_MESSAGES" / "schauplatz.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=code) if message.id]
    return {
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1]): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in messages
    }


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_and_no_translation_is_stale(code: str) -> None:
    found = catalogue(code)
    assert used_messages() - found.keys() == set()
    assert found.keys() - used_messages() == set()
    assert [key for key, texts in found.items() if not all(texts)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_source(code: str) -> None:
    for key, texts in catalogue(code).items():
        sources = (key,) if isinstance(key, str) else key
        wanted = set(re.findall(r"{\w+}", sources[-1]))
        for text in texts[1:] or texts:
            assert set(re.findall(r"{\w+}", text)) == wanted, key
