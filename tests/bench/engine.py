"""How long the engine takes to start, how fast articles go, how much memory it all needs.

    python tests/bench/engine.py [ARTICLES] [--huge]

ARTICLES is ../shared/corpora/gnad.jsonl by default, else the samples. Each figure is the median of
three runs in processes of their own, so that nothing is warm; "CPU" is what one core was busy,
"wall" what the clock says. The index is built in an empty cache folder; where SCHAUPLATZ_CACHE
names one (with added places, say), that one is used. `--huge` reads a text of 50 MB, too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
RUNS = 3
HUGE_CHARACTERS = 50_000_000
SPEED = "million characters/s"

LOAD = """
import resource, sys, time
from geodata.gazetteer import load_gazetteer
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
load_gazetteer()
print(time.perf_counter() - start)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024)
"""
# Nothing that only measuring needs is loaded before the first clock stops.
READ = """
import resource, sys, time
from pathlib import Path
from geodata.articles import iter_articles, iter_samples, make_article
from geodata.events import find_events
from geodata.gazetteer import load_gazetteer
from geodata.mentions import find_mentions
from geodata.places import place_mentions
from geodata.pipeline import extract_article
told = "Bei einem Anschlag in Rom wurden am Mittwoch zwei Menschen verletzt."
extract_article(make_article(told, article_id="first", language="de"))
print(time.process_time())
path = sys.argv[1]
found = iter_samples() if path == "samples" else iter_articles(Path(path))
articles = [one for one in found if hasattr(one, "text")]
gazetteer, clock = load_gazetteer(), time.process_time
found_in = placed_in = told_in = 0.0
wall = time.perf_counter()
for article in articles:
    start = clock()
    mentions = find_mentions(article, gazetteer)
    found_at = clock()
    placed = place_mentions(article, mentions, gazetteer)
    placed_at = clock()
    find_events(article, placed, gazetteer)
    told_at = clock()
    found_in += found_at - start
    placed_in += placed_at - found_at
    told_in += told_at - placed_at
print(found_in)
print(placed_in)
print(told_in)
print(time.perf_counter() - wall)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(sum(len(article.text) for article in articles))
"""
# One text of all the articles, over and over, until it has so many characters.
LONG = """
import resource, sys, time
from pathlib import Path
import geodata
from geodata.articles import iter_articles, iter_samples
path, characters = sys.argv[1], int(sys.argv[2])
found = iter_samples() if path == "samples" else iter_articles(Path(path))
text = "\\n\\n".join(one.text for one in found if getattr(one, "language", None) == "de")
text = (text * (1 + characters // len(text)))[:characters]
geodata.geoparse(text[:characters // 2], "de")
start = time.process_time()
geodata.geoparse(text, "de")
print(time.process_time() - start)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

COMMAND = "from geodata.cli import main; main()"


def run(script: str, *arguments: str | Path) -> list[float]:
    """Return what a script prints in a process of its own, a figure a line."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return [float(figure) for figure in done.stdout.split()]


def medians(measure: Callable[[], Sequence[float]]) -> list[float]:
    rows = [measure() for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*rows, strict=True)]


def extract(articles: Path, *options: str) -> tuple[float, float]:
    """Return the seconds by the clock and of all cores that the command takes."""
    before = os.times()
    start = time.perf_counter()
    command = [sys.executable, "-c", COMMAND, "extract", str(articles), *options]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    busy = after.children_user + after.children_system
    return (
        time.perf_counter() - start,
        busy - before.children_user - before.children_system,
    )


def show(name: str, figure: float, unit: str) -> None:
    sys.stdout.write(f"{name:44} {figure:9.3f} {unit}\n")
    sys.stdout.flush()


def measure_index(*, build: bool) -> None:
    if build:
        show("index: build", run(LOAD)[0], "s wall")
    load, memory = medians(lambda: run(LOAD))
    show("index: load", load, "s wall")
    show("index: more memory", memory, "MB")


def measure_articles(articles: str) -> None:
    start, found, placed, told, wall, memory, characters = medians(lambda: run(READ, articles))
    show("start: from nothing to the first event", start, "s CPU")
    millions = characters / 1e6
    show("finding place names, new process", millions / found, f"{SPEED} CPU")
    show("placing them, new process", millions / placed, f"{SPEED} CPU")
    show("finding events, new process", millions / told, f"{SPEED} CPU")
    show("all three, new process", millions / (found + placed + told), f"{SPEED} CPU")
    show("all three, new process", millions / wall, f"{SPEED} wall")
    show("peak memory", memory, "MB")


def measure_command(articles: str) -> None:
    seeds = SHARED / "seeds"
    if seeds.is_dir():
        wall, cpu = medians(lambda: extract(seeds))
        show("extract five articles, all in", wall, "s wall")
        show("extract five articles, all in", cpu, "s CPU")
    if articles != "samples":
        for jobs in ("1", "2"):
            wall, _ = medians(partial(extract, Path(articles), "--jobs", jobs))
            show(f"extract {Path(articles).name} --jobs {jobs}", wall, "s wall")


def measure_length(articles: str, *, huge: bool) -> None:
    short, _ = medians(lambda: run(LONG, articles, "200000"))
    long, _ = medians(lambda: run(LONG, articles, "2000000"))
    show("a text ten times as long takes", long / short, "times as long")
    if huge:
        cpu, memory = run(LONG, articles, str(HUGE_CHARACTERS))
        show("a text of 50 million characters", cpu, "s CPU")
        show("a text of 50 million characters", memory, "MB")


def main() -> None:
    corpus = SHARED / "corpora" / "gnad.jsonl"
    parser = argparse.ArgumentParser(description="Measure the engine.")
    parser.add_argument("articles", nargs="?", default=corpus if corpus.exists() else "samples")
    parser.add_argument("--huge", action="store_true", help="read a text of 50 MB, too")
    options = parser.parse_args()
    articles = str(options.articles)
    with ExitStack() as stack:
        given = os.environ.get("SCHAUPLATZ_CACHE")
        if given is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            os.environ["SCHAUPLATZ_CACHE"] = folder
        measure_index(build=given is None)
        measure_articles(articles)
        measure_command(articles)
        measure_length(articles, huge=options.huge)


if __name__ == "__main__":
    main()
