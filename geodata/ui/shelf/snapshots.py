"""Libraries of a store as they were last, on disk: the next start reads only what changed since.

They lie in the cache folder, by the identity of their store and the code that made them. Each is
written beside its place and then renamed, so that several servers may do so at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geodata.errors import GeodataError
from geodata.gazetteer import cache_folder
from geodata.tables.method import method_version
from geodata.ui.shelf.growing import Growing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Snapshot", "drop_snapshots", "keep_snapshot", "open_snapshot"]

_LOG = logging.getLogger(__name__)
PACKAGE = Path(__file__).parents[2]
_SEEN = "seen.pickle"
_NEW = "new-"
# What is being written for so long belongs to a process that died.
_UNFINISHED_SECONDS = 3600.0
# What has not been read or written for so long belongs to a store that is no longer used.
_UNUSED_SECONDS = 30 * 86_400.0


class Snapshot(NamedTuple):
    """A library of a store as it was at a revision; `seen` are its articles, each with its own."""

    growing: Growing
    revision: int
    seen: Mapping[str, int]


def open_snapshot(identity: str, revision: int) -> Snapshot | None:
    """Return the newest snapshot of a store that this code can read; None where there is none.

    One that is damaged is removed.

    Args:
        identity: that of the store.
        revision: that of the store now; what is newer belongs to another life of it.

    """
    for folder in sorted(_folders(identity), key=_revision, reverse=True):
        if _revision(folder) > revision:
            continue
        try:
            seen = pickle.loads((folder / _SEEN).read_bytes())  # noqa: S301 - our own
            with contextlib.suppress(OSError):  # a cache that may only be read
                os.utime(folder.parent)
            return Snapshot(Growing.open(folder), _revision(folder), seen)
        except Exception as error:  # noqa: BLE001 - damaged pickles raise whatever they name
            _LOG.warning("the snapshot %s cannot be read and is left out: %s", folder, error)
            shutil.rmtree(folder, ignore_errors=True)
    return None


def drop_snapshots(identity: str) -> None:
    """Remove what is kept of a store: it does not hold, or has texts that were deleted."""
    for folder in (cache_folder() / f"store-{identity}").glob("*-*"):
        if not folder.name.startswith(_NEW):
            shutil.rmtree(folder, ignore_errors=True)


def keep_snapshot(identity: str, snapshot: Snapshot) -> None:
    """Write a snapshot and remove the older ones; where that fails, the next start takes longer."""
    try:
        home = cache_folder() / f"store-{identity}"
        home.mkdir(exist_ok=True)
        with _beside(home) as beside:
            snapshot.growing.save(beside)
            (beside / _SEEN).write_bytes(pickle.dumps(dict(snapshot.seen)))
            target = home / f"{_code()}-{snapshot.revision}"
            with contextlib.suppress(OSError):  # another server may have been quicker
                beside.rename(target)
        _remove_others(home, target)
        _remove_unused(home.parent)
    except (OSError, GeodataError) as error:
        _LOG.warning("no snapshot of the library is kept: %s", error)


def _folders(identity: str) -> list[Path]:
    return [*(cache_folder() / f"store-{identity}").glob(f"{_code()}-*")]


def _revision(folder: Path) -> int:
    revision = folder.name.rpartition("-")[2]
    return int(revision) if revision.isdecimal() else -1


@contextlib.contextmanager
def _beside(home: Path) -> Iterator[Path]:
    """Give an empty folder; what is left of it at the end is removed."""
    beside = Path(tempfile.mkdtemp(prefix=_NEW, dir=home))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _remove_others(home: Path, kept: Path) -> None:
    """Remove older snapshots; who reads one goes on doing so, where the system allows it."""
    for folder in home.iterdir():
        with contextlib.suppress(OSError):
            if folder.name.startswith(_NEW):
                is_old = time.time() - folder.stat().st_mtime > _UNFINISHED_SECONDS
            else:
                is_old = folder != kept and _revision(folder) <= _revision(kept)
            if is_old:
                shutil.rmtree(folder, ignore_errors=True)


def _remove_unused(cache: Path) -> None:
    """Remove what was kept of stores that nobody has opened for long: it holds their texts."""
    for home in cache.glob("store-*"):
        with contextlib.suppress(OSError):
            if time.time() - home.stat().st_mtime > _UNUSED_SECONDS:
                shutil.rmtree(home, ignore_errors=True)


@cache
def _code() -> str:
    """Return a digest of the method and of the code that makes a library."""
    digest = hashlib.sha256(method_version().encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
