"""The public names: what they promise to people who import `geodata`."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from geopy.geocoders.base import Geocoder

import geodata
from geodata.errors import InputError, LanguageError
from geodata.models import DateRange
from geodata.tables import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Am Mittwoch demonstrierten in Almaty Tausende. Russland will Soldaten schicken."


def test_the_list_of_public_names_and_the_namespace_agree() -> None:
    assert geodata.__all__ == sorted(geodata.__all__)
    assert set(geodata.__all__) == set(geodata._HOMES)
    assert 8 <= len(geodata.__all__) <= 14
    for name in geodata.__all__:
        assert getattr(geodata, name).__name__ == name
        assert getattr(geodata, name).__doc__
        assert name in dir(geodata)
    with pytest.raises(AttributeError, match="no attribute 'geocode'"):
        geodata.geocode  # noqa: B018 - the look-up is what is tried


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import geodata, sys; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "geodata" in loaded
    assert not loaded & {"numpy", "pandas", "geopy", "streamlit", "geodata.pipeline"}


def test_geoparsing_a_text_loads_neither_pandas_nor_geopy() -> None:
    script = "import geodata, sys; geodata.geoparse('In Almaty.', 'de'); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert not set(done.stdout.split()) & {"pandas", "pandera", "geopy", "streamlit"}


@pytest.mark.parametrize("module", ["geodata", "geodata.parsing", "geodata.events.incidents.index"])
def test_the_examples_in_docstrings_run(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert (failed, tried > 0) == (0, True)


def test_geoparse_returns_placed_mentions_in_order() -> None:
    mentions = geodata.geoparse(TEXT)
    assert [mention.surface for mention in mentions] == ["Almaty", "Russland"]
    for mention in mentions:
        assert TEXT[mention.start : mention.end] == mention.surface
        assert isinstance(mention, geodata.Mention)
        assert isinstance(mention.place, geodata.Place)


def test_geoparse_reads_the_whole_text() -> None:
    page = f"{TEXT}\n\nNewsletter\nJetzt den Newsletter aus Hamburg bestellen!\n"
    assert "Hamburg" in [mention.surface for mention in geodata.geoparse(page)]


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    with pytest.raises(LanguageError, match="Danish"):
        geodata.geoparse("Demonstrationer i Almaty.", "da")
    assert issubclass(LanguageError, geodata.GeodataError)


@pytest.mark.parametrize(
    "published",
    [
        "2022-01-06",
        dt.date(2022, 1, 6),
        dt.datetime(2022, 1, 6, 12, tzinfo=dt.UTC),
        DateRange.day(dt.date(2022, 1, 6)),
        pd.Timestamp("2022-01-06 08:00"),
    ],
)
def test_events_are_dated_by_the_day_of_publication(published: DateRange | dt.date | str) -> None:
    found = geodata.extract(TEXT, "de", published)
    assert isinstance(found, geodata.Extraction)
    assert found.article.published == DateRange.day(dt.date(2022, 1, 6))
    protest = next(event for event in found.events if event.kind == "protest")
    assert protest.date == DateRange.day(dt.date(2022, 1, 5))


@pytest.mark.parametrize("published", ["gestern", "2022-13-01", "", pd.NaT, float("nan"), 5])
def test_what_is_no_date_is_refused(published: Any) -> None:
    with pytest.raises(InputError, match="is no date"):
        geodata.geoparse(TEXT, "de", published)


@pytest.mark.parametrize("language", [5, float("nan"), ["de"], b"de"])
@pytest.mark.parametrize("function", [geodata.geoparse, geodata.extract])
def test_a_language_that_is_no_string_is_refused(
    function: Callable[[str, Any], object], language: object
) -> None:
    with pytest.raises(InputError, match=r"is no language; wanted: a code .*; give None"):
        function(TEXT, language)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "must be a string; it is missing; give"),
        (TEXT.encode(), r"must be a string; it is of type bytes; decode it: text\.decode"),
        (5, "must be a string; it is of type int; give"),
    ],
)
def test_what_is_no_text_is_refused(text: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        geodata.geoparse(text)


def test_a_frame_gives_one_row_a_mention() -> None:
    articles = pd.DataFrame(
        {
            "id": ["a", "b"],
            "text": [TEXT, "In Orenburg ist es ruhig."],
            "language": "de",
            "published": [pd.Timestamp("2022-01-06"), None],
            "colour": "red",
        }
    )
    before = articles.copy()
    frame = geodata.geoparse_frame(articles)
    pd.testing.assert_frame_equal(articles, before)
    assert list(frame.columns) == list(schema.Mentions.to_schema().columns)
    assert list(frame["article_id"]) == ["a", "a", "b"]
    assert list(frame["surface"]) == ["Almaty", "Russland", "Orenburg"]
    assert frame.attrs["problems"] == []
    joined = frame.merge(articles, left_on="article_id", right_on="id")
    assert len(joined) == 3


def test_rows_without_an_id_go_by_their_index_label() -> None:
    articles = pd.DataFrame({"text": ["In Almaty.", "In Orenburg."]}, index=[7, 9])
    assert list(geodata.geoparse_frame(articles)["article_id"]) == ["7", "9"]


def test_a_row_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    articles = pd.DataFrame(
        {
            "id": ["none", "number", "danish", "twice", "twice", "half", "dated", "good"],
            "text": [None, 5, "I går.", "In Kiew.", "In Minsk.", "Köln \ud83d", "In Rom.", TEXT],
            "language": [None, None, "da", "de", "de", "de", "de", "de"],
            "published": [None, None, None, None, None, None, "neulich", "2022-01"],
        }
    )
    with pytest.warns(UserWarning, match=r"6 problems in 8 rows.*frame.attrs"):
        frame = geodata.geoparse_frame(articles)
    assert list(frame["article_id"]) == ["twice", "dated", "good", "good"]
    problems = frame.attrs["problems"]
    assert {one["article_id"]: one["rejected"] for one in problems} == {
        "none": True,
        "number": True,
        "danish": True,
        "twice": True,
        "half": True,
        "dated": False,
    }
    assert "is missing" in problems[0]["message"]
    assert "int" in problems[1]["message"]
    assert json.loads(json.dumps(frame.attrs)) == frame.attrs
    frame.to_csv(tmp_path / "mentions.csv")


def test_a_frame_without_mentions_has_all_columns() -> None:
    frame = geodata.geoparse_frame(pd.DataFrame({"text": ["", "Es regnet seit gestern abend."]}))
    assert frame.empty
    assert list(frame.columns) == list(schema.Mentions.to_schema().columns)


def test_a_frame_without_texts_is_refused() -> None:
    with pytest.raises(InputError, match=r'"text" is wanted; the columns are: body, id; rename'):
        geodata.geoparse_frame(pd.DataFrame({"body": ["In Almaty."], "id": ["a"]}))


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (None, "NoneType"),
        (["In Almaty."], "list"),
        ({"text": ["In Almaty."]}, "dict"),
        (pd.Series(["In Almaty."], name="text"), "Series"),
    ],
)
def test_what_is_no_frame_is_refused(wrong: Any, found: str) -> None:
    with pytest.raises(InputError, match=rf"DataFrame with .*wanted.* type {found}; make one"):
        geodata.geoparse_frame(wrong)


def test_two_columns_of_texts_are_refused() -> None:
    frame = pd.DataFrame([["In Almaty.", "In Rom."]], columns=["text", "text"])
    with pytest.raises(InputError, match="several called text; rename or drop"):
        geodata.geoparse_frame(frame)


@pytest.mark.parametrize("language", [5, ["de"], {"de": 1}])
def test_a_row_whose_language_is_no_string_costs_no_other(language: object) -> None:
    articles = pd.DataFrame({"text": ["In Minsk.", TEXT], "language": [language, float("nan")]})
    with pytest.warns(UserWarning, match="1 problems in 2 rows"):
        frame = geodata.geoparse_frame(articles)
    assert list(frame["surface"]) == ["Almaty", "Russland"]
    (problem,) = frame.attrs["problems"]
    assert problem["rejected"] is True
    assert "is no language; wanted: a code such as 'de'" in problem["message"]


@pytest.mark.parametrize("column", ["publisher", "url", "published"])
def test_a_row_is_read_without_a_fact_that_is_no_text(column: str) -> None:
    articles = pd.DataFrame({"id": ["a"], "text": ["In Minsk."], "language": "de", column: [[5]]})
    with pytest.warns(UserWarning, match="read without it"):
        frame = geodata.geoparse_frame(articles)
    assert list(frame["surface"]) == ["Minsk"]
    (problem,) = frame.attrs["problems"]
    assert problem["rejected"] is False
    assert problem["message"].startswith("[5] is no ")


def test_half_a_character_beside_a_text_costs_no_row() -> None:
    half = {"text": ["In Minsk.", "In Rom."], "id": ["\ud83d", "b"], "url": ["\ud83d", "x"]}
    with pytest.warns(UserWarning, match="1 problems in 2 rows"):
        frame = geodata.geoparse_frame(pd.DataFrame(half, dtype=object))
    assert list(frame["article_id"]) == ["?", "b"]
    assert list(frame["surface"]) == ["Minsk", "Rom"]


def test_whole_numbers_in_a_column_of_ids_with_gaps_stay_whole() -> None:
    articles = pd.DataFrame({"text": ["In Minsk.", "In Rom.", "In Kiew."], "id": [1, None, 3]})
    frame = geodata.geoparse_frame(articles.assign(language="de"))
    assert list(frame["article_id"]) == ["1", "row 1", "3"]
    assert frame.attrs["problems"] == []


def test_events_of_an_article_are_those_of_its_extraction() -> None:
    found = geodata.extract(TEXT, "de", "2022-01-06")
    events = geodata.extract_events(found.article)
    assert events == found.events
    assert all(isinstance(event, geodata.Event) for event in events)
    assert isinstance(found.article, geodata.Article)


def test_texts_are_articles_of_their_own_unless_they_are_equal() -> None:
    one, same = (geodata.extract_events(TEXT, "de", "2022-01-06") for _ in range(2))
    other = geodata.extract_events(f"{TEXT} Mehr morgen.", "de", "2022-01-06")
    assert one == same
    assert {event.source.article_id for event in one}.isdisjoint(
        event.source.article_id for event in other
    )


def test_events_of_several_texts_become_incidents() -> None:
    texts = (TEXT, "Am Mittwoch kam es in Almaty zu Protesten. Die Polizei sah zu.")
    events = [one for text in texts for one in geodata.extract_events(text, "de", "2022-01-06")]
    protest = next(one for one in geodata.find_incidents(events) if one.kind == "protest")
    assert isinstance(protest, geodata.Incident)
    assert protest.sources == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, "it is missing; give its words"),
        (5, "it is of type int; give its words"),
        (b"In Almaty.", "it is of type bytes; decode it"),
    ],
)
def test_what_is_neither_article_nor_text_is_refused(wrong: Any, message: str) -> None:
    with pytest.raises(InputError, match=f"must be an Article or a string; {message}"):
        geodata.extract_events(wrong)


def test_a_language_beside_an_article_is_refused() -> None:
    article = geodata.extract(TEXT, "de").article
    with pytest.raises(InputError, match=r"its own language and date.*dataclasses\.replace"):
        geodata.extract_events(article, "de")


@pytest.mark.parametrize("wrong", [None, TEXT, ["In Almaty."], [None]])
def test_what_are_no_events_are_refused(wrong: Any) -> None:
    with pytest.raises(InputError, match="events are wanted, as `extract_events` gives them"):
        geodata.find_incidents(wrong)


def test_the_gazetteer_is_a_geocoder_of_geopy() -> None:
    geocoder = geodata.GazetteerGeocoder()
    assert isinstance(geocoder, Geocoder)
    assert geocoder.geocode("Almaty").raw["country_code"] == "KZ"
