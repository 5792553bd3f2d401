"""The end of the sidebar: the link to the page, the code that embeds it, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.taking.export import show_export
from geodata.ui.taking.link import show_link

if TYPE_CHECKING:
    from geodata.ui.page import Page
    from geodata.ui.state.navigation import PageName

__all__ = ["show_taking"]


def show_taking(page: Page, name: PageName) -> None:
    """Draw what can be taken along of a page; where nothing was read, nothing."""
    if page.library.tables.articles.empty:
        return
    with st.container(key="taking", gap="small"):
        show_link(name)
        show_export(page, name)
