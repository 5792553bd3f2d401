"""A page of Streamlit that draws events by st.map or pydeck, with a filter of kinds.

streamlit run tests/bench/map_peer_page.py -- PEER EVENTS_CSV
"""

import sys

import pandas as pd
import pydeck
import streamlit as st

PEER, EVENTS = sys.argv[1:3]


@st.cache_data(show_spinner=False)
def read_events(path: str) -> pd.DataFrame:
    return pd.read_csv(path)


events = read_events(EVENTS)
kinds = sorted(events["kind"].unique())
chosen = st.pills("Kind", kinds, selection_mode="multi", default=kinds)
shown = events[events["kind"].isin(chosen)]
if PEER == "st.map":
    st.map(shown, latitude="latitude", longitude="longitude")
else:
    layer = pydeck.Layer(
        "ScatterplotLayer",
        data=shown,
        get_position=["longitude", "latitude"],
        get_fill_color=[163, 0, 24],
        radius_min_pixels=4,
        pickable=True,
    )
    # Its base maps come from outside, where nothing is reached here.
    deck = pydeck.Deck(layers=[layer], map_provider=None, tooltip={"text": "{location}: {kind}"})
    st.pydeck_chart(deck)
