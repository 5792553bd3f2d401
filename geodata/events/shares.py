"""Numbers told apart in one sentence: each sender's troops, each town's victims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.events.figures import total, what_is_counted
from geodata.events.parts import FINENESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.counts import Count
    from geodata.events.reading import Sentence
    from geodata.events.roles import Standing
    from geodata.models import Figure, FigureWhat, Place

__all__ = ["Share", "counts_at", "shares_of_senders", "told_apart"]

_AFTER = 2  # words from a number to the people's name: "die 100 armenischen Pioniere"


@dataclass(frozen=True, slots=True)
class Share:
    """What one sender gives: its country code and its troops."""

    sender: str
    figures: tuple[Figure, ...]


def shares_of_senders(
    sentence: Sentence, standing: Sequence[Standing], counts: Sequence[Count], host: Place
) -> tuple[Share, ...]:
    """Return each sender's share where a sentence tells several apart, else nothing.

    "A will 70 Mann schicken, B etwa 200": the second number lacks its noun.
    """
    names = dict(_senders(sentence, standing, host))
    shares: dict[str, Share] = {}
    counted = what_is_counted(counts)
    floor = -1
    for count in counts:
        is_troops = counted.get(count) == "troops" or (shares and _lacks_noun(sentence, count))
        before = max((i for i in names if floor < i < count.first), default=None)
        after = next(
            (i for i in range(count.last + 1, count.last + 1 + _AFTER) if i in names), None
        )
        at = after if after is not None else before
        if at is None or not (is_troops or after is not None):
            continue
        floor = max(at, count.last)
        figure = total("troops", [count])
        shares.setdefault(names[at], Share(names[at], (figure,)))
    return tuple(shares.values()) if len(shares) > 1 else ()


def _senders(
    sentence: Sentence, standing: Sequence[Standing], host: Place
) -> Iterator[tuple[int, str]]:
    """Yield the positions and codes of the countries that a sentence may name as senders."""
    for name in standing:
        code = name.place.country_code
        if name.place.type == "country" and name.role in {"bare", "from"} and code is not None:
            yield name.position, code
    for named in sentence.named:
        place = named.mention.place
        is_people = named.mention.usage == "derived" and place is not None
        if is_people and place is not None and place.type == "country":
            code = place.country_code
            if code is not None and code != host.country_code:
                yield named.first, code


def _lacks_noun(sentence: Sentence, count: Count) -> bool:
    """Whether what a number counts is left out, being the same as before."""
    after = count.last + 1
    return after >= len(sentence.tokens) or not (
        sentence.tokens[after].noun or sentence.at(after, "not_people")
    )


def counts_at(
    sentence: Sentence,
    standing: Sequence[Standing],
    counts: Sequence[Count],
    mentions: Sequence[int],
) -> tuple[Count, ...]:
    """Return the numbers that belong to the place resting on `mentions`: those not told of another.

    A number belongs to the place in its clause; one in a clause without a place to all.
    """
    placed = [name for name in standing if name.role in {"at", "to"}]
    own = [name for name in placed if name.named.index in mentions]
    if not own:
        return tuple(counts)
    return tuple(count for count in counts if not _is_of_others(sentence, placed, own, count))


def _is_of_others(
    sentence: Sentence, placed: Sequence[Standing], own: Sequence[Standing], count: Count
) -> bool:
    """Whether the clause of a number has a place, and it is neither this one nor one around it."""
    clause = sentence.clauses[count.first]
    here = [name for name in placed if sentence.clauses[name.position] == clause]
    groups = {name.group for name in own}
    if not here or any(name.group in groups for name in here):
        return False
    return not any(_is_around(name, mine) for name in here for mine in own)


def _is_around(name: Standing, mine: Standing) -> bool:
    return (
        name.place.country_code == mine.place.country_code
        and FINENESS[name.place.type] > FINENESS[mine.place.type]
    )


def told_apart(
    sentence: Sentence,
    standing: Sequence[Standing],
    counts: Sequence[Count],
    kinds: Sequence[FigureWhat],
    taken: Sequence[int],
) -> Iterator[tuple[Standing, Figure]]:
    """Yield further places with a number of their own: "..., in Herat fünf", "davon 103 in X".

    Places resting on mentions in `taken` are left out, those right behind them too ("the Agora in
    Athens"), as are clauses with several places.
    """
    ends = {name.named.last for name in standing if name.named.index in taken}
    counted = what_is_counted(counts, subsets=True)
    last: FigureWhat | None = None
    for count in counts:
        what = counted.get(count) or (last if _lacks_noun(sentence, count) else None)
        last = what or last
        clause = sentence.clauses[count.first]
        here = [
            name
            for name in standing
            if sentence.clauses[name.position] == clause and name.role == "at"
        ]
        if what not in kinds or len({name.group for name in here}) != 1:
            continue
        known = any(name.named.index in taken or name.start - 1 in ends for name in here)
        if not known and what is not None:
            for name in here:
                yield name, total(what, [count])
