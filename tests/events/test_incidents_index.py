"""What an incident is made of, and how the index keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodata.errors import InputError
from geodata.events.incidents import IncidentIndex, find_incidents
from tests.tellings import (
    LORVANIA,
    NEIGHBOUR,
    OSKA,
    TAMAR,
    TAMAR_AIRPORT,
    figure,
    source,
    telling,
)


def test_no_events_give_no_incidents() -> None:
    assert find_incidents([]) == ()
    assert find_incidents(iter(())) == ()


def test_an_incident_has_what_is_told_most_precisely() -> None:
    undated = telling("a", date=None, actors=["XL"])
    exact = telling("b", place=TAMAR_AIRPORT, date="2031-03-04")
    (incident,) = find_incidents([undated, exact])
    assert incident.place == TAMAR_AIRPORT
    assert incident.where_prec == 1
    assert incident.date == exact.date
    assert incident.actors == ("XL",)


def test_the_finest_origin_is_kept() -> None:
    events = [
        telling(name, "deployment", TAMAR, phase="moving", actors=["XM"], origin=origin)
        for name, origin in (("a", NEIGHBOUR), ("b", OSKA), ("c", NEIGHBOUR))
    ]
    (incident,) = find_incidents(events)
    assert incident.origin == OSKA


def test_tellings_come_by_day_of_publication_then_article() -> None:
    days = {"a": "2031-03-07", "b": "2031-03-05", "c": None, "d": "2031-03-05"}
    (incident,) = find_incidents(telling(source(name, day)) for name, day in days.items())
    assert [event.source.article_id for event in incident.events] == ["b", "d", "a", "c"]


def test_incidents_come_by_day_and_those_without_one_last() -> None:
    events = [
        telling("a", date=None, place=OSKA),
        telling("b", date="2031-03-09"),
        telling("c", date="2031-03-02"),
    ]
    told = [one.events[0].source.article_id for one in find_incidents(events)]
    assert told == ["c", "b", "a"]


def test_an_incident_keeps_its_id_when_later_articles_tell_it_again() -> None:
    first = telling(source("m", "2031-03-05"), place=LORVANIA)
    index = IncidentIndex()
    index.add([first])
    (before,) = index.incidents()
    index.add([telling(source("a", "2031-03-06"), place=TAMAR)])
    index.add([telling(source("z", "2031-03-06"), place=TAMAR_AIRPORT)])
    (after,) = index.incidents()
    assert after.incident_id == before.incident_id
    assert len(after.events) == 3


def test_a_new_article_leaves_the_incidents_elsewhere_as_they_are() -> None:
    index = IncidentIndex()
    index.add(telling(f"a{n}", date=f"2031-03-{n:02}") for n in range(1, 20))
    index.add([telling("o", place=OSKA)])
    before = {one.incident_id: one for one in index.incidents()}
    index.add([telling("new", date="2031-03-07")])
    after = {one.incident_id: one for one in index.incidents()}
    made = [key for key, one in after.items() if one is not before.get(key)]
    assert len(made) == 1
    assert [event.source.article_id for event in after[made[0]].events] == ["a7", "new"]


def test_a_new_article_can_part_what_was_one_for_want_of_others() -> None:
    index = IncidentIndex()
    index.add([telling("a", place=LORVANIA), telling("b", place=TAMAR)])
    assert len(index.incidents()) == 1
    index.add([telling("c", place=OSKA)])
    assert len(index.incidents()) == 3
    index.remove("c")
    assert len(index.incidents()) == 1


def test_an_event_given_twice_counts_once() -> None:
    one = telling("a")
    (incident,) = find_incidents([one, one, replace(one)])
    assert incident.events == (one,)


def test_of_different_events_with_one_id_the_order_chooses_none() -> None:
    one = telling("a", figures=(figure("dead", 3),))
    other = replace(one, figures=(figure("dead", 5),))
    assert find_incidents([one, other]) == find_incidents([other, one])
    index = IncidentIndex()
    for event in (other, one, other):
        index.add([event])
    assert index.incidents() == find_incidents([one, other])


def test_removing_what_is_not_there_changes_nothing() -> None:
    index = IncidentIndex()
    index.add([telling("a")])
    index.remove("b")
    assert len(index.incidents()) == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, "what was given is of type NoneType; give a list"),
        ("In Tamar fielen Schüsse.", "what was given is of type str; give a list"),
        ([None], "one of what was given is of type NoneType; leave it out"),
        ([telling("a"), {"kind": "protest"}], "one of what was given is of type dict"),
        (telling("a"), "what was given is of type Event; give a list"),
    ],
)
def test_what_is_no_event_is_refused_and_nothing_is_added(wrong: Any, message: str) -> None:
    index = IncidentIndex()
    with pytest.raises(InputError, match=f"events are wanted, .*; {message}"):
        index.add(wrong)
    assert index.incidents() == ()
