"""Which method made a row."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

__all__ = ["method_version"]


@cache
def method_version() -> str:
    """Return the version of the method that derived rows carry."""
    return version("schauplatz")
