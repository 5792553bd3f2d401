"""The legend under the map: how a mark is to be read, as a line of HTML and as a list.

Only what the map shows stands in the line. Pictures come with their words: none speaks by colour
alone.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from geodata.maps.palette import GREY_LOOKS, PALETTES, Palette, Theme, kind_svg, picture
from geodata.models import EVENT_KINDS, EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geodata.maps.marks import Area, MapContent, Mark

__all__ = [
    "ENGLISH",
    "SIGNS",
    "LegendWords",
    "Said",
    "Sign",
    "drawn_signs",
    "legend_guide",
    "legend_line",
]

Feature = Literal[
    "size",
    "outline",
    "earlier",
    "denied",
    "several",
    "more",
    "ring",
    "area",
    "flow",
    "planned",
    "disc",
    "disputed",
]
Sign = EventKind | Feature
# In the order of the legend.
SIGNS: tuple[Sign, ...] = (*EVENT_KINDS, *get_args(Feature))
# UCDP's where_prec from which on a mark's place is known only roughly.
_ROUGH_PREC = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What the legend says of a sign: in the line (empty: not there) and in the list."""

    short: str
    long: str


LegendWords = Mapping[Sign, Said]

ENGLISH: LegendWords = {
    "deployment": Said("Deployments", "Forces are sent, or set out, or arrive."),
    "withdrawal": Said("Withdrawals", "Forces leave."),
    "presence": Said("Presence", "Forces are there; nobody says that they came or left."),
    "protest": Said("Protests", "People demonstrate, strike or block."),
    "violence": Said("Violent acts", "Clashes, attacks, shots, explosions."),
    "size": Said("Size: sources", "The more articles tell of it, the larger the sign."),
    "outline": Said("Outline: announced", "Announced or possible: it has not happened yet."),
    "earlier": Said("Grey: earlier", "It lies before the time that the articles report on."),
    "denied": Said("Struck through: denied", "The article says that it did not happen."),
    "several": Said("", "Small signs at the side: further kinds at the same place."),
    "more": Said(
        "+2: further places", "So many places nearby are in this sign; zoom in to part them."
    ),
    "ring": Said("Ring: rough place", "It happened somewhere within the ring."),
    "area": Said("Shaded: country only", "No place is named: a dot would be made up."),
    "flow": Said(
        "Way, width: strength",
        "The number is the strength as the sources give it.",
    ),
    "planned": Said("planned", "Dashed: announced, but nobody says that they moved."),
    "disc": Said(
        "Pale disc: mentions", "How often a place is named, whether anything happened there or not."
    ),
    "disputed": Said("disputed area", "Hatched: claimed by several states; the map takes no side."),
}


def drawn_signs(content: MapContent, *, kinds: bool = True) -> tuple[Sign, ...]:
    """Return the signs that a map shows, in the order of the legend.

    Args:
        content: what the map shows.
        kinds: whether the kinds are among them; not where something else explains them.

    """
    told: tuple[Mark | Area, ...] = (*content.marks, *content.areas)
    drawn: set[Sign] = {tally.kind for one in told for tally in one.tallies} if kinds else set()
    looks = content.looks
    shown: dict[Feature, bool] = {
        "size": bool(content.marks),
        "outline": "outline" in looks,
        "several": any(len(mark.tallies) > 1 for mark in content.marks),
        # Marks gather by zoom, in the browser: whether any do is not known here.
        "more": max(len(content.marks), len(content.discs)) > 1,
        "ring": content.rings and any(_is_rough(mark) for mark in content.marks),
        "area": bool(content.areas),
        "flow": bool(content.flows),
        "planned": any(flow.planned for flow in content.flows),
        "disc": bool(content.discs),
        "disputed": True,  # of the base map, wherever the reader moves it
    }
    drawn |= {sign for sign, is_drawn in shown.items() if is_drawn}
    drawn |= {cast("Sign", look) for look in GREY_LOOKS & looks}
    return tuple(sign for sign in SIGNS if sign in drawn)


def legend_line(
    theme: Theme, signs: Collection[Sign] = SIGNS, *, words: LegendWords = ENGLISH
) -> str:
    """Return the legend as HTML for `st.html`: pictures with their words, in a line that wraps."""
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:5px;white-space:nowrap">'
        f"{_picture(sign, theme)}{html.escape(words[sign].short)}</span>"
        for sign in SIGNS
        if sign in signs and words[sign].short
    )
    return (
        '<div class="sp-legend" style="display:flex;flex-wrap:wrap;gap:2px 16px;'
        f'font-size:12px;line-height:20px;color:{PALETTES[theme].muted}">{items}</div>'
    )


def legend_guide(
    theme: Theme, signs: Sequence[Sign] = SIGNS, *, words: LegendWords = ENGLISH
) -> str:
    """Return how the map is to be read as an HTML list: picture, name and what it means."""
    items = "".join(
        f'<li style="display:grid;grid-template-columns:34px 1fr;margin:0 0 5px;padding:0">'
        f"<span>{_picture(sign, theme)}</span><span>"
        + (f"<b>{html.escape(words[sign].short)}</b><br>" if words[sign].short else "")
        + f"{html.escape(words[sign].long)}</span></li>"
        for sign in signs
    )
    return f'<ul class="sp-guide" style="list-style:none;margin:0;padding:0">{items}</ul>'


def _is_rough(mark: Mark) -> bool:
    return mark.where_prec >= _ROUGH_PREC and mark.radius_km is not None


def _picture(sign: Sign, theme: Theme) -> str:
    match sign:
        case "outline" | "earlier" | "denied":
            svg = kind_svg("deployment", theme, look=sign)
        case "deployment" | "withdrawal" | "presence" | "protest" | "violence":
            svg = kind_svg(sign, theme)
        case _:
            svg = _DRAWN[sign](PALETTES[theme])
    return picture(svg)


def _svg(width: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="14" '
        f'viewBox="0 0 {width} 14">{inside}</svg>'
    )


def _size(colours: Palette) -> str:
    return _svg(
        22,
        f'<g fill="{colours.muted}"><circle cx="3.5" cy="7" r="3"/>'
        '<circle cx="14.5" cy="7" r="6.5"/></g>',
    )


def _ring(colours: Palette) -> str:
    return _svg(
        14,
        f'<circle cx="7" cy="7" r="6" fill="{colours.deployment}" fill-opacity=".07" '
        f'stroke="{colours.deployment}" stroke-width="1.2" stroke-dasharray="2 2.2"/>',
    )


def _area(colours: Palette) -> str:
    return _svg(
        18,
        '<rect x="1" y="1.5" width="16" height="11" '
        f'fill="{colours.deployment}" fill-opacity=".13" '
        f'stroke="{colours.deployment}" stroke-opacity=".55" stroke-width="1.2"/>',
    )


def _flow(colours: Palette) -> str:
    return _svg(
        24,
        f'<path d="M1 12Q8 3.5 18 5" fill="none" stroke="{colours.deployment}" '
        f'stroke-width="1.8"/><path d="M24 6.6L14.9 8.4L17.4 5.1L15.7 1.4Z" '
        f'fill="{colours.deployment}"/>',
    )


def _planned(colours: Palette) -> str:
    return _svg(
        24,
        f'<path d="M1 7H24" stroke="{colours.deployment}" stroke-width="2" '
        'stroke-dasharray="5 3.5"/>',
    )


def _hatch(colours: Palette) -> str:
    lines = "".join(f"M{x} 13L{x + 12} 1" for x in range(-7, 18, 5))
    return _svg(
        18,
        '<clipPath id="c"><rect x="1" y="1" width="16" height="12"/></clipPath>'
        f'<path clip-path="url(#c)" d="{lines}" stroke="{colours.hatch}"/>'
        f'<rect x="1" y="1" width="16" height="12" fill="none" stroke="{colours.hatch}" '
        'stroke-dasharray="3 2"/>',
    )


def _several(colours: Palette) -> str:
    return _svg(
        22,
        f'<circle cx="7" cy="7" r="6" fill="{colours.protest}"/>'
        f'<path d="M18 .5L21.5 6H14.5Z" fill="{colours.deployment}"/>'
        f'<rect x="15" y="8.5" width="5.5" height="5.5" fill="{colours.presence}"/>',
    )


def _more(colours: Palette) -> str:
    return _svg(
        26,
        f'<circle cx="6.5" cy="7" r="6" fill="{colours.muted}"/>'
        f'<text x="14" y="11.5" font-family="sans-serif" font-size="11" font-weight="600" '
        f'fill="{colours.ink}">+2</text>',
    )


def _disc(colours: Palette) -> str:
    return _svg(14, f'<circle cx="7" cy="7" r="6.5" fill="{colours.muted}" fill-opacity=".3"/>')


_DRAWN: Mapping[Sign, Callable[[Palette], str]] = {
    "size": _size,
    "several": _several,
    "more": _more,
    "ring": _ring,
    "area": _area,
    "flow": _flow,
    "planned": _planned,
    "disc": _disc,
    "disputed": _hatch,
}
