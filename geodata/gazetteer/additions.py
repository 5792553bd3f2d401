"""The dumps of GeoNames that a user has added: each an index of its own beside the bundled one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError
from geodata.gazetteer.added import AddedIndex
from geodata.gazetteer.adding import write_added
from geodata.gazetteer.homes import locked, replaced
from geodata.gazetteer.sealing import is_sound, read_seal, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Progress = Callable[[float, str], None]
    Known = Callable[[Any], Any]

__all__ = [
    "AddedInfo",
    "added_folders",
    "added_infos",
    "digest_of_added",
    "index_dump",
    "remove_added",
]

FORMAT = 3  # of the files of an added index; raise it whenever they change
PREFIX = f"added{FORMAT}-"


@dataclass(frozen=True, slots=True)
class AddedInfo:
    """What was added: from which file, when, how much; `size` in bytes.

    `known` is how many places of the file were left out because other indexes have them.
    """

    name: str
    source: Path
    places: int
    names: int
    known: int
    size: int
    built: dt.datetime

    def __str__(self) -> str:
        """Return the one line that people are shown."""
        return (
            f"{self.name}: {self.places} places, {self.names} names, {self.known} known already, "
            f"{self.size} bytes, {self.built.isoformat()}, from {self.source}"
        )


def added_folders(home: Path) -> tuple[Path, ...]:
    """Return the folders of the added indexes, in the order of their names.

    Raises:
        GazetteerError: one of them is damaged, or was made by another version.

    """
    folders = tuple(sorted(home.glob("added*-*/")))
    for folder in folders:
        name = folder.name.partition("-")[2]
        if not folder.name.startswith(PREFIX) or not is_sound(folder):
            source = (read_seal(folder) or {}).get("source", "FILE")
            raise GazetteerError(
                f"the added index of places {name} in {home} is damaged or of another version; run "
                f"schauplatz gazetteer add {source}, or: schauplatz gazetteer remove {name}"
            )
    return folders


def added_infos(home: Path) -> tuple[AddedInfo, ...]:
    """Return what was added, in the order of names.

    Raises:
        GazetteerError: one of the indexes is damaged, or was made by another version.

    """
    return tuple(_info(folder) for folder in added_folders(home))


def digest_of_added(home: Path) -> str | None:
    """Return eight hexadecimal digits made of the content of what was added; None of nothing.

    It is read from the seals alone, and is the same wherever the same dumps were added.
    """
    content = [
        [folder.name, sorted((name, size, crc) for name, (size, _time, crc) in files.items())]
        for folder in sorted(home.glob(f"{PREFIX}*/"))
        if (files := (read_seal(folder) or {}).get("files"))
    ]
    if not content:
        return None
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]


def index_dump(home: Path, dump: Path, known: Known, progress: Progress) -> AddedInfo:
    """Add a dump, in place of one of the same name; `known` tells the ids that are bundled.

    Raises:
        GazetteerError: the file is no whole dump, holds nothing new, or cannot be written.

    """
    name = re.sub(r"[^A-Za-z0-9]+", "-", dump.stem).strip("-") or "dump"
    target = home / f"{PREFIX}{name}"
    with locked(home):
        others = [path for path in home.glob(f"{PREFIX}*/") if path != target and is_sound(path)]
        checks = [known, *(AddedIndex(path).knows for path in sorted(others))]
        with replaced(target) as beside:
            counts = write_added(beside, dump, _any_of(checks), progress)
            built = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
            seal(beside, counts | {"source": str(dump.resolve()), "built": built})
        for folder in home.glob(f"added*-{name}/"):
            if folder != target:
                shutil.rmtree(folder)
    return _info(target)


def remove_added(home: Path, name: str) -> None:
    """Remove what was added under a name.

    Raises:
        GazetteerError: nothing was, or it cannot be removed.

    """
    names = sorted({path.name.partition("-")[2] for path in home.glob("added*-*/")})
    if name not in names:
        raise GazetteerError(
            f"nothing was added under the name {name!r}; there is: {', '.join(names) or 'nothing'}"
        )
    with locked(home):
        for folder in home.glob("added*-*/"):
            if folder.name.partition("-")[2] == name:
                try:
                    shutil.rmtree(folder)
                except OSError as error:
                    raise GazetteerError(f"cannot remove {folder}: {error.strerror}") from error


def _any_of(checks: Sequence[Known]) -> Known:
    def known(geonameids: Any) -> Any:
        found = checks[0](geonameids)
        for check in checks[1:]:
            found = found | check(geonameids)
        return found

    return known


def _info(folder: Path) -> AddedInfo:
    facts = read_seal(folder) or {}
    return AddedInfo(
        name=folder.name.partition("-")[2],
        source=Path(facts["source"]),
        places=facts["places"],
        names=facts["names"],
        known=facts["known"],
        size=sum(path.stat().st_size for path in folder.iterdir()),
        built=dt.datetime.fromisoformat(facts["built"]),
    )
