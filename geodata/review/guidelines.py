"""Places, figures and days as annotations of gold articles have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.models import DateRange, Figure, Place

__all__ = ["NOWHERE", "date_shape", "figure_shape", "place_shape"]

# What is said of a name whose place is not known.
NOWHERE: dict[str, Any] = dict.fromkeys(("name", "type", "country", "lat", "lon"))


def place_shape(place: Place) -> dict[str, Any]:
    """Return the five keys of a place; latitude and longitude None where it has no point."""
    return {
        "name": place.name,
        "type": place.type,
        "country": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
    }


def figure_shape(figure: Figure) -> dict[str, Any]:
    """Return a number; a stated one is both the least and the most."""
    return {
        "what": figure.what,
        "min": figure.minimum,
        "max": figure.maximum,
        "qualifier": figure.qualifier,
    }


def date_shape(date: DateRange | None) -> dict[str, str] | None:
    """Return both ends of a date; None where there is none."""
    if date is None:
        return None
    return {"start": date.start.isoformat(), "end": date.end.isoformat()}
