"""Usage in English and Russian, on sentences of our own.

`usage/<language>.txt` are those that the rules were developed on; `<language>_unseen.txt` were
written before the rules and are read by nobody since. A name stands in brackets after a letter:
l literal, a actor, d derived, t dateline.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.models import Article, Mention, Span, Usage

FOLDER = Path(__file__).parent / "usage"
MARKED = re.compile(r"\[([ladt]) ([^\]]+)\]")
USAGE_OF: dict[str, Usage] = {
    "l": "literal",
    "a": "actor",
    "d": "derived",
    "t": "dateline",
}


def read(line: str) -> tuple[str, dict[tuple[int, int], Usage]]:
    """Return a sentence without its marks, and the usages of the names in it."""
    text, gold, at = "", {}, 0
    for match in MARKED.finditer(line):
        text += line[at : match.start()]
        gold[len(text), len(text) + len(match[2])] = USAGE_OF[match[1]]
        text += match[2]
        at = match.end()
    return text + line[at:], gold


def find(text: str, language: str) -> tuple[Mention, ...]:
    article = Article("a", text, (Span(0, len(text)),), language)
    return find_mentions(article, load_gazetteer())


def judged(name: str) -> tuple[list[tuple[Usage, Mention]], int]:
    """Return the usages of the names that are found with their mentions, and how many are not."""
    pairs, missed = [], 0
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        text, gold = read(line)
        mentions = {(mention.start, mention.end): mention for mention in find(text, name[:2])}
        pairs += [(gold[span], mentions[span]) for span in gold if span in mentions]
        missed += len(gold.keys() - mentions.keys())
    return pairs, missed


@pytest.mark.parametrize(
    ("name", "found", "right"),
    [("en", 0.92, 0.95), ("en_unseen", 0.92, 0.95), ("ru", 0.8, 0.95), ("ru_unseen", 0.8, 0.94)],
)
def test_usage_is_right_nearly_always(name: str, found: float, right: float) -> None:
    pairs, missed = judged(name)
    assert len(pairs) / (len(pairs) + missed) >= found
    wrong = [(mention.surface, usage, mention.usage) for usage, mention in pairs]
    wrong = [case for case in wrong if case[1] != case[2]]
    assert 1 - len(wrong) / len(pairs) >= right, wrong


@pytest.mark.parametrize("language", ["en", "ru"])
def test_scores_are_about_the_share_that_is_right(language: str) -> None:
    pairs = judged(language)[0] + judged(f"{language}_unseen")[0]
    total, right = Counter[float](), Counter[float]()
    for usage, mention in pairs:
        total[mention.usage_score] += 1
        right[mention.usage_score] += usage == mention.usage
    assert all(0 < score <= 1 for score in total)
    often = [score for score in total if total[score] >= 20]
    assert [s for s in often if abs(right[s] / total[s] - s) > 0.16] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The White House denied the report.", ["actor"]),
        ("en", "The Kremlin denied the report.", ["actor"]),
        ("en", "He waited outside the White House.", ["literal"]),
        ("en", "Nairobi police fired tear gas.", ["derived"]),
        ("en", "Peru is a country of mountains.", ["literal"]),
        ("en", "Peru is ready to talk.", ["actor"]),
        ("en", "Oil prices in Ecuador and Bolivia rose.", ["literal", "literal"]),
        ("ru", "Столица Чили — Сантьяго.", ["literal", "literal"]),
        ("ru", "Норвегия ввела санкции против Ирана.", ["actor", "actor"]),
        ("ru", "Президент Эквадора прилетел в Осло.", ["literal", "literal"]),
        ("ru", "Минск опроверг сообщения.", ["actor"]),
        ("de", "Peru schickt Helfer nach Chile.", ["actor", "literal"]),
    ],
)
def test_grammar_tells_the_usage(language: str, text: str, expected: list[str]) -> None:
    assert [mention.usage for mention in find(text, language)] == expected
