"""How long adding articles to the store takes, and how much memory, on one core.

    python tests/bench/adding.py [ARTICLES] [--times N]

ARTICLES, JSON Lines, is ../shared/corpora/gnad.jsonl by default. They are added to a new store by
`schauplatz add`, then once more, when all of them are known, then N times as many (10 by default):
texts whose sentences are those of the articles, mixed anew, so that none is a copy of another.
Beside them stands what `schauplatz extract` takes, which is the engine alone. Each figure is that
of a process of its own on one core; "CPU" is what it was busy, and hardly changes with what else
the computer does. Memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "gnad.jsonl"
COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from geodata.cli import main; main()"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Figures:
    """What a run took."""

    cpu_s: float
    wall_s: float
    memory_mb: float


def run(data: Path, *arguments: str | Path) -> Figures:
    """Run the command on one core, its words thrown away.

    Raises:
        RuntimeError: it failed.

    """
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        os.environ["SCHAUPLATZ_DATA"] = str(data)
        os.environ.pop("SCHAUPLATZ_DATABASE", None)
        command = [sys.executable, "-c", COMMAND, str(ROOT), *map(str, arguments)]
        os.execv(sys.executable, command)  # noqa: S606 - our own command
    _pid, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"schauplatz {arguments[0]} ended with status {status}")
    cpu = usage.ru_utime + usage.ru_stime
    return Figures(cpu, time.perf_counter() - start, usage.ru_maxrss / 1024)


def write_mixed(articles: Path, target: Path, times: int) -> int:
    """Write articles made of the sentences of others; return how many."""
    lines = articles.read_text(encoding="utf-8").splitlines()
    texts = [_SENTENCE_END.split(json.loads(line)["text"]) for line in lines]
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for variant in range(1, times + 1):
            for number, own in enumerate(texts):
                others = (texts[(number + k * variant * 7) % len(texts)] for k in range(len(own)))
                mixed = [one[k % len(one)] for k, one in enumerate(others)]
                text = f"{own[0]} {variant}. {' '.join(mixed)}"
                row = {"id": f"{variant}-{number}", "text": text, "lang": "de"}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    return count


def show(name: str, figures: Figures) -> None:
    sys.stdout.write(
        f"{name:34} {figures.cpu_s:8.2f} s CPU {figures.wall_s:8.2f} s wall "
        f"{figures.memory_mb:6.0f} MB\n"
    )
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure adding.")
    parser.add_argument("articles", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--times", type=int, default=10, help="how many times as many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show(f"extract {options.articles.name}", run(folder, "extract", options.articles))
        show(f"add {options.articles.name}", run(folder / "one", "add", options.articles))
        show("the same again", run(folder / "one", "add", options.articles))
        if options.times:
            mixed = folder / "mixed.jsonl"
            count = write_mixed(options.articles, mixed, options.times)
            show(f"add {count} articles", run(folder / "many", "add", mixed))
            show("check of them", run(folder / "many", "check"))


if __name__ == "__main__":
    main()
