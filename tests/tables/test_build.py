from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geodata.models import Extraction, Figure
from geodata.tables import build_tables
from geodata.tables.build import place_labels
from geodata.tables.rows import figure_text
from tests.records import (
    ALMATY,
    almaty_extraction,
    make_article,
    make_incident,
    make_mention,
    shots_collection,
)


def test_no_articles_give_empty_tables_with_all_columns() -> None:
    tables = build_tables([])
    assert tables.events.empty
    assert "latitude" in tables.events.columns
    assert pd.api.types.is_datetime64_any_dtype(tables.events["date_start"])
    assert tables.places.empty
    assert tables.mentions.empty
    assert tables.articles.empty


def test_an_event_row_proves_itself() -> None:
    row = build_tables([almaty_extraction()]).events.iloc[0]
    assert row["excerpt"] == "Am Donnerstag landeten russische Soldaten in Almaty."
    assert row["place_text"] == "Almaty"
    assert row["origin"] == "Russia"
    assert row["figures"] == "troops about 300"
    assert row["time_precision"] == 1
    assert (row["latitude"], row["longitude"]) == (43.25, 76.91)


def test_an_undated_event_has_no_date_and_no_precision() -> None:
    row = build_tables([almaty_extraction()]).events.iloc[1]
    assert pd.isna(row["date_start"])
    assert pd.isna(row["time_precision"])


def test_places_are_counted_by_article_mention_and_incident() -> None:
    found = [almaty_extraction("a1"), almaty_extraction("a2")]
    together = [make_incident([one.events[0] for one in found])]
    places = build_tables(found, together).places
    almaty = places.set_index("place_id").loc[ALMATY.place_id]
    assert (almaty["articles"], almaty["mentions"], almaty["events"]) == (2, 4, 1)
    assert places["place_id"].iloc[0] == ALMATY.place_id


def test_a_place_goes_by_the_name_that_articles_give_it_most_often() -> None:
    article = make_article(text="Alma-Ata hieß Almaty. Almaty wuchs.\n")
    mentions = tuple(
        make_mention(article, name, ALMATY, after=after)
        for name, after in (("Alma-Ata", 0), ("Almaty", 0), ("Almaty", 20))
    )
    assert place_labels([Extraction(article, mentions, ())]) == {ALMATY.place_id: "Almaty"}


def test_a_place_named_by_adjectives_only_goes_by_its_canonical_name() -> None:
    extraction = almaty_extraction()
    bare = tuple(replace(mention, form=None) for mention in extraction.mentions)
    assert place_labels([replace(extraction, mentions=bare)])[ALMATY.place_id] == "Almaty"


def test_a_place_at_zero_degrees_is_a_place() -> None:
    article = make_article()
    zero = replace(ALMATY, place_id="site:null", lat=0.0, lon=0.0)
    mentions = (make_mention(article, "Almaty", zero),)
    row = build_tables([Extraction(article, mentions, ())]).mentions.iloc[0]
    assert (row["latitude"], row["longitude"]) == (0.0, 0.0)


def test_every_place_says_which_first_level_unit_it_lies_in() -> None:
    collection = shots_collection()
    tables = build_tables(collection.extractions, collection.incidents)
    for frame in (tables.mentions, tables.places, tables.events, tables.incidents):
        found = dict(zip(frame["place_id"], frame["admin1"], strict=True))
        assert found[ALMATY.place_id] == "Almaty"
    places = build_tables([almaty_extraction()]).places.set_index("place_id")
    assert places["admin1"].isna().loc["iso3166:RU"]


def test_ids_do_not_depend_on_the_other_articles() -> None:
    alone = build_tables([almaty_extraction("a2")]).mentions["mention_id"]
    both = build_tables([almaty_extraction("a1"), almaty_extraction("a2")]).mentions["mention_id"]
    assert set(alone) <= set(both)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure("troops", 300, 300), "troops 300"),
        (Figure("dead", 24, 99), "dead 24-99"),
        (Figure("arrested", 2000, 2000, "about"), "arrested about 2000"),
    ],
)
def test_figures_are_written_with_their_bounds(figure: Figure, text: str) -> None:
    assert figure_text(figure) == text
