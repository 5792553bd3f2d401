"""The floors that no change may fall below, and the one command that moves them.

    python -m tests.quality.floors                            raise what has risen
    python -m tests.quality.floors --allow-regression REASON  lower what has fallen, too

Both write the counts that the page on the method shows (`tests/quality/published.py`).

After the evaluation gate of trafilatura (Barbaresi, "Trafilatura", ACL 2021): a floor may rise
freely; one that is lowered keeps the reason in the file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.quality.gold import gold_sets
from tests.quality.measuring import DIGITS, measure
from tests.quality.published import write_published

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMMAND", "MARGIN", "compare", "read_floors", "updated"]

FILE = Path(__file__).with_name("floors.json")
COMMAND = "python -m tests.quality.floors"
# 0.3 points: what one article more or less moves a figure by; a floor is that much below it.
MARGIN = 0.003
# Floors that differ by less are the same.
_SAME = 0.5 * 10**-DIGITS

Floors = dict[str, Any]


def read_floors() -> Floors:
    """Return {"sets": {name: {"gold_sha256", "floors"}}, "regressions": [...]}."""
    floors: Floors = json.loads(FILE.read_text(encoding="utf-8"))
    return floors


def compare(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return one line for every figure below its floor, or without one."""
    below = []
    for figure, value in figures.items():
        floor = floors.get(figure)
        if floor is None:
            below.append(f"{figure} has no floor yet: {COMMAND}")
        elif value < floor - _SAME:
            below.append(
                f"{figure} fell to {value:.4f}, its floor is {floor:.4f}; mend it, or say why: "
                f"{COMMAND} --allow-regression REASON"
            )
    return below


def updated(
    floors: Floors,
    measured: Mapping[str, tuple[str, Mapping[str, float]]],
    *,
    reason: str | None,
    today: dt.date,
) -> tuple[Floors, list[str]]:
    """Return the new floors and the figures that fell, as lines; without a reason these stay.

    Args:
        floors: those so far.
        measured: by the name of the set, the digest of its gold and its figures.
        reason: why floors may be lowered; None where they may not.
        today: the day that is kept with the reason.

    """
    sets = dict(floors["sets"])
    fallen: list[str] = []
    for name, (digest, figures) in measured.items():
        before = sets.get(name, {}).get("floors", {})
        after = {}
        for figure, value in figures.items():
            after[figure], fell = _moved(value, before.get(figure), lower=reason is not None)
            if fell:
                change = f"{before[figure]:.4f} -> {value:.4f}"
                fallen.append(f"{name} {figure} {change}")
        sets[name] = {"gold_sha256": digest, "floors": after}
    regressions = list(floors["regressions"])
    if reason is not None and fallen:
        regressions.append({"day": today.isoformat(), "reason": reason, "figures": fallen})
    return {"sets": dict(sorted(sets.items())), "regressions": regressions}, fallen


def _moved(value: float, floor: float | None, *, lower: bool) -> tuple[float, bool]:
    """Return the new floor of a figure, and whether the figure lies below the old one."""
    wanted = round(max(0.0, value - MARGIN), DIGITS)
    if floor is None:
        return wanted, False
    if value < floor - _SAME:
        return (wanted if lower else floor), True
    return max(wanted, floor), False


def main() -> None:
    """Measure all sets that are here, and write the floors."""
    parser = argparse.ArgumentParser(description="Raise the floors of the quality gate.")
    parser.add_argument("--allow-regression", metavar="REASON", help="lower floors, and say why")
    reason = parser.parse_args().allow_regression
    measured = {}
    for name in gold_sets():
        gold_set, figures = measure(name)
        measured[name] = gold_set.sha256, figures
        shown = "  ".join(f"{figure} {value:.4f}" for figure, value in figures.items())
        sys.stdout.write(f"{name:16} {shown}\n")
    today = dt.datetime.now(tz=dt.UTC).date()
    floors, fallen = updated(read_floors(), measured, reason=reason, today=today)
    if fallen and reason is None:
        sys.exit("\n".join((*fallen, "fell; nothing is written without --allow-regression REASON")))
    FILE.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    write_published()


if __name__ == "__main__":
    main()
