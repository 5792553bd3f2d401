"""Victims and participants that sentences go on counting, and which event they belong to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from geodata.events.attribution import attribution_at
from geodata.events.figures import find_figures, harmed
from geodata.events.merging import is_of_whole_war, merge_figures
from geodata.events.story import TROOPS
from geodata.events.telling import FOLLOWS
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.merging import Draft
    from geodata.events.telling import Telling
    from geodata.models import EventKind, Figure, FigureWhat

__all__ = ["VICTIMS", "go_on_counting", "without_victims"]

# A sentence dated this much before the act counts the victims of a whole conflict.
BACKGROUND = dt.timedelta(days=60)
VICTIMS: frozenset[FigureWhat] = frozenset({"dead", "wounded"})
_CODE = 2  # letters of a country code; actors with more are organisations
# What a sentence goes on counting, and for which of the acts just told together.
_COUNTED: dict[EventKind, frozenset[FigureWhat]] = {
    "violence": VICTIMS,
    "deployment": frozenset({"troops", "aircraft"}),
    "protest": frozenset({"participants"}),
}


def without_victims(drafts: Sequence[Draft]) -> list[Draft]:
    """Return a sentence's drafts, the victims told of violence only where it has any."""
    if not any(draft.kind == "violence" and harmed(draft.figures) for draft in drafts):
        return list(drafts)
    return [
        replace(draft, figures=tuple(f for f in draft.figures if f.what not in VICTIMS))
        if draft.kind == "protest"
        else draft
        for draft in drafts
    ]


def go_on_counting(drafts: list[Draft], told: Telling) -> None:
    """Add what a sentence without an event of its own goes on counting to the draft before."""
    if not drafts or told.sentence.index - drafts[-1].sentence > 2 * FOLLOWS:
        return  # an act whose place was told late stands behind those after it
    at = _counted_further(drafts, told)
    last = drafts[at]
    figures = find_figures(last.kind, told.counts, assailants=False)
    assailants = find_figures(last.kind, told.counts, assailants=True)
    every = (*figures, *assailants)
    if not every or not _refers(drafts, at, told) or not _may_count(last, every):
        return
    if last.kind == "violence" and is_of_whole_war(last.figures, figures):
        drafts.extend(_whole_war(last, told, figures))
        return
    if _is_of_longer(last, told):
        return
    span = told.sentence.span
    near = span.start - last.excerpt.end <= 2  # noqa: PLR2004 - the space between sentences
    for i in (at, *_told_together(drafts, at)):
        draft = drafts[i]
        drafts[i] = replace(
            draft,
            figures=merge_figures(draft.figures, figures),
            assailants=merge_figures(draft.assailants, assailants),
            excerpt=Span(draft.excerpt.start, span.end) if near else draft.excerpt,
        )


def _whole_war(last: Draft, told: Telling, figures: tuple[Figure, ...]) -> Iterator[Draft]:
    """Yield the toll of years that a sentence gives after one of its acts, as an act of its own."""
    hit = next(iter(told.sentence.hits("dead")), None)
    if hit is None or last.setting.place.type in {"city", "site"}:
        return
    days = told.dates[0] if told.dates else None
    yield replace(
        last,
        sentence=told.sentence.index,
        actors=(),
        figures=figures,
        assailants=(),
        date=None if days is None else days.days,
        exact=days is not None and days.exact,
        excerpt=told.sentence.span,
        trigger=told.sentence.span_of(hit),
        rule="dead; the scene before",
        attribution=attribution_at(told.sentence, told.said, hit.first),
    )


def _refers(drafts: Sequence[Draft], at: int, told: Telling) -> bool:
    """Whether a sentence is about a draft: soon after it, and about no other place.

    What was told of several places is counted for all, unless one has a number of its own.
    """
    last = drafts[at]
    if told.sentence.index - drafts[-1].sentence > FOLLOWS:
        return False
    if last.kind in TROOPS:
        return True
    elsewhere = any(name.role in {"at", "to"} for name in told.standing)
    refers = told.sentence.has("anaphora_event") or not elsewhere
    return refers and all(drafts[i].figures == last.figures for i in _told_together(drafts, at))


def _is_of_longer(last: Draft, told: Telling) -> bool:
    """Whether a sentence counts the victims of years: "Seit 1984 starben 45.000 Menschen"."""
    for dated in told.dates:
        days = dated.days
        if last.date is not None and days.start < last.date.start - BACKGROUND:
            return True
        if last.date is None and days.end - days.start > 2 * BACKGROUND:
            return True
    return False


def _may_count(last: Draft, figures: Sequence[Figure]) -> bool:
    """Whether an event of that kind can have the figures; a protest counts no victims."""
    if last.kind in TROOPS:
        return not last.figures
    if last.kind == "violence":
        return harmed(figures)
    return not any(figure.what in VICTIMS for figure in figures)


def _told_together(drafts: Sequence[Draft], at: int) -> list[int]:
    """Return the numbers of the drafts that put the same act at other places of its sentence."""
    draft = drafts[at]
    near = takewhile(lambda i: drafts[i].sentence >= draft.sentence, range(len(drafts) - 1, -1, -1))
    return [
        i
        for i in near
        if drafts[i].sentence == draft.sentence
        and drafts[i].kind == draft.kind
        and drafts[i].setting.place.place_id != draft.setting.place.place_id
    ]


def _of_all(drafts: Sequence[Draft]) -> int:
    """Return the number of the draft that a total of troops is of: an alliance's if there is one.

    "Insgesamt 2000 Soldaten" are not those of the member whose men came or left last.
    """
    last = drafts[-1]
    alliances = [
        i
        for i, draft in enumerate(drafts)
        if draft.kind == last.kind
        and draft.setting.place.country_code == last.setting.place.country_code
        and any(len(actor) > _CODE for actor in draft.actors)
    ]
    return alliances[-1] if alliances else len(drafts) - 1


def _counted_further(drafts: Sequence[Draft], told: Telling) -> int:
    """Return the number of the draft that a sentence counts for: of the last told, one that may.

    Victims are those of violence before those of a protest, troops those that are sent.
    """
    last = len(drafts) - 1
    if drafts[last].kind in TROOPS and told.sentence.has("totals"):
        return _of_all(drafts)
    counted = {f.what for kind in _COUNTED for f in find_figures(kind, told.counts)}
    for kind in (kind for kind, sorts in _COUNTED.items() if counted & sorts):
        for i in range(last, -1, -1):
            if drafts[i].sentence != drafts[last].sentence:
                break
            if drafts[i].kind == kind:
                return i
    return last
