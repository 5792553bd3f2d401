from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geodata.models import Article, Attribution, DateRange, Extraction, Figure, Mention, Place, Span
from geodata.review import (
    EventState,
    MentionState,
    add_event,
    add_mention,
    apply_corrections,
    change,
    confirm,
    note,
    place_at,
    reject,
    state_of,
    undo,
)
from tests.records import (
    ALMATY,
    IVANOVO,
    IVANOVO_MAZOWIECKIE,
    KAZAKHSTAN,
    RUSSIA,
    day,
    make_article,
    make_event,
    make_mention,
)

if TYPE_CHECKING:
    from geodata.models import Event
    from tests.review.conftest import Clock

STORY = (
    "Panzer rollen nach Halle\n\n"
    "Am Donnerstag landeten Soldaten aus Russland in Almaty. Almaty blieb ruhig. "
    "Später zogen in Iwanowo Menschen mit Fahnen durch die Stadt.\n"
)


def story(text: str = STORY, article_id: str = "a1") -> Extraction:
    article = make_article(article_id, text)
    mentions = (
        make_mention(article, "Russland", RUSSIA),
        make_mention(article, "Almaty", ALMATY),
        make_mention(article, "Almaty", ALMATY, after=text.index("Almaty.") + 7),
        make_mention(article, "Iwanowo", IVANOVO_MAZOWIECKIE),
    )
    landed = make_event(
        article, "deployment", ALMATY, phase="arrived", origin=RUSSIA, mentions=(0, 1)
    )
    start = text.index("Später")
    marched = replace(
        make_event(article, "protest", IVANOVO_MAZOWIECKIE, trigger="zogen", mentions=(3,)),
        excerpt=Span(start, text.index("Stadt.") + 6),
        actors=(),
    )
    return Extraction(article, mentions, (landed, marched))


def without_events(extraction: Extraction) -> Extraction:
    return replace(extraction, events=())


def event_of(extraction: Extraction, kind: str) -> Event:
    return next(event for event in extraction.events if event.kind == kind)


def test_without_corrections_nothing_is_touched() -> None:
    found = story()
    assert apply_corrections(found, ()).extraction is found


def test_what_is_rejected_stays_and_is_marked(by: Clock) -> None:
    found = story()
    acts = [
        reject(found.article, found.events[1], by()),
        reject(found.article, found.mentions[3], by()),
    ]
    reviewed = apply_corrections(found, acts).extraction
    assert [event.review for event in reviewed.events] == ["unreviewed", "rejected"]
    assert [mention.review for mention in reviewed.mentions][3] == "rejected"
    assert len(reviewed.mentions) == 4


def test_a_name_that_means_another_place_takes_its_events_along(by: Clock) -> None:
    found = story()
    name = found.mentions[3]
    act = change(found.article, name, MentionState("literal", IVANOVO), by())
    reviewed = apply_corrections(found, [act]).extraction
    assert (reviewed.mentions[3].place, reviewed.mentions[3].review) == (IVANOVO, "corrected")
    assert reviewed.mentions[3].confidence == 1.0
    marched = reviewed.events[1]
    assert (marched.place, marched.where_prec) == (IVANOVO, 1)
    assert marched.review == "unreviewed"  # nobody has looked at the event itself
    assert reviewed.events[0] == found.events[0]


def test_an_origin_moves_with_its_name_too(by: Clock) -> None:
    found = story()
    act = change(found.article, found.mentions[0], MentionState("literal", IVANOVO), by())
    landed = apply_corrections(found, [act]).extraction.events[0]
    assert (landed.origin, landed.place) == (IVANOVO, ALMATY)


def test_a_name_without_a_known_place_leaves_its_events_without_one(by: Clock) -> None:
    found = story()
    act = change(found.article, found.mentions[3], MentionState("literal", None), by())
    reviewed = apply_corrections(found, [act]).extraction
    assert (reviewed.events[1].place, reviewed.events[1].where_prec) == (None, None)
    assert reviewed.mentions[3].confidence == 0.0


def test_the_same_name_in_the_article_follows_on_request_only(by: Clock) -> None:
    found = story()
    after = MentionState("literal", KAZAKHSTAN)
    one = change(found.article, found.mentions[2], after, by())
    every = change(found.article, found.mentions[2], after, by(), scope="name")
    places = [m.place for m in apply_corrections(found, [one]).extraction.mentions]
    assert places == [RUSSIA, ALMATY, KAZAKHSTAN, IVANOVO_MAZOWIECKIE]
    reviewed = apply_corrections(found, [every]).extraction
    assert [m.place for m in reviewed.mentions[1:3]] == [KAZAKHSTAN, KAZAKHSTAN]
    assert reviewed.events[0].place == KAZAKHSTAN
    assert reviewed.events[0].where_prec == 6


def test_a_name_that_was_given_another_place_by_hand_does_not_follow(by: Clock) -> None:
    found = story()
    alone = change(found.article, found.mentions[1], MentionState("literal", RUSSIA), by())
    every = change(
        found.article, found.mentions[2], MentionState("literal", KAZAKHSTAN), by(), scope="name"
    )
    reviewed = apply_corrections(found, [alone, every]).extraction
    assert [m.place for m in reviewed.mentions[1:3]] == [RUSSIA, KAZAKHSTAN]


def test_the_last_word_on_a_field_stands_and_other_fields_are_left(by: Clock) -> None:
    found = story()
    landed = found.events[0]
    state = state_of(landed)
    figures = (Figure("troops", 300, 300, "about"),)
    acts = [
        change(found.article, landed, replace(state, figures=figures), by()),
        change(found.article, landed, replace(state, date=day("2022-01-05")), by()),
        change(found.article, landed, replace(state, date=day("2022-01-06")), by()),
    ]
    now = apply_corrections(found, acts).extraction.events[0]
    assert (now.figures, now.date, now.place) == (figures, day("2022-01-06"), ALMATY)
    assert (now.event_id, now.review) == (landed.event_id, "corrected")


def test_an_event_put_elsewhere_by_hand_does_not_follow_its_name(by: Clock) -> None:
    found = story()
    marched = found.events[1]
    put = replace(state_of(marched), place=KAZAKHSTAN, where_prec=6)
    acts = [
        change(found.article, marched, put, by()),
        change(found.article, found.mentions[3], MentionState("literal", IVANOVO), by()),
    ]
    now = apply_corrections(found, acts).extraction.events[1]
    assert now.place == KAZAKHSTAN
    assert now.mentions == ()


def test_undoing_brings_back_what_was_and_undoing_that_does_it_again(by: Clock) -> None:
    found = story()
    away = reject(found.article, found.events[0], by())
    back = undo(away, by())
    again = undo(back, by())
    assert apply_corrections(found, [away, back]).extraction == found
    reviewed = apply_corrections(found, [away, back, again]).extraction
    assert reviewed.events[0].review == "rejected"


def test_confirming_after_rejecting_counts(by: Clock) -> None:
    found = story()
    acts = [
        reject(found.article, found.events[0], by("Ines")),
        confirm(found.article, found.events[0], by("Otto")),
    ]
    assert apply_corrections(found, acts).extraction.events[0].review == "confirmed"


def test_a_note_changes_nothing(by: Clock) -> None:
    found = story()
    remark = note(found.article, found.events[0], by(reason="Im Original nachgesehen."))
    assert apply_corrections(found, [remark]).extraction is found


def test_a_missed_name_is_put_in_its_place_and_events_still_rest_on_theirs(by: Clock) -> None:
    found = story()
    start = STORY.index("Halle")
    halle = place_at(51.48, 11.97, name="Halle", country_code="DE", kind="city")
    act = add_mention(found.article, Span(start, start + 5), MentionState("literal", halle), by())
    reviewed = apply_corrections(found, [act]).extraction
    first = reviewed.mentions[0]
    assert (first.surface, first.place, first.review) == ("Halle", halle, "added")
    assert first.confidence == 1.0
    surfaces = [[reviewed.mentions[i].surface for i in event.mentions] for event in reviewed.events]
    assert surfaces == [["Russland", "Almaty"], ["Iwanowo"]]


def missed_event(article: Article, place: Place = ALMATY) -> tuple[Span, EventState]:
    start = article.text.index("Almaty blieb")
    excerpt = Span(start, start + len("Almaty blieb ruhig."))
    state = EventState(
        "presence", None, "actual", place, 1, None, ("RU",), (), day("2022-01-06"), Span(7, 12)
    )
    return excerpt, state


def test_a_missed_event_rests_on_the_names_in_its_excerpt(by: Clock) -> None:
    found = story()
    act = add_event(found.article, *missed_event(found.article), by())
    added = apply_corrections(found, [act]).extraction.events[-1]
    assert (added.kind, added.place, added.review) == ("presence", ALMATY, "added")
    assert added.mentions == (2,)
    assert added.event_id == act.target_id
    assert STORY[slice(*added.trigger)] == "blieb"
    assert added.source == found.events[0].source


def test_an_added_event_can_be_changed_and_rejected(by: Clock) -> None:
    found = story()
    act = add_event(found.article, *missed_event(found.article), by())
    added = apply_corrections(found, [act]).extraction.events[-1]
    moved = change(
        found.article, added, replace(state_of(added), place=KAZAKHSTAN, where_prec=6), by()
    )
    now = apply_corrections(found, [act, moved]).extraction.events[-1]
    assert (now.place, now.review) == (KAZAKHSTAN, "added")
    gone = reject(found.article, now, by())
    assert apply_corrections(found, [act, moved, gone]).extraction.events[-1].review == "rejected"


def test_a_confirmed_event_survives_an_engine_that_finds_it_no_longer(by: Clock) -> None:
    found = story()
    act = confirm(found.article, found.events[1], by())
    (kept,) = apply_corrections(without_events(found), [act]).extraction.events
    old = found.events[1]
    assert (kept.event_id, kept.kind, kept.place) == (old.event_id, old.kind, old.place)
    assert (kept.excerpt, kept.trigger, kept.mentions) == (old.excerpt, old.trigger, (3,))
    assert kept.review == "confirmed"


def test_a_rejected_event_that_is_found_no_longer_is_simply_gone(by: Clock) -> None:
    found = story()
    act = reject(found.article, found.events[1], by())
    reviewed = apply_corrections(without_events(found), [act])
    assert reviewed.extraction.events == ()
    assert reviewed.open == ()


def found_otherwise(extraction: Extraction, position: int, **changes: Any) -> Extraction:
    """Return what a newer engine finds: another id, and whatever else differs."""
    event = replace(extraction.events[position], event_id="f" * 16, **changes)
    events = (*extraction.events[:position], event, *extraction.events[position + 1 :])
    return replace(extraction, events=events)


def test_a_rejected_event_stays_rejected_with_a_slightly_other_excerpt(by: Clock) -> None:
    found = story()
    act = reject(found.article, found.events[1], by())
    start, end = found.events[1].excerpt
    again = found_otherwise(found, 1, excerpt=Span(start - 10, end), phase=None)
    events = apply_corrections(again, [act]).extraction.events
    assert (events[1].review, events[1].event_id) == ("rejected", found.events[1].event_id)
    assert len(events) == 2


def test_rejecting_an_event_here_says_nothing_of_one_there(by: Clock) -> None:
    found = story()
    act = reject(found.article, found.events[1], by())
    elsewhere = found_otherwise(found, 1, place=IVANOVO)
    assert apply_corrections(elsewhere, [act]).extraction.events[1].review == "unreviewed"


def test_a_kind_that_a_person_gave_stands_against_a_newer_engine(by: Clock) -> None:
    found = story()
    violence = replace(state_of(found.events[1]), kind="violence")
    act = change(found.article, found.events[1], violence, by())
    again = found_otherwise(found, 1, kind="presence", date=DateRange.from_iso("2022-01"))
    (_, now) = apply_corrections(again, [act]).extraction.events
    assert (now.kind, now.review) == ("violence", "corrected")
    assert now.date == DateRange.from_iso("2022-01")  # of which nobody has said anything


def test_of_two_events_of_one_sentence_each_keeps_its_own_act(by: Clock) -> None:
    found = story()
    twin = replace(found.events[0], event_id="e" * 16, place=KAZAKHSTAN, where_prec=6)
    both = replace(found, events=(*found.events, twin))
    acts = [reject(found.article, twin, by()), confirm(found.article, both.events[0], by())]
    swapped = (
        replace(twin, event_id="1" * 16),
        both.events[1],
        replace(both.events[0], event_id="2" * 16),
    )
    events = apply_corrections(replace(found, events=swapped), acts).extraction.events
    assert [(event.place, event.review) for event in events] == [
        (KAZAKHSTAN, "rejected"),
        (IVANOVO_MAZOWIECKIE, "unreviewed"),
        (ALMATY, "confirmed"),
    ]


def test_corrections_follow_a_text_that_has_moved(by: Clock) -> None:
    found = story()
    acts = [
        change(found.article, found.mentions[3], MentionState("literal", IVANOVO), by()),
        reject(found.article, found.events[0], by()),
        add_event(found.article, *missed_event(found.article), by()),
    ]
    newer = story("Eilmeldung\n\nKurz nach acht Uhr berichtet unser Büro:\n\n" + STORY, "a2")
    reviewed = apply_corrections(newer, acts)
    assert reviewed.open == ()
    assert reviewed.extraction.events[0].review == "rejected"
    assert reviewed.extraction.events[1].place == IVANOVO
    assert newer.article.text[slice(*reviewed.extraction.events[2].excerpt)].startswith("Almaty b")


def test_words_that_are_gone_are_reported_with_the_reason(by: Clock) -> None:
    found = story()
    act = confirm(found.article, found.mentions[3], by())
    other = make_article("a2", "Etwas ganz anderes\n\nIn Bonn wurde gewählt.\n")
    reviewed = apply_corrections(Extraction(other, (), ()), [act])
    assert reviewed.extraction == Extraction(other, (), ())
    assert [(one.correction, one.reason) for one in reviewed.open] == [
        (act, "its words no longer stand in the text")
    ]


def test_a_confirmed_name_survives_an_engine_that_misses_it(by: Clock) -> None:
    found = story()
    act = confirm(found.article, found.mentions[3], by())
    missed = replace(found, mentions=found.mentions[:3], events=())
    reviewed = apply_corrections(missed, [act]).extraction
    assert reviewed.mentions[3].place == IVANOVO_MAZOWIECKIE
    assert reviewed.mentions[3].review == "confirmed"


def test_a_name_found_with_an_ending_more_is_the_same(by: Clock) -> None:
    found = story()
    act = reject(found.article, found.mentions[3], by())
    longer = replace(found.mentions[3], end=found.mentions[3].end + 1)
    again = replace(found, mentions=(*found.mentions[:3], longer))
    assert apply_corrections(again, [act]).extraction.mentions[3].review == "rejected"


def test_what_is_said_of_an_article_reaches_its_events(by: Clock) -> None:
    found = story()
    article = found.article
    said = replace(state_of(article), publisher="Der Bote", published=day("2022-01-07"))
    reviewed = apply_corrections(found, [change(article, article, said, by())]).extraction
    assert (reviewed.article.publisher, reviewed.article.published) == (
        "Der Bote",
        day("2022-01-07"),
    )
    assert reviewed.article.url == article.url
    assert {event.source.publisher for event in reviewed.events} == {"Der Bote"}


def test_an_article_can_be_declared_done(by: Clock) -> None:
    found = story()
    assert not apply_corrections(found, [confirm(found.article, found.events[0], by())]).whole
    reviewed = apply_corrections(found, [confirm(found.article, found.article, by())])
    assert reviewed.whole
    assert reviewed.extraction == found


def test_an_article_that_was_declared_done_is_not_so_in_another_version(by: Clock) -> None:
    found = story()
    done = confirm(found.article, found.article, by())
    longer = replace(found.article, text=f"{found.article.text}\nNachtrag: Es gab Verletzte.\n")
    assert not apply_corrections(replace(found, article=longer), [done]).whole


def test_the_same_acts_give_the_same_again(by: Clock) -> None:
    found = story()
    acts = [
        add_event(found.article, *missed_event(found.article), by()),
        change(
            found.article, found.mentions[1], MentionState("actor", KAZAKHSTAN), by(), scope="name"
        ),
        reject(found.article, found.events[1], by()),
    ]
    assert apply_corrections(found, acts) == apply_corrections(story(), [*acts, *acts])


@pytest.mark.parametrize("sort", ["mention", "event"])
def test_an_act_on_one_leaves_all_others_the_very_same(by: Clock, sort: str) -> None:
    found = story()
    target: Mention | Event = found.mentions[2] if sort == "mention" else found.events[1]
    reviewed = apply_corrections(found, [reject(found.article, target, by())]).extraction
    same = [
        one is other
        for one, other in zip(
            (*found.mentions, *found.events),
            (*reviewed.mentions, *reviewed.events),
            strict=True,
        )
    ]
    assert same.count(False) <= 1 + len(found.events)


def test_a_name_without_a_place_can_be_confirmed_so(by: Clock) -> None:
    found = story()
    nowhere = replace(found.mentions[3], place=None, confidence=0.0)
    told = replace(found, mentions=(*found.mentions[:3], nowhere))
    (*_, now) = apply_corrections(told, [confirm(told.article, nowhere, by())]).extraction.mentions
    assert now == replace(nowhere, review="confirmed", usage_score=1.0)


def test_who_says_a_figure_moves_with_the_text(by: Clock) -> None:
    found = story()
    start = STORY.index("Soldaten")
    told = Attribution("officials", Span(start, start + 8), "Soldaten")
    figures = (Figure("troops", 300, 300, "about", told),)
    marched = replace(found.events[0], figures=figures)
    act = confirm(found.article, marched, by())
    newer = story("Eilmeldung\n\nWieder neu:\n\n" + STORY, "a2")
    (_, kept) = apply_corrections(replace(newer, events=newer.events[1:]), [act]).extraction.events
    (figure,) = kept.figures
    assert figure.attribution is not None
    assert newer.article.text[slice(*figure.attribution.span)] == "Soldaten"
