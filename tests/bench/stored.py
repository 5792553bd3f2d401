"""What the pages of a store cost: reading it first, opening it later, taking a correction over.

    schauplatz add ../shared/corpora/gnad.jsonl
    python tests/bench/stored.py [CORRECTIONS]

It works on a copy of the store that the environment names, in a temporary folder, with snapshots of
its own; seconds are CPU time of this process, then those of the clock.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geodata.gazetteer import load_gazetteer  # noqa: E402
from geodata.review import Signed, reject  # noqa: E402
from geodata.store import open_store  # noqa: E402
from geodata.tables.filters import Filters  # noqa: E402
from geodata.ui.shelf import snapshots  # noqa: E402
from geodata.ui.shelf.live import LiveLibrary  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.store import Store


@contextmanager
def told(what: str) -> Iterator[None]:
    """Write what something took."""
    cpu, clock = time.process_time(), time.perf_counter()
    yield
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    sys.stdout.write(f"{what:<48}{cpu:8.2f} s{clock:8.2f} s\n")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    load_gazetteer()
    with tempfile.TemporaryDirectory(prefix="schauplatz-bench-") as folder:
        snapshots.cache_folder = lambda: Path(folder)  # type: ignore[attr-defined] # of its own
        url = f"sqlite:///{folder}/store.sqlite"
        open_store().backup(Path(folder) / "backup.sqlite")
        store = open_store(url)
        store.restore(Path(folder) / "backup.sqlite")
        measure(store, count)


def measure(store: Store, count: int) -> None:
    """Read, keep and open the library of a store, and correct some of its events."""
    sys.stdout.write(f"{store.article_count():,} articles\n")
    live = LiveLibrary("store")
    with told("first reading"):
        live.now(store)
    with told("writing the snapshot"):
        live.keep(store)
    live = LiveLibrary("store")
    with told("opening the snapshot"):
        library = live.now(store)
    if library is None:
        return
    with told("nothing has changed"):
        live.now(store)
    ids = [str(one) for one in library.tables.articles["article_id"]]
    some = (one for one in map(library.extraction, ids) if one.events)
    for extraction in islice(some, count):
        article, event = extraction.article, extraction.events[0]
        by = Signed("bench", dt.datetime.now(dt.UTC))
        with told("keeping a correction"):
            store.correct(reject(article, event, by))
        with told("  and taking it over, with filters and facets"):
            live.take(store, [article.article_id])
            live.library.kept(Filters()).incidents  # type: ignore[union-attr] # noqa: B018
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
