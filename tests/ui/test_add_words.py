"""What became of articles, in a reader's words."""

from __future__ import annotations

import pytest

from geodata.models import Problem
from geodata.store import Outcome
from geodata.ui.adding.words import faults_html, result_words, summary_words

pytestmark = pytest.mark.usefixtures("german")


def outcome(kind: str) -> Outcome:
    return Outcome(kind, "0123456789abcdef", None, None)  # type: ignore[arg-type] # one of three


def test_the_sum_names_what_there_was_and_nothing_else() -> None:
    kinds = ["added", "added", "known", "new version"]
    said = summary_words([outcome(kind) for kind in kinds], known=2, refused=3)
    assert said == "2 hinzugefügt, 3 schon da, 1 neue Fassung, 3 abgewiesen"
    assert summary_words([outcome("known")]) == "1 schon da"
    assert summary_words([], refused=1) == "1 abgewiesen"
    assert summary_words([]) == "0 hinzugefügt"


def test_each_result_has_its_words() -> None:
    kinds = ("added", "known", "new version")
    said = [result_words(outcome(kind)) for kind in kinds]
    assert said == ["hinzugefügt", "schon da", "als neue Fassung hinzugefügt"]
    assert result_words(Problem("leer.txt", "is empty")) == "leer.txt: ist leer"


def test_many_problems_are_listed_in_part_and_counted_whole() -> None:
    mended = Problem("alt.txt", "is empty", rejected=False)
    problems = [mended, *(Problem(f"<b>{n}.txt", "is empty") for n in range(250))]
    said = faults_html(problems)
    assert "250 nicht lesbar" in said
    assert "<b>0.txt" not in said
    assert said.index("&lt;b&gt;5.txt") < said.index("<details>") < said.index("&lt;b&gt;6.txt")
    assert "und 51 weitere" in said
    assert "alt.txt" not in said  # what was mended comes last
    assert "1 Hinweis beim Lesen" in faults_html([mended])
