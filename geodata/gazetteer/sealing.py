"""Seals: what a finished index is made of, so that a truncated or damaged one is noticed.

Looking at every byte takes as long as the index is large. So a start compares sizes and times of
change, and reads only the files whose time is not the recorded one; what goes bad on disk without
a change of time is found when the index is looked at thoroughly (`schauplatz gazetteer info`), or
when a file cannot be opened.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["days_unused", "is_sound", "mark_used", "read_seal", "seal"]

SEAL = "meta.json"
CHUNK = 1 << 20
DAY = 86_400.0


def seal(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write down the facts about an index with size, time and CRC-32 of each of its files."""
    files = {path.name: _stamp(path) for path in sorted(folder.iterdir()) if path.name != SEAL}
    _write(folder, {**facts, "files": files})


def read_seal(folder: Path) -> dict[str, Any] | None:
    """Return what was written down about an index; None where there is nothing to be read."""
    try:
        facts: object = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def is_sound(folder: Path, *, thorough: bool = False) -> bool:
    """Whether the folder holds a whole index; with `thorough` every byte is read.

    A file whose time differs (a copied folder) is read, and its new time written down.
    """
    facts = read_seal(folder)
    if facts is None:
        return False
    try:
        moved = [
            name
            for name, (size, changed, crc) in facts["files"].items()
            if _differs(folder / name, size, changed, crc, thorough=thorough)
        ]
    except (OSError, KeyError, AttributeError, TypeError, ValueError):
        return False
    if moved:
        facts["files"] |= {name: _stamp(folder / name) for name in moved}
        with contextlib.suppress(OSError):  # a folder that may only be read is read each time
            _write(folder, facts)
    return True


def mark_used(folder: Path) -> None:
    """Note that an index is in use, once a day."""
    with contextlib.suppress(OSError):
        if days_unused(folder) > 1:
            os.utime(folder / SEAL)


def days_unused(folder: Path) -> float:
    """Return for how many days no process has begun to use an index.

    Raises:
        OSError: there is no such folder.

    """
    path = folder / SEAL
    changed = path.stat().st_mtime if path.exists() else folder.stat().st_mtime
    return (time.time() - changed) / DAY


def _differs(path: Path, size: int, changed: int, crc: int, *, thorough: bool) -> bool:
    """Whether the time of a sound file differs.

    Raises:
        ValueError: the file itself differs.

    """
    found = path.stat()
    if found.st_size != size:
        raise ValueError(path.name)
    moved = found.st_mtime_ns != changed
    if (moved or thorough) and _checksum(path) != crc:
        raise ValueError(path.name)
    return moved


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, _checksum(path)


def _checksum(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc


def _write(folder: Path, facts: Mapping[str, Any]) -> None:
    beside = folder / f"{SEAL}.{os.getpid()}"
    beside.write_text(json.dumps(facts, indent=1), encoding="utf-8")
    beside.replace(folder / SEAL)
