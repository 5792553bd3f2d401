"""How long it takes to write 20,000 events as a file of each format, and how much memory.

    python tests/bench/exports.py [EVENTS]

The events are those of a grown set (see `tests/bench/grown.py`), with excerpts and all columns that
leave. Each figure is that of a process of its own, after the set is open: seconds of one core, from
the rows on screen to the last byte, and the most memory beyond what the process took before
(Linux only).
"""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from geodata.maps.standalone import html_bytes  # noqa: E402
from geodata.models import STATUSES  # noqa: E402
from geodata.tables.files import about_table, csv_bundle, write_table  # noqa: E402
from geodata.tables.filters import Filters  # noqa: E402
from geodata.tables.selection import table_of  # noqa: E402
from geodata.ui.shelf.library import Library  # noqa: E402
from tests.bench.grown import grown_set  # noqa: E402

if TYPE_CHECKING:
    from geodata.tables.files import Format

EVENTS = 20_000
ALL = Filters(statuses=STATUSES)
MADE = dt.datetime(2026, 11, 5, 8, 30, tzinfo=dt.UTC)
# Seconds, as agreed; a bundle is a CSV with what stands beside it.
LIMITS = {"csv": 2, "zip": 2, "xlsx": 10, "geojson": 2, "kml": 10, "geoparquet": 10, "html": 5}
MOST_MEMORY_MB = 300


def write(library: Library, form: str) -> int:
    """Return how many bytes a file of all events has."""
    choice, tables = library.choose(ALL), library.tables
    if form == "html":
        return _page(library)
    frame = table_of("events", choice, tables, with_excerpts=library.with_excerpts)
    about = about_table("events", frame, tables, ALL, MADE)
    if form == "zip":
        return len(csv_bundle(frame, about))
    file = io.BytesIO()
    write_table(frame, cast("Format", form), about, file)
    return file.tell()


def _page(library: Library) -> int:
    choice, tables = library.choose(ALL), library.tables
    incidents = tables.incidents[choice.incidents]
    events = library.with_excerpts(tables.events[choice.events])
    about = about_table("incidents", incidents, tables, ALL, MADE)
    return len(html_bytes(incidents, events, tables.articles[choice.articles], about))


def forget_peak() -> None:
    """Let the most memory be that of now: a process begins with the peak of the one before it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def memory_mb(what: str) -> float:
    """Return the memory of this process as Linux has it: VmRSS is that of now, VmHWM the peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{what}:"))
    return int(line.split()[1]) / 1024


def measure(form: str, folder: Path) -> None:
    """Print what writing the events of a set takes."""
    library = Library.open(folder)
    forget_peak()
    memory, start = memory_mb("VmRSS"), time.process_time()
    size = write(library, form)
    seconds, more = time.process_time() - start, memory_mb("VmHWM") - memory
    verdict = "" if seconds <= LIMITS[form] and more <= MOST_MEMORY_MB else "  TOO MUCH"
    sys.stdout.write(f"{form:12}{seconds:8.2f} s{more:8.0f} MB more{size / 1e6:8.2f} MB{verdict}\n")


def main() -> None:
    if len(sys.argv) > 2:
        measure(sys.argv[2], Path(sys.argv[1]))
        return
    folder = grown_set(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
    for form in LIMITS:
        subprocess.run([sys.executable, __file__, str(folder), form], check=True)


if __name__ == "__main__":
    main()
