"""Zip archives, read in memory: nothing of them is ever written anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, BinaryIO, cast
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- the library's own name says nothing

from geodata.articles.arriving.dispatch import read_arrived
from geodata.articles.arriving.limits import (
    ZIP_MEMBERS,
    ZIP_RATIO,
    ZIP_RATIO_FROM_BYTES,
    ZIP_UNPACKED_BYTES,
)
from geodata.articles.arriving.zip_faults import ZIP_FAULTS
from geodata.articles.sidecar import SIDECAR_NAME, Sidecar, file_key, parse_sidecar, without_file
from geodata.errors import InputError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipInfo

    from _typeshed import WriteableBuffer

    from geodata.articles.arriving.arrived import Arrived, Found

__all__ = ["read_zip"]

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_SIDECAR_BYTES = 20_000_000


def read_zip(arrived: Arrived) -> Iterator[Found]:
    """Yield what is in the files of an archive, by name; an archive in an archive is refused.

    Raises:
        InputError: it is broken, too big, or in an archive itself.
        OSError: it cannot be read.
    """
    if arrived.packed:
        raise InputError("is an archive within an archive; unpack it and add what it holds")
    with arrived.open() as file:
        try:
            with ZipFile(file) as archive:
                yield from _read_members(archive, arrived)
        except InputError:
            raise
        except ZIP_FAULTS as error:
            raise InputError(
                f"is no zip archive that can be read ({type(error).__name__})"
            ) from None


def _read_members(archive: ZipFile, arrived: Arrived) -> Iterator[Found]:
    """Yield what is in the members that are read, and what is wrong with the others.

    Raises:
        InputError: there are too many, or they unpack to too much.
    """
    members = archive.infolist()
    if len(members) > ZIP_MEMBERS:
        raise InputError(f"holds {len(members)} files; an archive may hold {ZIP_MEMBERS}")
    named = sorted(((_name(member), member) for member in members), key=lambda pair: pair[0])
    wanted = [(name, member) for name, member in named if not _is_passed_over(name, member)]
    if not wanted:
        raise InputError("holds no files to read")
    budget = _Budget(ZIP_UNPACKED_BYTES)
    sidecars = _sidecars(archive, wanted, budget)
    beside = _by_folder(name for name, _ in wanted)
    for folder, sidecar in sidecars.items():
        yield from sidecar.problems
        yield from without_file(sidecar, beside[folder])
    seen: set[str] = set()
    for name, member in wanted:
        folder, _, last = name.rpartition("/")
        rows = sidecars[folder].rows if folder in sidecars else {}
        if last == SIDECAR_NAME and rows:
            continue
        where = f"{arrived.name}/{name}"
        problem = _refusal(name, member, seen)
        seen.add(name)
        if problem is not None:
            yield Problem(where, problem)
            continue
        opened = _Member(archive, member, budget)
        inner = replace(
            arrived,
            name=where,
            size=member.file_size,
            open=opened.open,
            media_type=None,
            row=rows.get(file_key(last)),
            packed=True,
        )
        yield from read_arrived(inner)


def _by_folder(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the last parts of names by the folder that they are in."""
    found: dict[str, list[str]] = {}
    for name in names:
        folder, _, last = name.rpartition("/")
        found.setdefault(folder, []).append(last)
    return found


def _name(member: ZipInfo) -> str:
    """Return the name of a member with slashes; names of old zips are read as UTF-8 if they are."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = name.encode("cp437", "replace").decode("cp850", "replace")
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown.replace("\\", "/")


def _is_passed_over(name: str, member: ZipInfo) -> bool:
    """Whether a member is a folder, hidden, or what macOS and Windows put in beside the files."""
    if member.is_dir() or name.endswith("/"):
        return True
    parts = name.split("/")
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return hidden or "__MACOSX" in parts or parts[-1].lower() in {"thumbs.db", "desktop.ini"}


def _refusal(name: str, member: ZipInfo, seen: set[str]) -> str | None:
    """Return why a member is not read; None where it is."""
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "has a name that leads out of the archive; left out"
    if name in seen:
        return f"the name {name!r} is that of an earlier file"
    if member.flag_bits & _ENCRYPTED:
        return "is locked with a password; unpack it and add what it holds"
    is_bomb = member.file_size > max(ZIP_RATIO_FROM_BYTES, member.compress_size * ZIP_RATIO)
    return _bomb_message() if is_bomb else None


def _bomb_message() -> str:
    return f"unpacks to more than {ZIP_RATIO} times its size; no text does, left out"


def _sidecars(
    archive: ZipFile, members: list[tuple[str, ZipInfo]], budget: _Budget
) -> dict[str, Sidecar]:
    """Return the sidecars of an archive by their folder."""
    found: dict[str, Sidecar] = {}
    for name, member in members:
        folder, _, last = name.rpartition("/")
        if last == SIDECAR_NAME and _refusal(name, member, set()) is None:
            with _Member(archive, member, budget).open() as file:
                sidecar = parse_sidecar(file.read(_SIDECAR_BYTES), SIDECAR_NAME)
            if sidecar.rows:
                found[folder] = sidecar
    return found


@dataclass(slots=True)
class _Budget:
    """How many bytes an archive may still unpack to, all members together."""

    left: int

    def spend(self, size: int) -> None:
        """Take a number of bytes off.

        Raises:
            InputError: there are no more left.
        """
        self.left -= size
        if self.left < 0:
            limit = ZIP_UNPACKED_BYTES // 1_000_000
            raise InputError(f"unpacks to more than {limit} MB with those before; left out")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an archive that can be opened again and again."""

    archive: ZipFile
    info: ZipInfo
    budget: _Budget

    def open(self) -> BinaryIO:
        """Return the member's bytes, counted as they unpack, whatever its header says."""
        return cast("BinaryIO", BufferedReader(_Counted(self)))

    def unpacked(self) -> IO[bytes]:
        """Return the member as zipfile unpacks it.

        Raises:
            InputError: it cannot be unpacked.
        """
        try:
            return self.archive.open(self.info)
        except ZIP_FAULTS as error:
            raise InputError(f"cannot be unpacked ({type(error).__name__})") from None


class _Counted(RawIOBase):
    """A member being unpacked, which stops where the archive's budget or its ratio ends."""

    def __init__(self, member: _Member) -> None:
        super().__init__()
        self._file = member.unpacked()
        self._budget = member.budget
        self._read = 0
        self._most = max(ZIP_RATIO_FROM_BYTES, member.info.compress_size * ZIP_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer.

        Raises:
            InputError: the member is broken, or unpacks to too much.
        """
        view = memoryview(buffer).cast("B")
        try:
            data = self._file.read(len(view))
        except (BadZipFile, EOFError, OSError, RuntimeError, ZlibError) as error:
            raise InputError(f"cannot be unpacked ({type(error).__name__})") from None
        self._read += len(data)
        self._budget.spend(len(data))
        if self._read > self._most:
            raise InputError(_bomb_message())
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
