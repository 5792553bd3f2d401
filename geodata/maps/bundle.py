"""Our scripts and styles as one file each: the map loads its files one after the other."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import DataError
from geodata.tables.export import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ASSETS_FOLDER", "SCRIPT", "SCRIPTS", "STYLE", "STYLES", "write_bundle"]

# Our scripts and styles, readable as they were written.
ASSETS_FOLDER = Path(__file__).parent / "assets"
# In the order in which they must be loaded.
SCRIPTS = (
    "world.js",
    "board.js",
    "room.js",
    "marks.js",
    "flows.js",
    "labels.js",
    "view.js",
    "schauplatz.js",
)
STYLES = ("schauplatz.css",)
SCRIPT, STYLE = "map.js", "map.css"


def write_bundle(cache: Path) -> Path:
    """Return a folder in the cache that holds `SCRIPT` and `STYLE`, made of our files.

    The folder is named after their content, so that an older version in use is left alone.

    Where the cache cannot be written to, it is a temporary folder.

    Raises:
        DataError: one of our files is missing.
    """
    contents = {SCRIPT: _joined(SCRIPTS), STYLE: _joined(STYLES)}
    name = f"map-{hashlib.sha256(b''.join(contents.values())).hexdigest()[:12]}"
    try:
        return _filled(cache / name, contents)
    except OSError:
        return _filled(Path(tempfile.mkdtemp(prefix=f"{name}-")), contents)


def _filled(folder: Path, contents: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        if not (folder / name).is_file():
            write_whole(folder / name, content)
    return folder


def _joined(names: tuple[str, ...]) -> bytes:
    try:
        return b"\n".join((ASSETS_FOLDER / name).read_bytes() for name in names)
    except OSError as error:
        raise DataError(f"the map lacks {error.filename}; install Schauplatz again") from error
