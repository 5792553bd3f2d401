"""The colours and shapes of the interface and of the map, light and dark.

Colour belongs to the five kinds of event and to nothing else; a kind is never drawn without its
shape, which is what tells it in grey-scale.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Literal, get_args

from geodata.models import EVENT_KINDS, EventKind, EventStatus, Phase
from geodata.tables.kinds import KIND_COLOURS, KIND_SIGNS

__all__ = [
    "GREY_LOOKS",
    "KIND_SIGNS",
    "LOOKS",
    "PALETTES",
    "Look",
    "Palette",
    "Theme",
    "kind_glyph",
    "kind_svg",
    "look_of",
    "picture",
]

Theme = Literal["light", "dark"]
# Filled happened, an outline is announced or possible; grey is of earlier times, or denied.
Look = Literal["filled", "outline", "earlier", "denied"]
LOOKS: tuple[Look, ...] = get_args(Look)  # the most certain first
GREY_LOOKS: frozenset[Look] = frozenset({"earlier", "denied"})

# The shapes in a box of 24 by 24.
KIND_SHAPES: dict[EventKind, str] = {
    "deployment": "M12 1.5L22.8 20.5H1.2Z",
    "withdrawal": "M12 22.5L1.2 3.5H22.8Z",
    "presence": "M3 3H21V21H3Z",
    "protest": "M12 1.6A10.4 10.4 0 1 1 12 22.4A10.4 10.4 0 1 1 12 1.6Z",
    "violence": (
        "M12 0L14.53 5.9L20.49 3.51L18.1 9.47L24 12L18.1 14.53L20.49 20.49L14.53 18.1"
        "L12 24L9.47 18.1L3.51 20.49L5.9 14.53L0 12L5.9 9.47L3.51 3.51L9.47 5.9Z"
    ),
}

OUTLINE_WIDTH = 2.2  # pixels at any size: what is only announced


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as `#RRGGBB`."""

    deployment: str
    withdrawal: str
    presence: str
    protest: str
    violence: str
    paper: str
    soft: str
    ink: str
    muted: str
    line: str
    primary: str
    land: str
    sea: str
    borders: str
    rivers: str
    hatch: str
    flow_label: str

    def kind(self, kind: EventKind) -> str:
        """Return the colour of a kind of event."""
        return {
            "deployment": self.deployment,
            "withdrawal": self.withdrawal,
            "presence": self.presence,
            "protest": self.protest,
            "violence": self.violence,
        }[kind]

    def kinds(self) -> dict[EventKind, str]:
        """Return the colours of all kinds, in the order of `EVENT_KINDS`."""
        return {kind: self.kind(kind) for kind in EVENT_KINDS}


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        deployment=KIND_COLOURS["deployment"],
        withdrawal=KIND_COLOURS["withdrawal"],
        presence=KIND_COLOURS["presence"],
        protest=KIND_COLOURS["protest"],
        violence=KIND_COLOURS["violence"],
        paper="#FFFFFF",
        soft="#F6F4EF",
        ink="#1B1F24",
        muted="#5E636B",
        line="#DAD6CC",
        primary="#23405F",
        land="#F3F1EB",
        sea="#DCE6EC",
        borders="#B9B4A8",
        rivers="#C7D8E2",
        hatch="#8D887C",
        flow_label="#3954A8",
    ),
    "dark": Palette(
        deployment="#328AC7",
        withdrawal="#61E7B6",
        presence="#DCE4FF",
        protest="#E8AC18",
        violence="#D25055",
        paper="#14171B",
        soft="#1D2126",
        ink="#E9E6DF",
        muted="#A9AFB7",
        line="#363C44",
        primary="#9DC3E6",
        land="#262B32",
        sea="#171C22",
        borders="#4A525C",
        rivers="#313A44",
        hatch="#79808A",
        flow_label="#6DB6EA",
    ),
}


def look_of(status: EventStatus, phase: Phase | None) -> Look:
    """Return how something is drawn."""
    match status:
        case "negated":
            return "denied"
        case "historical":
            return "earlier"
        case "planned" | "hypothetical":
            return "outline"
        case "actual":
            return "outline" if phase == "announced" else "filled"


def kind_svg(kind: EventKind, theme: Theme, *, size: int = 14, look: Look = "filled") -> str:
    """Return the shape of a kind as SVG, `size` pixels wide."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 24 24">{_shape(kind, PALETTES[theme], look, 24 / size)}</svg>'
    )


def _shape(kind: EventKind, colours: Palette, look: Look, unit: float) -> str:
    """Return the path of a kind and what is drawn over it; `unit` is a pixel in the shape's box."""
    if look == "filled":
        return f'<path fill="{colours.kind(kind)}" d="{KIND_SHAPES[kind]}"/>'
    colour = colours.kind(kind) if look == "outline" else colours.muted
    path = (
        f'<path fill="{colours.paper}" stroke="{colour}" stroke-width="{OUTLINE_WIDTH * unit:.1f}" '
        f'stroke-linejoin="round" transform="translate(12 12) scale(.84) translate(-12 -12)" '
        f'd="{KIND_SHAPES[kind]}"/>'
    )
    if look != "denied":
        return path
    return (
        f'{path}<path d="M1 23L23 1" stroke="{colour}" stroke-width="{OUTLINE_WIDTH * unit:.1f}"/>'
    )


def kind_glyph(kind: EventKind, theme: Theme, *, size: int = 14, look: Look = "filled") -> str:
    """Return the shape of a kind as an HTML image: `st.html` removes SVG that stands in a page."""
    return picture(kind_svg(kind, theme, size=size, look=look))


def picture(svg: str) -> str:
    """Return SVG as an HTML image without a name of its own, in the middle of its line."""
    code = base64.b64encode(svg.encode()).decode()
    return f'<img alt="" style="vertical-align:-2px" src="data:image/svg+xml;base64,{code}">'
