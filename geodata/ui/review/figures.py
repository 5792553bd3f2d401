"""The figures of an event as rows of a form: what, from, to, and how sure the text is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.models import FIGURES, QUALIFIERS, Figure
from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import FigureWhat, Qualifier

__all__ = ["edit_figures"]

_WHAT: Mapping[FigureWhat, str] = {
    "troops": N_("forces"),
    "dead": N_("dead"),
    "wounded": N_("wounded"),
    "arrested": N_("arrested"),
    "participants": N_("participants"),
    "aircraft": N_("aircraft"),
}
_QUALIFIER: Mapping[Qualifier, str] = {
    "about": N_("about"),
    "at least": N_("at least"),
    "up to": N_("up to"),
    "reported": N_("reportedly"),
}


def edit_figures(figures: tuple[Figure, ...], *, key: str) -> tuple[Figure, ...]:
    """Draw a row for each figure and an empty one, and return what they say.

    A row without a thing counted is no figure: so one is taken away. Who says a figure stays.
    """
    rows = int(st.session_state.get(f"{key}_rows", len(figures)))
    found = [
        _row(figures[row] if row < len(figures) else None, f"{key}_{row}") for row in range(rows)
    ]
    st.button(
        _("Add a figure"), key=f"{key}_more", type="tertiary", on_click=_add, args=(key, rows)
    )
    return tuple(one for one in found if one is not None)


def _row(figure: Figure | None, key: str) -> Figure | None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        what = st.selectbox(
            _("Figure"),
            FIGURES,
            index=None if figure is None else FIGURES.index(figure.what),
            format_func=lambda one: _(_WHAT[one]),
            key=f"{key}_what",
            placeholder=_("none"),
        )
        least = _count(_("from"), None if figure is None else figure.minimum, f"{key}_least")
        most = _count(_("to"), None if figure is None else figure.maximum, f"{key}_most")
        held = None if figure is None else figure.qualifier
        qualifier = st.selectbox(
            _("Said as"),
            QUALIFIERS,
            index=None if held is None else QUALIFIERS.index(held),
            format_func=lambda one: _(_QUALIFIER[one]),
            key=f"{key}_qualifier",
            placeholder=_("exactly"),
        )
    bounds = sorted(one for one in (least, most) if one is not None)
    if what is None or not bounds:
        return None
    made = Figure(what, bounds[0], bounds[-1], qualifier)
    return made if figure is None else replace(made, attribution=figure.attribution)


def _count(label: str, value: int | None, key: str) -> int | None:
    return st.number_input(label, min_value=0, value=value, step=1, key=key)


def _add(key: str, rows: int) -> None:
    st.session_state[f"{key}_rows"] = rows + 1
