"""Items on their way: in batches, large ones from a fast source; and noted as they go by."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterable, Iterator

__all__ = ["BATCH_SIZE", "iter_batches", "iter_noted"]

Item = TypeVar("Item")

# Each batch costs one write that waits for the disk, some 5 to 20 ms: little beside 32 articles
# (300 ms of the engine), and few enough that little is done anew after a crash.
BATCH_SIZE = 32
# Whoever waits sees something at least so often, as long as something comes.
BATCH_SECONDS = 0.5


def iter_batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists of `BATCH_SIZE`, shorter ones where they take `BATCH_SECONDS`.

    An item that is waited for long is handed on at once, not held until others have come.
    """
    batch: list[Item] = []
    since = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH_SIZE or time.monotonic() - since >= BATCH_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def iter_noted(items: Iterable[Item], noted: deque[Item]) -> Iterator[Item]:
    """Yield the items, and note each: for those that get results in the same order, without them.

    Whoever takes a result takes its item from the left of `noted`.
    """
    for item in items:
        noted.append(item)
        yield item
