"""What the log tells of one target, and what an act has changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from geodata.gazetteer import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.review.records import Correction, State

__all__ = ["Difference", "differences", "history"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a state that differs; None where the state is missing or says nothing."""

    field: str
    before: Any
    after: Any


def history(
    corrections: Iterable[Correction], target_id: str, *, name: str | None = None
) -> tuple[Correction, ...]:
    """Return the acts on a target in the order of the log, with notes and what was undone.

    Args:
        corrections: the log of its article.
        target_id: the id of the mention, event or article.
        name: a mention as written: acts on the same name wherever it stands are on it, too.

    """
    folded = None if name is None else fold(name)
    return tuple(
        one
        for one in corrections
        if one.target_id == target_id
        or (one.scope == "name" and folded is not None and fold(one.anchor.exact) == folded)
    )


def differences(before: State | None, after: State | None) -> tuple[Difference, ...]:
    """Return the fields in which two states differ, in the order of the record.

    Of something added or rejected these are all that say anything.
    """
    known = after if before is None else before
    if known is None:
        return ()
    pairs = (
        Difference(one.name, getattr(before, one.name, None), getattr(after, one.name, None))
        for one in fields(known)
    )
    return tuple(one for one in pairs if one.before != one.after)
