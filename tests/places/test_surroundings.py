"""What stands beside a name: the wider place it lies in, and whether it is a town or an area."""

from __future__ import annotations

import pytest

from geodata.gazetteer import load_gazetteer
from geodata.models import Article, Mention, Span
from geodata.places.surroundings import Surroundings, read_surroundings


def beside(text: str, language: str, *forms: str) -> Surroundings:
    """Return what stands beside the first name; the names come in the text in the order given."""
    mentions, end = [], 0
    for form in forms:
        start = text.index(form, end)
        end = start + len(form)
        mentions.append(Mention(start, end, form, "literal", None, 0.5, 1, "test", form=form))
    article = Article("a", text, (Span(0, len(text)),), language)
    return read_surroundings(article, mentions, load_gazetteer(), forms)[forms[0]]


@pytest.mark.parametrize(
    ("text", "language", "forms", "key"),
    [
        ("In Valencia, Venezuela, fehlt seit gestern das Wasser.", "de", ("Valencia",), "VE"),
        ("In Valencia (Venezuela) fehlt das Wasser.", "de", ("Valencia", "Venezuela"), "VE"),
        ("The dam near Springfield, Oregon, may burst.", "en", ("Springfield", "Oregon"), "US.OR"),
    ],
)
def test_a_wider_place_after_a_comma_or_in_brackets_is_read(
    text: str, language: str, forms: tuple[str, ...], key: str
) -> None:
    assert key in beside(text, language, *forms).wider


def test_a_wider_place_after_a_mere_in_counts_loosely() -> None:
    found = beside("Der Damm bei Valencia in Venezuela bricht.", "de", "Valencia", "Venezuela")
    assert "VE" in found.loosely
    assert not found.wider


def test_an_adjective_before_the_name_tells_its_country() -> None:
    assert "VE" in beside("Im venezolanischen Valencia fehlt Wasser.", "de", "Valencia").wider


def test_the_wider_place_knows_what_lies_in_it() -> None:
    text = "The fair in Albany, Georgia, opens."
    mentions = [
        Mention(
            text.index(name), text.index(name) + len(name), name, "literal", None, 0.5, 1, "t", name
        )
        for name in ("Albany", "Georgia")
    ]
    article = Article("a", text, (Span(0, len(text)),), "en")
    found = read_surroundings(article, mentions, load_gazetteer(), ["Georgia"])
    assert found["Georgia"].inside == {"Albany"}


@pytest.mark.parametrize(
    ("text", "name", "town", "area"),
    [
        ("Rain fell on the city of Granada all night.", "Granada", True, False),
        ("Rain fell on the province of Granada all night.", "Granada", False, True),
        ("Farmers in Granada province wait for rain.", "Granada", False, True),
        ("Farmers in Granada wait for rain.", "Granada", False, False),
    ],
)
def test_a_noun_beside_the_name_tells_town_from_area(
    text: str, name: str, town: bool, area: bool
) -> None:
    found = beside(text, "en", name)
    assert (found.town, found.area) == (town, area)


def test_an_area_at_the_end_of_a_list_makes_all_of_it_areas() -> None:
    text = "Snow lies in Soria and Granada province."
    assert beside(text, "en", "Soria", "Granada").area


def test_what_stands_far_off_tells_nothing() -> None:
    text = "In Valencia fehlt das Wasser. Venezuela dagegen exportiert weiter sein Öl."
    found = beside(text, "de", "Valencia", "Venezuela")
    assert not found.wider | found.loosely


def test_a_text_that_opens_with_a_blank_has_nothing_beside_its_first_name() -> None:
    assert not beside(" Valencia", "de", "Valencia").wider
