"""Grown sets are sound: what the benchmark measures on are extractions like the engine's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.events import incidents
from tests.bench import stories
from tests.bench.stories import Size, iter_grown

SIZE = Size(events=120, places=40)


@pytest.fixture(autouse=True)
def samples_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "SHARED", Path("nowhere"))
    stories.read_seeds.cache_clear()


def test_a_grown_set_has_so_many_events_with_ids_of_their_own() -> None:
    events = [event for told in iter_grown(SIZE) for event in told.events]
    assert len(events) == SIZE.events
    assert len({event.event_id for event in events}) == SIZE.events


def test_the_same_size_gives_the_same_set() -> None:
    assert list(iter_grown(SIZE)) == list(iter_grown(SIZE))


def test_names_in_the_texts_move_along_with_their_offsets() -> None:
    for told in iter_grown(SIZE):
        text = told.article.text
        for mention in told.mentions:
            assert text[mention.start : mention.end] == mention.surface
            if mention.form is not None and mention.place is not None:
                assert mention.form == mention.place.name
        for event in told.events:
            assert 0 <= event.excerpt.start <= event.trigger.start
            assert event.trigger.end <= event.excerpt.end <= len(text)


def test_several_publishers_tell_of_one_incident_and_some_copy() -> None:
    told = list(iter_grown(SIZE))
    joined = incidents.find_incidents(event for one in told for event in one.events)
    together = [one for one in joined if len({e.source.publisher for e in one.events}) > 1]
    assert together
    assert any(one.sources < len({e.source.article_id for e in one.events}) for one in together)
