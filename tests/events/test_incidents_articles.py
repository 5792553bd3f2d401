"""What several papers tell in three languages becomes the incidents that people see in it.

The articles and incidents are made up: `incidents/articles.jsonl` and `incidents/incidents.jsonl`.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geodata.articles import make_article
from geodata.events.incidents import find_incidents
from geodata.models import DateRange
from geodata.parsing import extract_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.models import Incident

HERE = Path(__file__).parent / "incidents"
# What the rules for events miss in an article its incident misses, too.
LEAST_FOUND = 0.8


def lines(name: str) -> list[dict[str, Any]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def found() -> tuple[Incident, ...]:
    articles = [
        make_article(
            row["text"],
            article_id=row["id"],
            language=row["lang"],
            published=DateRange.from_iso(row["published"]),
            publisher=None,
            url=None,
            raw_body=True,
        )
        for row in lines("articles.jsonl")
    ]
    return find_incidents(event for article in articles for event in extract_events(article))


def articles_of(incident: Incident) -> list[str]:
    return sorted({event.source.article_id for event in incident.events})


def pairs(groups: Iterable[tuple[str, list[str]]]) -> set[tuple[str, str, str]]:
    """Return which articles are said to tell one thing of a kind."""
    return {(kind, one, other) for kind, group in groups for one, other in combinations(group, 2)}


def test_articles_that_tell_of_one_thing_are_joined_and_no_others() -> None:
    wanted = pairs((row["kind"], sorted(row["articles"])) for row in lines("incidents.jsonl"))
    joined = pairs((one.kind, articles_of(one)) for one in found())
    assert joined <= wanted
    assert len(joined) >= LEAST_FOUND * len(wanted)


@pytest.mark.parametrize("row", lines("incidents.jsonl"), ids=lambda row: row["what"])
def test_the_incident_is_as_people_see_it(row: dict[str, Any]) -> None:
    told = [
        one
        for one in found()
        if one.kind == row["kind"] and set(articles_of(one)) & set(row["articles"])
    ]
    incident = max(told, key=lambda one: len(one.events))
    assert incident.place is not None
    assert incident.place.name == row["place"]
    assert incident.date is not None
    assert incident.date.iso() == row["date"]
    if articles_of(incident) == sorted(row["articles"]):
        assert incident.sources == row["sources"]
        disputed = [figure.what for figure in incident.figures if figure.disputed]
        assert disputed == row["disputed"]
