"""What the script of the file is told: how to draw, what to say."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geodata.maps.flows import MOST_FLOWS
from geodata.maps.layers import FARTHEST_ZOOM, NEAREST_ZOOM, START, START_ZOOM, map_settings
from geodata.maps.palette import PALETTES
from geodata.maps.payload import GROWTH_PX, LARGEST_MARK_PX, SMALLEST_MARK_PX
from geodata.models import PHASES

if TYPE_CHECKING:
    from geodata.maps.standalone.words import StandaloneWords

__all__ = ["script_settings"]

# Texts that the script writes itself; what else is said stands in the page.
_SAID = ("events", "sources", "some", "in_order", "none_found", "more", "show_place", "printed")


def script_settings(words: StandaloneWords) -> dict[str, Any]:
    """Return the settings; texts are plain, and the script escapes them."""
    return {
        "map": map_settings("light", words.base),
        "palettes": {theme: asdict(palette) for theme, palette in PALETTES.items()},
        "view": {
            "start": START,
            "zoom": START_ZOOM,
            "farthest": FARTHEST_ZOOM,
            "nearest": NEAREST_ZOOM,
        },
        "limits": {
            "growth": GROWTH_PX,
            "widest": LARGEST_MARK_PX - SMALLEST_MARK_PX,
            "ways": MOST_FLOWS,
        },
        "words": {name: getattr(words, name) for name in _SAID}
        | {"phases": [words.marks.phase(phase) for phase in PHASES]},
    }
