from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Article, Extraction, Problem, Span
from geodata.pipeline import _extract_or_report, extract_article, extract_path, load_collection

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "In Almaty demonstrierten am Mittwoch Tausende. Russland schickte Soldaten nach Kasachstan."


def german(article_id: str = "a", text: str = TEXT) -> Article:
    return Article(article_id, text, (Span(0, len(text)),), "de")


def test_an_article_gives_places_and_events() -> None:
    found = extract_article(german())
    assert [mention.surface for mention in found.mentions] == ["Almaty", "Russland", "Kasachstan"]
    assert {event.kind for event in found.events} == {"protest", "deployment"}


def test_an_article_on_which_the_engine_fails_is_a_problem_with_its_name() -> None:
    problem = _extract_or_report(replace(german("broken"), language="xx"))
    assert isinstance(problem, Problem)
    assert problem.rejected
    assert problem.article_id == "broken"
    assert "'xx'" in problem.message


def test_the_samples_are_read_without_a_problem() -> None:
    collection = load_collection(None)
    assert not collection.problems
    assert len(collection.extractions) >= 12
    assert collection.tables.articles["sample"].all()
    assert set(collection.tables.events["kind"]) == {
        "deployment",
        "withdrawal",
        "presence",
        "protest",
        "violence",
    }


def test_the_first_map_shows_sources_that_disagree() -> None:
    disputed = [one for one in load_collection(None).incidents if one.disputed]
    (troops,) = disputed[0].figures
    assert (troops.what, troops.minimum, troops.maximum) == ("troops", 2500, 3600)
    assert disputed[0].sources == 2


def test_progress_counts_the_articles(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01")
    seen: list[int] = []
    collection = load_collection(tmp_path, on_article=seen.append)
    assert seen == [1, 2, 3]
    assert len(collection.problems) == 1


def test_the_same_text_in_several_articles_makes_rows_of_their_own(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    tables = load_collection(tmp_path).tables
    assert tables.events["event_id"].is_unique
    assert set(tables.events["article_id"]) == {"a", "b"}


def test_results_come_one_by_one(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": name, "text": TEXT, "lang": "de"}) for name in "ab"]
    source.write_text("\n".join(lines), encoding="utf-8")
    stream = extract_path(source)
    first = next(stream)
    assert isinstance(first, Extraction)
    assert first.article.article_id == "a"


def test_order_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(TEXT * (20 - number), encoding="utf-8")
    alone = [
        one.article.article_id for one in extract_path(tmp_path) if isinstance(one, Extraction)
    ]
    both = [
        one.article.article_id
        for one in extract_path(tmp_path, jobs=2)
        if isinstance(one, Extraction)
    ]
    assert alone == both == sorted(alone)
