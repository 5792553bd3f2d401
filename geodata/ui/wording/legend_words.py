"""The words of the map's legend in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.maps.legend import LegendWords, Said, Sign
from geodata.models import EVENT_KINDS
from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.words import kinds_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import EventKind

__all__ = ["legend_words"]

_KINDS: Mapping[EventKind, str] = {
    "deployment": N_("Forces are sent, or set out, or arrive."),
    "withdrawal": N_("Forces leave."),
    "presence": N_("Forces are there; nobody says that they came or left."),
    "protest": N_("People demonstrate, strike or block."),
    "violence": N_("Clashes, attacks, shots, explosions."),
}


def legend_words() -> LegendWords:
    """Return what the legend says."""
    kinds: dict[Sign, Said] = {
        kind: Said(kinds_label(kind), _(_KINDS[kind])) for kind in EVENT_KINDS
    }
    features: dict[Sign, Said] = {
        "size": Said(_("Size: sources"), _("The more articles tell of it, the larger the sign.")),
        "outline": Said(
            _("Outline: announced"), _("Announced or possible: it has not happened yet.")
        ),
        "earlier": Said(
            _("Grey: earlier"), _("It lies before the time that the articles report on.")
        ),
        "denied": Said(_("Struck through: denied"), _("The article says that it did not happen.")),
        "several": Said("", _("Small signs at the side: further kinds at the same place.")),
        "more": Said("", _("So many more places nearby are in this sign; zoom in to part them.")),
        "ring": Said(_("Ring: rough place"), _("It happened somewhere within the ring.")),
        "area": Said(
            _("Shaded: country only"),
            _("No place is named: a dot would be made up."),
        ),
        "flow": Said(
            _("Way, width: strength"),
            _("The number is the strength as the sources give it."),
        ),
        "planned": Said(_("planned"), _("Dashed: announced, but nobody says that they moved.")),
        "disc": Said(
            _("Pale disc: mentions"),
            _("How often a place is named, whether anything happened there or not."),
        ),
        "disputed": Said(
            _("disputed area"),
            _("Hatched: claimed by several states; the map takes no side."),
        ),
    }
    return kinds | features
