"""The active filters as chips over the page: each takes itself off, and one button takes off all.

Buttons, not pills: a pill says "chosen" to a screen reader where the act is "remove".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.ui.state.view import current_view, set_filters
from geodata.ui.wording.filter_words import CONTROLS, chip_words
from geodata.ui.wording.i18n import _
from geodata.ui.wording.labels import label_text

if TYPE_CHECKING:
    from geodata.tables.filters import Filters

__all__ = ["Chip", "active_chips", "clear_filters", "show_chips", "take_off"]

# Values that are understood by themselves, each in a chip of its own; but not more than these.
_SINGLE = frozenset({"countries", "actors", "publishers", "languages"})
_MOST_SINGLE = 3
# A chip is one line.
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: the fields it takes back to their start, or the one value of a list."""

    fields: tuple[str, ...]
    words: str
    value: str | None = None


def active_chips(filters: Filters) -> list[Chip]:
    """Return what differs from the start, in the order of the sidebar."""
    chips: list[Chip] = []
    for fields in CONTROLS:
        if not set(fields) & set(filters.active):
            continue
        values = getattr(filters, fields[0])
        if fields[0] in _SINGLE and len(values) <= _MOST_SINGLE:
            chips += [Chip(fields, chip_words(filters, fields, one), one) for one in values]
        else:
            chips.append(Chip(fields, chip_words(filters, fields)))
    return chips


def take_off(filters: Filters, fields: tuple[str, ...], value: str | None = None) -> Filters:
    """Return the filters without these, or without one value of a list."""
    if value is None:
        return filters.without(*fields)
    (field,) = fields
    rest: Any = tuple(one for one in getattr(filters, field) if one != value)
    return replace(filters, **{field: rest})


def show_chips() -> None:
    """Draw the chips; nothing where no filter is on."""
    chips = active_chips(current_view().filters)
    if not chips:
        return
    with st.container(
        horizontal=True, gap="xxsmall", vertical_alignment="center", key="chips", width="content"
    ):
        for position, chip in enumerate(chips):
            _show_chip(position, chip)
        st.button(_("Clear all"), type="tertiary", on_click=clear_filters, key="clear_all")


def clear_filters() -> None:
    """Bring all filters to their start; for callbacks."""
    set_filters(current_view().filters.without(*current_view().filters.active))


def _show_chip(position: int, chip: Chip) -> None:
    """Draw a chip; known by its position, so that the next one takes the keyboard's focus."""
    short = chip.words
    if len(short) > _LONGEST_WORDS:
        short = short[: _LONGEST_WORDS - 1].rstrip() + "…"
    st.button(
        f"{label_text(short)} ✕",
        key=f"chip_{position}",
        help=_("Remove the filter “{name}”").format(name=label_text(chip.words)),
        on_click=_store_without,
        args=(chip.fields, chip.value),
    )


def _store_without(fields: tuple[str, ...], value: str | None) -> None:
    set_filters(take_off(current_view().filters, fields, value))
