"""Whatever people say in whatever order: what comes out holds together, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.models import EVENT_KINDS, USAGES, Span
from geodata.review import (
    EventState,
    MentionState,
    Reviewed,
    add_event,
    add_mention,
    apply_corrections,
    change,
    confirm,
    reject,
    state_of,
    undo,
    without_rejected,
)
from tests.records import ALMATY, IVANOVO, KAZAKHSTAN, RUSSIA, almaty_extraction, make_article
from tests.review.conftest import Clock

if TYPE_CHECKING:
    from geodata.models import Extraction
    from geodata.review import Correction, Scope

PLACES = st.sampled_from([ALMATY, IVANOVO, KAZAKHSTAN, RUSSIA])


def almaty(article_id: str = "a1") -> Extraction:
    """Return two events, each with a sentence of its own."""
    found = almaty_extraction(article_id)
    text = found.article.text
    landed, standing = found.events
    span = Span(text.index("In Iwanowo"), text.index("bereit.") + 7)
    return replace(found, events=(landed, replace(standing, excerpt=span)))


FOUND = almaty()


@st.composite
def logs(draw: st.DrawFn) -> tuple[Correction, ...]:
    """Return acts as a person makes them, each on what the acts before it left."""
    by = Clock()
    log: list[Correction] = []
    for _ in range(draw(st.integers(1, 5))):
        now = apply_corrections(FOUND, log).extraction
        log.append(draw(acts(now, by, log)))
    return tuple(log)


@st.composite
def acts(draw: st.DrawFn, now: Extraction, by: Clock, log: list[Correction]) -> Correction:
    article = now.article
    scopes: tuple[Scope, ...] = ("one", "name")
    scope = draw(st.sampled_from(scopes))
    name, event = draw(st.sampled_from(now.mentions)), draw(st.sampled_from(now.events))
    start = draw(st.integers(0, len(article.text) - 30))
    span = Span(start, start + draw(st.integers(1, 30)))
    place = draw(st.none() | PLACES)
    meant = MentionState(draw(st.sampled_from(USAGES)), place)
    told = replace(
        state_of(event),
        kind=draw(st.sampled_from(EVENT_KINDS)),
        phase=None,
        place=place,
        where_prec=None if place is None else 1,
        actors=draw(st.sampled_from([("RU",), ("KZ", "RU"), ()])),
    )
    choices = [
        lambda: confirm(article, name, by(), scope=scope),
        lambda: reject(article, name, by(), scope=scope),
        lambda: confirm(article, event, by()),
        lambda: reject(article, event, by()),
        lambda: add_mention(article, span, meant, by()),
        lambda: add_event(article, span, replace(told, trigger=Span(0, 1)), by()),
    ]
    if meant != state_of(name):
        choices.append(lambda: change(article, name, meant, by(), scope=scope))
    if told != state_of(event):
        choices.append(lambda: change(article, event, told, by()))
    if log:
        choices.append(lambda: undo(draw(st.sampled_from(log)), by()))
    return draw(st.sampled_from(choices))()


def check(reviewed: Reviewed) -> None:
    """See that spans lie in the text, events rest on mentions that are there, and ids are one's."""
    found = reviewed.extraction
    text = found.article.text
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.surface
    starts = [(mention.start, mention.end) for mention in found.mentions]
    assert starts == sorted(set(starts))
    for event in found.events:
        assert 0 <= event.excerpt.start <= event.trigger.start
        assert event.trigger.end <= event.excerpt.end <= len(text)
        assert all(0 <= i < len(found.mentions) for i in event.mentions)
        assert (event.place is None) == (event.where_prec is None)
    ids = [event.event_id for event in found.events]
    assert len(ids) == len(set(ids))
    assert all(one.review != "rejected" for one in without_rejected(found).events)


@settings(deadline=None, max_examples=50)
@given(logs())
def test_what_comes_out_holds_together(log: tuple[Correction, ...]) -> None:
    reviewed = apply_corrections(FOUND, log)
    check(reviewed)
    assert reviewed.open == ()
    assert apply_corrections(FOUND, log) == reviewed


@settings(deadline=None, max_examples=50)
@given(logs())
def test_taking_back_all_acts_leaves_what_the_machine_found(log: tuple[Correction, ...]) -> None:
    by = Clock(100)
    back = [undo(act, by()) for act in reversed(log)]
    assert apply_corrections(FOUND, [*log, *back]).extraction == FOUND


@settings(deadline=None, max_examples=50)
@given(logs(), st.booleans())
def test_a_newer_text_or_engine_loses_no_word_of_a_person(
    log: tuple[Correction, ...], finds_nothing: bool
) -> None:
    text = "Nachtrag der Redaktion.\n\n" + FOUND.article.text
    newer = make_article("a9", text)
    shift = len(text) - len(FOUND.article.text)
    moved = almaty("a9")
    mentions = tuple(
        replace(one, start=one.start + shift, end=one.end + shift) for one in moved.mentions
    )
    events = tuple(
        replace(
            one,
            excerpt=Span(one.excerpt.start + shift, one.excerpt.end + shift),
            trigger=Span(one.trigger.start + shift, one.trigger.end + shift),
        )
        for one in moved.events
    )
    found = replace(moved, article=newer, mentions=mentions, events=events)
    if finds_nothing:
        found = replace(found, mentions=(), events=())
    reviewed = apply_corrections(found, log)
    check(reviewed)
    before = apply_corrections(FOUND, log).extraction
    told = {one.event_id: state_of(one) for one in reviewed.extraction.events}
    for event in before.events:
        if event.review in {"confirmed", "added"}:
            state = told[event.event_id]
            assert isinstance(state, EventState)
            assert (state.kind, state.place, state.actors) == (
                event.kind,
                event.place,
                event.actors,
            )
