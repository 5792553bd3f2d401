"""Why a link was not fetched is said in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import geodata.fetching
from geodata.errors import FetchError
from geodata.fetching import FetchSettings, read_link
from geodata.models import Problem
from geodata.ui.wording.problem_words import problem_text

SOURCE = Path(geodata.fetching.__file__).parent


def said_of_links() -> list[str]:
    """Return what `FetchError` is raised with, and pauses asked for; 7 for what differs."""
    found = [
        text
        for path in sorted(SOURCE.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in said_in(node)
    ]
    return [text for text in found if text.strip("7")]


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


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SCHAUPLATZ_FETCH_SECONDS", "bald", "ist „bald“; eine Zahl über null angeben"),
        ("SCHAUPLATZ_FETCH_ALLOW", "nur-host", "enthält „nur-host“; Host und Port angeben"),
        ("SCHAUPLATZ_FETCH_CONTACT", "(wir)", "ist „(wir)“; eine Web- oder Mailadresse"),
    ],
)
def test_a_wrong_setting_is_said_with_its_name(setting: str, value: str, said: str) -> None:
    with pytest.raises(FetchError) as refused:
        FetchSettings.from_config({setting: value})
    text = problem_text(Problem("links", refused.value.reason))
    assert text.startswith(f"Links: {setting} {said}")
