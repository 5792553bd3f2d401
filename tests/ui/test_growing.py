"""A library that grows is the one that the same articles give when they are read anew."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.events.incidents import find_incidents
from geodata.tables import build_tables
from geodata.ui.shelf.compact import compact_tables
from geodata.ui.shelf.gathering import gather
from geodata.ui.shelf.growing import Growing
from tests.ui.newsroom import NEWS, extraction_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from geodata.models import Extraction, Place
    from geodata.ui.shelf.library import Library

ALL = tuple(map(extraction_of, NEWS))
BLAST, AGAIN, PROTEST, TROOPS, WEATHER = ALL


def growing(extractions: Iterable[Extraction]) -> Growing:
    made = gather(extractions, kind="store")
    return Growing(made.library, made.ledger)


def elsewhere(extraction: Extraction, place: Place | None) -> Extraction:
    """Return an article whose events have all been given another place."""
    events = tuple(replace(event, place=place) for event in extraction.events)
    return replace(extraction, events=events)


def rejected(extraction: Extraction) -> Extraction:
    """Return an article of which people have rejected all that the machine found."""
    return replace(
        extraction,
        mentions=tuple(replace(one, review="rejected") for one in extraction.mentions),
        events=tuple(replace(one, review="rejected") for one in extraction.events),
    )


def without_mentions(extraction: Extraction) -> Extraction:
    return replace(extraction, mentions=(), events=())


def assert_same(library: Library, expected: Library) -> None:
    """Compare all that pages read of a library, cell by cell and record by record."""
    for one in fields(expected.tables):
        pd.testing.assert_frame_equal(
            getattr(library.tables, one.name), getattr(expected.tables, one.name)
        )
    assert library.contents.labels == expected.contents.labels
    for article_id in expected.tables.articles["article_id"]:
        assert library.extraction(article_id) == expected.extraction(article_id)
    for incident_id in expected.tables.incidents["incident_id"]:
        assert library.incident(incident_id) == expected.incident(incident_id)
    said = [one.with_excerpts(one.tables.events)["excerpt"] for one in (library, expected)]
    assert said[0].tolist() == said[1].tolist()
    for words in ("explosion", "almaty -drei", "soldaten", "wien", ""):
        found = [one.facets.text_rows(words) for one in (library, expected)]
        for mine, theirs in zip(*found, strict=True):
            assert mine.tolist() == theirs.tolist(), words


PLACE = next(event.place for event in PROTEST.events)
CHANGES: dict[str, tuple[Sequence[Extraction], Collection[str], Sequence[Extraction]]] = {
    "a place was corrected": (
        [elsewhere(BLAST, PLACE)],
        (),
        [elsewhere(BLAST, PLACE), AGAIN, PROTEST, TROOPS, WEATHER],
    ),
    "all was rejected": (
        [rejected(TROOPS)],
        (),
        [BLAST, AGAIN, PROTEST, rejected(TROOPS), WEATHER],
    ),
    "all places are gone": (
        [without_mentions(PROTEST)],
        (),
        [BLAST, AGAIN, without_mentions(PROTEST), TROOPS, WEATHER],
    ),
    "an article was removed": ([], [AGAIN.article.article_id], [BLAST, PROTEST, TROOPS, WEATHER]),
    "one came, one went": (
        [extraction_of("blast")],
        [WEATHER.article.article_id],
        [BLAST, AGAIN, PROTEST, TROOPS],
    ),
    "nothing is left": ([], [one.article.article_id for one in ALL], []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_what_reading_anew_gives(change: str) -> None:
    come, gone, expected = CHANGES[change]
    grown = growing(ALL)
    grown.update(come, gone)
    assert_same(grown.library, gather(expected, kind="store").library)


def test_articles_that_come_one_by_one_give_what_all_together_give() -> None:
    grown = growing([])
    for one in ALL:
        grown.update([one], ())
    assert_same(grown.library, gather(ALL, kind="store").library)


def test_many_small_changes_leave_no_trace() -> None:
    grown = growing(ALL)
    for one in (*ALL, *ALL):
        grown.update([without_mentions(one)], ())
        grown.update([one], ())
    assert len(grown.library.records.texts.parts) < 6
    assert_same(grown.library, gather(ALL, kind="store").library)


def test_a_name_used_most_often_elsewhere_is_renamed_everywhere() -> None:
    """Almaty goes by what most articles call it, in the rows of articles that stayed, too."""
    other = replace(
        TROOPS,
        mentions=tuple(
            replace(one, form="Alma-Ata" if one.form == "Almaty" else one.form)
            for one in TROOPS.mentions
        ),
    )
    assert other != TROOPS
    grown = growing([BLAST, other])
    grown.update([], [BLAST.article.article_id])
    assert "Alma-Ata" in set(grown.library.tables.places["location"])
    grown.update([AGAIN, BLAST], ())
    assert_same(grown.library, gather([other, AGAIN, BLAST], kind="store").library)


def test_a_library_that_somebody_looks_at_stays_as_it_is() -> None:
    grown = growing(ALL)
    before = grown.library
    rows = {one.name: getattr(before.tables, one.name).copy() for one in fields(before.tables)}
    grown.update([elsewhere(BLAST, None)], [TROOPS.article.article_id])
    assert grown.library is not before
    for name, frame in rows.items():
        pd.testing.assert_frame_equal(getattr(before.tables, name), frame)
    assert before.extraction(BLAST.article.article_id) == BLAST
    assert_same(before, gather(ALL, kind="store").library)


def test_what_changes_nothing_gives_the_same_library() -> None:
    grown = growing(ALL)
    before = grown.library
    assert grown.update([], ["no such article"]) is before


def test_a_saved_library_goes_on_growing(tmp_path: Path) -> None:
    grown = growing([BLAST, AGAIN])
    grown.update([PROTEST], [AGAIN.article.article_id])
    grown.save(tmp_path)
    opened = Growing.open(tmp_path)
    assert_same(opened.library, gather([BLAST, PROTEST], kind="store").library)
    opened.update([TROOPS, AGAIN], ())
    assert_same(opened.library, gather([BLAST, PROTEST, TROOPS, AGAIN], kind="store").library)


def test_places_go_by_the_names_that_files_give_them() -> None:
    """Pages and `schauplatz export` must not call one place by two names."""
    mended = [rejected(BLAST), *ALL[1:]]
    incidents = find_incidents(event for one in mended for event in one.events)
    expected = compact_tables(build_tables(mended, incidents))
    library = gather(mended, kind="store").library
    for one in fields(expected):
        pd.testing.assert_frame_equal(
            getattr(library.tables, one.name), getattr(expected, one.name)
        )
