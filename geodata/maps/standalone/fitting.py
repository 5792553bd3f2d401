"""How much of the rows a file of bounded size can hold.

Everything, where it fits. Else each incident keeps the excerpts of fewer sources, and where even
one each is too much, incidents of few sources are left out. Whatever is left out is counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.maps.rows import is_on_map
from geodata.maps.standalone.entries import Entry, iter_cited, iter_entries
from geodata.maps.standalone.items import Items, cited_html
from geodata.maps.standalone.parts import packed
from geodata.maps.standalone.scene import scene_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.maps.standalone.rows import Rows
    from geodata.maps.standalone.words import StandaloneWords

__all__ = ["Fitted", "fit_rows"]

# So many sources of an incident are quoted at most: all, or the most of these that fits.
_ALL = 1_000_000
_TELLINGS = (8, 4, 2, 1)
_DOUBT = 1.15  # what is left after a cut packs a little better or worse
# Where incidents must go, a little more goes than the last try says.
_SPARE = 0.93


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What a file holds: the rows, each incident as HTML, each citation, all of it packed.

    `size` is what the packed takes unpacked, in bytes; `left_events` incidents and `left_sources`
    excerpts found no room.
    """

    rows: Rows
    items: tuple[str, ...]
    cites: tuple[str, ...]
    packed: str
    size: int
    left_events: int
    left_sources: int


def fit_rows(
    rows: Rows, words: StandaloneWords, named: Callable[[str], str] | None, room: int
) -> Fitted:
    """Return as much of the rows as `room` bytes hold.

    Incidents of the fewest sources go first; of those alike, the earliest.
    """
    draft = _Draft(rows, words, named)
    fitted = draft.packed(_ALL)
    share = len(fitted.packed) / fitted.size
    for most in _TELLINGS:
        if len(fitted.packed) <= room:
            return fitted
        # What is plainly too much need not be packed to know it.
        if most == 1 or len(draft.content(most)) * share <= room * _DOUBT:
            fitted = draft.packed(most)
    return fitted if len(fitted.packed) <= room else _fewer(rows, fitted, words, named, room)


def _fewer(
    rows: Rows,
    fitted: Fitted,
    words: StandaloneWords,
    named: Callable[[str], str] | None,
    room: int,
) -> Fitted:
    """Return as many incidents as there is room for, with one source each."""
    incidents = rows.incidents
    order = incidents.assign(row=range(len(incidents))).sort_values(
        ["sources", "row"], ascending=[False, False]
    )
    kept = len(order)
    while len(fitted.packed) > room and kept:
        kept = int(kept * min(1.0, room / len(fitted.packed)) * _SPARE)
        fewer = rows.only(sorted(order["row"].iloc[:kept]))
        fitted = _Draft(fewer, words, named, left=len(incidents) - kept).packed(1)
    return fitted


class _Draft:
    """Rows as everything that a file needs of them, made once for all tries."""

    def __init__(
        self,
        rows: Rows,
        words: StandaloneWords,
        named: Callable[[str], str] | None,
        *,
        left: int = 0,
    ) -> None:
        self._rows, self._left = rows, left
        tables = rows.incidents, rows.events, rows.articles
        self._entries: tuple[Entry, ...] = tuple(iter_entries(*tables, named))
        self._cites = tuple(cited_html(one, words) for one in iter_cited(rows.articles))
        self._scene = scene_columns(*tables, named)
        self._items = Items(words, self._entries, is_on_map(rows.incidents).tolist())
        self._made: tuple[int, tuple[str, ...]] | None = None

    def items(self, most: int) -> tuple[str, ...]:
        """Return the incidents as HTML, with so many sources of each quoted."""
        if self._made is None or self._made[0] != most:
            self._made = most, tuple(self._items.iter_html(most))
        return self._made[1]

    def cites(self, most: int) -> tuple[str, ...]:
        """Return the citations by the rows of their articles; empty for what is not quoted."""
        quoted = {told.article for one in self._entries for told in one.tellings[:most]}
        return tuple(one if row in quoted else "" for row, one in enumerate(self._cites))

    def content(self, most: int) -> bytes:
        """Return what the script unpacks, as JSON."""
        content = {"scene": self._scene, "items": self.items(most), "cites": self.cites(most)}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    def packed(self, most: int) -> Fitted:
        """Return the file's content with so many sources of each incident quoted."""
        content = self.content(most)
        return Fitted(
            rows=self._rows,
            items=self.items(most),
            cites=self.cites(most),
            packed=packed(content),
            size=len(content),
            left_events=self._left,
            left_sources=sum(max(0, len(one.tellings) - most) for one in self._entries),
        )
