"""How long joining events into incidents takes, and how much memory, on one core.

    python tests/bench/incidents.py [EVENTS]

The events (100,000 by default) are made up like those of a year of news on a war and its
neighbourhood: what happens is told by one to some dozens of articles, a third of them copies of one
agency report, more or less precisely in place, time, actors and figures; a few towns have most of
it, day after day. "Crowded" puts all of them into ten towns within a month. Each figure is that of
a process of its own; "CPU" is what one core was busy. Memory is the peak beyond the events.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geodata.events.incidents import IncidentIndex  # noqa: E402
from geodata.models import DateRange, Event, Figure, Place, Source, Span  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.models import EventKind, FigureWhat, Phase

EVENTS = 100_000
KINDS: tuple[EventKind, ...] = ("violence", "protest", "deployment", "presence", "withdrawal")
SHARES = (55, 20, 12, 9, 4)
PHASES: tuple[Phase, ...] = ("announced", "moving", "arrived", "staging")
COUNTED: dict[EventKind, FigureWhat] = {"violence": "dead", "protest": "participants"}
CODES = ("RU", "UA", "SY", "IL", "SD", "ML", "US", "DE", "FR", "CD")
FIRST_DAY = date(2022, 1, 1)


@dataclass(frozen=True)
class World:
    """How many towns there are, and how many days things happen on."""

    towns: tuple[Place, ...]
    countries: dict[str, Place]
    days: int


def make_world(chance: random.Random, *, crowded: bool) -> World:
    countries = {
        code: Place(f"iso3166:{code}", code, "country", code, 5.0 * n, 10.0 * n, 900.0)
        for n, code in enumerate(CODES)
    }
    towns = []
    for n in range(10 if crowded else 2000):
        centre = countries[CODES[min(int(chance.expovariate(0.5)), 9)]]
        lat, lon = (centre.lat or 0.0), (centre.lon or 0.0)
        point = lat + chance.gauss(0, 2), lon + chance.gauss(0, 3)
        kind = "site" if chance.random() < 0.15 else "city"
        radius = chance.uniform(1, 20)
        towns.append(Place(f"geonames:{n}", f"T{n}", kind, centre.country_code, *point, radius))  # type: ignore[arg-type]
    return World(tuple(towns), countries, 30 if crowded else 365)


def iter_events(chance: random.Random, world: World, wanted: int) -> Iterator[Event]:
    """Yield events, those of one thing after each other."""
    made = 0
    while made < wanted:
        tellings = min(1 + int(chance.paretovariate(1.1)), 60, wanted - made)
        kind = chance.choices(KINDS, SHARES)[0]
        town = world.towns[min(int(chance.paretovariate(0.6)) - 1, len(world.towns) - 1)]
        day = FIRST_DAY + timedelta(chance.randrange(world.days))
        actors = tuple(chance.sample(CODES, chance.choice([1, 1, 2])))
        agency = sketch(chance, 32)
        for _ in range(tellings):
            yield tell(chance, world, made, kind, town, day, actors, agency)
            made += 1


def tell(  # noqa: PLR0913, PLR0917 - what a telling is made of
    chance: random.Random,
    world: World,
    number: int,
    kind: EventKind,
    town: Place,
    day: date,
    actors: tuple[str, ...],
    agency: tuple[int, ...],
) -> Event:
    """Return one article's telling, which leaves out or blurs some of it."""
    published = DateRange.day(day + timedelta(chance.choice([0, 0, 1, 1, 2, 9])))
    copied = chance.random() < 0.33
    body = agency if copied else sketch(chance, 32)
    vague = chance.random()
    place = world.countries[town.country_code or "RU"] if vague < 0.15 else town
    told: DateRange | None = DateRange.day(day)
    if vague > 0.8:
        told = None
    elif vague > 0.7:
        told = DateRange(day - timedelta(chance.choice([1, 30])), day)
    count = max(1, int(chance.gauss(40, 10)))
    what = COUNTED.get(kind, "troops")
    return Event(
        f"{number:016x}",
        Source(f"a{number}", "de", "paper", published, body),
        kind,
        chance.choice(PHASES) if kind == "deployment" else None,
        place,
        6 if place is not town else chance.choice([1, 1, 1, 2]),
        None,
        () if kind == "protest" or chance.random() < 0.4 else actors,
        (Figure(what, count, count),) if chance.random() < 0.4 else (),
        told,
        chance.choices(["actual", "planned", "historical", "negated"], [85, 7, 5, 3])[0],  # type: ignore[arg-type]
        Span(0, 80),
        Span(0, 5),
        (0,),
        "bench",
        wording=body[:8],
    )


def sketch(chance: random.Random, size: int) -> tuple[int, ...]:
    return tuple(sorted(chance.getrandbits(32) for _ in range(size)))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, wanted: int) -> None:
    """Print what joining so many events takes, then what one article more does."""
    chance = random.Random(1)  # noqa: S311 - made-up news, always the same
    world = make_world(chance, crowded=name == "crowded")
    events = list(iter_events(chance, world, wanted))
    more = [events.pop(chance.randrange(len(events))) for _ in range(100)]
    chance.shuffle(events)
    memory, start = peak_mb(), time.process_time()
    index = IncidentIndex()
    index.add(events)
    incidents = index.incidents()
    show(f"{name}: {len(events)} events", time.process_time() - start, "s CPU")
    show(f"{name}: more memory at most", peak_mb() - memory, "MB")
    show(f"{name}: peak memory, events and all", peak_mb(), "MB")
    show(f"{name}: incidents", len(incidents), "")
    show(f"{name}: most events in one", max(len(one.events) for one in incidents), "")
    index.add(more[:1])  # the first one after a whole collection makes that ready for more
    start = time.process_time()
    for event in more[1:]:
        index.add([event])
    each = (time.process_time() - start) / (len(more) - 1)
    show(f"{name}: one article more", each * 1e3, "ms CPU")


def show(name: str, figure: float, unit: str) -> None:
    sys.stdout.write(f"{name:44} {figure:9.2f} {unit}\n")
    sys.stdout.flush()


def main() -> None:
    if len(sys.argv) > 2:
        measure(sys.argv[2], int(sys.argv[1]))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else str(EVENTS)
    for name in ("usual", "crowded"):
        subprocess.run([sys.executable, __file__, wanted, name], check=True)


if __name__ == "__main__":
    main()
