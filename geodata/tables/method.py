"""Which method made a row."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

__all__ = ["method_version"]


def method_version() -> str:
    """Return the version of the method that derived rows carry.

    Dumps that were added to the gazetteer make it another method: "0.1.0+1f0c9a2e", a local
    version as PEP 440 has it, the same on every computer with the same dumps.
    """
    from geodata.gazetteer import added_digest  # noqa: PLC0415 - numpy, which pages may spare

    digest = added_digest()
    return _released() if digest is None else f"{_released()}+{digest}"


@cache
def _released() -> str:
    return version("schauplatz")
