"""What the files are called that a page gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from geodata.tables.files import file_name

if TYPE_CHECKING:
    from geodata.tables.files import Format
    from geodata.tables.filters import Filters

__all__ = ["named_file"]


def named_file(table: str, filters: Filters, form: Format | Literal["html", "zip"]) -> str:
    """Return the name of a file of what the filters keep, see `file_name`."""
    return file_name(table, urlencode(filters.to_query(), doseq=True), form)
