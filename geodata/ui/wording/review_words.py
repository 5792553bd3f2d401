"""What people have said of something that was found, in a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import ReviewStatus

__all__ = ["review_label", "review_sign"]

_REVIEW: Mapping[ReviewStatus, str] = {
    "unreviewed": N_("not looked at yet"),
    "confirmed": N_("confirmed"),
    "corrected": N_("corrected"),
    "added": N_("added by hand"),
    "rejected": N_("rejected"),
}


_SIGNS: Mapping[ReviewStatus, str] = {
    "unreviewed": "",
    "confirmed": "✓",
    "corrected": "✎",
    "added": "+",
    "rejected": "✕",
}


def review_sign(review: ReviewStatus) -> str:
    """Return the sign of what people have said; empty where nobody has looked."""
    return _SIGNS[review]


def review_label(review: ReviewStatus) -> str:
    """Return what people have said of something."""
    return _(_REVIEW[review])
