"""The legend under the map: how a mark is to be read, as one line of HTML."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.maps.palette import PALETTES, Look, Palette, Theme, kind_svg, picture

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["LegendWords", "legend_html"]


@dataclass(frozen=True, slots=True)
class LegendWords:
    """What the legend says, to be given in the reader's language."""

    size: str = "Size: number of sources"
    outline: str = "Outline: announced"
    earlier: str = "Grey: earlier"
    denied: str = "Struck through: denied"
    ring: str = "Ring: place only roughly known"
    area: str = "Shaded: only the country is named"
    flow: str = "Origin → destination, width: strength"
    planned: str = "planned"
    disputed: str = "disputed area"


def legend_html(
    theme: Theme, words: LegendWords | None = None, *, looks: Collection[Look] = ()
) -> str:
    """Return the legend as HTML for `st.html`: pictures with their words, in a line that wraps.

    `looks` are those that the map shows; grey ones are explained only where there are any. The
    class `sp-legend` lets a narrow page scroll the line sideways instead.
    """
    words = words or LegendWords()
    colours = PALETTES[theme]
    said = (
        (_size(colours), words.size),
        (_deployment(theme, "outline"), words.outline),
        *([(_deployment(theme, "earlier"), words.earlier)] if "earlier" in looks else []),
        *([(_deployment(theme, "denied"), words.denied)] if "denied" in looks else []),
        (_ring(colours), words.ring),
        (_area(colours), words.area),
        (_flow(colours), words.flow),
        (_planned(colours), words.planned),
        (_hatch(colours), words.disputed),
    )
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:5px;white-space:nowrap">'
        f"{picture(svg)}{html.escape(text)}</span>"
        for svg, text in said
    )
    return (
        '<div class="sp-legend" style="display:flex;flex-wrap:wrap;gap:2px 16px;'
        f'font-size:12px;line-height:20px;color:{colours.muted}">{items}</div>'
    )


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


def _deployment(theme: Theme, look: Look) -> str:
    return kind_svg("deployment", theme, look=look)


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
