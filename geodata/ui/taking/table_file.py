"""A table of a page as a file beside it: CSV with what a CSV cannot say of itself, as a ZIP."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from geodata.tables.files import csv_bundle
from geodata.ui.access.gate import while_reading
from geodata.ui.taking.apart import run_sparing
from geodata.ui.taking.link import share_url
from geodata.ui.taking.making import about_rows
from geodata.ui.taking.naming import named_file
from geodata.ui.taking.wish import filters_of
from geodata.ui.wording.i18n import language, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geodata.tables.files import About, TableName
    from geodata.tables.filters import Filters
    from geodata.ui.page import Page
    from geodata.ui.shelf.library import Library

__all__ = ["InLanguage", "Part", "TableFile", "show_table_file"]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """What makes a file, in the reader's language: no run of a page says which that is by then."""

    make: Callable[[], bytes]
    language: str

    def __call__(self) -> bytes:
        """Return the file."""
        spoken.set(self.language)
        return self.make()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one of the tables: all that filters keep, or some of them for a reason.

    Neither `rows` nor `counted` may ask the session for anything, such as what is selected. `only`
    says in English which of the rows there are, where it is not all; `counted` is what the file
    holds instead of the rows, if that was counted from them.
    """

    table: TableName
    rows: Callable[[], pd.DataFrame]
    only: str | None = None
    counted: Callable[[], pd.DataFrame] | None = None


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file of a part of a table; called, it is made, as a `Making` is."""

    library: Library
    filters: Filters
    part: Part
    link: str | None = None

    def __call__(self) -> bytes:
        """Return the file.

        Raises:
            ExportError: it cannot be made.

        """
        rows = self.part.rows()
        about = self._about(rows)
        if self.part.counted is not None:
            rows = self.part.counted()
            about = replace(about, rows=len(rows))
        return run_sparing(len(rows), csv_bundle, rows, about)

    def _about(self, frame: pd.DataFrame) -> About:
        part = self.part
        about = about_rows(part.table, frame, self.library, self.filters, link=self.link)
        if part.only is None:
            return about
        return replace(about, filters=(*about.filters, ("Rows", part.only)))


def show_table_file(page: Page, part: Part, *, name: str) -> None:
    """Draw the button for the file of a table, which is made when the button is pressed."""
    filters = filters_of(page.filters, page.kinds) or page.filters
    made = TableFile(page.library, filters, part, share_url())
    st.download_button(
        "CSV (ZIP)",
        while_reading(InLanguage(made, language())),
        named_file(name, filters, "zip"),
        "application/zip",
        key=f"download_{name}",
        on_click="ignore",
    )
