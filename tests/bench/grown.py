"""Sets of 1,000, 20,000 and 200,000 events on disk, grown from real articles.

    python tests/bench/grown.py [EVENTS ...]

They lie in Schauplatz's cache folder and are made anew when the code that makes them changes; the
greatest takes about two minutes and 250 MB.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geodata.gazetteer import cache_folder  # noqa: E402
from geodata.ui.shelf.gathering import gather_library  # noqa: E402
from tests.bench.stories import SIZES, iter_grown  # noqa: E402

__all__ = ["grown_set"]

# What is saved does not hang on how it is shown.
SHOWN = {"maps", "ui"}
PARTS = "archive", "compact", "excerpts", "gathering", "labels", "library", "records", "texts"
SAVED = tuple(f"geodata/ui/shelf/{name}.py" for name in PARTS)
GROWN = ("tests/bench/stories.py", "tests/bench/world.py")


def grown_set(events: int) -> Path:
    """Return the folder of a set as `Library.open` reads it; made where it is not there yet."""
    folder = cache_folder() / f"bench-{events}-{_state_of_code()}"
    if not folder.is_dir():
        (size,) = (one for one in SIZES if one.events == events)
        for outdated in cache_folder().glob(f"bench-{events}-*"):
            shutil.rmtree(outdated)
        beside = folder.with_suffix(".new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        gather_library(folder, iter_grown(size)).save(beside)
        beside.rename(folder)
    return folder


def _state_of_code() -> str:
    """Return a digest of the code that a set hangs on."""
    files = [
        path
        for path in (ROOT / "geodata").rglob("*.py")
        if path.relative_to(ROOT).parts[1] not in SHOWN
    ]
    files += [ROOT / name for name in (*SAVED, *GROWN)]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def main() -> None:
    for events in map(int, sys.argv[1:] or [str(size.events) for size in SIZES]):
        start = time.perf_counter()
        folder = grown_set(events)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        seconds = time.perf_counter() - start
        sys.stdout.write(f"{events:8,} events: {size:6.1f} MB in {folder} ({seconds:.0f} s)\n")


if __name__ == "__main__":
    main()
