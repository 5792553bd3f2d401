"""What a reviewer is told and offered: acts in words, doubts, places, sentences, selections."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geodata.gazetteer import load_gazetteer
from geodata.intake import stored_extractions
from geodata.models import Candidate, Event, Figure, Place, Span
from geodata.review import Signed, add_mention, change, confirm, note, place_at, reject, state_of
from geodata.store import open_store
from geodata.ui.review.acts import Done
from geodata.ui.review.event_form import precision_of, read_date
from geodata.ui.review.log import log_html
from geodata.ui.review.places import found_words, offered_words, offers, search_places
from geodata.ui.review.said import said_html
from geodata.ui.review.saying import said_html as target_html
from geodata.ui.review.selecting import Selected, read_selection
from geodata.ui.review.sentences import sentence_around, sentences_of, words_within
from geodata.ui.review.targets import Target, place_words, targets_in_order
from geodata.ui.review.wording import change_words, reviewer_words, said_words
from geodata.ui.shelf.gathering import gather
from tests.ui.newsroom import NOW, add_news, extraction_of, news_article

if TYPE_CHECKING:
    from geodata.models import Extraction, Mention
    from geodata.store import Store
    from geodata.ui.shelf.library import Library

pytestmark = pytest.mark.usefixtures("german")

BY = Signed("anna@redaktion.example", NOW)
PARIS = Place("geonames:2988507", "Paris", "city", "FR", 48.85, 2.35, 10.0, 2_100_000)
TEXAS = Place("geonames:4717560", "Paris", "city", "US", 33.66, -95.55, 5.0, 24_000)


@pytest.fixture
def library() -> Library:
    """Return a library that knows neither of the two."""
    return gather([extraction_of("weather")], kind="files").library


def troops() -> tuple[Event, Target]:
    extraction = extraction_of("troops")
    event = extraction.events[0]
    return event, Target(extraction, event)


def test_a_change_names_what_was_before_and_what_is_now() -> None:
    event, target = troops()
    figures = (Figure("troops", 2500, 3000, "about"),)
    after = replace(state_of(event), figures=figures, place=PARIS)
    words = change_words(change(target.article, event, after, BY))
    assert "Ort: Almaty, Kasachstan, Stadt → Paris, Frankreich, Stadt" in words
    assert "Zahlen: 300 Einsatzkräfte → rund 2\u202f500–3\u202f000 Einsatzkräfte" in words
    assert "Art:" not in words


def test_a_confirmation_has_changed_nothing() -> None:
    event, target = troops()
    assert change_words(confirm(target.article, event, BY)) == ""
    assert change_words(reject(target.article, event, BY)) == ""


def test_readers_see_the_name_of_an_address_and_never_its_host() -> None:
    assert reviewer_words("anna@redaktion.example") == "anna"
    assert reviewer_words("Anna") == "Anna"
    event, target = troops()
    line = said_words("confirmed", confirm(target.article, event, BY))
    assert line == "✓ bestätigt von anna, 1. Februar"


def test_a_status_is_said_of_whoever_gave_it_and_of_nobody_else() -> None:
    store = open_store("sqlite://")
    add_news(store, "protest")
    (found,) = stored_extractions(store)
    event, name = found.events[0], found.mentions[0]
    store.correct(confirm(found.article, name, BY, scope="name"))
    store.correct(reject(found.article, event, Signed("Ben", NOW)))
    assert said_of(store, found, replace(name, review="confirmed")) == "✓ bestätigt von anna"
    assert said_of(store, found, replace(event, review="rejected")) == "✕ verworfen von Ben"
    other = replace(event, event_id=event.event_id[::-1], review="confirmed")
    assert said_of(store, found, other) == "✓ bestätigt"


def said_of(store: Store, extraction: Extraction, found: Event | Mention) -> str:
    """Return what all readers are told of something, without the day."""
    html = target_html(store, [Target(extraction, found)])
    return re.sub("<[^>]*>", "", html).partition(",")[0]


def test_the_log_escapes_what_people_write() -> None:
    event, target = troops()
    by = replace(BY, reason="<b>siehe</b> {{ 7*7 }}", reviewer="<i>Anna</i>")
    html = log_html(note(target.article, event, by))
    assert "&lt;b&gt;siehe&lt;/b&gt;" in html
    assert "<i>" not in html
    assert "<s>" in log_html(confirm(target.article, event, BY), undone=True)


def test_the_line_on_an_act_names_others_and_escapes_their_words() -> None:
    event, target = troops()
    elsewhere = replace(state_of(event), place=replace(PARIS, name="<script>Paris"))
    other = change(target.article, event, elsewhere, Signed("Ben", NOW))
    html = said_html(Done((confirm(target.article, event, BY),), (other,)))
    assert "Kurz zuvor hat Ben" in html
    assert "<script>" not in html


def test_acts_made_together_are_counted() -> None:
    event, target = troops()
    acts = tuple(confirm(target.article, event, BY) for _each in range(3))
    assert "3 Meldungen" in said_html(Done(acts))


def test_a_name_with_marks_of_markdown_is_asked_about_letter_for_letter() -> None:
    (asked,) = AppTest.from_function(_hostile_form).run().checkbox
    assert ":red[" not in asked.label
    assert "**" not in asked.label.replace("\\*", "")
    assert r"\*\*laut\*\*" in asked.label


def _hostile_form() -> None:
    """Draw the form of a mention whose name looks like Markdown and stands twice."""
    from dataclasses import replace  # noqa: PLC0415 - the script of a page stands alone
    from types import SimpleNamespace  # noqa: PLC0415
    from typing import Any  # noqa: PLC0415

    from geodata.review import state_of  # noqa: PLC0415
    from geodata.ui.review.mention_form import fill_mention  # noqa: PLC0415
    from geodata.ui.review.targets import Target  # noqa: PLC0415
    from geodata.ui.shelf.gathering import gather  # noqa: PLC0415
    from tests.ui.newsroom import extraction_of  # noqa: PLC0415

    found = extraction_of("weather")
    page: Any = SimpleNamespace(library=gather([found], kind="files").library)
    name = replace(found.mentions[0], surface="**laut** :red[x]", form=None)
    target = Target(replace(found, mentions=(name, name)), name)
    fill_mention(page, target, name, state_of(name), key="form")


def test_offers_leave_out_the_present_place_and_come_likeliest_first() -> None:
    extraction = extraction_of("troops")
    mention = replace(
        extraction.mentions[0],
        place=PARIS,
        candidates=(Candidate(TEXAS, 0.1), Candidate(PARIS, 0.7), Candidate(TEXAS, 0.1)),
    )
    assert [one.place for one in offers(Target(extraction, mention))] == [TEXAS]


def test_an_event_is_offered_the_other_places_of_its_article() -> None:
    event, target = troops()
    named = {one.place for one in target.extraction.mentions}
    offered = {one.place for one in offers(target)}
    assert event.place not in offered
    assert named - {event.place, None} <= offered


def test_namesakes_are_told_apart_by_country_people_and_distance() -> None:
    assert found_words(TEXAS, PARIS).startswith(
        "Paris, Vereinigte Staaten, Stadt · 24\u202f000 Einwohner · "
    )
    assert found_words(TEXAS, PARIS).endswith("km entfernt")
    assert "entfernt" not in found_words(PARIS, None)


def test_a_share_is_told_where_there_is_one(library: Library) -> None:
    assert offered_words(Candidate(TEXAS, 0.25), PARIS, library).endswith("Anteil 0,25")
    assert "Anteil" not in offered_words(Candidate(TEXAS, 0.0), PARIS, library)


@pytest.mark.parametrize("name", ["Almaty", "Алматы", "almat"])
def test_a_search_finds_names_in_any_language_and_their_beginnings(name: str) -> None:
    assert "geonames:1526384" in {one.place_id for one in search_places(load_gazetteer(), name)}


@pytest.mark.parametrize("name", ["", "x\x00", "\ud800", "qqqqqqq"])
def test_a_search_for_no_name_finds_nothing(name: str) -> None:
    assert search_places(load_gazetteer(), name) == ()


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2022-01-06", "2022-01-06"),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("2022-01-04/2022-01-06", "2022-01-04/2022-01-06"),
        ("2022-01-06/2022-01-04", None),
        ("2022-02-30", None),
        ("gestern", None),
        ("2022-01-04/", None),
    ],
)
def test_dates_are_read_as_typed_or_not_at_all(typed: str, iso: str | None) -> None:
    date = read_date(typed)
    assert (None if date is None else date.iso()) == iso


def test_the_precision_follows_the_place() -> None:
    point = place_at(43.2, 76.9, name="Platz", country_code="KZ")
    assert precision_of(PARIS) == 1
    assert precision_of(point) == 1
    assert precision_of(replace(point, radius_km=60.0)) == 2
    assert precision_of(replace(PARIS, type="country")) == 6
    assert precision_of(replace(PARIS, type="admin", level=2)) == 3


def test_targets_stand_in_the_order_of_the_text() -> None:
    starts = [one.span.start for one in targets_in_order(extraction_of("troops"))]
    assert starts == sorted(starts)
    assert len(starts) == len(extraction_of("troops").mentions) + len(
        extraction_of("troops").events
    )


def test_the_sentence_of_a_selection_is_found_whole() -> None:
    article = news_article("weather")
    start = article.text.index("Graz")
    sentence = sentence_around(article, Span(start, start + 4))
    assert article.text[slice(*sentence)].startswith("In Wien und Graz")
    assert sentence in sentences_of(article)
    assert words_within(article.text, sentence, "Linz") is not None
    assert words_within(article.text, sentence, "Paris") is None
    assert words_within(article.text, sentence, "") is None


def test_a_selection_is_taken_by_its_offsets_else_by_its_words() -> None:
    text = "Erst Wien.\r\nDann Graz und noch einmal Graz."
    at = text.index("Graz")
    assert Selected("mention", Span(at, at + 4), "Graz").within(text) == Span(at, at + 4)
    # A browser counts one sign for the line break.
    assert Selected("mention", Span(at - 1, at + 3), "Graz").within(text) == Span(at, at + 4)
    assert Selected("mention", Span(at - 1, at + 4), " Graz").within(text) == Span(at, at + 4)
    assert Selected("mention", Span(0, 4), "Bern").within(text) is None
    assert Selected("mark", Span(at, at + 1)).within(text) == Span(at, at + 1)
    assert Selected("mark", Span(900, 901)).within(text) is None


@pytest.mark.parametrize(
    "said",
    [
        None,
        "mention",
        {},
        {"what": "script", "start": 0, "end": 1, "text": ""},
        {"what": "mention", "start": 5, "end": 5, "text": "x"},
        {"what": "mention", "start": -1, "end": 5, "text": "x"},
        {"what": "mention", "start": "0", "end": 5, "text": "x"},
        {"what": "mention", "start": 0, "end": 5, "text": "x" * 3000},
    ],
)
def test_what_no_script_of_ours_would_say_is_ignored(said: object) -> None:
    assert read_selection(said) is None


def test_what_was_added_is_told_in_full() -> None:
    article = news_article("weather")
    start = article.text.index("Linz")
    state = replace(state_of(extraction_of("troops").mentions[0]), place=PARIS, usage="literal")
    added = add_mention(article, Span(start, start + 4), state, BY)
    assert "Ort: Paris, Frankreich, Stadt" in change_words(added)
    assert place_words(None) == "ohne Ort"
