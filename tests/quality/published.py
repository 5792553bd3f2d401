"""The counts behind the scores, as the page on the method shows them.

    python -m tests.quality.published    measure all sets that are here, and write them

`python -m tests.quality.floors` writes them, too. Shares without counts would hide how few
articles they rest on.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.sources import DATA
from tests.quality.gold import gold_sets
from tests.quality.measuring import scored

if TYPE_CHECKING:
    from geodata.score import Overlap
    from tests.quality.measuring import Measured

__all__ = ["PUBLISHED_COMMAND", "counts_of", "read_published", "write_published"]

FILE = DATA / "quality.json"
PUBLISHED_COMMAND = "python -m tests.quality.published"

Counts = dict[str, Any]


def read_published() -> dict[str, Counts]:
    """Return the counts of each set by its name, as the product ships them."""
    sets: dict[str, Counts] = json.loads(FILE.read_text(encoding="utf-8"))["sets"]
    return sets


def counts_of(measured: Measured) -> Counts:
    """Return the counts of what the gold of a set tells: names, places, events, quiet articles."""
    mentions, events = measured.scores.mentions, measured.scores.events
    asked = measured.gold_set.figures
    counts: Counts = {"articles": len(measured.gold_set.articles)}
    if mentions is not None and "detection" in asked:
        counts["names"] = _overlap(mentions.exact)
    if mentions is not None and "end_to_end" in asked:
        counts["places"] = _overlap(mentions.end_to_end_161_exact)
    if events is not None and "events" in asked:
        counts["events"] = _overlap(events.strict)
        counts["kinds"] = {kind: _overlap(overlap) for kind, overlap in events.kinds}
    if "quiet" in asked:
        counts["quiet"] = measured.quiet
    return counts


def write_published() -> None:
    """Measure all sets that are here and write their counts; the others keep theirs."""
    found = {name: counts_of(scored(name)) for name in gold_sets()}
    before = read_published() if FILE.exists() else {}
    content = {"sets": dict(sorted((before | found).items()))}
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _overlap(overlap: Overlap) -> dict[str, int]:
    return {"agreed": overlap.agreed, "gold": overlap.gold, "found": overlap.predicted}


if __name__ == "__main__":
    write_published()
    sys.stdout.write(FILE.read_text(encoding="utf-8"))
