"""What a reader wants to take along: which table, as what sort of file, of which rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from geodata.models import EVENT_KINDS
from geodata.tables.files import FORMATS, TABLE_NAMES, Format, TableName
from geodata.ui.wording.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import EventKind
    from geodata.tables.filters import Filters
    from geodata.ui.state.navigation import PageName

__all__ = ["FORMS", "TABLES", "Form", "Wish", "filters_of", "first_table", "form_words", "mime_of"]

# A file of a table, or the map with everything that it shows.
Form: TypeAlias = Format | Literal["html"]
FORMS: tuple[Form, ...] = (*get_args(Format), "html")
# The commonest first.
TABLES: tuple[TableName, ...] = ("incidents", *(one for one in TABLE_NAMES if one != "incidents"))
_FIRST: Mapping[PageName, TableName] = {"places": "places", "articles": "articles"}
_FORMS: Mapping[Form, str] = {
    "csv": N_("CSV with codebook (ZIP)"),
    "xlsx": N_("Excel"),
    "geojson": "GeoJSON",
    "kml": N_("KML, for Google Earth"),
    "geoparquet": "GeoParquet",
    "html": N_("Map and list as one HTML file"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A table and the form of its file; the map has incidents, whatever the table."""

    table: TableName
    form: Form


def first_table(name: PageName) -> TableName:
    """Return the table that a page shows."""
    return _FIRST.get(name, "incidents")


def form_words(form: Form) -> str:
    """Return what a form of a file is called."""
    return _(_FORMS[form])


def mime_of(form: Form) -> str:
    """Return the media type of a file as it is downloaded."""
    match form:
        case "html":
            return "text/html"
        case "csv":
            return "application/zip"
        case _:
            return FORMATS[form].mime


def filters_of(filters: Filters, kinds: tuple[EventKind, ...]) -> Filters | None:
    """Return filters that keep what a page of these kinds shows; None where it shows nothing.

    So the file can say as a filter what the page is about.
    """
    if kinds == EVENT_KINDS:
        return filters
    both = tuple(kind for kind in kinds if not filters.kinds or kind in filters.kinds)
    return replace(filters, kinds=both) if both else None
