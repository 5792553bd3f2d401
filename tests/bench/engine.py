"""How long the index takes to build and load, how much memory it needs, how fast articles go.

    python tests/bench/engine.py [ARTICLES]

Each figure is the median of five runs in processes of their own, so that nothing is warm; the
index is built once in an empty cache folder. ARTICLES is ../shared/seeds by default, else the
samples.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
# ru_maxrss is the peak, so the imports and the articles come before the index.
MEASURE = """
import resource, sys, time
from pathlib import Path
import geodata.pipeline
from geodata.articles import iter_articles, iter_samples
from geodata.gazetteer import load_gazetteer
from geodata.models import Article
path = sys.argv[1]
found = iter_samples() if path == "samples" else iter_articles(Path(path))
articles = [one for one in found if isinstance(one, Article)]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
load_gazetteer()
loaded = time.perf_counter()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
first = time.perf_counter()
for article in articles:
    geodata.pipeline.extract_article(article)
cold = time.perf_counter()
for article in articles:
    geodata.pipeline.extract_article(article)
warm = time.perf_counter()
characters = sum(len(article.text) for article in articles)
print(loaded - start, memory / 1024, cold - first, warm - cold, len(articles), characters)
"""


def run(articles: str, cache: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, articles],
        env={**os.environ, "SCHAUPLATZ_CACHE": cache},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [float(figure) for figure in done.stdout.split()]


def main() -> None:
    seeds = ROOT.parent / "shared" / "seeds"
    articles = sys.argv[1] if len(sys.argv) > 1 else str(seeds) if seeds.is_dir() else "samples"
    with tempfile.TemporaryDirectory() as cache:
        building = run(articles, cache)[0]
        rows = [run(articles, cache) for _ in range(RUNS)]
    load, memory, cold, warm, count, characters = map(statistics.median, zip(*rows, strict=True))
    for name, figure, unit in (
        ("index: build", building, "s"),
        ("index: load", load, "s"),
        ("index: more memory", memory, "MB"),
        (f"extract {count:.0f} articles, first time", cold, "s"),
        (f"extract {count:.0f} articles, again", warm, "s"),
        ("speed, first time", characters / cold / 1e6, "million characters/s"),
    ):
        sys.stdout.write(f"{name:36} {figure:8.3f} {unit}\n")


if __name__ == "__main__":
    main()
