"""What places are called: by the articles, counted so that articles can come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from geodata.gazetteer import load_gazetteer
from geodata.gazetteer.german import german_city_names, german_place_names
from geodata.tables.rows import PlaceNames

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import pandas as pd

    from geodata.models import Extraction, Place

__all__ = ["PlaceForms", "places_of"]

_READER_LANGUAGE = "de"


class PlaceForms:
    """How often articles give each place which name: all of them, and the German ones."""

    def __init__(self) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._german: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def count(self, extraction: Extraction, *, sign: int = 1) -> None:
        """Count the names in an article; with a sign of -1 take them off again.

        What people have rejected names nothing.
        """
        counted = [self._forms]
        if extraction.article.language == _READER_LANGUAGE:
            counted.append(self._german)
        for mention in extraction.mentions:
            if mention.review == "rejected":
                continue
            if mention.place is not None and mention.form is not None:
                for forms in counted:
                    forms[mention.place.place_id][mention.form] += sign

    def label(self, place: Place) -> str:
        """Return the name that the articles give a place most often; else its own."""
        return _likeliest(self._forms.get(place.place_id)) or place.name

    def labels(self, place_ids: Collection[str]) -> dict[str, str]:
        """Return place_id -> label for those of these places that articles name by a noun."""
        found = ((one, _likeliest(self._forms.get(one))) for one in place_ids)
        return {place_id: label for place_id, label in found if label is not None}

    def names(self, places: Iterable[Place]) -> PlaceNames:
        """Return what tables call some places."""
        labels: dict[str, str] = {}
        for place in places:
            if place.place_id not in labels:
                labels[place.place_id] = self.label(place)
        units = {place_id: _unit(place_id) for place_id in labels}
        return PlaceNames(labels, {key: name for key, name in units.items() if name is not None})

    def german_labels(self, places: pd.DataFrame) -> dict[str, str]:
        """Return place_id -> German name: that of articles, else of our tables, else of CLDR.

        A place that none of them names is left out.
        """
        columns = ("place_id", "country_code", "place_name", "place_type")
        cities, known = _german_names()
        labels: dict[str, str] = {}
        for place_id, country, name, sort in zip(*(places[one] for one in columns), strict=True):
            city = cities.get((country, name)) if sort == "city" else None
            found = _likeliest(self._german.get(place_id)) or known.get(place_id) or city
            if found is not None:
                labels[place_id] = found
        return labels


def places_of(extraction: Extraction) -> Iterator[Place]:
    """Yield the places of mentions, then those that only events have, such as a capital."""
    for mention in extraction.mentions:
        if mention.place is not None:
            yield mention.place
    for event in extraction.events:
        if event.place is not None:
            yield event.place
        if event.origin is not None:
            yield event.origin


def _likeliest(forms: Counter[str] | None) -> str | None:
    """Return the commonest form, ties by the alphabet; None where none is counted."""
    counted = [(-count, form) for form, count in (forms or {}).items() if count > 0]
    return min(counted)[1] if counted else None


@cache
def _unit(place_id: str) -> str | None:
    return load_gazetteer().first_level_name(place_id)


@cache
def _german_names() -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    return german_city_names(), german_place_names()
