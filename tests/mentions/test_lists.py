"""A known name among places of a list is a place too."""

from __future__ import annotations

import pytest

from geodata.mentions.lists import find_listed
from geodata.mentions.rulebook import Ruled, load_rulebook


def listed(text: str, places: list[str]) -> list[str]:
    tags = [Ruled(text.index(n), text.index(n) + len(n), "LOC", "tagger") for n in places]
    return [text[tag.start : tag.end] for tag in find_listed(text, tags, load_rulebook("en"))]


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("Trains to Leeds, Hull and York were late.", ["Leeds", "York"], ["Hull"]),
        ("Trains to Leeds, York and Hull were late.", ["Leeds", "York"], ["Hull"]),
        ("Trains to Leeds, Quzzfeld and York were late.", ["Leeds", "York"], []),
        ("He left Leeds, but Hull and York stayed.", ["Leeds", "York"], []),
        ("Trains to York and Hull were late.", ["York"], []),
    ],
)
def test_a_name_left_out_of_a_list_is_found_by_its_neighbours(
    text: str, places: list[str], expected: list[str]
) -> None:
    assert listed(text, places) == expected
