"""Several tellings of one thing become one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from geodata.events.memory import FILED
from geodata.events.parts import FINENESS
from geodata.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.events.parts import Setting
    from geodata.models import (
        Attribution,
        DateRange,
        EventKind,
        EventStatus,
        Figure,
        FigureWhat,
        Phase,
        Place,
        Speaker,
    )

__all__ = ["Draft", "is_of_whole_war", "merge_drafts", "merge_figures"]

_STRENGTH: dict[Phase | None, int] = {
    None: 0,
    "announced": 1,
    "moving": 2,
    "arrived": 3,
    "staging": 4,
    "alert": 5,
}
# The surer telling of the same holds, of equals the first.
_CERTAINTY: dict[EventStatus, int] = {
    "negated": 0,
    "hypothetical": 1,
    "planned": 2,
    "actual": 3,
    "historical": 3,
}
# Headline, standfirst and first sentence are told again below; sentences apart tell a next step.
_OPENING = 2
_RUNNING = 1  # the number of the first sentence that is no headline
_SAME_BREATH = 2
_SOON = 5
_WAR, _TIMES = 200, 10  # so many dead, so many times those of an act, died in a whole conflict
_SPACE = 2  # between a sentence and the next
_VICTIMS: frozenset[FigureWhat] = frozenset({"dead", "wounded"})
# What two acts of a kind at one place are told apart by.
_TELLS_APART: dict[EventKind, frozenset[FigureWhat]] = {
    "violence": _VICTIMS,
    "deployment": frozenset({"troops"}),
}
_COARSE = frozenset({"country", "region", "admin"})
_LEAST_RADIUS_KM = 150.0
_KM_PER_DEGREE = 111.2
# Unrest of a land stands beside that of a town, and so does a garrison.
_TOLD_FINER: frozenset[EventKind] = frozenset({"violence", "deployment", "withdrawal"})
_READY: frozenset[Phase | None] = frozenset({"staging", "alert"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one sentence tells it; `alone`: it tells no other of the kind.

    `heads`: it is a headline or standfirst, told again in the running text.
    """

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
    attribution: Attribution | None = None
    assailants: tuple[Figure, ...] = ()
    alone: bool = True
    heads: bool = False

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """How much the telling says; the heaviest one's excerpt is kept."""
        says = len(self.actors) + (self.date is not None)
        runs = self.sentence >= _RUNNING
        return (len(self.figures), runs + self.alone, says, -self.sentence)


def merge_drafts(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts with restatements merged, in the order of their first telling."""
    told = Counter((draft.sentence, draft.kind) for draft in drafts)
    merged: list[Draft] = []
    alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in drafts:
        draft = replace(one, alone=told[one.sentence, one.kind] == 1)
        there = alike[draft.kind, draft.setting.place.place_id]
        same = next((i for i in there if _tell_the_same(merged[i], draft)), None)
        if same is None:
            there.append(len(merged))
            merged.append(draft)
        else:
            merged[same] = _merge(merged[same], draft)
    return tuple(_without_openings(merged))


def _without_openings(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those of the opening that the text below tells of a finer place.

    "Bei Kämpfen in Kongo sind 30 Menschen getötet worden" is the fighting that the next sentences
    put into a town. What the opening alone says goes to the first such event.
    """
    kept = list(drafts)
    for coarse in (draft for draft in drafts if draft.sentence <= _OPENING):
        first = next((draft for draft in kept if _is_told_finer(coarse, draft)), None)
        if first is not None:
            kept = [
                _with_opening(fine, coarse)
                if fine.sentence == first.sentence and _is_told_finer(coarse, fine)
                else fine
                for fine in kept
                if fine is not coarse
            ]
    return kept


def _with_opening(fine: Draft, coarse: Draft) -> Draft:
    """Return the finer telling with what the opening adds: no sum where it has its own victims."""
    merged = replace(_merge(fine, coarse), setting=fine.setting)
    if not any(figure.what in _VICTIMS for figure in fine.figures):
        return merged
    return replace(
        merged,
        figures=fine.figures,
        excerpt=fine.excerpt,
        trigger=fine.trigger,
        attribution=fine.attribution,
    )


def _is_told_finer(coarse: Draft, draft: Draft) -> bool:
    """Whether the second, told soon after the opening, is the first at a finer place.

    A headline's place is that of the sentence below it, whatever happened there.
    """
    return (
        draft is not coarse
        and -_OPENING <= draft.sentence - coarse.sentence <= _SOON
        and draft.sentence != coarse.sentence
        and draft.kind == coarse.kind
        and (coarse.kind in _TOLD_FINER or (draft.heads and not coarse.heads))
        and coarse.phase not in _READY
        and (draft.status == "negated") == (coarse.status == "negated")
        and (_is_filed_nearby(coarse, draft) or _is_within(coarse, draft))
        and not _outnumbers(draft, coarse)
        and _actors_agree(coarse, draft)
        and _dates_agree(coarse, draft)
    )


def _is_within(coarse: Draft, fine: Draft) -> bool:
    place = coarse.setting.place
    return place.type in _COARSE and _holds(place, fine.setting.place)


def _is_filed_nearby(opening: Draft, draft: Draft) -> bool:
    """Whether an act put only where the report was filed is told again where it happened."""
    filed, code = opening.setting.rule == FILED, opening.setting.place.country_code
    return filed and draft.setting.is_named and code == draft.setting.place.country_code


def _outnumbers(fine: Draft, coarse: Draft) -> bool:
    """Whether one place alone has more victims than the whole is said to have."""
    whole = {figure.what: figure.maximum for figure in coarse.figures}
    return any(figure.minimum > whole.get(figure.what, figure.minimum) for figure in fine.figures)


def _holds(coarse: Place, fine: Place) -> bool:
    """Whether the finer place lies in the coarser one, as far as country and radius tell."""
    if FINENESS[fine.type] >= FINENESS[coarse.type]:
        return False
    if coarse.type == "country":
        return fine.country_code == coarse.country_code
    if coarse.lat is None or coarse.lon is None or fine.lat is None or fine.lon is None:
        return False
    reach = max(coarse.radius_km, _LEAST_RADIUS_KM) / _KM_PER_DEGREE
    east = (fine.lon - coarse.lon) * cos(radians(coarse.lat))
    return hypot(fine.lat - coarse.lat, east) <= reach


def _tell_the_same(one: Draft, other: Draft) -> bool:
    if one.kind != other.kind or (one.status == "negated") != (other.status == "negated"):
        return False
    if one.setting.place.place_id != other.setting.place.place_id:
        return False
    if _is_another_act(one, other):
        return False
    return _actors_agree(one, other) and _dates_agree(one, other) and _phases_agree(one, other)


def _is_another_act(one: Draft, other: Draft) -> bool:
    """Whether the second tells of other victims or troops at the place it names itself.

    What the opening tells is told again below, and a sentence that refers back goes on.
    """
    if one.kind == "violence" and is_of_whole_war(one.figures, other.figures):
        return True
    if one.sentence <= _RUNNING or one.sentence == other.sentence:
        return False
    if not (one.setting.is_named and other.setting.is_named):
        return False
    told = _TELLS_APART.get(one.kind, frozenset())
    mine, yours = ({f.what: f for f in draft.figures if f.what in told} for draft in (one, other))
    if not mine or not yours:
        return False
    return not any(
        mine[what].minimum <= yours[what].maximum and yours[what].minimum <= mine[what].maximum
        for what in mine.keys() & yours.keys()
    )


def is_of_whole_war(ours: Iterable[Figure], theirs: Iterable[Figure]) -> bool:
    """Whether one of two tolls is that of years, beside one of a day: 45,000 dead against 23."""
    tolls = [f for f in ours if f.what == "dead"], [f for f in theirs if f.what == "dead"]
    return any(
        larger.minimum >= max(_WAR, _TIMES * smaller.maximum)
        for one, other in (tolls, tolls[::-1])
        for larger in one
        for smaller in other
    )


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
    near = other.sentence - one.sentence <= _SAME_BREATH or one.sentence <= _OPENING
    return near and (set(one.actors) == set(other.actors) or not one.actors or not other.actors)


def merge_figures(ours: Iterable[Figure], theirs: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the larger figure of each sort and speaker: tellings of one are not added up.

    What the article itself says, or no other speaker contradicts, is one figure.
    """
    best: dict[tuple[FigureWhat, Speaker | None], Figure] = {}
    for figure in (*ours, *theirs):
        key = (figure.what, _speaker(figure))
        known = best.get(key)
        if known is None or _size(figure) > _size(known):  # "mehrere Hundert" before "Hunderte"
            best[key] = figure
    kept = []
    for what in dict.fromkeys(what for what, _ in best):
        kept += _claims([figure for figure in best.values() if figure.what == what])
    return tuple(kept)


def _claims(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of one sort that different speakers claim, else the largest alone."""
    said = [figure for figure in figures if _speaker(figure) not in {None, "unnamed"}]
    largest = max(figures, key=_size)
    if len(said) > 1 and len({_size(figure) for figure in said}) > 1:
        return said if largest in said else [*said, largest]
    return [largest]


def _speaker(figure: Figure) -> Speaker | None:
    return None if figure.attribution is None else figure.attribution.speaker


def _proof(draft: Draft, figures: Sequence[Figure]) -> tuple[int, int]:
    """Return how many of the figures a telling gives, without and with the arrested."""
    kept = {(figure.what, _size(figure)) for figure in figures}
    given = [figure for figure in draft.figures if (figure.what, _size(figure)) in kept]
    return sum(figure.what != "arrested" for figure in given), len(given)


def _size(figure: Figure) -> tuple[int, int]:
    return figure.maximum, figure.minimum


def _fits(said: Attribution | None, lead: Draft, excerpt: Span) -> bool:
    """Whether a source stands in an excerpt or governs the telling that the excerpt is of."""
    if said is None:
        return False
    return said is lead.attribution or _is_in(said.span, excerpt)


def _is_in(span: Span, excerpt: Span) -> bool:
    return excerpt.start <= span.start and span.end <= excerpt.end


def _joined(lead: Draft, other: Draft) -> Span:
    """Return the excerpt of the first, with the second where both are neighbours in the text."""
    first, second = sorted((lead.excerpt, other.excerpt))
    if lead.heads == other.heads and 0 <= second.start - first.end <= _SPACE:
        return Span(first.start, second.end)
    return lead.excerpt


def _told_in_text(one: Draft, other: Draft) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return the figures of both, a headline's only where the running text gives none."""
    if one.heads == other.heads:
        return one.figures, other.figures
    headline, text = (one, other) if one.heads else (other, one)
    given = {figure.what for figure in text.figures}
    return tuple(f for f in headline.figures if f.what not in given), text.figures


def _merge(one: Draft, other: Draft) -> Draft:
    figures = merge_figures(*_told_in_text(one, other))
    # the excerpt is the proof: it must hold the figures that are kept
    lead = max(one, other, key=lambda draft: (_proof(draft, figures), draft.weight))
    if lead.heads and not (one.heads and other.heads):
        lead = other if lead is one else one
    date, exact = (one.date, one.exact)
    if date is None or (other.date is not None and other.exact and not exact):
        date, exact = other.date, other.exact
    excerpt = _joined(lead, other if lead is one else one)
    said = (draft.attribution for draft in (lead, one, other))
    mentions = tuple(sorted({*one.setting.mentions, *other.setting.mentions}))
    return replace(
        lead,
        excerpt=excerpt,
        sentence=one.sentence,
        heads=one.heads and other.heads,
        phase=max(one.phase, other.phase, key=lambda phase: _STRENGTH[phase]),
        status=max(one.status, other.status, key=lambda status: _CERTAINTY[status]),
        setting=replace(lead.setting, mentions=mentions),
        origin=one.origin or other.origin,
        actors=tuple(dict.fromkeys((*one.actors, *other.actors))),
        figures=figures,
        date=date,
        exact=exact,
        assailants=merge_figures(one.assailants, other.assailants),
        attribution=next((a for a in said if _fits(a, lead, excerpt)), None),
    )
