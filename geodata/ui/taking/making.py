"""Files of what a page shows, made when somebody asks for one.

Streamlit calls a `Making` in a thread of its own (`asyncio.to_thread`, in its
`backend_operation_handler.py`), outside of any run of a page: there is no session there, so a
`Making` holds all that it needs. Big files are written in a process of their own, see `apart.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.tables.files import about_table, csv_bundle, table_bytes
from geodata.tables.selection import table_of
from geodata.ui.taking.apart import run_sparing
from geodata.ui.taking.map_file import map_file
from geodata.ui.wording.filter_words import filter_pairs
from geodata.ui.wording.i18n import spoken

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables.files import About, Format, TableName
    from geodata.tables.filters import Filters
    from geodata.ui.shelf.library import Library
    from geodata.ui.taking.wish import Wish

__all__ = ["Making", "about_rows"]


@dataclass(frozen=True, slots=True)
class Making:
    """A file as it was asked for; called, it is made.

    `filters` keep its rows, `link` leads to the page it is taken from, `language` is the reader's.
    """

    library: Library
    filters: Filters
    wish: Wish
    language: str
    link: str | None = None

    def __call__(self) -> bytes:
        """Return the file.

        Raises:
            ExportError: it cannot be made.

        """
        spoken.set(self.language)
        form = self.wish.form
        if form == "html":
            return self._map()
        frame = self.frame()
        return run_sparing(len(frame), table_file, frame, form, self.about(frame))

    def frame(self) -> pd.DataFrame:
        """Return the rows of the file."""
        library = self.library
        return table_of(
            self.wish.table,
            library.choose(self.filters),
            library.tables,
            with_excerpts=library.with_excerpts,
        )

    def about(self, frame: pd.DataFrame) -> About:
        """Return what the file says of itself: a table in English, as its columns are."""
        return about_rows(self.wish.table, frame, self.library, self.filters, link=self.link)

    def _map(self) -> bytes:
        """Return the map with its list, in the reader's language."""
        library, kept = self.library, self.library.kept(self.filters)
        about = about_table(
            "incidents",
            kept.incidents,
            library.tables,
            self.filters,
            dt.datetime.now(dt.UTC),
            link=self.link,
            say=filter_pairs,
        )
        columns = (kept.incidents[name].dropna().unique() for name in ("place_id", "origin_id"))
        named = {str(one): library.place_name(str(one)) for ids in columns for one in ids}
        events = library.with_excerpts(kept.events)
        drawn = (kept.incidents, events, kept.tellers, about, named)
        return run_sparing(len(events), map_file, self.language, *drawn)


def about_rows(
    table: TableName,
    frame: pd.DataFrame,
    library: Library,
    filters: Filters,
    *,
    link: str | None,
) -> About:
    """Return what a file of these rows says of itself, made now."""
    return about_table(
        table,
        frame,
        library.tables,
        filters,
        dt.datetime.now(dt.UTC),
        choice=library.choose(filters),
        link=link,
    )


def table_file(frame: pd.DataFrame, form: Format, about: About) -> bytes:
    """Return a table as a file; a CSV with what it cannot say itself beside it, as a ZIP."""
    return csv_bundle(frame, about) if form == "csv" else table_bytes(frame, form, about)
