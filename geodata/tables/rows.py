"""What the rows of several tables have in common: places, origins, dates, figures as cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from geodata.models import QUALIFIERS, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import DateRange, Event, FigureWhat, Mention, Place, Qualifier

__all__ = [
    "JOINT",
    "PlaceNames",
    "date_columns",
    "event_confidence",
    "figure_text",
    "origin_columns",
    "place_columns",
    "read_figures",
    "timestamps",
]

# Between the parts of a cell that holds several: actors, figures, who says so.
JOINT = "; "
# A figure as `figure_text` writes it.
_FIGURE = re.compile(
    rf"(?P<what>\w+)(?: (?P<qualifier>{'|'.join(QUALIFIERS)}))? (?P<least>\d+)(?:-(?P<most>\d+))?"
)
_PLACE_COLUMNS = (
    "place_id",
    "location",
    "place_name",
    "place_type",
    "country_code",
    "admin1",
    "latitude",
    "longitude",
    "precision_km",
)
# ACLED's time precision: 1 the day is known, 2 the week, 3 the month or more.
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What the tables call places, by place id.

    `labels` are their names as the articles write them most often; `units` the English names of
    the first-level units that they lie in, without those that lie in none.
    """

    labels: Mapping[str, str]
    units: Mapping[str, str]


def figure_text(figure: Figure) -> str:
    """Return a figure as the tables write it: `troops 300`, `dead 24-99`, `wounded about 50`."""
    number = str(figure.minimum)
    if figure.maximum != figure.minimum:
        number += f"-{figure.maximum}"
    return " ".join(part for part in (figure.what, figure.qualifier, number) if part is not None)


def read_figures(cell: str) -> list[Figure]:
    """Return the figures that a cell of `figure_text` says, several parted by `JOINT`."""
    found = map(_FIGURE.fullmatch, cell.split(JOINT))
    return [
        Figure(
            cast("FigureWhat", one["what"]),
            int(one["least"]),
            int(one["most"] or one["least"]),
            cast("Qualifier | None", one["qualifier"]),
        )
        for one in found
        if one is not None
    ]


def place_columns(place: Place | None, names: PlaceNames) -> dict[str, Any]:
    """Return the cells that say which place and where; all None where there is none."""
    if place is None:
        return dict.fromkeys(_PLACE_COLUMNS)
    return {
        "place_id": place.place_id,
        "location": names.labels[place.place_id],
        "place_name": place.name,
        "place_type": place.type,
        "country_code": place.country_code,
        "admin1": names.units.get(place.place_id),
        "latitude": place.lat,
        "longitude": place.lon,
        "precision_km": place.radius_km,
    }


def origin_columns(place: Place | None, names: PlaceNames) -> dict[str, Any]:
    """Return the cells that say from where; all None where nothing moves or nobody says."""
    origin = place_columns(place, names)
    return {
        "origin_id": origin["place_id"],
        "origin": origin["location"],
        "origin_country": origin["country_code"],
        "origin_latitude": origin["latitude"],
        "origin_longitude": origin["longitude"],
    }


def date_columns(date: DateRange | None) -> dict[str, Any]:
    """Return the cells that say when, and how exactly that is known."""
    start, end = timestamps(date)
    return {"date_start": start, "date_end": end, "time_precision": _time_precision(date)}


def timestamps(date: DateRange | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Return the first and the last day; None twice where the date is unknown."""
    if date is None:
        return None, None
    return pd.Timestamp(date.start), pd.Timestamp(date.end)


def event_confidence(event: Event, here: Sequence[Mention]) -> float | None:
    """Return how sure the place of an event is, 0 to 1; None where nothing tells.

    It is as sure as the surest mention that names it. A person who confirms or adds an event is
    sure of its place, and so is one who puts it where no mention in the sentence does.

    Args:
        event: the event.
        here: the mentions that it rests on and that mean its place.

    """
    by_mention = max((mention.confidence for mention in here), default=None)
    if event.place is None or event.review in {"unreviewed", "rejected"}:
        return by_mention
    return by_mention if event.review == "corrected" and here else 1.0


def _time_precision(date: DateRange | None) -> int | None:
    if date is None:
        return None
    days = (date.end - date.start).days + 1
    if days == 1:
        return 1
    return 2 if days <= _WEEK_DAYS else 3
