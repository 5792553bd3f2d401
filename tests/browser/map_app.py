"""A page with nothing but the map: so many marks, and how often its fragment ran."""

from __future__ import annotations

import sys

import streamlit as st

from geodata.maps import BaseWords, Disc, MapContent, MapWords, Mark, to_payload
from geodata.maps.marks import Tally
from geodata.models import EVENT_KINDS
from geodata.ui.map.leaflet import clicked, show_map

KEY = "map"


def place(number: int, lat: float, lon: float, sources: int = 1) -> Mark:
    return Mark(
        mark_id=f"geonames:{number}",
        label=f"Ort {number}",
        lat=lat,
        lon=lon,
        tallies=(Tally(EVENT_KINDS[number % len(EVENT_KINDS)], "filled", 1),),
        sources=sources,
        incidents=1,
        where_prec=1 + number % 3,
        radius_km=15.0,
    )


def marks(count: int) -> tuple[Mark, ...]:
    """Return a crowd of two that merge, two on one point, one alone, and a grid of others."""
    crowd = (
        place(1, 43.25, 76.91, sources=9),
        place(2, 43.29, 77.0, sources=2),
        place(3, 51.13, 71.43, sources=4),
        place(4, 42.87, 74.59),
        place(5, 42.87, 74.59),
    )
    rest = (place(100 + i, 44 + i % 40 / 4, 55 + i // 40 / 3) for i in range(count - len(crowd)))
    return (*crowd, *rest)


@st.fragment
def show() -> None:
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    shown = marks(int(sys.argv[1]))
    chosen = clicked(KEY, theme="light", known={mark.mark_id for mark in shown})
    if chosen is not None:
        st.session_state["chosen"] = chosen
    content = MapContent(shown, discs=(Disc("geonames:9", "Semei", 50.4, 80.25, 30),))
    selected = st.session_state.get("chosen")
    payload = to_payload(content, words=MapWords(), selected=selected)
    show_map(payload, key=KEY, theme="light", words=BaseWords(), selected=selected)
    st.text(f"chosen {selected}, runs {st.session_state['runs']}")


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    show()
    if st.button("Turn the page"):
        st.query_params["page"] = "2"
