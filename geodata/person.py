"""Who works on this computer."""

from __future__ import annotations

import getpass
import os

__all__ = ["REVIEWER_VARIABLE", "user_name"]

REVIEWER_VARIABLE = "SCHAUPLATZ_REVIEWER"


def user_name() -> str | None:
    """Return the name that SCHAUPLATZ_REVIEWER gives, else that of the user; None for none."""
    named = os.environ.get(REVIEWER_VARIABLE, "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may run as a number without a name
        return None
