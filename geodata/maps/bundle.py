"""What the map loads of ours: scripts and styles as one file each, and the names of each language.

The map loads its files one after the other, so that one is faster than ten; names are a file and no
part of what is sent with every click.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import DataError
from geodata.maps.countries import country_names, load_towns
from geodata.maps.escaping import for_map
from geodata.tables.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "ASSETS_FOLDER",
    "SCRIPT",
    "SCRIPTS",
    "STYLE",
    "STYLES",
    "base_names",
    "joined_files",
    "names_file",
    "write_bundle",
]

# Our scripts and styles, readable as they were written.
ASSETS_FOLDER = Path(__file__).parent / "assets"
# In the order in which they must be loaded.
SCRIPTS = (
    "world.js",
    "ground.js",
    "content.js",
    "board.js",
    "room.js",
    "crowd.js",
    "tip.js",
    "keys.js",
    "marks.js",
    "discs.js",
    "flows.js",
    "labels.js",
    "tiles.js",
    "view.js",
    "schauplatz.js",
)
STYLES = ("schauplatz.css",)
SCRIPT, STYLE = "map.js", "map.css"


def names_file(language: str) -> str:
    """Return the file of the bundle that names countries and towns in a language."""
    return f"names-{language}.json"


def write_bundle(cache: Path, languages: Collection[str] = ("en",)) -> Path:
    """Return a folder in the cache that holds `SCRIPT`, `STYLE` and the names of the base map.

    The folder is named after their content, so that an older version in use is left alone.

    Where the cache cannot be written to, it is a temporary folder.

    Raises:
        DataError: one of our files is missing.
    """
    contents = {
        SCRIPT: joined_files(ASSETS_FOLDER, SCRIPTS),
        STYLE: joined_files(ASSETS_FOLDER, STYLES),
    }
    contents |= {names_file(language): base_names(language) for language in sorted(languages)}
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


def joined_files(folder: Path, names: tuple[str, ...]) -> bytes:
    """Return files of a folder, one after the other.

    Raises:
        DataError: one is missing.

    """
    try:
        return b"\n".join((folder / name).read_bytes() for name in names)
    except OSError as error:
        raise DataError(f"the map lacks {error.filename}; install Schauplatz again") from error


def base_names(language: str) -> bytes:
    """Return the countries and towns of the base map, escaped: the script writes them as HTML."""
    names = {
        "countries": {code: for_map(name) for code, name in country_names(language).items()},
        "towns": [
            [town["lat"], town["lon"], town["zoom"], for_map(town["name"])]
            for town in load_towns(language)
        ],
    }
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
