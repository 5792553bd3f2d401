"""The store that all visitors of this process share, opened when it is first needed."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.store import Store

__all__ = ["store_if_any", "store_now"]

_LOCK = threading.Lock()
_OPENED: dict[tuple[str | None, str | None], Store] = {}


def store_now() -> Store:
    """Return the store; it is made where there is none yet.

    Raises:
        StoreError: it cannot be opened; the next call tries again.

    """
    from geodata.store import open_store  # noqa: PLC0415 - loads SQLAlchemy, on demand

    where = _where()
    with _LOCK:
        found = _OPENED.get(where)
        if found is None:
            found = _OPENED[where] = open_store()
        return found


def store_if_any() -> Store | None:
    """Return the store where there is one already; None else, and none is made.

    Raises:
        StoreError: it is there and cannot be opened.

    """
    from geodata.store import store_exists  # noqa: PLC0415 - loads SQLAlchemy, on demand

    return store_now() if _where() in _OPENED or store_exists() else None


def _where() -> tuple[str | None, str | None]:
    """Return what says where the store is: tests and their apps each have one of their own."""
    return os.environ.get("SCHAUPLATZ_DATABASE"), os.environ.get("SCHAUPLATZ_DATA")
