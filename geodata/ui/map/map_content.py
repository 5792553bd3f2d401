"""What the map of a page shows, made once for all visitors with the same filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.maps.content import marks_from_tables
from geodata.maps.countries import country_points
from geodata.maps.payload import to_payload
from geodata.ui.wording.i18n import language
from geodata.ui.wording.map_texts import mark_words

if TYPE_CHECKING:
    import pandas as pd

    from geodata.maps.marks import Layer, MapContent
    from geodata.maps.payload import Payload
    from geodata.ui.page import Page

__all__ = ["Drawing", "map_drawing", "mentioned_places"]


_CELLS = 60


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map, ready to be sent; `place_ids` are those that it shows, by their names."""

    content: MapContent
    payload: Payload
    place_ids: tuple[str, ...]

    @property
    def size(self) -> int:
        """How big it is in cells of a table: what is held of each place takes about 500 bytes."""
        return _CELLS * len(self.place_ids)

    def payload_with(self, selected: str | None) -> Payload:
        """Return what is sent where a place is selected: it has a mark of its own on any map."""
        if selected is None or selected in self.payload.place_ids:
            return self.payload
        return to_payload(self.content, words=mark_words(), selected=selected)


def map_drawing(page: Page, layers: tuple[Layer, ...]) -> Drawing:
    """Return the map of what a page keeps, in the reader's language."""
    key = ("map", tuple(sorted(layers)), language())
    return page.kept.recall(key, lambda: _make(page, layers))


def _make(page: Page, layers: tuple[Layer, ...]) -> Drawing:
    named = page.library.place_name
    content = marks_from_tables(
        page.incidents,
        page.events,
        mentions=mentioned_places(page) if "mentions" in layers else None,
        named=named,
        layers=layers,
    )
    names = {place_id: named(place_id).casefold() for place_id in content.ids}
    place_ids = sorted(names, key=lambda place_id: (names[place_id], place_id))
    return Drawing(content, to_payload(content, words=mark_words()), tuple(place_ids))


def mentioned_places(page: Page) -> pd.DataFrame:
    """Return `place_id`, `lat`, `lon` and `count` of the places that the articles kept name.

    A country stands where the base map names it.
    """
    counts = page.kept.mentioned
    places = page.library.tables.places
    found = places[["place_id", "place_type", "country_code", "latitude", "longitude"]]
    found = found.rename(columns={"latitude": "lat", "longitude": "lon"})
    found = found.assign(count=found["place_id"].map(counts.to_dict()).fillna(0).astype(int))
    found = found[found["count"] > 0]
    points = country_points()
    labels = [
        points[code].label if kind == "country" and code in points else None
        for kind, code in zip(found["place_type"], found["country_code"], strict=True)
    ]
    moved = np.array([label or (np.nan, np.nan) for label in labels], dtype=float).reshape(-1, 2)
    lat = np.where(np.isnan(moved[:, 0]), found["lat"], moved[:, 0])
    lon = np.where(np.isnan(moved[:, 1]), found["lon"], moved[:, 1])
    return found.assign(lat=lat, lon=lon)[["place_id", "lat", "lon", "count"]]
