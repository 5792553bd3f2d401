"""Pandas tables of what was found, with schemas, filters and exports."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.tables.build import Tables, build_tables

__all__ = ["Tables", "build_tables"]


def __getattr__(name: str) -> Any:
    """Return what builds tables, loaded on demand (PEP 562): pandas and pandera take 0.3 s."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("geodata.tables.build"), name)
