"""What the map shows, made from the table of incidents: marks, areas and flows.

A mark is a place that has a point, an area is a country without one, a flow is troops on their way
from where they come to where they go. Latitudes and longitudes are degrees, WGS 84.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.maps.countries import country_points
from geodata.maps.palette import GREY_LOOKS, LOOKS, Look, look_of
from geodata.models import EVENT_KINDS, PHASES, EventKind, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

__all__ = [
    "Area",
    "Flow",
    "MapContent",
    "Mark",
    "Tally",
    "is_on_map",
    "marks_from_incidents",
]

COUNTRY_PREC = 6  # UCDP's where_prec: only the country is known
COUNTRY_IDS = "iso3166:"
TROOPS = re.compile(r"\btroops (?:\D*?)(\d+)(?:-(\d+))?")
COLUMNS = (
    "incident_id",
    "kind",
    "phase",
    "status",
    "place_id",
    "location",
    "place_name",
    "country_code",
    "latitude",
    "longitude",
    "where_prec",
    "precision_km",
    "origin_id",
    "origin",
    "origin_country",
    "origin_latitude",
    "origin_longitude",
    "figures",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many incidents of a kind there are, and how they are drawn."""

    kind: EventKind
    look: Look
    incidents: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with its incidents.

    `tallies` are its kinds, each drawn as the most certain of its incidents: first those of now,
    then what is earlier or denied, each by the number of sources, ties by the order of
    `EVENT_KINDS`. `where_prec` is the finest that an incident has. `sources` are the articles that
    tell of any, without copies.
    """

    mark_id: str
    label: str
    lat: float
    lon: float
    tallies: tuple[Tally, ...]
    sources: int
    incidents: int
    where_prec: int
    radius_km: float | None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon


@dataclass(frozen=True, slots=True)
class Area:
    """A country of which no more than its name is told; the point is where its chip stands.

    `tallies` are as those of a mark, but one for each look of a kind.
    """

    place_id: str
    label: str
    country_code: str | None
    lat: float
    lon: float
    tallies: tuple[Tally, ...]
    sources: int
    incidents: int

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon


@dataclass(frozen=True, slots=True)
class Flow:
    """Troops from one place to another, as all sources together tell it.

    `phase` is the furthest that a source tells of, None where none tells of any; `planned`: none
    says that they moved. `troops` is the least and the most that a source gives, never a sum; None
    where no source gives a number.
    """

    origin_id: str
    origin_label: str
    origin_lat: float
    origin_lon: float
    destination_id: str
    destination_label: str
    destination_lat: float
    destination_lon: float
    phase: Phase | None
    planned: bool
    sources: int
    incidents: int
    troops: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything that the map shows, in a fixed order: marks, areas and flows by their ids."""

    marks: tuple[Mark, ...] = ()
    areas: tuple[Area, ...] = ()
    flows: tuple[Flow, ...] = ()

    @property
    def looks(self) -> frozenset[Look]:
        """How marks, their satellites and the signs in chips are drawn."""
        drawn: tuple[Mark | Area, ...] = (*self.marks, *self.areas)
        return frozenset(tally.look for one in drawn for tally in one.tallies)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a click can bring back."""
        return frozenset(m.mark_id for m in self.marks) | {a.place_id for a in self.areas}


@dataclass(frozen=True, slots=True)
class _Row:
    """One incident, with None for what the table does not know."""

    sources: frozenset[str]
    kind: EventKind
    phase: Phase | None
    look: Look
    place_id: str
    label: str
    country_code: str | None
    point: tuple[float, float]
    where_prec: int
    radius_km: float | None
    origin_id: str | None
    origin_label: str
    origin_point: tuple[float, float] | None
    figures: str


def marks_from_incidents(
    incidents: pd.DataFrame,
    sources: Mapping[str, Collection[str]],
    *,
    named: Callable[[str], str] | None = None,
) -> MapContent:
    """Return what the map shows of a table of incidents.

    What has no place on the map (no place, no point, or a sea) is left out: see `is_on_map`.

    Args:
        incidents: the table.
        sources: incident id -> the ids of the articles that tell it and are no copies.
        named: place id -> the name that readers see; None takes the names of the table.

    """
    found = (_row(record, sources, named) for record in _records(incidents))
    rows = [row for row in found if row is not None]
    by_place: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_place[row.place_id].append(row)
    pointed = {
        place_id: [row for row in found if row.where_prec < COUNTRY_PREC]
        for place_id, found in sorted(by_place.items())
    }
    marks = tuple(_mark(place_id, found) for place_id, found in pointed.items() if found)
    marked = {mark.mark_id for mark in marks}
    areas = tuple(_area(i, by_place[i]) for i in pointed if i not in marked)
    return MapContent(marks, areas, tuple(_flows(rows)))


def is_on_map(incidents: pd.DataFrame) -> pd.Series[bool]:
    """Return for each incident whether it has a place that the map can show."""
    shown = [_row(record, {}) is not None for record in _records(incidents)]
    return pd.Series(shown, index=incidents.index, dtype=bool)


def _records(incidents: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield the incidents as plain values, None for what is missing."""
    wanted = incidents[list(COLUMNS)]
    columns = (
        wanted[name].astype(object).where(wanted[name].notna(), None).tolist() for name in COLUMNS
    )
    return (dict(zip(COLUMNS, values, strict=True)) for values in zip(*columns, strict=True))


def _row(
    record: Mapping[str, Any],
    sources: Mapping[str, Collection[str]],
    named: Callable[[str], str] | None = None,
) -> _Row | None:
    place_id, where_prec = record["place_id"], record["where_prec"]
    if place_id is None or where_prec is None or where_prec > COUNTRY_PREC:
        return None
    point = _place_point(record)
    if point is None:
        return None
    return _Row(
        sources=frozenset(sources.get(record["incident_id"], ())),
        kind=record["kind"],
        phase=record["phase"],
        look=look_of(record["status"], record["phase"]),
        place_id=place_id,
        label=_name(place_id, record["location"] or record["place_name"], named),
        country_code=record["country_code"],
        point=point,
        where_prec=int(where_prec),
        radius_km=record["precision_km"],
        origin_id=record["origin_id"],
        origin_label=_name(
            record["origin_id"], record["origin"] or record["origin_country"], named
        ),
        origin_point=_origin_point(record),
        figures=record["figures"] or "",
    )


def _name(place_id: str | None, in_table: str | None, named: Callable[[str], str] | None) -> str:
    """Return what a place is called; empty where there is none."""
    if place_id is not None and named is not None:
        return named(place_id)
    return in_table or place_id or ""


def _place_point(record: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return where the place is drawn; a country at the point where the base map names it."""
    given = _pair(record["latitude"], record["longitude"])
    if record["where_prec"] < COUNTRY_PREC:
        return given
    points = country_points().get(record["country_code"] or "")
    return given if points is None else points.label or given or points.capital


def _origin_point(record: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return where a flow starts; troops of a whole country at its capital."""
    given = _pair(record["origin_latitude"], record["origin_longitude"])
    if not (record["origin_id"] or "").startswith(COUNTRY_IDS):
        return given
    points = country_points().get(record["origin_country"] or "")
    return given if points is None else points.capital or given


def _pair(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    return None if lat is None or lon is None else (lat, lon)


def _kinds(rows: Sequence[_Row]) -> dict[EventKind, Look]:
    """Return the kinds with the look of the most certain of each, in the order of a mark."""
    looks: dict[EventKind, Look] = {}
    for row in sorted(rows, key=lambda row: LOOKS.index(row.look)):
        looks.setdefault(row.kind, row.look)
    sources = {kind: _sources(row for row in rows if row.kind == kind) for kind in looks}

    def order(kind: EventKind) -> tuple[bool, int, int]:
        return looks[kind] in GREY_LOOKS, -sources[kind], EVENT_KINDS.index(kind)

    return {kind: looks[kind] for kind in sorted(looks, key=order)}


def _sources(rows: Iterable[_Row]) -> int:
    """Return how many articles tell of any of the incidents, none counted twice."""
    return len(frozenset[str]().union(*(row.sources for row in rows)))


def _label(rows: Iterable[_Row]) -> str:
    """Return the commonest label; ties by the alphabet."""
    counted = Counter(row.label for row in rows)
    return min(counted, key=lambda label: (-counted[label], label))


def _mark(place_id: str, rows: Sequence[_Row]) -> Mark:
    kinds = _kinds(rows)
    counted = Counter(row.kind for row in rows)
    radii = [row.radius_km for row in rows if row.radius_km is not None]
    return Mark(
        mark_id=place_id,
        label=_label(rows),
        lat=rows[0].point[0],
        lon=rows[0].point[1],
        tallies=tuple(Tally(kind, look, counted[kind]) for kind, look in kinds.items()),
        sources=_sources(rows),
        incidents=len(rows),
        where_prec=min(row.where_prec for row in rows),
        radius_km=min(radii, default=None),
    )


def _area(place_id: str, rows: Sequence[_Row]) -> Area:
    kinds = list(_kinds(rows))
    counted = Counter((row.kind, row.look) for row in rows)
    order = sorted(counted, key=lambda key: (kinds.index(key[0]), LOOKS.index(key[1])))
    return Area(
        place_id=place_id,
        label=_label(rows),
        country_code=rows[0].country_code,
        lat=rows[0].point[0],
        lon=rows[0].point[1],
        tallies=tuple(Tally(kind, look, counted[kind, look]) for kind, look in order),
        sources=_sources(rows),
        incidents=len(rows),
    )


def _flows(rows: Iterable[_Row]) -> Iterable[Flow]:
    """Return the flows by origin and destination, in the order of these ids.

    What is denied or of earlier times moves nobody now.
    """
    found: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        is_sent = row.kind == "deployment" and row.look not in GREY_LOOKS
        is_elsewhere = row.origin_point is not None and row.origin_id != row.place_id
        if is_sent and is_elsewhere and row.origin_id is not None:
            found[row.origin_id, row.place_id].append(row)
    return (_flow(key, found[key]) for key in sorted(found))


def _flow(ends: tuple[str, str], rows: Sequence[_Row]) -> Flow:
    first = rows[0]
    origin = first.origin_point or first.point
    phases = [row.phase for row in rows if row.phase is not None]
    return Flow(
        origin_id=ends[0],
        origin_label=first.origin_label,
        origin_lat=origin[0],
        origin_lon=origin[1],
        destination_id=ends[1],
        destination_label=_label(rows),
        destination_lat=first.point[0],
        destination_lon=first.point[1],
        phase=max(phases, key=PHASES.index, default=None),
        planned=all(row.look == "outline" for row in rows),
        sources=_sources(rows),
        incidents=len(rows),
        troops=_troops(row.figures for row in rows),
    )


def _troops(figures: Iterable[str]) -> tuple[int, int] | None:
    """Return the least and the most soldiers that the figures name; None if they name none."""
    found = [match for text in figures for match in TROOPS.finditer(text)]
    if not found:
        return None
    return (
        min(int(match[1]) for match in found),
        max(int(match[2] or match[1]) for match in found),
    )
