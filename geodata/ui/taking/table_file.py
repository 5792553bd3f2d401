"""A table of a page as CSV, beside the table itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.tables.files.csv_file import csv_bytes
from geodata.ui.access.gate import while_reading
from geodata.ui.state.view import current_view
from geodata.ui.taking.apart import run_sparing
from geodata.ui.taking.naming import named_file
from geodata.ui.wording.i18n import language, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = ["TableFile", "show_table_file"]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as CSV; called, it is made, outside of any run of the page as a `Making` is.

    So `rows` must not ask the session for anything: neither what is selected nor an order.
    """

    rows: Callable[[], pd.DataFrame]
    language: str

    def __call__(self) -> bytes:
        """Return the file."""
        spoken.set(self.language)
        frame = self.rows()
        return run_sparing(len(frame), csv_bytes, frame)


def show_table_file(rows: Callable[[], pd.DataFrame], *, table: str) -> None:
    """Draw the button for the file of a table, which is made when the button is pressed."""
    st.download_button(
        "CSV",
        while_reading(TableFile(rows, language())),
        named_file(table, current_view().filters, "csv"),
        "text/csv",
        key=f"download_{table}",
        on_click="ignore",
    )
