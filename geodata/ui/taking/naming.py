"""What the files are called that a page gives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlencode

from geodata.tables.files import About, file_name
from geodata.tables.method import method_version

if TYPE_CHECKING:
    from geodata.tables.files import Format, TableName
    from geodata.tables.filters import Filters

__all__ = ["named_file"]


def named_file(table: str, filters: Filters, form: Format | Literal["html", "zip"]) -> str:
    """Return the name of a file, see `file_name`: it hangs on its table and its days alone.

    `table` may also be one that a page alone has, such as that of publishers.
    """
    query = urlencode(filters.to_query(), doseq=True)
    name, now = cast("TableName", table), dt.datetime.now(dt.UTC)
    return file_name(About(name, 0, 0, (), query, now, method_version(), ()), form)
