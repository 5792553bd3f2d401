"""What goes along with a table: tables of what it is, of its sources, and of its columns."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd

from geodata.tables.codebook import codebook

if TYPE_CHECKING:
    from geodata.tables.codebook import Column
    from geodata.tables.files.about import About
    from geodata.tables.files.names import TableName

__all__ = ["about_lines", "codebook_frame", "column_meanings", "sources_frame"]


def about_lines(about: About) -> tuple[tuple[str, str], ...]:
    """Return what a file says of itself, line by line: a name and a value."""
    link = () if about.link is None else (("Link", about.link),)
    return (
        ("Table", about.table),
        ("Rows", str(about.rows)),
        ("Rows without filters", str(about.total)),
        *((f"Filter: {name}", value) for name, value in about.filters),
        ("Filters as in a link", about.query or "none"),
        ("Made (UTC)", about.made.strftime("%Y-%m-%d %H:%M:%S")),
        ("Method version", f"Schauplatz {about.method_version}"),
        ("Articles that the rows come from", str(sum(one.articles for one in about.sources))),
        *link,
    )


def sources_frame(about: About) -> pd.DataFrame:
    """Return a row an address of an article, or one for a publisher of whom none is listed."""
    rows = [
        (source.publisher, source.articles, url)
        for source in about.sources
        for url in source.urls or (None,)
    ]
    return pd.DataFrame(rows, columns=["publisher", "articles", "url"], dtype=object).astype(
        {"articles": int}
    )


def column_meanings(table: TableName) -> dict[str, Column]:
    """Return column -> what it means, for the columns of a table that leaves."""
    return {one.column: one for one in codebook() if one.table == table}


def codebook_frame(table: TableName) -> pd.DataFrame:
    """Return a row a column of the table: its type, meaning, unit, codes and missing values."""
    names = ["column", "type", "meaning", "unit", "codes", "missing"]
    rows = [asdict(one) for one in column_meanings(table).values()]
    return pd.DataFrame(rows, columns=names, dtype=object)
