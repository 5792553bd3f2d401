"""Whether a page stands in a frame of another site, as `?embed=true` in its address asks."""

from __future__ import annotations

import streamlit as st

__all__ = ["is_embedded"]


def is_embedded() -> bool:
    """Return whether the reader sees the page as an embed.

    Streamlit reads the parameter itself, hides its own frame, keeps it in every address that we
    write, and shows it nowhere but here.
    """
    return bool(st.context.is_embedded)
