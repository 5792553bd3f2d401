"""The style of the tools of review, sent to those alone who see them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geodata.ui.wording.slim import read_asset, slim_style

__all__ = ["show_style"]


def show_style() -> None:
    """Draw the style; once in a page is enough."""
    st.html(_style())


@cache
def _style() -> str:
    path = Path(__file__).parent / "assets" / "review.css"
    return f"<style>{slim_style(read_asset(path))}</style>"
