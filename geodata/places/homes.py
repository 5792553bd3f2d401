"""Where the publisher of an article is at home: a weak hint at what its names mean."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geodata.errors import DataError
from geodata.places.options import Option, option_of_place, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.gazetteer import Gazetteer
    from geodata.models import Article

__all__ = ["home_of"]

TABLE = Path(__file__).parents[1] / "data" / "publishers.csv"
COUNTRY_ENDING = 2  # letters of a domain's ending that is a country's
# Endings that differ from the country's ISO code, and those that are sold to all the world.
OTHER_CODES = {"uk": "GB", "su": "RU"}
SOLD = frozenset({"ai", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "to", "tv", "ws"})


def home_of(article: Article, gazetteer: Gazetteer) -> Option | None:
    """Return the town or the country of an article's publisher; None where it is not known.

    By the address or the name in the table of publishers, else by the country of the address.
    """
    return _home(gazetteer, _domain(article.url or ""), (article.publisher or "").casefold())


def _domain(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[" is no address
        return ""


@lru_cache(maxsize=1000)
def _home(gazetteer: Gazetteer, domain: str, publisher: str) -> Option | None:
    homes = _homes()
    name = publisher.removeprefix("www.")
    parts = domain.split(".")
    wider = [".".join(parts[start:]) for start in range(len(parts))]
    place_id = next((homes[key] for key in (*wider, name) if key in homes), None)
    if place_id is not None:
        return _town(gazetteer, place_id)
    country = gazetteer.country(_country_code(domain) or _country_code(name))
    return option_of_place(country) if country is not None else None


def _town(gazetteer: Gazetteer, place_id: str) -> Option | None:
    place = gazetteer.place(place_id)
    if place is None:
        return None
    options = options_of(gazetteer, place.name, "en")
    found = (option for option in options if option.place.place_id == place_id)
    return next(found, option_of_place(place))


def _country_code(domain: str) -> str | None:
    _rest, dot, ending = domain.rpartition(".")
    if not dot or len(ending) != COUNTRY_ENDING or ending in SOLD:
        return None
    return OTHER_CODES.get(ending, ending.upper())


@cache
def _homes() -> Mapping[str, str]:
    """Return the id of the home town by domain and by name, small letters."""
    try:
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        by_name = {row["publisher"].casefold(): row["place_id"] for row in rows}
        return by_name | {row["domain"]: row["place_id"] for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        message = f"cannot read {TABLE.name}, which ships with Schauplatz: {error}"
        raise DataError(message) from error
