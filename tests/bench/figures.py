"""What a reader of a map waits for and is sent, and a table of it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HEAD", "Reading", "row_of"]

HEAD = (
    "| events | map | made, s | first map, s | filter change, s | click, s | sent first, kB "
    "| sent by filter, kB | sent by click, kB | messages by panning | server, MB |\n"
    "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
)


@dataclass(frozen=True)
class Reading:
    """The figures of one visit, in the order of the table; None where there is no such thing."""

    made_s: float | None = None
    first_map_s: float | None = None
    filter_change_s: float | None = None
    click_s: float | None = None
    first_kb: float | None = None
    filter_kb: float | None = None
    click_kb: float | None = None
    panning_messages: float | None = None
    server_mb: float | None = None


def row_of(events: int, name: str, readings: Sequence[Reading]) -> str:
    """Return a row of medians; for seconds with the longest, too. Without a map: gave up."""
    if any(one.first_map_s is None for one in readings):
        return f"| {events:,} | {name} | gave up |{' |' * (len(fields(Reading)) - 1)}\n"
    cells = (_cell(one.name, [getattr(r, one.name) for r in readings]) for one in fields(Reading))
    return f"| {events:,} | {name} | {' | '.join(cells)} |\n"


def _cell(name: str, figures: Sequence[float | None]) -> str:
    found = [one for one in figures if one is not None]
    if not found:
        return "-"
    median = statistics.median(found)
    if name.endswith("_s"):
        return f"{median:.2f} ({max(found):.2f})"
    return f"{median:,.0f}"
