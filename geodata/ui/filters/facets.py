"""Widgets for one filter each: what can be chosen, with how many incidents each choice would keep.

Widgets lose their value when a page is left. So each gets the state's value before it is drawn, and
writes back when it is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.models import EVENT_KINDS
from geodata.ui.state.view import current_view, set_filters
from geodata.ui.wording.filter_words import value_name
from geodata.ui.wording.i18n import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Options", "picked", "show_list", "show_pills", "store", "widget_key"]

# A list longer than this is searched by typing; the page would only grow heavy.
_MOST_OPTIONS = 200


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen for a field of the filters: the values in order, and their counts."""

    field: str
    values: tuple[Any, ...]
    counts: Mapping[Any, int]

    @classmethod
    def ranked(cls, name: str, counts: Mapping[Any, int], chosen: Sequence[Any]) -> Options:
        """Return the most frequent values first, then by name; what is chosen is always there."""
        known = counts.keys() | set(chosen)
        most = nsmallest(_MOST_OPTIONS, known, key=lambda value: (-counts.get(value, 0), value))
        shown = {*most, *chosen}
        names = {value: value_name(name, value).casefold() for value in shown}
        order = sorted(shown, key=lambda value: (-counts.get(value, 0), names[value], value))
        return cls(name, tuple(order), counts)

    @classmethod
    def found(
        cls, name: str, known: Sequence[Any], counts: Mapping[Any, int], chosen: Sequence[Any]
    ) -> Options:
        """Return those of a fixed list that occur or are chosen, in the order of the list."""
        return cls(name, tuple(v for v in known if counts.get(v) or v in chosen), counts)

    def label(self, value: Any, prefix: str = "") -> str:
        """Return a value's name and count."""
        return f"{prefix}{value_name(self.field, value)} {number(self.counts.get(value, 0))}"


def widget_key(name: str) -> str:
    """Return the key of the widget that sets a field of the filters."""
    return f"filter_{name}"


def show_list(options: Options, label: str, placeholder: str) -> None:
    """Draw a list to choose several values from."""
    key = widget_key(options.field)
    chosen = getattr(current_view().filters, options.field)
    st.session_state[key] = [value for value in options.values if value in chosen]
    st.multiselect(
        label,
        options.values,
        format_func=options.label,
        key=key,
        placeholder=placeholder,
        select_all=False,  # nothing chosen is all
        on_change=_store_values,
        args=(options.field, _by_name(options)),
    )


def show_pills(
    options: Options, label: str, *, prefix: Callable[[Any], str] = lambda _value: ""
) -> None:
    """Draw all values as pills of which several can be on; `prefix` is Markdown before the name."""
    key = widget_key(options.field)
    chosen = getattr(current_view().filters, options.field)
    if options.field == "kinds" and not chosen:
        chosen = EVENT_KINDS
    st.session_state[key] = [value for value in options.values if value in chosen]
    st.pills(
        label,
        options.values,
        selection_mode="multi",
        format_func=lambda value: options.label(value, prefix(value)),
        key=key,
        on_change=_store_values,
        args=(options.field, _by_name(options, prefix)),
    )


def store(**fields: Any) -> None:
    """Set some fields of the filters; for callbacks."""
    set_filters(replace(current_view().filters, **fields))


def _by_name(options: Options, prefix: Callable[[Any], str] = lambda _value: "") -> dict[str, Any]:
    return {prefix(one) + value_name(options.field, one): one for one in options.values}


def _store_values(name: str, by_name: Mapping[str, Any]) -> None:
    given = [picked(one, by_name) for one in st.session_state[widget_key(name)]]
    chosen = tuple(one for one in given if one is not None)
    store(**{name: () if name == "kinds" and len(chosen) == len(EVENT_KINDS) else chosen})


def picked(given: Any, by_name: Mapping[str, Any]) -> Any:
    """Return the value that a widget gave back.

    Two quick clicks: the second tells labels whose counts the first has changed. Streamlit then
    gives the label itself, and only the name before the count still counts; None where even that
    has changed, as with the language.
    """
    if given in by_name.values():
        return given
    name, _space, _count = str(given).rpartition(" ")
    return by_name.get(str(given), by_name.get(name))
