from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.pipeline import Collection, collect
from geodata.tables import build_tables
from geodata.ui.evidence.cards import (
    card_foot,
    card_head,
    excerpt_html,
    incident_row,
    telling_html,
    way_words,
)
from geodata.ui.evidence.claims import figures_html
from geodata.ui.shelf.gathering import make_library
from geodata.ui.shelf.library import Told
from tests.records import (
    RUSSIA,
    almaty_extraction,
    make_incident,
    shots_collection,
    shots_extraction,
)

if TYPE_CHECKING:
    from geodata.models import Event, Incident
    from geodata.ui.shelf.library import Library

pytestmark = pytest.mark.usefixtures("german")

EXTRACTION = almaty_extraction()
LIBRARY = make_library(None, collect([EXTRACTION]))
ARRIVED, STAGING = (Told(event, EXTRACTION) for event in EXTRACTION.events)


def alone(event: Event) -> tuple[Incident, Library]:
    """Return the incident of one event, and a library of nothing else."""
    incident = make_incident([event])
    found = (replace(EXTRACTION, events=(event,)),)
    collection = Collection(found, (incident,), (), build_tables(found, [incident]))
    return incident, make_library(None, collection)


def shots(*, disputed: bool = True) -> tuple[Incident, Library]:
    collection = shots_collection(disputed=disputed)
    return collection.incidents[0], make_library(None, collection)


def test_an_excerpt_has_its_place_and_its_trigger_marked() -> None:
    shown = excerpt_html(ARRIVED)
    assert '<span class="sp-place">Almaty</span>' in shown
    assert '<span class="sp-trigger sp-t-deployment">landeten</span>' in shown


def test_a_card_tells_what_when_who_how_many_and_from_how_many_sources() -> None:
    shown = card_head(*alone(ARRIVED.event), "light")
    for text in ("Verlegung", "angekommen", "6. Januar 2022", "rund 300 Einsatzkräfte"):
        assert text in shown
    assert "Russland → Almaty" in shown
    assert "nur eine Quelle" in shown


def test_a_telling_stands_with_its_article() -> None:
    shown = telling_html(ARRIVED, alone(ARRIVED.event)[0])
    assert "Musterzeitung" in shown
    assert "Soldaten auf dem Weg nach Almaty" in shown
    assert "sp-says" not in shown


def test_a_telling_says_who_says_so_in_the_words_of_the_text() -> None:
    incident, library = shots()
    police, fact, _doctors = library.tellings(incident)
    shown = telling_html(police, incident)
    assert "Wer das sagt: Behörden" in shown
    assert '<span class="sp-said">nach Angaben der Polizei</span>' in shown
    assert "sp-says" not in telling_html(fact, incident)


def test_words_of_the_speaker_outside_the_excerpt_are_quoted() -> None:
    incident, library = shots()
    police = library.tellings(incident)[0]
    short = replace(police.event, excerpt=police.event.trigger)
    shown = telling_html(Told(short, police.extraction), incident)
    assert "„nach Angaben der Polizei“ (Behörden)" in shown


def test_a_copy_is_named_as_one() -> None:
    incident = alone(ARRIVED.event)[0]
    assert "Abdruck einer früheren Meldung" in telling_html(ARRIVED, incident, is_copy=True)


def test_a_telling_that_denies_what_others_tell_says_so() -> None:
    incident = alone(ARRIVED.event)[0]
    denied = Told(replace(ARRIVED.event, phase=None, status="negated"), EXTRACTION)
    assert "verneint" in telling_html(denied, incident)


def test_each_source_has_a_bar_with_its_own_words() -> None:
    shown = figures_html(shots()[0])
    for text in ("12–103 Tote", "mindestens 12", ">26<", ">103<", "Blatt a2"):
        assert text in shown
    assert shown.count('class="sp-claim"') == 3
    assert "≠ Quellen uneins" in shown
    assert "„wie Ärzte es schildern“ (Augenzeugen)" in shown
    assert "width:100.0%" in shown


def test_sources_that_can_both_be_right_are_not_said_to_differ() -> None:
    shown = figures_html(shots(disputed=False)[0])
    assert "uneins" not in shown
    assert "einig" not in shown


def test_sources_that_say_the_same_number_agree() -> None:
    one, other = (shots_extraction(name).events[0] for name in ("a1", "a2"))
    incident = make_incident([one, replace(other, figures=one.figures)])
    assert "= 2 Quellen einig" in figures_html(incident)


def test_one_article_that_quotes_two_speakers_is_no_agreement_of_sources() -> None:
    one = shots_extraction("a1").events[0]
    (police,) = one.figures
    incident = make_incident([replace(one, figures=(police, replace(police, attribution=None)))])
    shown = figures_html(incident)
    assert shown.count('class="sp-claim"') == 2
    assert "einig" not in shown


def test_a_claim_of_a_copy_has_no_bar_but_is_counted() -> None:
    events = [shots_extraction(name).events[0] for name in ("a1", "a2")]
    incident = make_incident(events, copies=["a2"])
    shown = figures_html(incident)
    assert "sp-claim" not in shown
    assert "in 1 Abdruck wiederholt" in shown


def test_no_card_adds_up_or_averages() -> None:
    shown = card_head(*shots(), "light")
    for number in ("141", "47", "130"):
        assert number not in shown


def test_a_row_counts_its_sources_and_says_that_they_differ() -> None:
    incident, library = shots()
    shown = incident_row(incident, library, "light")
    assert "3 Quellen" in shown
    assert "Quellen uneins" in shown
    assert "Musterzeitung" in incident_row(*alone(ARRIVED.event), "light")


def test_a_foot_says_how_exact_and_how_sure_the_place_is() -> None:
    shown = card_foot(*alone(ARRIVED.event))
    assert "auf etwa 15 km genau" in shown
    assert "Tag genannt" in shown
    assert "sicher (0,95)" in shown


def test_an_incident_without_place_and_date_says_so() -> None:
    bare = replace(STAGING.event, place=None, where_prec=None, mentions=())
    assert "ohne Ort" in incident_row(*alone(bare), "dark")
    assert "ohne Datum" in incident_row(*alone(bare), "dark")
    assert "nicht bewertet" in card_foot(*alone(bare))


def test_other_actors_stand_beside_the_way() -> None:
    joint = replace(ARRIVED.event, actors=("RU", "BY"))
    assert "Russland und Belarus · Russland → Almaty" in card_head(*alone(joint), "light")


def test_a_withdrawal_leads_away_from_its_place() -> None:
    event = replace(ARRIVED.event, kind="withdrawal", phase=None, origin=None)
    assert way_words(event, LIBRARY) == "aus Almaty"
    assert way_words(replace(event, kind="presence", origin=RUSSIA), LIBRARY) == ""


def test_hostile_publishers_and_speakers_are_escaped() -> None:
    hostile = "<b>{{ 7*7 }}</b>"
    one = shots_extraction("a1")
    (event,) = one.events
    assert event.attribution is not None
    police = replace(event.attribution, words=hostile)
    event = replace(
        event,
        attribution=police,
        figures=(replace(event.figures[0], attribution=police),),
        excerpt=event.trigger,
    )
    told = Told(event, replace(one, article=replace(one.article, publisher=hostile)))
    incident = make_incident([event])
    found = (told.extraction,)
    library = make_library(
        None, Collection(found, (incident,), (), build_tables(found, [incident]))
    )
    for shown in (telling_html(told, incident), card_head(incident, library, "light")):
        assert "<b>{{" not in shown
        assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in shown


def test_what_a_search_has_found_is_marked_in_excerpt_and_headline() -> None:
    shown = telling_html(ARRIVED, alone(ARRIVED.event)[0], words="soldaten -panzer")
    assert shown.count('<span class="sp-hit">') == 2
    assert '<span class="sp-hit">Soldaten</span> auf dem Weg' in shown
    assert "sp-hit" not in telling_html(ARRIVED, alone(ARRIVED.event)[0])
