from __future__ import annotations

import datetime as dt
import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import streamlit as st

from geodata.models import EVENT_KINDS, Event, Extraction, Incident, Mention, Problem
from geodata.pipeline import Collection
from geodata.tables import build_tables
from geodata.tables.filters import Filters
from geodata.ui.shelf.gathering import gather_library, make_library
from geodata.ui.shelf.library import Library
from geodata.ui.shelf.loading import _shelf, keep_library, load_library
from tests.records import (
    ALMATY,
    almaty_extraction,
    make_article,
    make_incident,
    make_mention,
    shots_collection,
    shots_extraction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORDS = (Event, Extraction, Incident, Mention)


def found() -> Iterator[Extraction | Problem]:
    yield almaty_extraction("b1")
    yield Problem("b2.txt", "is empty")
    for article_id in ("a1", "a2", "a3"):
        yield shots_extraction(article_id)


@pytest.fixture(scope="module")
def library() -> Library:
    return gather_library(None, found())


def test_articles_are_found_by_their_ids(library: Library) -> None:
    assert library.has_article("a2")
    assert not library.has_article("a9")
    assert library.extraction("a2") == shots_extraction("a2")
    with pytest.raises(KeyError):
        library.extraction("a9")


def test_problems_are_kept_and_articles_counted(library: Library) -> None:
    assert [one.where for one in library.problems] == ["b2.txt"]
    counts: list[int] = []
    gather_library(None, found(), on_article=counts.append)
    assert counts == [1, 2, 3, 4]


def test_every_row_of_the_tables_leads_to_its_record(library: Library) -> None:
    tables = library.tables
    for event_id, article_id in zip(
        tables.events["event_id"], tables.events["article_id"], strict=True
    ):
        told = library.told(event_id)
        assert told.event.event_id == event_id
        assert told.extraction.article.article_id == article_id
        assert told.event in library.incident_of(told.event).events
    for incident_id in tables.incidents["incident_id"]:
        assert library.has_incident(incident_id)
        assert library.incident(incident_id).incident_id == incident_id


def test_what_is_not_there_is_refused(library: Library) -> None:
    assert not library.has_incident("no-such")
    with pytest.raises(KeyError):
        library.incident("no-such")
    with pytest.raises(KeyError):
        library.told("no-such")


def copied() -> Library:
    """Return a library whose second article repeats the first, and whose third tells anew."""
    wording = tuple(range(40))
    tellings = []
    for article_id in ("a1", "a2", "a3"):
        extraction = shots_extraction(article_id)
        (event,) = extraction.events
        sketch = () if article_id == "a3" else wording
        source = replace(event.source, sketch=sketch)
        tellings.append(replace(extraction, events=(replace(event, source=source),)))
    events = [event for one in tellings for event in one.events]
    incident = replace(make_incident(events), sources=2)
    tables = build_tables(tellings, [incident])
    return make_library(None, Collection(tuple(tellings), (incident,), (), tables))


def test_copies_come_after_independent_reports() -> None:
    library = copied()
    (incident,) = (library.incident(one) for one in library.tables.incidents["incident_id"])
    order = [told.extraction.article.article_id for told in library.tellings(incident)]
    assert order == ["a1", "a3", "a2"]
    assert [library.is_copy(event) for event in incident.events] == [False, True, False]
    assert library.tables.events["copy"].tolist() == [False, True, False]


def test_no_record_stays_in_memory() -> None:
    before = count_records()
    library = gather_library(None, found())
    gc.collect()
    assert count_records() == before
    assert library.extraction("a1").events  # now some are, until others are asked for
    assert count_records() > before


def count_records() -> int:
    gc.collect()
    return sum(isinstance(one, RECORDS) for one in gc.get_objects())


def test_what_filters_keep_is_made_once_for_all(library: Library) -> None:
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _n: library.kept(Filters(kinds=("violence",))), range(8)))
    assert len({id(one) for one in kept}) == 1
    assert kept[0].incidents is kept[0].incidents


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(countries=("KZ",)),
        Filters(kinds=("violence",), undated=False),
        Filters(statuses=("negated",)),
        Filters(countries=("FR",)),
    ],
)
def test_frames_are_those_of_the_choice(library: Library, filters: Filters) -> None:
    kept, choice = library.kept(filters), library.facets.choose(filters)
    wanted = library.tables.incidents["incident_id"][choice.incidents]
    assert kept.incidents["incident_id"].tolist() == wanted.tolist()
    told = library.tables.events[library.tables.events["incident_id"].isin(wanted)]
    assert kept.events["event_id"].tolist() == told["event_id"].tolist()
    hidden = set(kept.hidden["incident_id"])
    assert not hidden & set(wanted)


def test_a_page_about_some_kinds_shows_no_others(library: Library) -> None:
    every = library.kept(Filters())
    some = library.kept(Filters(), ("violence",))
    assert set(some.incidents["kind"]) == set(some.events["kind"]) == {"violence"}
    assert len(every.incidents) > len(some.incidents)
    assert library.kept(Filters(kinds=("deployment",)), ("violence",)).incidents.empty


def test_what_was_made_of_a_choice_outlives_its_rows(library: Library) -> None:
    library.kept(Filters()).recall("answer", lambda: "made")
    for day in range(1, 12):
        library.kept(Filters(last_day=dt.date(2022, 2, day)))
    assert library.kept(Filters()).recall("answer", str) == "made"
    assert library.kept(Filters(), ("violence",)).recall("answer", lambda: "other") == "other"


def test_choices_do_not_pile_up(library: Library) -> None:
    for day in range(1, 29):
        library.kept(Filters(last_day=dt.date(2022, 2, day)))
    assert len(library._kept) <= 8


@pytest.mark.usefixtures("german")
def test_a_saved_library_is_served_by_another_process(library: Library, tmp_path: Path) -> None:
    library.save(tmp_path)
    opened = Library.open(tmp_path)
    for one in fields(library.tables):
        pd.testing.assert_frame_equal(
            getattr(opened.tables, one.name), getattr(library.tables, one.name)
        )
    assert opened.problems == library.problems
    assert opened.extraction("a3") == shots_extraction("a3")
    assert opened.place_name("geonames:555312") == "Iwanowo"
    assert opened.kept(Filters(), EVENT_KINDS).incidents["incident_id"].tolist()


def test_a_library_that_is_there_is_not_read(library: Library, tmp_path: Path) -> None:
    keep_library(tmp_path, library)
    assert load_library(tmp_path) is library


def test_a_library_goes_when_its_folder_has_changed(library: Library, tmp_path: Path) -> None:
    keep_library(tmp_path, library)
    (tmp_path / "neu.txt").write_text("Neu\n", encoding="utf-8")
    other = gather_library(tmp_path, [])
    keep_library(tmp_path, other)
    kept = [one for (path, _state), one in _shelf().libraries.items() if path == tmp_path]
    assert kept == [other]


def test_excerpts_are_read_from_the_articles() -> None:
    collection = shots_collection()
    library = make_library(None, collection)
    assert "excerpt" not in library.tables.events
    events = library.with_excerpts(library.tables.events.iloc[::-1])
    assert events["excerpt"].tolist() == collection.tables.events["excerpt"].tolist()[::-1]


@pytest.mark.usefixtures("german")
def test_a_place_of_foreign_articles_goes_by_its_german_name() -> None:
    donbas = replace(ALMATY, place_id="region:donbas", name="Donbas", type="region")
    article = replace(make_article("e1", "Troops left Donbas.\n"), language="en")
    there = Extraction(article, (make_mention(article, "Donbas", donbas),), ())
    assert gather_library(None, [there]).place_name("region:donbas") == "Donbass"
    at_home = make_article("d1", "Soldaten verließen das Donezbecken.\n")
    here = Extraction(at_home, (make_mention(at_home, "Donezbecken", donbas),), ())
    assert gather_library(None, [there, here]).place_name("region:donbas") == "Donezbecken"


def test_mentions_count_towards_what_a_choice_holds_once_they_are_made() -> None:
    library = gather_library(None, found())
    every, some = library.kept(Filters()), library.kept(Filters(countries=("KZ",)))
    assert every.mentions is library.tables.mentions  # all of them: no copy
    before = some.size
    mentions = len(some.mentions)
    assert 0 < mentions < len(library.tables.mentions)
    assert some.size == before + mentions


@pytest.mark.usefixtures("german")
def test_a_great_city_of_foreign_articles_goes_by_its_german_name() -> None:
    moscow = replace(ALMATY, place_id="geonames:524901", name="Moscow", country_code="RU")
    namesake = replace(moscow, place_id="geonames:5601538", country_code="US")
    article = replace(make_article("e1", "From Moscow to Moscow.\n"), language="en")
    mentions = (
        make_mention(article, "Moscow", moscow),
        make_mention(article, "Moscow", namesake, after=10),
    )
    library = gather_library(None, [Extraction(article, mentions, ())])
    assert library.place_name("geonames:524901") == "Moskau"
    assert library.place_name("geonames:5601538") == "Moscow"


def test_no_visitor_can_have_everything_read_anew(tmp_path: Path) -> None:
    library = load_library(tmp_path)
    st.cache_resource.clear()  # which any browser may ask for
    assert load_library(tmp_path) is library
