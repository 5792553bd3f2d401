"""The button that prints the page: on paper, or into a PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.wording.i18n import _
from geodata.ui.wording.slim import read_asset

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["show_print_button"]

ASSETS_FOLDER = Path(__file__).parent / "assets"


def show_print_button() -> None:
    """Draw the button; the browser asks the reader for printer or file."""
    _component()(key="print_button", data={"label": _("Print / save as PDF")}, width="content")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "schauplatz_print",
        css=read_asset(ASSETS_FOLDER / "print_button.css"),
        js=read_asset(ASSETS_FOLDER / "print_button.js"),
    )
