"""Weighing the places that the names of an article could mean, each by all the others.

A name keeps one referent within an article (Gale, Church and Yarowsky 1992), and the places of an
article lie close together (Leidner 2007, spatial minimality). In each round the names vote, by
their shares of likelihood, for countries, units and counties, and every name that leaves a choice
is weighed anew by the votes of the others: a county that is named lifts its towns, a town its
county and its state. Weights are in decades; ten to their power makes the shares.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geodata.places.fame import is_local, is_outshone
from geodata.places.options import EARTH_RADIUS_KM, NAMESAKE_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from geodata.places.options import Option, Vector
    from geodata.places.surroundings import Surroundings

__all__ = ["WEIGHTS", "Name", "Weights", "is_settled", "weigh"]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts, in decades unless said otherwise.

    Found by search on the even-numbered articles of LGL and GeoWebNews, the German development
    articles and the sentences of `tests/places/test_known_traps.py`; the optimum is flat (a fifth
    more or less for `country` moved LGL by 0.2 points).
    """

    country: float = 3.3  # all other names lie in this country
    unit: float = 1.2  # ... in this first-level unit
    county: float = 1.2  # ... in this second-level unit
    country_curve: float = 9.0  # how fast the votes saturate
    unit_curve: float = 13.0
    county_curve: float = 30.0
    doubt: float = 0.3  # votes for nowhere: few names together say less than many
    named: float = 3.0  # "X, Kentucky", "im russischen X"
    loosely_named: float = 1.5  # "X in Kentucky"
    bound: float = 6.0  # "X, Ky." besides; more than a country is ahead of towns of its name
    named_inside: float = 3.5  # the Kentucky of "X, Kentucky"
    called: float = 2.0  # "city of X" for towns
    called_area: float = 4.0  # "province of X" for areas
    namesake: float = 0.6  # against a unit that is called like a known town in it
    near: float = 2.0  # at the very place of a name that is sure; falls with the distance's log
    far_km: float = 600.0  # ... to nothing
    absent_capital: float = 1.5  # no other name lies in the capital's country
    absent_country: float = 0.75  # ... in this country
    telling: float = 2.0  # votes that make half of what absence can say
    repeated: float = 0.5  # what a mention more adds to a name's vote, times the natural log
    cue: float = 0.5  # votes of a word such as "sheriff" for its country
    most_cues: float = 2.0  # ... of all such words together
    home: float = 0.5  # votes of the publisher for where it is at home
    first_heat: float = 1.0  # below 1 flattens the shares of the first round
    heat: float = 0.8  # ... of the rounds between, that none is sure too early


WEIGHTS = Weights()
ROUNDS = 3
SURE = 0.8  # share of likelihood from which on a place draws others near
# No signs together outweigh this lead; the name is not weighed at all.
SETTLED = 7.0
# Candidates this many decades behind the best are not weighed.
HOPELESS = 6.0
# Below this share a candidate leaves the contest.
LOST = 3e-4
# Below this share a candidate has no vote.
NO_VOTE = 0.01
WIDEST_ANCHOR_KM = 250.0  # the point of a wider place says little about where its towns lie
NEAR_STEP_KM = 10.0
COUNTRY_KEY = 2  # letters of a country's key
_WITH_POINT = frozenset({"city", "site", "admin"})


class Name(NamedTuple):
    """A name of the article: what it could mean, and how many votes it has.

    `kin` is another name of the same letters: neither votes for the other's unit or county; None
    for none.
    """

    options: Sequence[Option]
    votes: float
    kin: str | None = None


@dataclass(slots=True)
class _Tally:
    """Votes by key (see `Option`), their sums, and the points of the places that are sure."""

    keys: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    local: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    countries: float = 0.0
    units: float = 0.0
    anchors: list[tuple[Vector, str]] = field(default_factory=list)

    def add(self, form: str, option: Option, votes: float, *, sure: bool) -> None:
        if option.country is not None:
            self.keys[option.country] += votes
            self.countries += votes
        if option.unit is not None:
            self.keys[option.unit] += votes
            self.units += votes
            if is_local(option):
                self.local[option.unit] += votes
        if option.county is not None:
            self.keys[option.county] += votes
        place = option.place
        anchors = place.type in _WITH_POINT and place.radius_km < WIDEST_ANCHOR_KM
        if sure and anchors and option.vector is not None:
            self.anchors.append((option.vector, form))

    def join_units(self, other: _Tally) -> None:
        """Join another's votes for all that is smaller than a country."""
        for key, votes in other.keys.items():
            if len(key) > COUNTRY_KEY:
                self.keys[key] += votes
        self.units += other.units

    def join(self, other: _Tally) -> None:
        for key, votes in other.keys.items():
            self.keys[key] += votes
        for key, votes in other.local.items():
            self.local[key] += votes
        self.countries += other.countries
        self.units += other.units
        self.anchors += other.anchors


def is_settled(options: Sequence[Option]) -> bool:
    """Whether a name leaves no choice, whatever the article says."""
    return len(options) < 2 or options[0].weight - options[1].weight > SETTLED  # noqa: PLR2004


def weigh(
    names: Mapping[str, Name],
    surroundings: Mapping[str, Surroundings],
    hints: Iterable[tuple[Option, float]],
) -> dict[str, list[tuple[Option, float]]]:
    """Return what each name could mean with its share of likelihood, likeliest first; ties by id.

    Args:
        names: the names by their form.
        surroundings: what stands beside those that leave a choice.
        hints: places that vote but are not chosen themselves, with their votes.
    """
    weights = WEIGHTS
    settled = _Tally()
    for option, votes in hints:
        settled.add("", option, votes, sure=False)
    ranked: dict[str, list[tuple[Option, float]]] = {}
    contests: list[_Contest] = []
    for form, name in names.items():
        if form in surroundings:
            contests.append(_Contest(form, name, _local(name, surroundings[form], names, weights)))
        elif name.options:
            settled.add(form, name.options[0], name.votes, sure=True)
            ranked[form] = [(name.options[0], 1.0)]
    _hold(contests, settled, weights)
    return ranked | {contest.form: contest.ranked() for contest in contests}


class _Contest:
    """The candidates of one name, with what their surroundings alone make of them."""

    def __init__(self, form: str, name: Name, local: Sequence[float]) -> None:
        self.form = form
        self.votes = name.votes
        self.kin = name.kin
        least = max(local) - HOPELESS
        live = [number for number, weight in enumerate(local) if weight > least]
        self.options = [name.options[number] for number in live]
        self.local = [local[number] for number in live]
        self.outshone = [is_outshone(option, name.options) for option in self.options]
        self.shares = _shares(self.local, WEIGHTS.first_heat)
        self.tally = _Tally()

    def vote(self) -> _Tally:
        """Return the name's votes by its present shares."""
        self.tally = _Tally()
        for option, share in zip(self.options, self.shares, strict=True):
            if share > NO_VOTE:
                self.tally.add(self.form, option, self.votes * share, sure=share > SURE)
        return self.tally

    def settle(self, shares: Sequence[float]) -> None:
        """Take the shares of a round; candidates with next to none leave the contest."""
        kept = [number for number, share in enumerate(shares) if share > LOST]
        self.options = [self.options[number] for number in kept]
        self.local = [self.local[number] for number in kept]
        self.outshone = [self.outshone[number] for number in kept]
        self.shares = [shares[number] for number in kept]

    def ranked(self) -> list[tuple[Option, float]]:
        pairs = zip(self.options, self.shares, strict=True)
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0].place.place_id))


def _hold(contests: Sequence[_Contest], settled: _Tally, weights: Weights) -> None:
    """Let the names vote for each other, some rounds long."""
    for number in range(1, ROUNDS + 1):
        tally = _Tally()
        tally.join(settled)
        for contest in contests:
            tally.join(contest.vote())
        heat = 1.0 if number == ROUNDS else weights.heat
        by_form = {contest.form: contest.tally for contest in contests}
        for contest in contests:
            if len(contest.options) == 1:
                continue
            own = _Tally()
            own.join(contest.tally)
            if contest.kin in by_form:
                own.join_units(by_form[contest.kin])
            others = _Others(own, {contest.form, contest.kin}, tally, weights)
            lifted = [
                weight + others.lift(option, outshone=outshone)
                for option, weight, outshone in zip(
                    contest.options, contest.local, contest.outshone, strict=True
                )
            ]
            contest.settle(_shares(lifted, heat))


class _Others:
    """What all names but one, and its kin, say."""

    def __init__(
        self, own: _Tally, forms: Container[str | None], tally: _Tally, weights: Weights
    ) -> None:
        self.all = tally.keys
        self.own = own.keys
        self.local = tally.local
        self.own_local = own.local
        self.countries = tally.countries - own.countries + weights.doubt
        votes = tally.countries - own.countries
        self.absence = votes / (votes + weights.telling)
        self.units = tally.units - own.units + weights.doubt
        self.anchors = [point for point, form in tally.anchors if form not in forms]
        self.weights = weights

    def lift(self, option: Option, *, outshone: bool) -> float:
        """Return the decades that the other names add to a candidate.

        `outshone` towns need names of their own state or province to gain by their country's.
        """
        weights = self.weights
        if option.country is None or self.countries <= weights.doubt + NO_VOTE:
            return 0.0
        share = self._votes(option.country) / self.countries
        lift = weights.country * math.log10(1 + weights.country_curve * share)
        if option.own == option.country:
            return lift - (weights.absent_country * self.absence if share <= NO_VOTE else 0.0)
        if option.capital and share <= NO_VOTE:
            lift -= weights.absent_capital * self.absence
        if outshone:
            lift *= self._local_evidence(option)
        if option.unit is not None:
            share = self._votes(option.unit) / self.units
            lift += weights.unit * math.log10(1 + weights.unit_curve * share)
        if option.county is not None:
            lift += weights.county * math.log10(
                1 + weights.county_curve * min(1.0, self._votes(option.county))
            )
        return lift + self._nearness(option)

    def _local_evidence(self, option: Option) -> float:
        """Return from 0 to 1 how far other names are local to a candidate's unit."""
        if option.unit is None:
            return 1.0
        votes = self.local.get(option.unit, 0.0) - self.own_local.get(option.unit, 0.0)
        return max(0.0, min(1.0, votes))

    def _votes(self, key: str) -> float:
        votes = self.all.get(key, 0.0)
        return max(0.0, votes - self.own.get(key, 0.0)) if votes else 0.0

    def _nearness(self, option: Option) -> float:
        here = option.vector
        if here is None or not self.anchors or option.place.type not in _WITH_POINT:
            return 0.0
        x, y, z = here
        cosine = max([x * a + y * b + z * c for a, b, c in self.anchors])
        km = EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))
        far = self.weights.far_km
        if km >= far:
            return 0.0
        return self.weights.near * (
            1 - math.log1p(km / NEAR_STEP_KM) / math.log1p(far / NEAR_STEP_KM)
        )


def _local(
    name: Name, around: Surroundings, names: Mapping[str, Name], weights: Weights
) -> list[float]:
    """Return the weights of a name's candidates by what stands beside the name."""
    inside = [option for form in around.inside if form in names for option in names[form].options]
    lying_inside = {
        key
        for o in inside
        for key in (o.country, o.unit, o.county)
        if key is not None and key != o.own
    }
    seats = {
        option.unit
        for option in name.options
        if option.place.type == "city" and (option.place.population or 0) >= NAMESAKE_PEOPLE
    }
    return [
        option.weight
        + _named(option, around, weights)
        + _called(option, around, weights)
        + (weights.named_inside if option.own in lying_inside else 0.0)
        - (weights.namesake if option.own == option.unit and option.own in seats else 0.0)
        for option in name.options
    ]


def _named(option: Option, around: Surroundings, weights: Weights) -> float:
    if not (around.wider or around.loosely or around.bound) or option.own == option.country:
        return 0.0
    wider = {option.country, option.unit, option.county} - {option.own, None}
    if not wider.isdisjoint(around.bound):
        return weights.bound + weights.named
    if not wider.isdisjoint(around.wider):
        return weights.named
    return 0.0 if wider.isdisjoint(around.loosely) else weights.loosely_named


def _called(option: Option, around: Surroundings, weights: Weights) -> float:
    if around.area:
        return weights.called_area if option.place.type in {"admin", "region"} else 0.0
    return weights.called if around.town and option.place.type == "city" else 0.0


def _shares(weights: Sequence[float], heat: float) -> list[float]:
    best = max(weights)
    powers = [10 ** (heat * (weight - best)) for weight in weights]
    total = sum(powers)
    return [power / total for power in powers]
