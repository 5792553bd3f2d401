"""The folder that holds indexes, and how one is written there: beside its place, then renamed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
import platformdirs

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CACHE_VARIABLE",
    "Home",
    "cache_folder",
    "cache_path",
    "find_home",
    "locked",
    "replaced",
]

CACHE_VARIABLE = "SCHAUPLATZ_CACHE"
# Another process that builds needs 30 s at most; one that hangs must not hang everybody.
LOCK_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds indexes; `reason` says why it is a temporary one, if it is."""

    folder: Path
    reason: str | None = None


def cache_folder() -> Path:
    """Return the folder that holds the index and whatever else can be made again.

    Raises:
        GazetteerError: it cannot be written, and neither can a temporary one.

    """
    return find_home(os.environ.get(CACHE_VARIABLE)).folder


def cache_path() -> Path:
    """Return where the cache folder is meant to be, though it may be read-only, as in an image."""
    return _named(os.environ.get(CACHE_VARIABLE))


def find_home(asked: str | None, *, held: str | None = None) -> Home:
    """Return the folder that holds indexes.

    A folder that was asked for must work; the default one may give way to a temporary one. One
    that holds `held` need not be writable.

    Raises:
        GazetteerError: no folder can be written.

    """
    folder = _named(asked)
    if (held and (folder / held).exists()) or (error := _writable(folder)) is None:
        return Home(folder)
    if asked:
        raise GazetteerError(
            f"{CACHE_VARIABLE} is {asked}, which cannot be written ({error.strerror}); "
            "name another folder, or unset it"
        ) from error
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    instead = Path(tempfile.gettempdir()) / f"schauplatz-{user}"
    if (second := _writable(instead)) is not None:
        raise GazetteerError(
            f"neither {folder} ({error.strerror}) nor {instead} ({second.strerror}) can be "
            f"written; set {CACHE_VARIABLE} to a folder that can"
        ) from second
    return Home(instead, f"{folder} cannot be written: {error.strerror}")


def _named(asked: str | None) -> Path:
    return Path(asked) if asked else platformdirs.user_cache_path("schauplatz", appauthor=False)


def _writable(folder: Path) -> OSError | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Let one process at a time change the indexes in a folder.

    Raises:
        GazetteerError: another process holds the lock for too long, or the folder is read-only.

    """
    try:
        lock = filelock.FileLock(home / "gazetteer.lock", timeout=LOCK_SECONDS)
        lock.acquire()
    except filelock.Timeout as error:
        raise GazetteerError(
            f"another process has been building the index of places in {home} for "
            f"{LOCK_SECONDS:.0f} s; end it, or remove {home / 'gazetteer.lock'}"
        ) from error
    except OSError as error:  # a sound index may lie in a folder that may only be read
        raise GazetteerError(
            f"the index of places cannot be built in {home} ({error.strerror or error}); "
            f"make the folder writable, or set {CACHE_VARIABLE} to one that is"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give an empty folder beside the target and move it there when all went well.

    Raises:
        GazetteerError: the folder cannot be written.

    """
    beside = None
    try:
        beside = Path(tempfile.mkdtemp(prefix="building-", dir=target.parent))
        yield beside
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(target)
        beside.rename(target)
    except OSError as error:
        raise GazetteerError(
            f"cannot write the index of places to {target.parent}: {error}"
        ) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
