"""What every such file holds: scripts, styles, fonts and the outlines of the world."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from geodata.errors import DataError
from geodata.maps.bundle import ASSETS_FOLDER, SCRIPTS, STYLES, base_names, joined_files
from geodata.maps.countries import BASEMAP_FOLDER
from geodata.maps.palette import KIND_SHAPES, PALETTES, Theme

__all__ = ["OWN_FOLDER", "Parts", "load_parts", "packed", "packed_world", "policy"]

OWN_FOLDER = Path(__file__).parent / "assets"
# The serifs of titles and excerpts.
FONTS_FOLDER = BASEMAP_FOLDER.parent / "fonts"
OWN_SCRIPTS = ("unpack.js", "tally.js", "list.js", "timeline.js", "choices.js", "standalone.js")
OWN_STYLES = ("standalone.css",)
_FONT = re.compile(r"url\(([\w.-]+\.woff2)\)")
# Pictures of Leaflet's that nothing here uses, and a link for those who debug it.
_PICTURE = re.compile(r"url\(images/[^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_END_OF_SCRIPT = re.compile("</script|<!--", re.IGNORECASE)
_LEVEL = 6  # of gzip: 9 takes four times as long for a hundredth of the size


@dataclass(frozen=True, slots=True)
class Parts:
    """The same in every file: the script, the style with its fonts, the shapes of the kinds."""

    script: str
    style: str
    shapes: str


@cache
def load_parts() -> Parts:
    """Return the parts, read once.

    Raises:
        DataError: a file is missing, or a script would end too early in a page.

    """
    leaflet_folder = Path(leaflet.BASE_DIR)
    script = "\n;".join(
        (
            _SOURCE_MAP.sub("", _text(leaflet_folder, ("leaflet.js",))),
            _text(ASSETS_FOLDER, SCRIPTS),
            _text(OWN_FOLDER, OWN_SCRIPTS),
        )
    )
    if _END_OF_SCRIPT.search(script):
        raise DataError("a script of the map cannot stand in a page; install Schauplatz again")
    style = "\n".join(
        (
            _PICTURE.sub("none", _text(leaflet_folder, ("leaflet.css",))),
            _fonts(BASEMAP_FOLDER, "source-sans-3.css"),
            _fonts(FONTS_FOLDER, "source-serif-4.css"),
            _text(ASSETS_FOLDER, STYLES),
            _colours(),
            _text(OWN_FOLDER, OWN_STYLES),
        )
    )
    return Parts(script, style, _shapes())


def policy(script: str) -> str:
    """Return what the browser lets the page do: run this one script, and ask for nothing at all.

    Even a hole in the escaping could then neither run nor send anything.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def packed(content: bytes) -> str:
    """Return bytes as the script unpacks them: gzip as base64; the same bytes give the same."""
    return base64.b64encode(gzip.compress(content, _LEVEL, mtime=0)).decode()


@cache
def packed_world(language: str) -> str:
    """Return the outlines of the world and the names on it, packed."""
    world = joined_files(BASEMAP_FOLDER, ("world.json",))
    return packed(b'{"world":' + world + b',"names":' + base_names(language) + b"}")


def _text(folder: Path, names: tuple[str, ...]) -> str:
    return joined_files(folder, names).decode().replace("\r\n", "\n")


def _fonts(folder: Path, style: str) -> str:
    """Return the faces that a style names with the fonts in them."""

    def inlined(found: re.Match[str]) -> str:
        font = base64.b64encode(joined_files(folder, (found[1],))).decode()
        return f"url(data:font/woff2;base64,{font})"

    return _FONT.sub(inlined, _text(folder, (style,)))


def _colours() -> str:
    """Return the colours as variables: light, dark where the reader's system is, light on paper."""
    light, dark = _variables("light"), _variables("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def _variables(theme: Theme) -> str:
    palette = PALETTES[theme]
    return "".join(
        f"--sp-{one.name.replace('_', '-')}:{getattr(palette, one.name)};"
        for one in fields(palette)
    )


def _shapes() -> str:
    """Return the signs of the kinds, to be used by their ids, and the stroke of what is denied."""
    symbols = "".join(
        f'<symbol id="sp-{kind}" viewBox="0 0 24 24" overflow="visible"><path d="{path}"/></symbol>'
        for kind, path in KIND_SHAPES.items()
    )
    strike = (
        '<symbol id="sp-strike" viewBox="0 0 24 24" overflow="visible">'
        '<path d="M1 23L23 1"/></symbol>'
    )
    return f'<svg width="0" height="0" class="shapes" aria-hidden="true">{symbols}{strike}</svg>'
