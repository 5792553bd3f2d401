"""What the map shows: marks, areas, flows and discs.

A mark is a place that has a point, an area is a country without one, a flow is troops on their way
from where they come to where they go, a disc is how often a place is named at all. Latitudes and
longitudes are degrees, WGS 84.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Collection

    from geodata.maps.palette import Look
    from geodata.models import EventKind, Phase

__all__ = ["LAYERS", "Area", "Disc", "Flow", "Layer", "MapContent", "Mark", "Tally"]

# What can be switched on and off.
Layer = Literal["incidents", "flows", "areas", "rings", "mentions"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


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
    tell of any, without copies. `others`: how many places have too few sources for a mark of their
    own on a crowded map and are counted in this one.
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
    others: int = 0

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
class Disc:
    """How many mentions a place has, whether anything happened there or not.

    `others`: how many further places are counted in this disc.
    """

    place_id: str
    label: str
    lat: float
    lon: float
    mentions: int
    others: int = 0

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.lat, self.lon


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything that the map shows, each in the order of the ids.

    `flows_left` are so many flows of few sources that are not among `flows`; `rings`: whether a
    place that is known only roughly shows how roughly.
    """

    marks: tuple[Mark, ...] = ()
    areas: tuple[Area, ...] = ()
    flows: tuple[Flow, ...] = ()
    discs: tuple[Disc, ...] = ()
    flows_left: int = 0
    rings: bool = True

    @property
    def looks(self) -> frozenset[Look]:
        """How marks, their satellites and the signs in chips are drawn."""
        drawn: tuple[Mark | Area, ...] = (*self.marks, *self.areas)
        return frozenset(tally.look for one in drawn for tally in one.tallies)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a click can bring back."""
        drawn: tuple[Area | Disc, ...] = (*self.areas, *self.discs)
        return frozenset(m.mark_id for m in self.marks) | {one.place_id for one in drawn}

    def only(self, layers: Collection[str]) -> MapContent:
        """Return what these layers show; names that are none of `LAYERS` mean nothing."""
        return replace(
            self,
            marks=self.marks if "incidents" in layers else (),
            areas=self.areas if "areas" in layers else (),
            flows=self.flows if "flows" in layers else (),
            flows_left=self.flows_left if "flows" in layers else 0,
            discs=self.discs if "mentions" in layers else (),
            rings=self.rings and "rings" in layers,
        )
