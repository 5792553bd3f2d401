"""The store that all visitors of this process share, opened when it is first needed."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.store import Store

__all__ = ["store_now"]

_LOCK = threading.Lock()
_OPENED: dict[tuple[str | None, str | None], Store] = {}


def store_now() -> Store:
    """Return the store; it is made where there is none yet.

    Raises:
        StoreError: it cannot be opened; the next call tries again.

    """
    from geodata.store import open_store  # noqa: PLC0415 - loads SQLAlchemy, on demand

    where = os.environ.get("SCHAUPLATZ_DATABASE"), os.environ.get("SCHAUPLATZ_DATA")
    with _LOCK:
        found = _OPENED.get(where)
        if found is None:
            found = _OPENED[where] = open_store()
        return found
