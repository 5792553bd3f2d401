from __future__ import annotations

import time
from dataclasses import replace

import pandas as pd
import pytest

from geodata.models import Extraction
from geodata.pipeline import collect
from geodata.review.queue import DOUBTS, queue_events, queue_mentions
from tests.records import ALMATY, almaty_extraction, make_article, make_mention, shots_collection


def events(**changed: list[object]) -> pd.DataFrame:
    count = len(next(iter(changed.values())))
    plain = {
        "event_id": [f"e{n}" for n in range(count)],
        "incident_id": [f"i{n}" for n in range(count)],
        "article_id": [f"a{n}" for n in range(count)],
        "attribution": [None] * count,
        "geo_confidence": [0.9] * count,
        "review_status": ["unreviewed"] * count,
    }
    return pd.DataFrame(plain | changed)


def incidents(count: int, **changed: list[object]) -> pd.DataFrame:
    plain = {
        "incident_id": [f"i{n}" for n in range(count)],
        "disputed": [False] * count,
        "sources": [1] * count,
    }
    return pd.DataFrame(plain | changed)


def claims(*rows: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "incident_id": [one[0] for one in rows],
            "what": ["dead"] * len(rows),
            "minimum": pd.Series([one[1] for one in rows], dtype="int64"),
            "maximum": pd.Series([one[2] for one in rows], dtype="int64"),
        }
    )


def test_the_place_that_is_least_sure_comes_first() -> None:
    told = events(geo_confidence=[0.95, 0.4, None])
    found = queue_events(told, incidents(3), claims())
    assert found["event_id"].tolist() == ["e1", "e2", "e0"]
    assert found["doubt"].tolist() == pytest.approx([0.27, 0.225, 0.0225])
    assert set(found["why"]) == {"place"}


def test_hearsay_disputes_and_far_figures_count() -> None:
    told = events(attribution=["unnamed", None, None, "officials"])
    other = incidents(4, disputed=[False, True, False, False])
    found = queue_events(told, other, claims(("i2", 3, 3), ("i2", 90, 90), ("i3", 5, 5)))
    assert found["event_id"].tolist() == ["e0", "e1", "e2", "e3"]
    assert found["why"].tolist() == ["attribution", "dispute", "figures", "attribution"]
    assert found["doubt"].tolist() == pytest.approx([0.245, 0.245, 0.195, 0.105])


def test_ties_go_to_what_more_sources_tell_then_by_id() -> None:
    told = events(geo_confidence=[0.5, 0.5, 0.5])
    found = queue_events(told, incidents(3, sources=[1, 1, 4]), claims())
    assert found["event_id"].tolist() == ["e2", "e0", "e1"]


def test_what_was_looked_at_does_not_wait() -> None:
    told = events(review_status=["confirmed", "unreviewed", "rejected"])
    assert queue_events(told, incidents(3), claims())["event_id"].tolist() == ["e1"]


def test_the_tables_of_articles_can_be_queued_plain_or_as_categories() -> None:
    tables = shots_collection().tables
    found = queue_events(tables.events, tables.incidents, tables.figures)
    slim = queue_events(
        *(
            one.astype({name: "category" for name in one.columns if one[name].dtype == "str"})
            for one in (tables.events, tables.incidents, tables.figures)
        )
    )
    assert found["event_id"].tolist() == slim["event_id"].tolist()
    assert len(found) == len(tables.events)
    assert set(found["why"]) <= set(DOUBTS)
    assert found["doubt"].is_monotonic_decreasing


def test_nothing_found_is_an_empty_queue() -> None:
    tables = collect([]).tables
    assert queue_events(tables.events, tables.incidents, tables.figures).empty
    assert queue_mentions(tables.mentions).empty


def test_names_wait_by_how_sure_their_place_is() -> None:
    article = make_article()
    names = [
        replace(make_mention(article, "Almaty", ALMATY), confidence=0.6),
        replace(make_mention(article, "russische", ALMATY), confidence=0.3),
        replace(make_mention(article, "Iwanowo", None), confidence=0.0),
    ]
    tables = collect([Extraction(article, tuple(names), ())]).tables
    found = queue_mentions(tables.mentions)
    assert found["doubt"].tolist() == pytest.approx([0.5, 0.4, 0.35])


def test_twenty_thousand_are_ordered_at_once() -> None:
    count = 20_000
    told = events(geo_confidence=[(n * 7919 % 1000) / 1000 for n in range(count)])
    start = time.process_time()
    found = queue_events(
        told, incidents(count), claims(*[(f"i{n}", 1, n + 1) for n in range(count)])
    )
    assert len(found) == count
    assert time.process_time() - start < 1.0


def test_a_queue_is_the_same_in_whatever_order_the_rows_come() -> None:
    tables = collect([almaty_extraction("a1"), almaty_extraction("a2")]).tables
    found = queue_events(tables.events, tables.incidents, tables.figures)
    turned = queue_events(tables.events[::-1], tables.incidents[::-1], tables.figures[::-1])
    pd.testing.assert_frame_equal(found, turned)
