"""Incidents hang on the events alone: not on their order, nor on when each article came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.events.incidents import IncidentIndex, find_incidents
from geodata.models import EVENT_KINDS, STATUSES
from tests.tellings import ALL_PLACES, ALLIANCE, NEIGHBOUR, figure, source, telling

if TYPE_CHECKING:
    from geodata.models import Event

DATES = st.sampled_from(
    [None, *(f"2031-03-{day:02}" for day in range(1, 8)), "2031-03-03/2031-03-05", "2031-03"]
)
PUBLISHED = st.sampled_from([None, "2031-03", *(f"2031-03-{day:02}" for day in range(3, 9))])
WORDS = st.sampled_from(
    [
        "",
        "In der Nacht wurden am Markt von Tamar sieben Menschen durch Schüsse getötet",
        "Soldaten aus dem Nachbarland sind am Mittag auf dem Flughafen der Stadt gelandet",
    ]
)
FIGURES = st.lists(
    st.builds(
        figure,
        st.sampled_from(["dead", "troops"]),
        st.sampled_from([3, 26, 164]),
        qualifier=st.sampled_from([None, "about", "at least", "up to"]),
        speaker=st.sampled_from([None, "officials", "fighters"]),
    ),
    max_size=2,
)
EVENTS = st.builds(
    telling,
    st.builds(source, st.sampled_from("abcdefgh"), PUBLISHED, WORDS),
    st.sampled_from(EVENT_KINDS),
    st.sampled_from([None, ALLIANCE, *ALL_PLACES]),
    DATES,
    actors=st.sampled_from([(), ("XM",), ("XL",), ("XM", "XL")]),
    figures=FIGURES,
    phase=st.sampled_from([None, "announced", "moving", "arrived", "staging"]),
    origin=st.sampled_from([None, NEIGHBOUR]),
    status=st.sampled_from(STATUSES),
    where_prec=st.sampled_from([None, 2]),
    words=WORDS,
    start=st.integers(0, 3),
)
# One kind, status and few days, so that nearly everything may agree with everything.
CROWDED = st.builds(
    telling,
    st.builds(source, st.sampled_from("abcdefgh"), st.sampled_from(["2031-03-05", "2031-03-06"])),
    st.just("deployment"),
    st.sampled_from(ALL_PLACES),
    st.sampled_from([None, "2031-03-04", "2031-03-05", "2031-03-04/2031-03-05"]),
    actors=st.sampled_from([(), ("XM",), ("XL",)]),
    figures=FIGURES,
    phase=st.sampled_from([None, "announced", "arrived"]),
    start=st.integers(0, 9),
)


def distinct(events: list[Event]) -> list[Event]:
    return list({event.event_id: event for event in events}.values())


MANY = st.one_of(st.lists(EVENTS, max_size=25), st.lists(CROWDED, max_size=25)).map(distinct)


@settings(max_examples=150, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_events_makes_no_difference(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_incidents(shuffled) == find_incidents(events)


@settings(max_examples=150, deadline=None)
@given(MANY)
def test_articles_added_one_by_one_give_what_all_at_once_give(events: list[Event]) -> None:
    index = IncidentIndex()
    for number, event in enumerate(events, 1):
        index.add([event])
        if number % 5 == 0:
            assert index.incidents() == find_incidents(events[:number])
    assert index.incidents() == find_incidents(events)


@settings(max_examples=100, deadline=None)
@given(MANY, st.sets(st.sampled_from("abcdefgh")))
def test_articles_taken_out_leave_no_trace(events: list[Event], gone: set[str]) -> None:
    index = IncidentIndex()
    index.add(events)
    index.incidents()
    for article_id in sorted(gone):
        index.remove(article_id)
    left = [event for event in events if event.source.article_id not in gone]
    assert index.incidents() == find_incidents(left)
    for article_id in "abcdefgh":
        index.remove(article_id)
    assert index.incidents() == ()
    assert not any(vars(index).values()), "something of the removed events is still held"


@settings(max_examples=100, deadline=None)
@given(MANY)
def test_each_event_is_in_one_incident_and_ids_are_distinct(events: list[Event]) -> None:
    incidents = find_incidents(events)
    told = [event.event_id for incident in incidents for event in incident.events]
    assert sorted(told) == sorted(event.event_id for event in events)
    assert len({incident.incident_id for incident in incidents}) == len(incidents)


@settings(max_examples=100, deadline=None)
@given(MANY)
def test_what_is_told_of_one_incident_does_not_contradict_itself(events: list[Event]) -> None:
    for incident in find_incidents(events):
        assert len({event.kind for event in incident.events}) == 1
        negated = {event.negated for event in incident.events}
        assert len(negated) == 1
        assert 1 <= incident.sources <= len({event.source.article_id for event in incident.events})
        if incident.kind == "deployment":
            assert len({event.actors[0] for event in incident.events if event.actors}) <= 1
