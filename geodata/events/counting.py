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
    from geodata.models import Figure

__all__ = ["VICTIMS", "go_on_counting", "without_victims"]

# A sentence dated this much before the act counts the victims of a whole conflict.
BACKGROUND = dt.timedelta(days=60)
VICTIMS = frozenset({"dead", "wounded"})


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
    if not every or not _refers(drafts, last, told) or not _may_count(last, every):
        return
    if last.kind == "violence" and is_of_whole_war(last.figures, figures):
        drafts.extend(_whole_war(last, told, figures))
        return
    if _is_of_longer(last, told):
        return
    span = told.sentence.span
    near = span.start - last.excerpt.end <= 2  # noqa: PLR2004 - the space between sentences
    excerpt = Span(last.excerpt.start, span.end) if near else last.excerpt
    drafts[at] = replace(
        last,
        figures=merge_figures(last.figures, figures),
        assailants=merge_figures(last.assailants, assailants),
        excerpt=excerpt,
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


def _refers(drafts: Sequence[Draft], last: Draft, told: Telling) -> bool:
    """Whether a sentence is about the draft: soon after it, and about no other place."""
    if told.sentence.index - last.sentence > FOLLOWS:
        return False
    if last.kind in TROOPS:
        return True
    elsewhere = any(name.role in {"at", "to"} for name in told.standing)
    refers = told.sentence.has("anaphora_event") or not elsewhere
    return refers and not _is_one_of_several(drafts, last)


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


def _is_one_of_several(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether the sentence of a draft tells the same of another place as well."""
    return any(
        other.sentence == draft.sentence
        and other.kind == draft.kind
        and other.setting.place.place_id != draft.setting.place.place_id
        for other in takewhile(lambda d: d.sentence >= draft.sentence, reversed(drafts))
    )


def _counted_further(drafts: Sequence[Draft], told: Telling) -> int:
    """Return the number of the draft that a sentence counts for: for victims one of violence."""
    last = len(drafts) - 1
    figures = find_figures("violence", told.counts)
    if drafts[last].kind == "protest" and any(f.what in VICTIMS for f in figures):
        together = drafts[last].sentence
        for i in range(last, -1, -1):
            if drafts[i].sentence < together:
                break
            if drafts[i].kind == "violence":
                return i
    return last
