"""Results that are dear to make and asked for by many: the last few are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Recent"]

Key = TypeVar("Key", bound="Hashable")
Result = TypeVar("Result")


class Recent(Generic[Key, Result]):
    """The last few results, by what was asked; safe for threads.

    One thread makes a result, others that ask for one that is not there wait: made by each of them,
    all would be later. What is there is returned at once.
    """

    def __init__(
        self, count: int, *, size: Callable[[Result], int] = lambda _result: 0, most: int = 0
    ) -> None:
        """Keep no more than so many results.

        Args:
            count: how many.
            size: how big a result is.
            most: how big all of them together may be; the last one is kept in any case.

        """
        self._count, self._size, self._most = count, size, most
        self._results: OrderedDict[Key, Result] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.RLock()  # what makes a result may ask for another

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._results)

    def get(self, key: Key, make: Callable[[], Result]) -> Result:
        """Return the result for a key, made now where it is not kept."""
        with self._lock:
            if key in self._results:
                return self._found(key)
        with self._making:
            with self._lock:
                if key in self._results:  # another thread has just made it
                    return self._found(key)
            result = make()
            with self._lock:
                self._results[key] = result
                while len(self._results) > 1 and self._is_too_much():
                    self._results.popitem(last=False)
            return result

    def _found(self, key: Key) -> Result:
        self._results.move_to_end(key)
        return self._results[key]

    def _is_too_much(self) -> bool:
        sizes = sum(map(self._size, self._results.values()))
        return len(self._results) > self._count or sizes > self._most
