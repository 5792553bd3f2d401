"""Whether the files at a path are still those that were read."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Fingerprints", "fingerprint"]

# A path is looked at again when so many times what that took last has passed: of a few files at
# once, of ten thousand every few seconds. Else the pages of a big folder would do little else.
_SHARE = 50


def fingerprint(path: Path | None) -> str:
    """Return what changes with name, time of change or size of a file at a path.

    Files in folders below are none of its own. Empty where there is nothing.
    """
    if path is None or not path.exists():
        return ""
    found = sorted(os.scandir(path), key=lambda one: one.name) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in found:
        if file.is_file():
            state = file.stat()
            digest.update(
                f"{file.name}\0{state.st_mtime_ns}\0{state.st_size}\0".encode(
                    errors="surrogateescape"
                )
            )
    return digest.hexdigest()


@dataclass(slots=True)
class Fingerprints:
    """The fingerprints of paths, looked at no more often than is cheap."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[Path | None, tuple[str, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, path: Path | None) -> str:
        """Return the fingerprint of a path, at most so old as it takes long to make."""
        with self._lock:
            known = self._seen.get(path)
            start = self.clock()
            if known is not None and start < known[1]:
                return known[0]
            found = fingerprint(path)
            end = self.clock()
            self._seen[path] = found, end + _SHARE * (end - start)
            return found
