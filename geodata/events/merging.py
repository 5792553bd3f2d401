"""Several tellings of one thing become one event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geodata.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.events.settings import Setting
    from geodata.models import DateRange, EventKind, EventStatus, Phase, Place, Span

__all__ = ["Draft", "merge_drafts", "merge_figures"]

_STRENGTH: dict[Phase | None, int] = {
    None: 0,
    "announced": 1,
    "moving": 2,
    "arrived": 3,
    "staging": 4,
    "alert": 5,
}
_ON_THE_WAY: frozenset[Phase | None] = frozenset({"announced", "moving", "arrived"})
_READY: frozenset[Phase | None] = frozenset({"staging", "alert"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one sentence tells it."""

    sentence: int
    kind: EventKind
    phase: Phase | None
    status: EventStatus
    setting: Setting
    origin: Place | None
    actors: tuple[str, ...]
    figures: tuple[Figure, ...]
    date: DateRange | None
    exact: bool
    excerpt: Span
    trigger: Span
    rule: str
    is_past: bool = False

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much the telling says; the heaviest one's excerpt is kept."""
        return (len(self.figures), len(self.actors) + (self.date is not None), -self.sentence)


def merge_drafts(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with restatements merged, in the order of their first telling."""
    merged: list[Draft] = []
    for draft in drafts:
        same = next((i for i, other in enumerate(merged) if _tell_the_same(other, draft)), None)
        if same is None:
            merged.append(draft)
        else:
            merged[same] = _merge(merged[same], draft)
    return tuple(merged)


def _tell_the_same(one: Draft, other: Draft) -> bool:
    if one.kind != other.kind or (one.status == "negated") != (other.status == "negated"):
        return False
    if one.setting.place.place_id != other.setting.place.place_id:
        return False
    return _actors_agree(one, other) and _dates_agree(one, other) and _phases_agree(one, other)


def _actors_agree(one: Draft, other: Draft) -> bool:
    if one.sentence == other.sentence and one.kind in {"violence", "protest"}:
        return True
    mine, yours = set(one.actors), set(other.actors)
    return not mine or not yours or bool(mine & yours)


def _dates_agree(one: Draft, other: Draft) -> bool:
    if one.date is None or other.date is None:
        return one.date is other.date or not _both_far(one, other)
    return one.date.overlaps(other.date) or not (one.exact and other.exact)


def _both_far(one: Draft, other: Draft) -> bool:
    """Whether one telling has a date of years ago and the other none."""
    dated = one if one.date is not None else other
    return dated.is_past


def _phases_agree(one: Draft, other: Draft) -> bool:
    if one.phase == other.phase:
        return True
    if one.phase in _READY or other.phase in _READY:
        return False
    return set(one.actors) == set(other.actors) or not one.actors or not other.actors


def merge_figures(ours: Iterable[Figure], theirs: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the larger figure of each sort: tellings of one thing are not added up."""
    best: dict[str, Figure] = {}
    for figure in (*ours, *theirs):
        known = best.get(figure.what)
        if known is None or figure.maximum > known.maximum:
            best[figure.what] = figure
    return tuple(best.values())


def _merge(one: Draft, other: Draft) -> Draft:
    lead = other if other.weight > one.weight else one
    date, exact = (one.date, one.exact)
    if date is None or (other.date is not None and other.exact and not exact):
        date, exact = other.date, other.exact
    mentions = tuple(sorted({*one.setting.mentions, *other.setting.mentions}))
    return replace(
        lead,
        sentence=one.sentence,
        phase=max(one.phase, other.phase, key=lambda phase: _STRENGTH[phase]),
        status=one.status if one.status != "planned" else other.status,
        setting=replace(lead.setting, mentions=mentions),
        origin=one.origin or other.origin,
        actors=tuple(dict.fromkeys((*one.actors, *other.actors))),
        figures=merge_figures(one.figures, other.figures),
        date=date,
        exact=exact,
    )
