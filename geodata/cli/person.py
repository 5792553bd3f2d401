"""Who works at the command line."""

from __future__ import annotations

import getpass
import os

__all__ = ["user_name"]


def user_name() -> str | None:
    """Return the name that SCHAUPLATZ_REVIEWER gives, else that of the user; None for none.

    The interface names reviewers in the same way, where nobody signs in.
    """
    named = os.environ.get("SCHAUPLATZ_REVIEWER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for the number that it runs as
        return None
