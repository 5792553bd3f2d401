"""What the map leaves out, by reason, so that nothing is dropped in silence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

import streamlit as st

from geodata.maps.rows import is_on_map
from geodata.ui.state.following import follow_choice
from geodata.ui.tables.incident_table import show_incident_table
from geodata.ui.wording.i18n import _, ngettext
from geodata.ui.wording.markup import escape

if TYPE_CHECKING:
    import pandas as pd

    from geodata.ui.page import Page

__all__ = [
    "OFF_MAP_ID",
    "REASONS",
    "Reason",
    "count_off_map",
    "left_out",
    "off_map",
    "show_off_map",
]

# Where the list of what the map leaves out begins.
OFF_MAP_ID = "sp-off-map"
_SEA_OR_AIR = 7  # UCDP's where_prec
Reason = Literal["no place", "sea or air", "no point", "unsure", "status"]
REASONS: tuple[Reason, ...] = get_args(Reason)
# What is kept but has no mark; the rest is not kept.
_KEPT: tuple[Reason, ...] = ("no place", "sea or air", "no point")


def off_map(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents that the map does not show: those without a place or a point."""
    return incidents[~is_on_map(incidents)]


def count_off_map(page: Page) -> int:
    """Return how many of the incidents of a page the map does not show."""
    counts = _counts(page)
    return sum(counts[reason] for reason in _KEPT)


def left_out(page: Page, reason: Reason) -> pd.DataFrame:
    """Return the incidents of a page that the map leaves out for a reason.

    "no place": the texts name none; "sea or air"; "no point": the place is named, but where it lies
    is not known; "unsure": the place is less sure than the reader asks for; "status": hidden by it.
    """
    return _of_reason(page, off_map(page.incidents), reason)


def _of_reason(page: Page, missing: pd.DataFrame, reason: Reason) -> pd.DataFrame:
    is_sea = (missing["where_prec"] == _SEA_OR_AIR).fillna(value=False).astype(bool)
    has_place = missing["place_id"].notna()
    match reason:
        case "no place":
            return missing[~has_place & ~is_sea]
        case "sea or air":
            return missing[is_sea]
        case "no point":
            return missing[has_place & ~is_sea]
        case "unsure":
            return _unsure(page)
        case "status":
            return page.hidden


def show_off_map(page: Page) -> None:
    """Draw the counts by reason; opened, the incidents of a reason as a table."""
    counts = _counts(page)
    found = [reason for reason in REASONS if counts[reason]]
    if not found:
        return
    st.html(f'<span id="{OFF_MAP_ID}"></span>')
    label = _("Not on the map: {reasons}").format(
        reasons=" · ".join(_counted(reason, counts[reason]) for reason in found)
    )
    # Drawn when opened: a table's scripts would keep the map waiting.
    with st.expander(label, key="off_map", on_change="rerun") as listed:
        if not listed.open:
            return
        reason = _chosen(found, counts)
        st.html(f'<div class="sp sp-sub">{escape(_explained(reason))}</div>')
        show_incident_table(
            page,
            partial(left_out, reason=reason),
            key=f"off_map_{reason}",
            only=f"not on the map: {reason}",
            on_choice=follow_choice,
        )


def _counts(page: Page) -> dict[Reason, int]:
    """Return how many incidents the map leaves out for each reason; shared, never changed."""

    def count() -> dict[Reason, int]:
        missing = off_map(page.incidents)
        return {reason: len(_of_reason(page, missing, reason)) for reason in REASONS}

    return page.kept.recall("off_map", count)


def _unsure(page: Page) -> pd.DataFrame:
    """Return what only the least confidence asked for leaves out."""
    if page.filters.min_confidence is None:
        return page.incidents.iloc[:0]
    wider = page.library.kept(page.filters.without("min_confidence"), page.kinds).incidents
    return wider[~wider.index.isin(page.incidents.index)]


def _chosen(found: list[Reason], counts: dict[Reason, int]) -> Reason:
    """Draw the choice between reasons, where there are several, and return the one chosen."""
    if len(found) == 1:
        return found[0]
    chosen = st.segmented_control(
        _("Reason"),
        found,
        default=found[0],
        required=True,
        format_func=lambda reason: _counted(reason, counts[reason]),
        key="off_map_reason",
        label_visibility="collapsed",
    )
    return chosen if chosen in found else found[0]


def _counted(reason: Reason, count: int) -> str:
    match reason:
        case "no place":
            return ngettext("{n} without a place", "{n} without a place", count)
        case "sea or air":
            return ngettext("{n} at sea or in the air", "{n} at sea or in the air", count)
        case "no point":
            return ngettext("{n} at an unknown place", "{n} at unknown places", count)
        case "unsure":
            return ngettext("{n} too unsure", "{n} too unsure", count)
        case "status":
            return ngettext("{n} hidden by status", "{n} hidden by status", count)


def _explained(reason: Reason) -> str:
    match reason:
        case "no place":
            return _("The texts tell what happened, but not where.")
        case "sea or air":
            return _("It happened at sea or in the air; a dot would claim too much.")
        case "no point":
            return _("The place is named, but nobody knows where it lies.")
        case "unsure":
            return _("The place is less sure than the filter asks for.")
        case "status":
            return _("Earlier, possible or denied: the filter of the status hides them.")
