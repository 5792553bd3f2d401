"""What is worked out of the tables that filters keep: once for all visitors, as long as they live.

Nothing that depends on the reader, such as names in a language, may be kept here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.ui.kept import Kept

__all__ = ["remembered"]

Made = TypeVar("Made")

_lock = threading.Lock()
_made: WeakKeyDictionary[Kept, dict[str, object]] = WeakKeyDictionary()


def remembered(kept: Kept, name: str, make: Callable[[], Made]) -> Made:
    """Return what `make` gives for these tables, made when it is first asked for.

    It goes when the tables go; it is shared and must not be changed.
    """
    with _lock:  # one visitor works it out, the others wait for the same
        found = _made.setdefault(kept, {})
        if name not in found:
            found[name] = make()
        return cast("Made", found[name])
