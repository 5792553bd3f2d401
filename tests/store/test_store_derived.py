from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from geodata.articles import iter_samples
from geodata.errors import StoreError
from geodata.models import Figure
from geodata.pipeline import extract_article
from geodata.review import place_at
from geodata.store import lasting
from geodata.store.schema import EVENTS, EXTRACTIONS, MENTIONS, PLACES
from tests.records import ALMATY, make_incident
from tests.store.stock import an_article, batch, extracted, new

if TYPE_CHECKING:
    from geodata.models import Extraction
    from geodata.store import Store

PAGE = "https://zeitung.example/2022/01/almaty"


def again(extraction: Extraction, why: str) -> Extraction:
    """Return what another method found: one mention, no event."""
    return replace(extraction, mentions=(replace(extraction.mentions[0], why=why),), events=())


def whys(store: Store) -> list[str]:
    return [extraction.mentions[0].why for extraction in store.extractions()]


def rows(store: Store) -> list[int]:
    with store._database.reading() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (EXTRACTIONS, MENTIONS, EVENTS)
        ]


def test_real_extractions_come_back_as_they_were(store: Store) -> None:
    articles = [lasting(article) for article in iter_samples()]
    given = [new(article, extraction=extract_article(article)) for article in articles]
    store.add(given)
    assert list(store.extractions()) == [one.extraction for one in given]
    assert store.check().sound


def test_extractions_can_be_asked_for_some_articles(store: Store) -> None:
    store.add(batch(range(6)))
    ids = store.article_ids()
    found = store.extractions([ids[4], ids[1], "0000000000000000"])
    assert [one.article.article_id for one in found] == [ids[1], ids[4]]
    assert list(store.extractions([])) == []


def test_more_articles_than_are_read_at_once_stay_in_order(store: Store) -> None:
    store.add(
        [
            replace(one, extraction=again(one.extraction, "x")) if one.extraction else one
            for one in batch(range(600))
        ]
    )
    found = [one.article.article_id for one in store.extractions()]
    assert tuple(found) == store.article_ids()
    assert len(found) == 600


def test_what_people_said_is_not_among_the_findings_of_the_machine(store: Store) -> None:
    article = an_article()
    found = extracted(article)
    reviewed = replace(found, mentions=tuple(replace(m, review="rejected") for m in found.mentions))
    store.add([new(article, extraction=reviewed)])
    assert list(store.extractions()) == [found]


def test_old_rows_are_read_until_all_new_ones_are_there(store: Store) -> None:
    store.add(batch(range(3)), method_version="1")
    old = list(store.extractions())
    ids = store.article_ids()
    assert store.stale("1") == []
    assert store.stale("2") == [*ids]
    before = store.revision
    fresh = [again(one, "second method") for one in old]
    store.save_extractions(zip(ids[:2], fresh[:2], strict=True), "2")
    assert list(store.extractions()) == old
    assert store.revision == before
    assert store.stale("2") == [ids[2]]
    store.save_extractions([(ids[2], fresh[2])], "2")
    assert list(store.extractions()) == fresh
    assert store.revision > before
    assert rows(store) == [3, 3, 0]
    assert {entry.method_version for entry in store.articles()} == {"2"}


def test_an_article_added_while_rows_are_rebuilt_is_read_at_once(store: Store) -> None:
    store.add(batch([1, 2]), method_version="1")
    first, second = store.article_ids()
    found = {one.article.article_id: one for one in store.extractions()}
    store.save_extractions([(first, again(found[first], "new"))], "2")
    store.add(
        [new(an_article(3), extraction=again(extracted(an_article(3)), "new"))], method_version="2"
    )
    assert whys(store) == ["gazetteer", "gazetteer", "new"]
    store.save_extractions([(second, again(found[second], "new"))], "2")
    assert whys(store) == ["new", "new", "new"]


def test_removing_the_last_stale_article_lets_the_rest_be_switched(store: Store) -> None:
    store.add(batch([1, 2]), method_version="1")
    first, second = store.article_ids()
    found = next(store.extractions([first]))
    store.save_extractions([(first, again(found, "new"))], "2")
    store.remove(second)
    store.save_extractions([], "2")
    assert whys(store) == ["new"]


def test_rows_of_the_same_method_are_replaced_at_once(store: Store) -> None:
    store.add(batch([1, 2]), method_version="1")
    (first, _second), before = store.article_ids(), store.revision
    store.save_extractions([(first, again(next(store.extractions([first])), "mended"))], "1")
    assert whys(store) == ["mended", "gazetteer"]
    assert store.revision > before


def test_rows_of_an_article_that_was_removed_meanwhile_are_passed_over(store: Store) -> None:
    store.add(batch([1, 2]), method_version="1")
    first, second = store.article_ids()
    found = list(store.extractions())
    store.remove(first)
    store.save_extractions([(first, again(found[0], "x")), (second, again(found[1], "x"))], "2")
    assert whys(store) == ["x"]
    assert store.check().sound


def test_older_versions_of_an_article_are_not_worked_out_anew(store: Store) -> None:
    store.add([new(an_article(1, url=PAGE))], method_version="1")
    store.add([new(an_article(2, url=PAGE))], method_version="1")
    assert store.stale("2") == [an_article(2).article_id]


def test_an_article_can_be_kept_before_it_is_worked_out(store: Store) -> None:
    article = an_article()
    store.add([replace(new(article), extraction=None)], method_version="1")
    assert store.article_count() == 1
    assert list(store.extractions()) == []
    assert store.stale("1") == [article.article_id]
    store.save_extractions([(article.article_id, extracted(article))], "1")
    assert list(store.extractions()) == [extracted(article)]


def test_an_event_of_another_article_is_refused(store: Store) -> None:
    article = an_article()
    strange = replace(extracted(article), events=extracted(an_article(2)).events)
    with pytest.raises(StoreError, match="not told by article"):
        store.add([new(article, extraction=strange)])
    assert store.article_count() == 0


def test_a_place_that_changed_does_not_change_rows_that_name_the_old_one(store: Store) -> None:
    article = an_article()
    store.add([new(article)])
    moved = replace(ALMATY, lat=43.3, claimed_by=("KZ", "RU"), level=1, population=None)
    other = an_article(2)
    found = extracted(other)
    mentions = (replace(found.mentions[0], place=moved), *found.mentions[1:])
    store.add([new(other, extraction=replace(found, mentions=mentions))])
    places = [one.mentions[0].place for one in store.extractions()]
    assert places == [ALMATY, moved]


@pytest.mark.parametrize("how", ["moved back", "removed"])
def test_points_that_people_set_go_when_nothing_names_them(store: Store, how: str) -> None:
    store.add(batch([1]))
    (event, _bare) = next(store.extractions()).events
    point = place_at(43.2, 76.9, name="Haus von Anna Beispiel")
    store.save_incidents([make_incident([replace(event, place=point)])], "1")
    assert point.name in names_of_places(store)
    if how == "removed":
        store.remove(an_article(1).article_id)
    else:
        store.save_incidents([make_incident([event])], "1")
    assert names_of_places(store) == {"Almaty", "Ivanovo", "Iwanowo"}
    assert store.check().sound


def names_of_places(store: Store) -> set[str]:
    with store._database.reading() as connection:
        return {*connection.scalars(select(PLACES.c.name))}


def test_incidents_are_replaced_as_a_whole(store: Store) -> None:
    store.add(batch([1, 2]))
    events = [event for one in store.extractions() for event in one.events]
    told = [replace(event, figures=(Figure("troops", 5, 5),)) for event in events]
    incidents = [make_incident(told[:1], disputed=True), make_incident(told[1:2])]
    store.save_incidents(incidents, "1")
    store.save_incidents(incidents[::-1], "2")
    found = store.incidents()
    assert [one.incident_id for one in found] == [one.incident_id for one in incidents[::-1]]
    assert [one.event_ids for one in found] == [(events[1].event_id,), (events[0].event_id,)]
    assert [one.disputed for one in found] == [False, True]
    assert found[1].place == ALMATY
    assert {one.method_version for one in found} == {"2"}
