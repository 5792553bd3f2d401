"""Which acts of a log still stand: what was undone is out, notes change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.review.records import Correction

__all__ = ["standing_acts", "undone_ids"]


def standing_acts(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the acts that say something and were not taken back, in the order of the log.

    An act that comes twice counts once.
    """
    log = _once(corrections)
    undone = undone_ids(log)
    return tuple(
        one for one in log if one.act not in {"note", "undo"} and one.correction_id not in undone
    )


def undone_ids(corrections: Iterable[Correction]) -> frozenset[str]:
    """Return the ids of the acts that are taken back; an undo that is undone takes back nothing."""
    undone: set[str] = set()
    for one in reversed(_once(corrections)):  # the last undo stands for certain
        if one.act == "undo" and one.undoes is not None and one.correction_id not in undone:
            undone.add(one.undoes)
    return frozenset(undone)


def _once(corrections: Iterable[Correction]) -> list[Correction]:
    known: dict[str, Correction] = {}
    for one in corrections:
        known.setdefault(one.correction_id, one)
    return list(known.values())
