"""The colours of a theme as variables of a style sheet, which all our styles draw with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.palette import PALETTES
from geodata.models import EVENT_KINDS

if TYPE_CHECKING:
    from geodata.maps.palette import Theme

__all__ = ["colour_variables"]

_ROLES = ("paper", "soft", "ink", "muted", "line", "primary")


def colour_variables(theme: Theme) -> str:
    """Return the colours as declarations: `--sp-ink:#1B1F24;...`."""
    palette = PALETTES[theme]
    colours = {role: getattr(palette, role) for role in _ROLES}
    colours |= {str(kind): palette.kind(kind) for kind in EVENT_KINDS}
    # Dark grounds swallow a tint: it takes twice as much colour to be seen.
    colours["tint"] = "33%" if theme == "dark" else "15%"
    return "".join(f"--sp-{name}:{value};" for name, value in colours.items())
