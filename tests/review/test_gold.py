from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.models import Attribution, DateRange, Extraction, Figure, Span
from geodata.review import (
    MentionState,
    apply_corrections,
    change,
    confirm,
    gold_lines,
    is_gold,
    reject,
)
from geodata.score import score_files
from geodata.tables.json_lines import extraction_line
from tests.records import IVANOVO, almaty_extraction, make_article

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.models import Event, Mention
    from geodata.review import Correction
    from tests.review.conftest import Clock


def confirmed(found: Extraction, by: Clock) -> list[Correction]:
    targets: list[Mention | Event] = [*found.mentions, *found.events]
    return [confirm(found.article, one, by()) for one in targets]


def test_a_wholly_confirmed_article_scores_full_marks_against_itself(
    by: Clock, tmp_path: Path
) -> None:
    found = almaty_extraction()
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    lines = gold_lines([apply_corrections(found, confirmed(found, by))])
    gold.write_text("".join(lines), encoding="utf-8")
    predicted.write_text(extraction_line(found) + "\n", encoding="utf-8")
    scores = score_files(gold, predicted)
    assert scores.mentions is not None
    assert scores.events is not None
    assert scores.mentions.exact.f1 == scores.mentions.end_to_end_25.f1 == 1.0
    assert scores.mentions.usage.share == 1.0
    assert scores.events.strict.f1 == 1.0
    assert {field.mean for field in scores.events.fields} == {1.0}


def test_corrections_are_what_the_engine_is_measured_by(by: Clock) -> None:
    found = almaty_extraction()
    name = found.mentions[-1]
    acts = [
        *confirmed(found, by),
        reject(found.article, found.mentions[0], by()),
        change(found.article, name, MentionState("actor", IVANOVO), by()),
        reject(found.article, found.events[1], by()),
    ]
    (line,) = gold_lines([apply_corrections(found, acts)])
    gold = json.loads(line)
    assert len(gold["mentions"]) == len(found.mentions) - 1
    last = gold["mentions"][-1]
    assert (last["usage"], last["name"], last["geonameid"]) == ("actor", "Ivanovo", 555312)
    (event,) = gold["events"]
    text = found.article.text
    for one in gold["mentions"]:
        assert text[one["start"] : one["end"]] == one["surface"]
    surfaces = [gold["mentions"][i]["surface"] for i in event["mentions"]]
    rejected = found.mentions[0].start
    assert surfaces == [
        found.mentions[i].surface
        for i in found.events[0].mentions
        if found.mentions[i].start != rejected
    ]


def test_gold_has_the_keys_of_the_guidelines_and_no_others(by: Clock) -> None:
    found = almaty_extraction()
    (line,) = gold_lines([apply_corrections(found, confirmed(found, by))])
    gold = json.loads(line)
    assert list(gold) == ["id", "lang", "sha256", "published", "body", "mentions", "events"]
    assert set(gold["mentions"][0]) == {
        *("start", "end", "surface", "usage", "name", "type", "country", "lat", "lon"),
        "geonameid",
    }
    assert set(gold["events"][0]) == {
        *("kind", "phase", "place", "origin", "actors", "figures", "date", "negated"),
        *("excerpt", "mentions"),
    }
    assert set(gold["events"][0]["place"]) == {"name", "country", "lat", "lon", "type"}
    assert gold["published"] == "2022-01-06"


def test_several_claims_on_one_thing_are_one_figure(by: Clock) -> None:
    found = almaty_extraction()
    police = Attribution("officials", Span(0, 8), found.article.text[:8])
    claims = (Figure("dead", 3, 3, None, police), Figure("dead", 9, 9))
    told = replace(found, events=(replace(found.events[0], figures=claims),))
    (line,) = gold_lines([apply_corrections(told, confirmed(told, by))])
    (figure,) = json.loads(line)["events"][0]["figures"]
    assert (figure["min"], figure["max"]) == (3, 9)


def test_an_article_is_gold_when_all_in_it_was_looked_at(by: Clock) -> None:
    found = almaty_extraction()
    acts = confirmed(found, by)
    assert is_gold(apply_corrections(found, acts))
    assert not is_gold(apply_corrections(found, acts[:-1]))
    assert not is_gold(apply_corrections(found, acts[1:]))
    assert not is_gold(apply_corrections(found, []))


def test_an_article_declared_done_is_gold_even_with_nothing_in_it(by: Clock) -> None:
    article = make_article(text="Ein stiller Tag\n\nEs geschah nichts.\n", published=None)
    empty = Extraction(article, (), ())
    assert list(gold_lines([apply_corrections(empty, [])])) == []
    (line,) = gold_lines([apply_corrections(empty, [confirm(article, article, by())])])
    gold = json.loads(line)
    assert (gold["mentions"], gold["events"], gold["published"]) == ([], [], None)


def test_a_day_that_is_any_range_is_not_written_as_a_day(by: Clock) -> None:
    found = almaty_extraction()
    week = DateRange(dt.date(2022, 1, 3), dt.date(2022, 1, 9))
    told = replace(found, article=replace(found.article, published=week))
    (line,) = gold_lines([apply_corrections(told, confirmed(told, by))])
    assert json.loads(line)["published"] is None
