"""That there is a sound index: built once, checked at every start, swapped in whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from geodata.errors import GazetteerError
from geodata.gazetteer.additions import (
    AddedInfo,
    added_folders,
    added_infos,
    digest_of_added,
    index_dump,
    remove_added,
)
from geodata.gazetteer.building import write_index
from geodata.gazetteer.bundled import BundledIndex
from geodata.gazetteer.homes import CACHE_VARIABLE, find_home, locked, replaced
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.sealing import days_unused, is_sound, mark_used, read_seal, seal
from geodata.gazetteer.sources import source_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from geodata.gazetteer.homes import Home

    Progress = Callable[[float, str], None]

__all__ = [
    "GazetteerInfo",
    "add_dump",
    "added_digest",
    "build_gazetteer",
    "gazetteer_info",
    "load_gazetteer",
    "remove_dump",
]

_LOG = logging.getLogger("geodata")

FORMAT = 3  # of the files in the index; raise it whenever they change
# An index of another version that no process has begun to use for so long is removed.
KEEP_DAYS = 14.0
# A folder that is still being written after so long belongs to a process that died.
UNFINISHED_DAYS = 1.0


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What the index on disk is: counts, size in bytes, when it was built and of what.

    `reason` says why the index lies in a temporary folder; None where it does not. `added` are
    the dumps that were added; the counts are without them.
    """

    path: Path
    places: int
    names: int
    size: int
    built: dt.datetime
    versions: Mapping[str, str]
    reason: str | None = None
    added: tuple[AddedInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Carries a progress callback past a cache: all reporters are equal."""

    report: Progress = field(compare=False)


def load_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer, read once a process; the first call on a machine builds the index.

    Where no `progress` is asked for, the log "geodata" tells of it.

    Raises:
        GazetteerError: the index cannot be built, read or written, or an added one is damaged.
        DataError: one of our own tables is missing or broken.

    """
    return _load(os.environ.get(CACHE_VARIABLE), _Reporter(progress or _silent))


def build_gazetteer(progress: Progress | None = None) -> GazetteerInfo:
    """Build the index anew, whatever there is; `progress` gets a fraction and a word or two.

    Added dumps stay as they are.

    Raises:
        GazetteerError: the cache folder cannot be written, or GeoNames' towns cannot be read.
        DataError: one of our own tables is missing or broken.

    """
    home = _home()
    folder = _ready(home.folder, progress or _silent, anew=True)
    _load.cache_clear()
    return _info(folder, home)


def gazetteer_info() -> GazetteerInfo | None:
    """Return what the index on disk is; None where none has been built, or it is broken.

    Every byte of the bundled index is looked at.
    """
    home = _home()
    folder = home.folder / _name()
    return _info(folder, home) if is_sound(folder, thorough=True) else None


def added_digest() -> str | None:
    """Return what tells one set of added dumps from another; None where nothing was added.

    Asked once a process and cache folder, as the gazetteer is loaded once; `add_dump` and
    `remove_dump` ask anew.
    """
    return _digest(os.environ.get(CACHE_VARIABLE))


def add_dump(dump: Path, progress: Progress | None = None) -> AddedInfo:
    """Add a GeoNames dump that the user has downloaded: `allCountries.zip`, `XX.zip`, `XX.txt`.

    Its villages, mountains, rivers and sites are found from then on, after everything bundled.

    Raises:
        GazetteerError: the file is no whole dump, holds nothing new, or cannot be written.
        DataError: one of our own tables is missing or broken.

    """
    home = _home().folder
    report = progress or _silent
    bundled = BundledIndex(_ready(home, report))
    info = index_dump(home, dump, bundled.knows, report)
    _forget()
    return info


def remove_dump(name: str) -> None:
    """Remove what was added under a name (`AddedInfo.name`).

    Raises:
        GazetteerError: nothing was, or it cannot be removed.

    """
    remove_added(_home().folder, name)
    _forget()


@cache
def _load(asked: str | None, reporter: _Reporter) -> Gazetteer:
    home = find_home(asked, held=_name()).folder
    folder = _ready(home, reporter.report)
    mark_used(folder)
    added = added_folders(home)
    try:
        return Gazetteer(folder, added)
    except (OSError, ValueError, KeyError, RuntimeError):
        folder = _ready(home, reporter.report, anew=True)
    try:
        return Gazetteer(folder, added)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise GazetteerError(
            f"the index of places in {folder} cannot be read: {error}; "
            "run: schauplatz gazetteer build"
        ) from error


@cache
def _digest(asked: str | None) -> str | None:
    try:
        home = find_home(asked, held=_name()).folder
    except GazetteerError:  # no folder can be written, so nothing was added
        return None
    return digest_of_added(home)


def _forget() -> None:
    """Forget what was loaded: what was added is another."""
    _load.cache_clear()
    _digest.cache_clear()


def _home() -> Home:
    return find_home(os.environ.get(CACHE_VARIABLE), held=_name())


def _silent(_fraction: float, _message: str) -> None:
    """Report nothing."""


def _name() -> str:
    """Return the name of the folder: another one for other sources."""
    text = json.dumps([FORMAT, sorted(source_versions().items())])
    return f"gazetteer-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _ready(home: Path, progress: Progress, *, anew: bool = False) -> Path:
    """Return the folder of a sound index, built if need be, by one process at a time."""
    target = home / _name()
    if not anew and is_sound(target):
        return target
    with locked(home):
        if not anew and is_sound(target):
            return target
        if target.exists() and not anew:
            progress(0.0, "the index of places is damaged; building it anew")
        elif any(home.glob("gazetteer-*/")):
            progress(0.0, "building the index of places anew")
        if progress is _silent:  # a warning, for it must not look like hanging to anybody
            _LOG.warning("building the index of places in %s, once; it takes about 20 s", home)
        with replaced(target) as beside:
            counts = write_index(beside, progress)
            built = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
            seal(beside, counts | {"built": built, "versions": dict(source_versions())})
        _clean(home, target)
    return target


def _clean(home: Path, current: Path) -> None:
    """Remove the indexes of other versions that nobody has used for long, and unfinished ones."""
    rules = (("gazetteer-*/", KEEP_DAYS), ("building-*/", UNFINISHED_DAYS))
    for pattern, days in rules:
        for folder in sorted(home.glob(pattern)):
            if folder != current and days_unused(folder) > days:
                shutil.rmtree(folder, ignore_errors=True)


def _info(folder: Path, home: Home) -> GazetteerInfo:
    facts: Mapping[str, Any] = read_seal(folder) or {}
    return GazetteerInfo(
        path=folder,
        places=facts["places"],
        names=facts["names"],
        size=sum(path.stat().st_size for path in folder.iterdir()),
        built=dt.datetime.fromisoformat(facts["built"]),
        versions=facts["versions"],
        reason=home.reason,
        added=added_infos(home.folder),
    )
