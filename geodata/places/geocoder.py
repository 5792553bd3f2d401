"""The gazetteer as a geopy geocoder: same contract, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer import load_gazetteer
from geodata.places.ranking import rank_hits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.gazetteer import Gazetteer
    from geodata.models import Candidate

__all__ = ["GazetteerGeocoder"]


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Geocode by the offline gazetteer.

    `Location.raw` holds `place_id`, `name`, `type`, `country_code`, `radius_km` (how far off the
    point may be), `score` (share of likelihood) and `candidates`, all places that the query could
    mean, each with the same keys.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(scheme="https")
        self._gazetteer = gazetteer if gazetteer is not None else load_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # the contract has it; nothing to wait for
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
    ) -> Any:  # a Location, a list of them, or None, as everywhere in geopy
        """Return the location of a name, likeliest first; None where nothing is found.

        Args:
            query: a name, with commas and wider units after it or without ("Iwanowo, Russland",
                "Springfield, IL").
            exactly_one: one location, or a list of all.
            timeout: seconds; without meaning here.
            limit: how many locations at most; None for all.
            country_codes: ISO 3166-1 codes that the place must lie in.

        Raises:
            GeocoderQueryError: the query is no string, or the limit less than one.
        """
        if not isinstance(query, str):
            message = f"the query must be a string such as 'Brest, Belarus', not {query!r}"
            raise GeocoderQueryError(message)
        if limit is not None and limit < 1:
            message = f"the limit must be 1 or more, or None for all, not {limit}"
            raise GeocoderQueryError(message)
        name, *wider = (part.strip() for part in query.split(","))
        codes = _codes(country_codes)
        candidates = [
            candidate
            for candidate in rank_hits(self._gazetteer, name, wider)
            if codes is None or candidate.place.country_code in codes
        ]
        locations = [_location(candidate, candidates) for candidate in candidates]
        if not locations:
            return None
        return locations[0] if exactly_one else locations[:limit]

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # the contract has it; nothing to wait for
    ) -> Any:
        """Return the town nearest to a point (anything that `geopy.Point` takes).

        `Location.raw` holds `distance_km` besides.
        """
        point = Point(query)
        place, km = self._gazetteer.nearest_town(point.latitude, point.longitude)
        raw = _record(place, 1.0) | {"distance_km": round(km, 1)}
        location = Location(place.name, Point(place.lat, place.lon), raw)
        return location if exactly_one else [location]


def _codes(country_codes: str | Iterable[str] | None) -> frozenset[str] | None:
    if country_codes is None:
        return None
    codes = country_codes.split(",") if isinstance(country_codes, str) else country_codes
    return frozenset(code.strip().upper() for code in codes)


def _record(place: Any, score: float) -> dict[str, Any]:
    return {
        "place_id": place.place_id,
        "name": place.name,
        "type": place.type,
        "country_code": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "score": score,
    }


def _location(candidate: Candidate, candidates: Iterable[Candidate]) -> Location:
    place = candidate.place
    raw = _record(place, candidate.score)
    raw["candidates"] = [_record(other.place, other.score) for other in candidates]
    address = place.name if place.country_code is None else f"{place.name}, {place.country_code}"
    return Location(address, Point(place.lat, place.lon), raw)
