"""The store: articles, corrections and what was derived, in SQLite or PostgreSQL."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geodata.store.records import (
    Corrected,
    Entry,
    Known,
    KnownWhy,
    NewArticle,
    Outcome,
    OutcomeKind,
    Report,
    Seen,
    StoredArticle,
    lasting,
)

if TYPE_CHECKING:
    from geodata.store.opening import open_store, store_exists
    from geodata.store.restoring import restore
    from geodata.store.store import Store

__all__ = [
    "Corrected",
    "Entry",
    "Known",
    "KnownWhy",
    "NewArticle",
    "Outcome",
    "OutcomeKind",
    "Report",
    "Seen",
    "Store",
    "StoredArticle",
    "lasting",
    "open_store",
    "restore",
    "store_exists",
]

_ON_DEMAND = {
    "Store": "geodata.store.store",
    "open_store": "geodata.store.opening",
    "restore": "geodata.store.restoring",
    "store_exists": "geodata.store.opening",
}


def __getattr__(name: str) -> Any:
    """Return what works at a database, loaded on demand (PEP 562): SQLAlchemy takes 0.2 s."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
