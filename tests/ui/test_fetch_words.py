"""Why a link was not fetched is said in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import geodata.fetching
from geodata.errors import FetchError
from geodata.fetching import read_link
from geodata.models import Problem
from geodata.ui.wording.problem_words import problem_text

SOURCE = Path(geodata.fetching.__file__).parent
# This speaks of settings to whoever runs the program, not of a link; so does SCHAUPLATZ_FETCH_CA.
SETTINGS = "settings.py"


def said_of_links() -> list[str]:
    """Return what `FetchError` is raised with, and pauses asked for; 7 for what differs."""
    found = [
        text
        for path in sorted(SOURCE.glob("*.py"))
        if path.name != SETTINGS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in said_in(node)
    ]
    return [text for text in found if "SCHAUPLATZ_" not in text and text.strip("7")]


def said_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "FetchError":
        return [filled(node.args[0])]
    if isinstance(node, ast.Return) and isinstance(node.value, ast.JoinedStr):
        return [text for text in [filled(node.value)] if "status" in text]
    return []


def filled(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(filled, node.values))
    return "'7'" if isinstance(node, ast.FormattedValue) and node.conversion > 0 else "7"


@pytest.mark.usefixtures("german")
def test_every_reason_against_fetching_has_a_german_text() -> None:
    reasons = said_of_links()
    assert len(reasons) > 30
    unsaid = [one for one in reasons if problem_text(Problem("x", one)).endswith(one)]
    assert unsaid == []


@pytest.mark.usefixtures("german")
def test_what_differs_stays() -> None:
    with pytest.raises(FetchError) as refused:
        read_link("http://localhost:8080/")
    inner = refused.value.reason
    said = problem_text(Problem("http://a.example/", f"leads on to 'http://localhost/': {inner}"))
    assert said == (
        "http://a.example/: leitet weiter zu „http://localhost/“: localhost liegt im eigenen Netz; "
        "die Seite im Browser speichern und die Datei hinzufügen"
    )
