"""Cities that all the world knows, and the small towns abroad that bear their names.

Where the news names the United States, New York or Miami, "Paris" still lies in France: a small
namesake of a world city needs names of its own state or province beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.places.options import Option

__all__ = ["is_local", "is_outshone"]

WORLD_CITY = 150_000  # people; seats of government need not have as many
TIMES_LARGER = 5.0
# Cities of more people are named in news of all the world, and say little about their state.
METROPOLIS = 500_000


def is_outshone(option: Option, options: Iterable[Option]) -> bool:
    """Whether a candidate is a small town and another a world city in a different country."""
    people = option.place.population or 0
    if option.place.type != "city" or option.capital or people >= WORLD_CITY:
        return False
    return any(
        other.place.type == "city"
        and other.country != option.country
        and (other.capital or (other.place.population or 0) >= WORLD_CITY)
        and (other.place.population or 0) >= TIMES_LARGER * people
        for other in options
    )


def is_local(option: Option) -> bool:
    """Whether naming a place tells that an article is about its state or province."""
    return option.place.type != "city" or (option.place.population or 0) < METROPOLIS
