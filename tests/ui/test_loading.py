from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.pipeline import collect
from geodata.ui.shelf.gathering import make_library
from geodata.ui.shelf.loading import ARTICLES_VARIABLE, chosen_path
from tests.records import almaty_extraction


def test_the_samples_are_shown_where_nothing_is_asked_for() -> None:
    assert chosen_path([], {"OTHER": "x"}) is None


def test_an_empty_variable_asks_for_nothing() -> None:
    assert chosen_path([], {ARTICLES_VARIABLE: ""}) is None


def test_the_argument_goes_before_the_variable() -> None:
    assert chosen_path(["--articles", "a"], {ARTICLES_VARIABLE: "b"}) == Path("a")
    assert chosen_path(["--articles=a"], {}) == Path("a")
    assert chosen_path([], {ARTICLES_VARIABLE: "b"}) == Path("b")


@pytest.mark.parametrize("arguments", [["--article", "a"], ["a"], ["--articles"]])
def test_other_arguments_are_refused_with_the_right_command(arguments: list[str]) -> None:
    with pytest.raises(InputError, match="-- --articles FOLDER"):
        chosen_path(arguments, {})


@pytest.mark.usefixtures("german")
def test_places_go_by_the_names_of_the_articles() -> None:
    library = make_library(None, collect([almaty_extraction()]))
    assert library.place_name("geonames:555312") == "Iwanowo"
    assert library.place_name("iso3166:KG") == "Kirgisistan"
    assert library.place_name("geonames:0") == "geonames:0"


@pytest.mark.usefixtures("german")
def test_a_place_that_only_articles_in_other_languages_name_goes_by_its_canonical_name() -> None:
    german = almaty_extraction("a1")
    other = almaty_extraction("a2")
    russian = replace(
        other,
        article=replace(other.article, language="ru"),
        mentions=tuple(replace(mention, form="Иваново") for mention in other.mentions),
    )
    alone = make_library(None, collect([russian]))
    assert alone.place_name("geonames:555312") == "Ivanovo"
    both = make_library(None, collect([russian, german]))
    assert both.place_name("geonames:555312") == "Iwanowo"


@pytest.mark.usefixtures("english")
def test_places_go_by_their_canonical_names_in_english() -> None:
    library = make_library(None, collect([almaty_extraction()]))
    assert library.place_name("geonames:555312") == "Ivanovo"
    assert library.place_name("iso3166:KZ") == "Kazakhstan"
    assert library.place_name("geonames:0") == "geonames:0"
