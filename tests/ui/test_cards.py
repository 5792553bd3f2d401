from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.pipeline import collect
from geodata.ui.cards import card_foot, card_head, event_row, excerpt_html, way_words
from geodata.ui.loading import Told, make_library
from tests.records import RUSSIA, almaty_extraction

pytestmark = pytest.mark.usefixtures("german")

EXTRACTION = almaty_extraction()
LIBRARY = make_library(None, collect([EXTRACTION]))
ARRIVED, STAGING = (Told(event, EXTRACTION) for event in EXTRACTION.events)


def test_an_excerpt_has_its_place_and_its_trigger_marked() -> None:
    shown = excerpt_html(ARRIVED)
    assert '<span class="sp-place">Almaty</span>' in shown
    assert '<span class="sp-trigger sp-t-deployment">landeten</span>' in shown


def test_a_card_tells_what_when_who_how_many_and_where_it_stands() -> None:
    shown = card_head(ARRIVED, LIBRARY, "light")
    for text in ("Verlegung", "angekommen", "6. Januar 2022", "rund 300 Einsatzkräfte"):
        assert text in shown
    assert "Russland → Almaty" in shown
    assert "Musterzeitung" in shown
    assert "Soldaten auf dem Weg nach Almaty" in shown


def test_a_foot_says_how_exact_and_how_sure_the_place_is() -> None:
    shown = card_foot(ARRIVED)
    assert "auf etwa 15 km genau" in shown
    assert "Tag genannt" in shown
    assert "sicher (0,95)" in shown


def test_an_event_without_place_and_date_says_so() -> None:
    told = Told(replace(STAGING.event, place=None, where_prec=None, mentions=()), EXTRACTION)
    assert "ohne Ort" in event_row(told, LIBRARY, "dark")
    assert "ohne Datum" in event_row(told, LIBRARY, "dark")
    assert "nicht bewertet" in card_foot(told)


def test_other_actors_stand_beside_the_way() -> None:
    joint = Told(replace(ARRIVED.event, actors=("RU", "BY")), EXTRACTION)
    assert "Russland und Belarus · Russland → Almaty" in card_head(joint, LIBRARY, "light")


def test_a_withdrawal_leads_away_from_its_place() -> None:
    event = replace(ARRIVED.event, kind="withdrawal", phase=None, origin=None)
    assert way_words(event, LIBRARY) == "aus Almaty"
    assert way_words(replace(event, kind="presence", origin=RUSSIA), LIBRARY) == ""


def test_hostile_publishers_are_escaped() -> None:
    article = replace(EXTRACTION.article, publisher="<b>{{ 7*7 }}</b>")
    told = Told(ARRIVED.event, replace(EXTRACTION, article=article))
    assert "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in card_head(told, LIBRARY, "light")
