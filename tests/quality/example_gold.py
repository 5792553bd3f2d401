"""The example sentences of the language packs as gold: what they name and tell, in its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.events.parts import PART_NAMES, part_of_country
from geodata.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import Place

__all__ = ["example_gold"]

Record = dict[str, Any]


def example_gold(example: Record) -> Record:
    """Return the mentions and events of an example, with the published date that it has."""
    return {
        "published": example.get("published"),
        "mentions": list(_mentions(example)),
        "events": [_event(one, example) for one in example["events"]],
    }


def _mentions(example: Record) -> Iterator[Record]:
    """Yield the places of an example with their offsets; they stand in the order of the text."""
    end = 0
    for place in example["places"]:
        start = example["text"].index(place["surface"], end)
        end = start + len(place["surface"])
        known = {key: place.get(key) for key in ("surface", "type", "country", "usage")}
        yield known | {"start": start, "end": end, "lat": None, "lon": None}


def _event(event: Record, example: Record) -> Record:
    date = event.get("date")
    return {
        "kind": event["kind"],
        "phase": event.get("phase"),
        "negated": event.get("status") == "negated",
        "place": _place(event.get("place"), example),
        "origin": _place(event.get("origin"), example),
        "actors": event.get("actors", []),
        "figures": [
            {"what": what, "min": low, "max": high, "qualifier": None}
            for what, low, high in event.get("figures", [])
        ],
        "date": {"start": date[0], "end": date[1]} if date else None,
        "excerpt": [0, len(example["text"])],
    }


def _place(name: str | None, example: Record) -> Record | None:
    """Return the place that an example calls so: one of those it lists, else the gazetteer's."""
    if name is None:
        return None
    listed = [place for place in example["places"] if place["name"] == name]
    countries = {place["country"] for place in example["places"]}
    found = _part(name) or _likeliest(name, {p["type"] for p in listed}, countries)
    assert listed or found is not None, (name, example["text"])
    return {
        "name": name,
        "type": listed[0]["type"] if listed or found is None else found.type,
        "country": listed[0]["country"] if found is None else found.country_code,
        # Without a point the country alone is compared.
        "lat": None if found is None else found.lat,
        "lon": None if found is None else found.lon,
    }


def _part(name: str) -> Place | None:
    """Return the part of a country that a name such as "Northern Mali" means, None for others."""
    for direction, word in PART_NAMES.items():
        if not name.startswith(f"{word} "):
            continue
        country = _likeliest(name.removeprefix(f"{word} "), {"country"}, set())
        if country is not None and country.type == "country":
            return part_of_country(country, direction)
    return None


def _likeliest(name: str, types: set[str], countries: set[str]) -> Place | None:
    """Return the place of that name, of the types and in the countries where there is one."""
    places = load_gazetteer().lookup(name)
    of_type = [place for place in places if place.type in types] or places
    inside = [place for place in of_type if place.country_code in countries]
    return next(iter(inside or of_type), None)
