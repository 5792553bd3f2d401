"""How the kinds of event are told apart, in tables and files as on the map: a sign and a colour.

A kind never has its colour alone: the sign is what tells it in grey-scale and to the colour-blind.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import EventKind

__all__ = ["KIND_COLOURS", "KIND_SIGNS"]

# How a kind is written where no picture can stand.
KIND_SIGNS: Mapping[EventKind, str] = MappingProxyType(
    {
        "deployment": "▲",
        "withdrawal": "▼",
        "presence": "■",
        "protest": "●",
        "violence": "✸",
    }
)
# On light ground, as `#RRGGBB`; any two differ for the colour-blind, too.
KIND_COLOURS: Mapping[EventKind, str] = MappingProxyType(
    {
        "deployment": "#3954A8",
        "withdrawal": "#00998A",
        "presence": "#3B323E",
        "protest": "#C07B16",
        "violence": "#A30018",
    }
)
