"""Where an event is put: the place in its sentence, or the one that a word refers back to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians
from typing import TYPE_CHECKING, Protocol, TypeVar

from geodata.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.events.lexicon import Hit
    from geodata.events.reading import Sentence
    from geodata.events.roles import Role, Standing
    from geodata.events.triggers import Sign
    from geodata.models import EventKind, Phase

__all__ = ["Memory", "Places", "Setting", "find_settings"]

# How well a role suits the place of an act; what is missing is never its place.
_SUITS: dict[str, dict[Role, float]] = {
    "violence": {"at": 3.0, "to": 1.5, "bare": 1.0},
    "protest": {"at": 3.0, "bare": 0.8, "from": 0.7, "to": 0.6},
    "presence": {"at": 3.0, "bare": 0.5},
    "deployment": {"to": 4.0, "at": 3.0},
    "withdrawal": {"from": 4.0, "at": 3.0, "bare": 1.5},
    "readiness": {"at": 3.0},
}
# "Bergkarabach-Konflikt" names the place, "US-Luftangriff" the actor.
_NAMED_AFTER = frozenset({"trigger_violence_past"})
_READINESS = frozenset({"staging", "alert"})
_GENITIVE = 2.0  # "das Hilfegesuch Armeniens"
_FAR = 0.04  # what each word between trigger and name costs; a clause mark costs ten words
_CLAUSE = 0.4
_FINENESS = {"site": 0, "city": 0, "nature": 1, "admin": 2, "region": 3, "country": 4}
_SHIFTS = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1), "northeast": (0.7, 0.7),
    "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7), "southwest": (-0.7, -0.7), "centre": (0, 0),
}  # fmt: skip
_NAMES = {
    "north": "Northern", "south": "Southern", "east": "Eastern", "west": "Western",
    "northeast": "Northeastern", "northwest": "Northwestern", "southeast": "Southeastern",
    "southwest": "Southwestern", "centre": "Central",
}  # fmt: skip
_KM_PER_DEGREE = 111.2
_REACH = 3  # sentences that "dort" or "das Land" looks back over
_PART = 0.5  # a part of a country lies about half its radius off the middle, and is half as wide
_ANY_RADIUS_KM = 250.0


class Places(Protocol):
    """What the events stage asks of the gazetteer."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, likeliest first."""
        ...

    def capital(self, country_code: str) -> Place | None:
        """Return the capital of a country."""
        ...

    def country(self, code: str) -> Place | None:
        """Return a country by its code."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """A place for an event, with the mentions it rests on and the rule that chose it."""

    place: Place
    where_prec: int
    mentions: tuple[int, ...]
    rule: str
    score: float = 0.0


@dataclass(slots=True)
class Memory:
    """The places last named, each with the number of its sentence."""

    town: tuple[int, Setting] | None = None
    country: tuple[int, str] | None = None
    place: tuple[int, Setting] | None = None
    region: tuple[int, Setting] | None = None
    destination: tuple[int, Setting] | None = None

    def take(self, sentence: Sentence, standing: Sequence[Standing]) -> None:
        """Remember the places of a sentence that has been read."""
        for named in sentence.named:
            place = named.mention.place
            if (
                place is not None
                and place.country_code is not None
                and not _in_office(named.index, standing)
            ):
                self.country = (sentence.index, place.country_code)
        stood = [name for name in standing if name.role not in {"office", "other", "between"}]
        stood.sort(key=lambda name: name.role != "from")  # where someone comes from counts least
        for name in stood:
            setting = _plain(name, "reference")
            self.place = (sentence.index, setting)
            if name.place.type in {"city", "site"}:
                self.town = (sentence.index, setting)

    def keep(self, sentence: Sentence, kind: EventKind, setting: Setting) -> None:
        """Remember where an event was just put: "in der Region" and "dort" mean that first."""
        if setting.place.type in {"region", "admin", "nature", "country"}:
            self.region = (sentence.index, setting)
        if kind == "deployment":
            self.destination = (sentence.index, setting)

    def country_near(self, index: int) -> str | None:
        """Return the country that "das Land" means in the sentence of that number."""
        return _recent(self.country, index)

    def town_near(self, index: int) -> Setting | None:
        """Return the town that "die Stadt" means."""
        return _recent(self.town, index)

    def place_near(self, index: int) -> Setting | None:
        """Return the place that "dort" means."""
        return _recent(self.place, index)

    def region_near(self, index: int) -> Setting | None:
        """Return the place that "in der Region" means."""
        return _recent(self.region, index)

    def destination_near(self, index: int) -> Setting | None:
        """Return the place that troops were last said to be sent to."""
        return _recent(self.destination, index)


_T = TypeVar("_T")


def _recent(found: tuple[int, _T] | None, index: int) -> _T | None:
    return found[1] if found is not None and index - found[0] <= _REACH else None


def _in_office(index: int, standing: Sequence[Standing]) -> bool:
    return any(name.named.index == index and name.role in {"office", "other"} for name in standing)


def _plain(name: Standing, rule: str) -> Setting:
    precision = max(name.named.mention.where_prec, 2 if name.near else 1)
    return Setting(name.place, precision, (name.named.index,), rule)


@dataclass(frozen=True, slots=True)
class _Search:
    """One trigger's search for its places."""

    sentence: Sentence
    standing: tuple[Standing, ...]
    trigger: Hit
    kind: EventKind
    phase: Phase | None
    memory: Memory
    places: Places

    def suits(self) -> dict[Role, float]:
        """Return how well each role suits this kind of event."""
        return _SUITS["readiness" if self.phase in _READINESS else self.kind]

    def score(self, name: Standing) -> float:
        """Return how well a name suits; 0 or less where it does not."""
        base = self.suits().get(name.role, 0.0)
        if (
            self.kind == "deployment"
            and name.role == "bare"
            and name.position == self.trigger.last + 1
        ):
            base = _GENITIVE
        if name.role == "bare" and not _bare_will_do(self, name):
            return 0.0
        if base == 0.0:
            return 0.0
        clauses = self.sentence.clauses
        apart = abs(clauses[name.position] - clauses[self.trigger.first])
        away = abs(name.position - self.trigger.first)
        return max(base - _FAR * away - _CLAUSE * apart, 0.05)


def _bare_will_do(search: _Search, name: Standing) -> bool:
    """Whether a name without a preposition may be the place: "Bombardierung Aleppos"."""
    if name.named.mention.usage == "actor":
        return False
    if name.place.type != "country":
        return True
    if name.position == search.trigger.last + 1 or search.kind == "withdrawal":
        return True
    if name.direction is not None:  # "terrorisieren den Norden Malis"
        return True
    return search.sentence.has("shaken")


def find_settings(
    search_in: tuple[Sentence, tuple[Standing, ...]], sign: Sign, memory: Memory, places: Places
) -> tuple[Setting, ...]:
    """Return the places of the event that a trigger tells of; several where they are listed.

    The best is the name whose preposition suits the kind, near the trigger; the finest place wins
    within a country. Without any, words that refer back are followed; () where there are none.
    """
    sentence, standing = search_in
    search = _Search(sentence, standing, sign.hit, sign.kind, sign.phase, memory, places)
    scored = [(search.score(name), name) for name in standing]
    suited = [(score, name) for score, name in scored if score > 0]
    back = _referred(search)
    if not suited:
        return tuple(_special(search)) or back
    best_score, best = max(suited, key=lambda pair: (pair[0], -pair[1].position))
    if best.place.type == "country" and back and _finer(back[0].place, best.place):
        return back
    best = _finest(best, suited)
    chosen = [name for _, name in suited if name.group == best.group and _same_level(name, best)]
    return tuple(_setting(search, name, best_score) for name in chosen)


def _same_level(name: Standing, best: Standing) -> bool:
    """Whether a name of the same list is a place of its own, not one around the best."""
    if name.place.country_code != best.place.country_code:
        return True
    return _FINENESS[name.place.type] <= _FINENESS[best.place.type]


def _finest(best: Standing, suited: Sequence[tuple[float, Standing]]) -> Standing:
    """Return the finest name in the same country that is as well placed; ties go to the nearest."""
    finest = best
    for _, name in sorted(suited, key=lambda pair: -pair[0]):
        if name.role not in {"at", "to", best.role} or name.role == "bare":
            continue
        if _finer(name.place, finest.place):
            finest = name
    return finest


def _finer(place: Place, other: Place) -> bool:
    return (
        place.country_code == other.country_code and _FINENESS[place.type] < _FINENESS[other.type]
    )


def _setting(search: _Search, name: Standing, score: float) -> Setting:
    plain = _plain(name, f"{name.role} the place")
    if name.direction is not None and name.place.type == "country":
        part = part_of_country(name.place, name.direction)
        return Setting(part, 5, plain.mentions, "part of a country", score)
    del search
    return replace(plain, score=score)


def part_of_country(country: Place, direction: str) -> Place:
    """Return a region for "im Süden Kirgisistans": its point lies half the radius off the middle."""
    radius = country.radius_km or _ANY_RADIUS_KM
    north, east = _SHIFTS[direction]
    lat, lon = country.lat, country.lon
    if lat is not None and lon is not None:
        per_degree = _KM_PER_DEGREE * max(cos(radians(lat)), 0.1)
        lat = min(89.0, max(-89.0, lat + north * radius * _PART / _KM_PER_DEGREE))
        lon = (lon + east * radius * _PART / per_degree + 180) % 360 - 180
    code = (country.country_code or country.place_id).lower()
    return Place(
        f"region:{code}-{direction}",
        f"{_NAMES[direction]} {country.name}",
        "region",
        country.country_code,
        None if lat is None else round(lat, 3),
        None if lon is None else round(lon, 3),
        radius * _PART,
    )


def _special(search: _Search) -> Iterator[Setting]:
    """Yield the place that an adjective gives: "vor dem kirgisischen Parlament", "auf syrischem Boden"."""
    sentence = search.sentence
    for named in sentence.named:
        place = named.mention.place
        if named.mention.usage != "derived" or place is None:
            continue
        if search.trigger.label in _NAMED_AFTER and named.first == search.trigger.first:
            yield Setting(
                place, named.mention.where_prec, (named.index,), "named after the place", 1.0
            )
            return
        if place.country_code is None:
            continue
        after = named.last + 1
        if not _placed(sentence, named.first):
            continue
        if sentence.at(after, "capital_seats"):
            capital = search.places.capital(place.country_code)
            if capital is not None:
                yield Setting(capital, 1, (named.index,), "seat of a state", 2.0)
                return
        if sentence.at(after, "country_soil") and place.type == "country":
            yield Setting(place, 6, (named.index,), "soil of a country", 1.5)
            return


def _placed(sentence: Sentence, position: int) -> bool:
    """Whether a preposition of place stands at most two words before."""
    labels = ("prepositions_place", "prepositions_to")
    return any(sentence.at(i, label) for i in range(position - 3, position) for label in labels)


def _referred(search: _Search) -> tuple[Setting, ...]:
    """Return what a word of the sentence refers back to: a part of the country, town, place, country."""
    sentence, memory, index = search.sentence, search.memory, search.sentence.index
    part = _part(search)
    if part is not None:
        return (part,)
    if sentence.has("anaphora_town"):
        town = _town_here(search) or memory.town_near(index)
        if town is not None:
            return (replace(town, rule="the town before"),)
    if sentence.has("anaphora_place"):
        place = memory.place_near(index)
        if place is not None:
            return (replace(place, rule="the place before"),)
    if sentence.has("anaphora_region"):
        region = memory.region_near(index)
        if region is not None:
            return (replace(region, rule="the region before"),)
    if sentence.has("anaphora_country"):
        return _country_before(search)
    return ()


def _town_here(search: _Search) -> Setting | None:
    """Return a town named earlier in the same sentence."""
    hits = search.sentence.hits("anaphora_town")
    towns = [
        n
        for n in search.standing
        if n.place.type in {"city", "site"} and n.position < hits[0].first
    ]
    return _plain(towns[-1], "the town before") if towns else None


def _country_code(search: _Search, position: int) -> str | None:
    """Return the country last named before a token, in this sentence or those before.

    Where troops are sent to a land, those named in the same sentence are the senders.
    """
    before = search.memory.country_near(search.sentence.index)
    if search.kind == "deployment" and search.phase not in _READINESS:
        destination = search.memory.destination_near(search.sentence.index)
        return before if destination is None else destination.place.country_code
    here = [
        named.mention.place.country_code
        for named in search.sentence.named
        if named.first < position
        and named.mention.place is not None
        and named.mention.place.country_code is not None
        and not _in_office(named.index, search.standing)
    ]
    return here[-1] if here else before


def _part(search: _Search) -> Setting | None:
    """Return the region of "im Süden des Landes"; None where the sentence has no such phrase."""
    sentence = search.sentence
    land = {hit.first for hit in sentence.hits("anaphora_country")}
    for key, hit in sentence.under("directions"):
        if not ({hit.last + 1, hit.last + 2} & land):
            continue
        code = _country_code(search, hit.first)
        country = search.places.country(code) if code is not None else None
        if country is not None:
            return Setting(
                part_of_country(country, key), 5, _naming(search, code), "part of the country", 1.0
            )
    return None


def _naming(search: _Search, code: str | None) -> tuple[int, ...]:
    return tuple(
        named.index
        for named in search.sentence.named
        if named.mention.place is not None and named.mention.place.country_code == code
    )[:1]


def _country_before(search: _Search) -> tuple[Setting, ...]:
    hit = search.sentence.hits("anaphora_country")[0]
    code = _country_code(search, hit.first)
    country = search.places.country(code) if code is not None else None
    if country is None:
        return ()
    return (Setting(country, 6, _naming(search, code), "the country before", 0.8),)
