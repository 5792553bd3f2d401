"""Places as rows: each once, under a key made of its content."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from geodata.models import Place, stable_id
from geodata.store.database import insert_new
from geodata.store.schema import METADATA, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

__all__ = ["PlaceKeys", "PlaceReader", "drop_points"]

# Fewer than SQLite takes in one statement (32,766).
_AT_ONCE = 10_000
# What the id of a point begins with that no gazetteer has, see `review.place_at`.
_POINT = "point:"
_content = attrgetter(*(field.name for field in fields(Place)))


class PlaceKeys:
    """The keys of the places that a batch of rows names, to be written before them."""

    def __init__(self) -> None:
        self._keys: dict[Place, str] = {}

    def key(self, place: Place | None) -> str | None:
        """Return the key of a place; None of none."""
        if place is None:
            return None
        key = self._keys.get(place)
        if key is None:
            key = self._keys[place] = stable_id(*_content(place))
        return key

    def write(self, connection: Connection) -> None:
        """Write the places that are not there yet, in the order of their keys."""
        named = sorted((key, place) for place, key in self._keys.items())
        insert_new(connection, PLACES, [_row(key, place) for key, place in named])


class PlaceReader:
    """Places by their key; what was read once is kept, since the content of a key never changes."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def read(self, connection: Connection, keys: Iterable[str | None]) -> dict[str | None, Place]:
        """Return the places of some keys; one that is not there is left out."""
        wanted = {key for key in keys if key is not None}
        missing = sorted(wanted - self._places.keys())
        for start in range(0, len(missing), _AT_ONCE):
            some = PLACES.c.place_key.in_(missing[start : start + _AT_ONCE])
            for row in connection.execute(select(PLACES).where(some)):
                self._places[row.place_key] = _place(row)
        return {key: self._places[key] for key in wanted if key in self._places}


def drop_points(connection: Connection) -> None:
    """Delete the points that people set on the map and that no row names any more.

    Those of the gazetteer stay: they are no secret, mentions name them as candidates, and the
    database looks for each that is deleted in all mentions.
    """
    asked = select(PLACES.c.place_key).where(PLACES.c.place_id.startswith(_POINT))
    points = {*connection.scalars(asked)}
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if points and column.references(PLACES.c.place_key):
                points -= {*connection.scalars(select(column).where(column.in_(points)))}
    if points:
        connection.execute(delete(PLACES).where(PLACES.c.place_key.in_(points)))


def _row(key: str, place: Place) -> dict[str, Any]:
    return {
        "place_key": key,
        "place_id": place.place_id,
        "name": place.name,
        "type": place.type,
        "country_code": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "population": place.population,
        "claimed_by": place.claimed_by,
        "level": place.level,
    }


def _place(row: Row[*tuple[Any, ...]]) -> Place:
    return Place(
        place_id=row.place_id,
        name=row.name,
        type=row.type,
        country_code=row.country_code,
        lat=row.lat,
        lon=row.lon,
        radius_km=row.radius_km,
        population=row.population,
        claimed_by=tuple(row.claimed_by),
        level=row.level,
    )
