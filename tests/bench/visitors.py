"""How long 30 visitors at once wait for answers, and what each costs the server in memory.

    python tests/bench/visitors.py [EVENTS] [--visitors N] [--seconds S] [--through-nginx]

On 200,000 events by default. Visitors without browsers speak Streamlit's protocol: each opens the
start page, thinks 10 seconds (5 to 15), takes a kind off or puts all back, clicks on a mark, or
turns to another page and back, for a minute. An answer is there when its last message is. An
error ends it all. Through nginx, the app is as `deploy/` hosts it, but for the time after which it
forgets visitors who have left: what it then still holds of them is measured, too. They come twice:
the first crowd fills what all share, which has a bound; the second must leave nothing behind.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geodata.ui.shelf.library import Library  # noqa: E402
from tests.bench.grown import grown_set  # noqa: E402
from tests.bench.serving import serve_grown, serve_hosted  # noqa: E402
from tests.bench.visiting import Visitor  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.serving import Server

KINDS = "Art"
THINK_S = (5.0, 15.0)
# Opening the page is spread over so many seconds: readers do not come all at once.
ARRIVAL_S = 10.0
# How long visitors who have left are remembered here, in case they come back.
FORGET_S = 10
ACTIONS, SHARES = ("filter", "click", "page"), (5, 4, 1)


@dataclass
class Crowd:
    """What visitors share: when they stop asking, who still does, and when all go."""

    end: float
    places: Sequence[str]
    reading: int
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    all_read: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)


async def visit(server: Server, number: int, crowd: Crowd) -> None:
    """Come, read and stay until all go."""
    chance = random.Random(number)  # noqa: S311 - the same visits each time
    await asyncio.sleep(chance.uniform(0, ARRIVAL_S))
    async with Visitor(server.url, server.certificate) as one:
        crowd.took["open"].append(await one.open())
        await asyncio.sleep(chance.uniform(*THINK_S))
        while time.monotonic() < crowd.end:
            (action,) = chance.choices(ACTIONS, SHARES)
            crowd.took[action].append(await act(one, action, chance, crowd.places))
            await asyncio.sleep(chance.uniform(*THINK_S))
        crowd.reading -= 1
        if crowd.reading == 0:
            crowd.all_read.set()
        await crowd.go.wait()


async def act(one: Visitor, action: str, chance: random.Random, places: Sequence[str]) -> float:
    match action:
        case "filter":
            options = one.options(KINDS)
            left_out = chance.choice([*options, None])
            return await one.choose(KINDS, [option for option in options if option != left_out])
        case "click":
            return await one.click(chance.choice(places))
        case _:
            seconds = await one.turn_to(chance.choice([page for page in one.pages if page]))
            await one.turn_to("")
            return seconds


def show(took: dict[str, list[float]]) -> None:
    every = [seconds for found in took.values() for seconds in found]
    for name, found in (*sorted(took.items()), ("all", every)):
        median, last = statistics.median(found), max(found)
        high = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else last
        sys.stdout.write(
            f"{name:8} {len(found):5} answers: median {median:6.3f} s, 95 % within {high:6.3f} s, "
            f"longest {last:6.3f} s\n"
        )


async def measure(server: Server, places: Sequence[str], visitors: int, seconds: float) -> None:
    async with Visitor(
        server.url, server.certificate
    ) as one:  # what is read and worked out once, for all
        await one.open()
        for page in one.pages:
            await one.turn_to(page)
        await one.turn_to("")
        before, busy, start = server.memory_mb(), server.busy_s(), time.monotonic()
        crowd = Crowd(start + ARRIVAL_S + seconds, places, visitors)
        many = asyncio.gather(*(visit(server, number, crowd) for number in range(visitors)))
        await crowd.all_read.wait()
        held, share = server.memory_mb(), (server.busy_s() - busy) / (time.monotonic() - start)
        crowd.go.set()
        await many
        left = await memory_when_all_left(server)
    show(crowd.took)
    sys.stdout.write(
        f"server: {before:.1f} MB with one visitor, {held:.1f} MB with {visitors} more, "
        f"{(held - before) / visitors:.2f} MB each; {share:.0%} of a core; "
        f"{left:.1f} MB when they had left\n"
    )


async def memory_when_all_left(server: Server) -> float:
    """Return what the server holds once it has forgotten the visitors, one of them still there.

    Streamlit looks for sessions to forget whenever another visitor leaves.
    """
    await asyncio.sleep(FORGET_S + 2)
    async with Visitor(server.url, server.certificate) as one:
        await one.open()
    await asyncio.sleep(1)
    return server.memory_mb()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure visitors.")
    parser.add_argument("events", nargs="?", type=int, default=200_000)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--through-nginx", action="store_true")
    options = parser.parse_args()
    places = marked_places(grown_set(options.events))
    forgetting = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGET_S)}
    serve = serve_hosted if options.through_nginx else serve_grown
    with serve(options.events, **forgetting) as server:
        for _crowd in range(2 if options.through_nginx else 1):
            asyncio.run(measure(server, places, options.visitors, options.seconds))
    sys.stdout.write(f"load average: {os.getloadavg()[0]:.1f}\n")


def marked_places(folder: Path) -> list[str]:
    """Return the places that have a mark on the map of a set."""
    incidents = Library.open(folder).tables.incidents
    is_point = (incidents["where_prec"] < 6) & incidents["latitude"].notna()
    return sorted(incidents.loc[is_point, "place_id"].astype(str).unique())


if __name__ == "__main__":
    main()
