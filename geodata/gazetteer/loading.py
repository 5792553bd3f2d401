"""Where the index lies, and that there is a sound one: built once, checked, swapped in whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock
import platformdirs

from geodata.errors import GazetteerError
from geodata.gazetteer.building import checksum, write_index
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.sources import source_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Progress = Callable[[float, str], None]

__all__ = [
    "CACHE_VARIABLE",
    "GazetteerInfo",
    "build_gazetteer",
    "cache_folder",
    "gazetteer_info",
    "load_gazetteer",
]

CACHE_VARIABLE = "SCHAUPLATZ_CACHE"
FORMAT = 1  # of the files in the index; raise it whenever they change
META = "meta.json"
# Another process that builds needs 30 s at most; one that hangs must not hang everybody.
LOCK_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What the index on disk is: counts, size in bytes, when it was built and of what.

    `reason` says why the index lies in a temporary folder; None where it does not.
    """

    path: Path
    places: int
    names: int
    size: int
    built: dt.datetime
    versions: Mapping[str, str]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Home:
    folder: Path
    reason: str | None = None


def _silent(_fraction: float, _message: str) -> None:
    """Report nothing."""


def _key() -> str:
    text = json.dumps([FORMAT, sorted(source_versions().items())])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _writable(folder: Path) -> OSError | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error


def _home(asked: str | None) -> _Home:
    """Return the folder that holds indexes.

    A folder that was asked for must work; the default one may give way to a temporary one.
    """
    folder = Path(asked) if asked else platformdirs.user_cache_path("schauplatz", appauthor=False)
    if _sound(folder / f"gazetteer-{_key()}") or (error := _writable(folder)) is None:
        return _Home(folder)
    if asked:
        message = (
            f"{CACHE_VARIABLE} is {asked}, which cannot be written ({error.strerror}); "
            "name another folder, or unset it"
        )
        raise GazetteerError(message) from error
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    instead = Path(tempfile.gettempdir()) / f"schauplatz-{user}"
    if (second := _writable(instead)) is not None:
        message = (
            f"neither {folder} ({error.strerror}) nor {instead} ({second.strerror}) can be "
            f"written; set {CACHE_VARIABLE} to a folder that can"
        )
        raise GazetteerError(message) from second
    return _Home(instead, f"{folder} cannot be written: {error.strerror}")


def _meta(folder: Path) -> dict[str, Any] | None:
    try:
        meta: object = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return meta if isinstance(meta, dict) else None


def _sound(folder: Path) -> bool:
    """Whether the folder holds a whole index: every file there, every checksum right."""
    meta = _meta(folder)
    if meta is None:
        return False
    try:
        return all(checksum(folder / name) == crc for name, crc in meta["files"].items())
    except (OSError, KeyError, AttributeError, TypeError):
        return False


def _build(home: Path, progress: Progress) -> Path:
    """Write the index beside its place, then move it there; return where it lies."""
    target = home / f"gazetteer-{_key()}"
    beside = Path(tempfile.mkdtemp(prefix="building-", dir=home))
    try:
        counts = write_index(beside, progress)
        files = {path.name: checksum(path) for path in sorted(beside.iterdir())}
        built = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
        meta = counts | {"built": built, "versions": dict(source_versions()), "files": files}
        (beside / META).write_text(json.dumps(meta, indent=1), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    except OSError as error:
        message = f"cannot write the index of places to {home}: {error}"
        raise GazetteerError(message) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def _ready(home: Path, progress: Progress, *, anew: bool = False) -> Path:
    """Return the folder of a sound index, built if need be, by one process at a time."""
    target = home / f"gazetteer-{_key()}"
    if not anew and _sound(target):
        return target
    try:
        with filelock.FileLock(home / "gazetteer.lock", timeout=LOCK_SECONDS):
            if not anew and _sound(target):
                return target
            return _build(home, progress)
    except filelock.Timeout as error:
        message = (
            f"another process has been building the index of places in {home} for "
            f"{LOCK_SECONDS:.0f} s; end it, or remove {home / 'gazetteer.lock'}"
        )
        raise GazetteerError(message) from error
    except OSError as error:  # a sound index may lie in a folder that may only be read
        message = (
            f"the index of places cannot be built in {home} ({error.strerror or error}); "
            f"make the folder writable, or set {CACHE_VARIABLE} to one that is"
        )
        raise GazetteerError(message) from error


def cache_folder() -> Path:
    """Return the folder that holds the index and whatever else can be made again.

    Raises:
        GazetteerError: it cannot be written, and neither can a temporary one.
    """
    return _home(os.environ.get(CACHE_VARIABLE)).folder


def build_gazetteer(progress: Progress | None = None) -> GazetteerInfo:
    """Build the index anew, whatever there is; `progress` gets a fraction and a word or two.

    Raises:
        GazetteerError: the cache folder cannot be written, or GeoNames' towns cannot be read.
        DataError: one of our own tables is missing or broken.

    """
    home = _home(os.environ.get(CACHE_VARIABLE))
    folder = _ready(home.folder, progress or _silent, anew=True)
    _load.cache_clear()
    return _info(folder, home.reason)


def gazetteer_info() -> GazetteerInfo | None:
    """Return what the index on disk is; None where none has been built, or it is broken."""
    home = _home(os.environ.get(CACHE_VARIABLE))
    folder = home.folder / f"gazetteer-{_key()}"
    return _info(folder, home.reason) if _sound(folder) else None


def load_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer, read once a process; the first call on a machine builds the index.

    Raises:
        GazetteerError: the index cannot be built, read or written.
        DataError: one of our own tables is missing or broken.

    """
    return _load(os.environ.get(CACHE_VARIABLE), _Reporter(progress or _silent))


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Carries a progress callback past a cache: all reporters are equal."""

    report: Progress = field(compare=False)


@cache
def _load(asked: str | None, reporter: _Reporter) -> Gazetteer:
    folder = _ready(_home(asked).folder, reporter.report)
    try:
        return Gazetteer(folder)
    except (OSError, ValueError, KeyError) as error:
        message = (
            f"the index of places in {folder} cannot be read: {error}; "
            "run: schauplatz gazetteer build"
        )
        raise GazetteerError(message) from error


def _info(folder: Path, reason: str | None) -> GazetteerInfo:
    meta = _meta(folder) or {}
    return GazetteerInfo(
        path=folder,
        places=meta["places"],
        names=meta["names"],
        size=sum(path.stat().st_size for path in folder.iterdir()),
        built=dt.datetime.fromisoformat(meta["built"]),
        versions=meta["versions"],
        reason=reason,
    )
