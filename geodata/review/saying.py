"""What an act makes of the state of its target, and of its status of review."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.models import ReviewStatus
    from geodata.review.records import Correction

__all__ = ["said_fields", "status_after"]


def said_fields(act: Correction) -> dict[str, Any]:
    """Return the fields that an act has an opinion on, with what it says.

    A change says what it changed, a confirmation and an addition say all.
    """
    before, after = act.before, act.after
    if after is None:
        return {}
    return {
        one.name: getattr(after, one.name)
        for one in fields(after)
        if act.act != "change"
        or before is None
        or getattr(before, one.name) != getattr(after, one.name)
    }


def status_after(status: ReviewStatus, act: Correction, *, was: ReviewStatus) -> ReviewStatus:
    """Return the status of review after an act.

    Confirming what was corrected or added leaves it so: it tells where it comes from.

    Args:
        status: that before the act.
        act: the act; no note, no undo.
        was: the status it last had without being rejected.

    """
    if act.act == "reject":
        return "rejected"
    standing = was if status == "rejected" else status
    match act.act:
        case "add":
            return "added"
        case "change":
            return "added" if standing == "added" else "corrected"
        case _:
            return standing if standing in {"added", "corrected"} else "confirmed"
