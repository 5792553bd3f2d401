"""What the map shows as the message that its script reads: rows instead of names for everything.

A place takes about 70 bytes. Every text in it is escaped; the script writes them as HTML.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geodata.maps.crowding import gathered_discs, gathered_marks
from geodata.maps.escaping import for_map
from geodata.maps.palette import LOOKS
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.maps.marks import Area, Disc, Flow, MapContent, Mark, Tally
    from geodata.models import Phase

__all__ = ["MapWords", "Payload", "growth_px", "to_payload"]

GROUP_SPACE = "\N{NARROW NO-BREAK SPACE}"
SMALLEST_MARK_PX = 11.0
LARGEST_MARK_PX = 34.0
GROWTH_PX = 5.4
GEONAMES = "geonames:"
DECIMALS = 4  # of degrees: 11 m
# What would end or break a script that holds JSON.
_FOR_SCRIPT = {ord(one): f"\\u{ord(one):04x}" for one in "<>&'\u2028\u2029"}


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"


def _sources(count: int) -> str:
    return f"{count} source" if count == 1 else f"{count} sources"


def _phase(phase: Phase) -> str:
    return str(phase)


def _mentioned(mentions: int) -> str:
    return f"{mentions} mention" if mentions == 1 else f"{mentions} mentions"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What marks and flows say, to be given in the reader's language.

    They say how many incidents there are, how many sources tell of them, and how often a place is
    named.
    """

    events: Callable[[int], str] = _events
    sources: Callable[[int], str] = _sources
    phase: Callable[[Phase], str] = _phase
    mentioned: Callable[[int], str] = _mentioned


@dataclass(frozen=True, slots=True)
class Payload:
    """A content as JSON that may stand in a script; the same content has the same digest.

    `place_ids` are the places that have a mark, a chip or a disc of their own.
    """

    json: str
    digest: str
    place_ids: frozenset[str]

    @property
    def literal(self) -> str:
        """The content as a script may write it.

        In single quotes, which no text in it has: inside the message to the browser, which is JSON
        itself, every double one would take two bytes.
        """
        return self.json.replace('"', "'")


def growth_px(most: int) -> float:
    """Return by how much a mark is wider than the smallest, per square root of its sources.

    In pixels from zoom 5 on. Where a place has so many sources (`most`) that it would be wider than
    the largest mark, all grow more slowly, so that a thousand are still seen to be more than a
    hundred.
    """
    return min(GROWTH_PX, (LARGEST_MARK_PX - SMALLEST_MARK_PX) / math.sqrt(max(most, 1)))


def to_payload(content: MapContent, *, words: MapWords, selected: str | None = None) -> Payload:
    """Return what the script draws; `selected` has a mark of its own however many there are."""
    texts = _Texts()
    marks = gathered_marks(content.marks, selected=selected)
    discs = gathered_discs(content.discs, selected=selected)
    most = max((mark.sources for mark in marks), default=0)
    at = {mark.mark_id: i for i, mark in enumerate(marks)}
    data = {
        "growth": round(growth_px(most), 4),
        "marks": [_mark(mark, texts, words) for mark in marks],
        "areas": [_area(area, texts, words) for area in content.areas],
        "flows": [_flow(flow, texts, words) for flow in sorted(content.flows, key=_by_sources)],
        "flowsLeft": content.flows_left,
        "discs": [_disc(disc, at, texts, words) for disc in discs],
        "rings": content.rings,
        "texts": texts.kept,
    }
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_FOR_SCRIPT)
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Payload(said, digest, replace(content, marks=marks, discs=discs).ids)


@dataclass(slots=True)
class _Texts:
    """Texts that many rows share, each held once."""

    kept: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Return the position of a text, escaped, in `kept`."""
        if text not in self.places:
            self.places[text] = len(self.kept)
            self.kept.append(for_map(text))
        return self.places[text]


def _place(place_id: str, label: str, point: tuple[float, float]) -> list[Any]:
    return [_id(place_id), for_map(label), *(round(degrees, DECIMALS) for degrees in point)]


def _id(place_id: str) -> str | int:
    """Return an id; those of GeoNames, which most are, as their numbers."""
    number = place_id.removeprefix(GEONAMES)
    is_whole = number.isascii() and number.isdigit() and str(int(number)) == number
    return int(number) if is_whole and number != place_id else for_map(place_id)


def _signs(tallies: Sequence[Tally]) -> str:
    """Return kinds and looks as pairs of digits, positions in `EVENT_KINDS` and `LOOKS`."""
    return "".join(f"{EVENT_KINDS.index(one.kind)}{LOOKS.index(one.look)}" for one in tallies)


def _mark(mark: Mark, texts: _Texts, words: MapWords) -> list[Any]:
    return [
        *_place(mark.mark_id, mark.label, mark.point),
        _signs(mark.tallies),
        texts.number(words.events(mark.incidents)),
        texts.number(words.sources(mark.sources)),
        mark.sources,
        mark.where_prec,
        None
        if mark.radius_km is None
        else round(mark.radius_km, 1 if mark.radius_km < 1 else None),
        *([mark.others] if mark.others else []),
    ]


def _area(area: Area, texts: _Texts, words: MapWords) -> list[Any]:
    return [
        *_place(area.place_id, area.label, area.point),
        _signs(area.tallies),
        texts.number(words.events(area.incidents)),
        texts.number(words.sources(area.sources)),
        area.sources,
        for_map(area.country_code or ""),
        [tally.incidents for tally in area.tallies],
    ]


def _disc(disc: Disc, at: dict[str, int], texts: _Texts, words: MapWords) -> list[Any]:
    """Return a disc; a place that has a mark is named by the mark's position."""
    where = at.get(disc.place_id)
    return [
        *(_place(disc.place_id, disc.label, disc.point) if where is None else [where]),
        texts.number(words.mentioned(disc.mentions)),
        disc.mentions,
        disc.others,
    ]


def _by_sources(flow: Flow) -> tuple[int, str, str]:
    return -flow.sources, flow.origin_id, flow.destination_id


def _flow(flow: Flow, texts: _Texts, words: MapWords) -> list[Any]:
    return [
        texts.number(flow.origin_label),
        round(flow.origin_lat, DECIMALS),
        round(flow.origin_lon, DECIMALS),
        texts.number(flow.destination_label),
        _id(flow.destination_id),
        round(flow.destination_lat, DECIMALS),
        round(flow.destination_lon, DECIMALS),
        texts.number(_said_of(flow, words)),
        int(flow.planned),
        None if flow.troops is None else flow.troops[1],
        None if flow.troops is None else texts.number(_strength(flow.troops)),
        _id(flow.origin_id),
    ]


def _said_of(flow: Flow, words: MapWords) -> str:
    """Return what the pointer is told behind the ends: how far, how many, who tells it."""
    parts = [
        "" if flow.phase is None else words.phase(flow.phase),
        "" if flow.troops is None else _strength(flow.troops),
        f"{words.events(flow.incidents)}, {words.sources(flow.sources)}",
    ]
    return " · ".join(part for part in parts if part)


def _strength(troops: tuple[int, int]) -> str:
    """Return numbers as the sources say them: `150`, `2 500-3 000` with an en dash."""
    least, most = (f"{number:,}".replace(",", GROUP_SPACE) for number in troops)
    return least if least == most else f"{least}\N{EN DASH}{most}"
