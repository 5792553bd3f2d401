"""KML 2.2 (OGC 07-147r2) for Google Earth, QGIS and others: a folder and a style for each kind.

A kind is told by its sign in the name as well as by its colour; icons would have to come from the
web. What a viewer shows as HTML, the descriptions, is escaped as HTML first, then as XML.
"""

from __future__ import annotations

import html
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import XMLGenerator

from geodata.errors import ExportError
from geodata.models import EVENT_KINDS
from geodata.tables.files.cells import iter_rows
from geodata.tables.files.companions import about_lines
from geodata.tables.kinds import KIND_COLOURS, KIND_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geodata.tables.files.about import About
    from geodata.tables.files.cells import Cell

__all__ = ["write_kml"]

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_POINT = ("latitude", "longitude")
# What divides a table into folders, the first that it has.
_FOLDERS = ("event_type", "usage", "place_type")
# What a mark is called, the first that it has; then its id.
_NAMES = ("surface", "location")
# What a mark says when it is clicked, a line each.
_LINES = (
    ("event_type", "sub_event_type", "event_status"),
    ("date_start", "date_end"),
    ("figures",),
    ("excerpt",),
    ("source_headline",),
    ("source", "source_date"),
    ("source_url",),
)
# The style, with its colour, of what is no kind of event.
_OTHER = ("other", "#1B1F24")
# NumPy's letter for the sort of the values -> the type of a field; all else is text.
_TYPES: Mapping[str, str] = {"b": "bool", "i": "int", "u": "int", "f": "double"}

Row = dict[str, "Cell"]


def write_kml(frame: pd.DataFrame, about: About, file: BinaryIO) -> None:
    """Write the rows as placemarks, a row without coordinates as one without a point.

    All columns but the coordinates are typed data of the placemark; a missing value has none.

    Raises:
        ExportError: the table has no coordinates.

    """
    if not set(_POINT) <= set(frame.columns):
        raise ExportError(
            f"the table {about.table} has no places, which KML is for; choose CSV, Excel, GeoJSON "
            "or GeoParquet"
        )
    text = io.TextIOWrapper(file, "utf-8", newline="\n")
    try:
        _write_document(_Xml(text), frame, about)
    finally:
        text.detach()


class _Xml(XMLGenerator):
    """Writes elements; every text and attribute is escaped."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__(text, "utf-8", short_empty_elements=True)

    @contextmanager
    def inside(self, name: str, /, **attributes: str) -> Iterator[None]:
        """Open an element, and close it where the block ends."""
        self.startElement(name, attributes)  # type: ignore[arg-type]
        yield
        self.endElement(name)

    def leaf(self, name: str, content: str, /, **attributes: str) -> None:
        """Write an element that holds only text."""
        self.startElement(name, attributes)  # type: ignore[arg-type]
        self.characters(content)
        self.endElement(name)


def _write_document(xml: _Xml, frame: pd.DataFrame, about: About) -> None:
    xml.startDocument()
    with xml.inside("kml", xmlns=_NAMESPACE), xml.inside("Document"):
        xml.leaf("name", f"Schauplatz: {about.table}")
        xml.leaf("open", "1")
        xml.leaf("Snippet", "", maxLines="0")
        lines = [f"{name}: {value}" for name, value in about_lines(about)]
        xml.leaf("description", _as_html(lines))
        for kind in EVENT_KINDS:
            _write_style(xml, kind, KIND_COLOURS[kind])
        _write_style(xml, *_OTHER)
        _write_about(xml, about)
        _write_schema(xml, frame)
        for folder, rows in _folders(frame):
            with xml.inside("Folder"):
                xml.leaf("name", folder)
                _write_placemarks(xml, rows)
    xml.endDocument()


def _write_style(xml: _Xml, name: str, colour: str) -> None:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    with xml.inside("Style", id=name):
        with xml.inside("IconStyle"):
            xml.leaf("color", f"ff{blue}{green}{red}".lower())
        # Only the description: names and data a viewer would show as HTML without escaping them.
        with xml.inside("BalloonStyle"):
            xml.leaf("text", "$[description]")


def _write_about(xml: _Xml, about: About) -> None:
    publishers = "; ".join(one.publisher for one in about.sources if one.publisher is not None)
    with xml.inside("ExtendedData"):
        for name, value in (*about_lines(about), ("Publishers", publishers)):
            with xml.inside("Data", name=name):
                xml.leaf("value", value)


def _write_schema(xml: _Xml, frame: pd.DataFrame) -> None:
    with xml.inside("Schema", name="row", id="row"):
        for name in frame.columns:
            if name not in _POINT:
                kind = _TYPES.get(frame[name].dtype.kind, "string")
                xml.leaf("SimpleField", "", type=kind, name=str(name))


def _folders(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Return the folders and their rows: kinds of event in their order, others by name."""
    column = next((name for name in _FOLDERS if name in frame.columns), None)
    if column is None:
        yield "rows", frame
        return
    values = frame[column].astype(object)
    found = set(values.dropna())
    ordered = [kind for kind in EVENT_KINDS if kind in found]
    for value in (*ordered, *sorted(found - set(ordered), key=str)):
        sign = f"{KIND_SIGNS[value]} " if value in KIND_SIGNS else ""
        yield f"{sign}{value}", frame[values == value]
    if values.isna().any():
        yield _OTHER[0], frame[values.isna()]


def _write_placemarks(xml: _Xml, frame: pd.DataFrame) -> None:
    names = [str(name) for name in frame.columns]
    for cells in iter_rows(frame):
        row: Row = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        xml.ignorableWhitespace("\n")
        with xml.inside("Placemark"):
            _write_placemark(xml, row)


def _write_placemark(xml: _Xml, row: Row) -> None:
    kind = row.get("event_type")
    name = _name(row, kind)
    xml.leaf("name", name)
    xml.leaf("Snippet", "", maxLines="0")
    xml.leaf("description", _as_html([name, *_lines(row)]))
    _write_time(xml, row)
    xml.leaf("styleUrl", f"#{kind if kind in KIND_SIGNS else _OTHER[0]}")
    with xml.inside("ExtendedData"), xml.inside("SchemaData", schemaUrl="#row"):
        for column, cell in row.items():
            if column not in _POINT:
                xml.leaf("SimpleData", _as_data(cell), name=column)
    lat, lon = (row.get(name) for name in _POINT)
    if lat is not None and lon is not None:
        with xml.inside("Point"):
            xml.leaf("coordinates", f"{lon!r},{lat!r}")


def _write_time(xml: _Xml, row: Row) -> None:
    """Write the days that the date may mean; a single day where that is all there is."""
    first, last, day = (row.get(name) for name in ("date_start", "date_end", "event_date"))
    if first is not None and last is not None:
        with xml.inside("TimeSpan"):
            xml.leaf("begin", str(first))
            xml.leaf("end", str(last))
    elif day is not None:
        with xml.inside("TimeStamp"):
            xml.leaf("when", str(day))


def _name(row: Row, kind: Any) -> str:
    known = (row[name] for name in _NAMES if name in row)
    name = str(next(known, next(iter(row.values()), "")))
    return f"{KIND_SIGNS[kind]} {name}" if kind in KIND_SIGNS else name


def _lines(row: Row) -> list[str]:
    told = (dict.fromkeys(str(row[name]) for name in names if name in row) for names in _LINES)
    return [", ".join(values) for values in told if values]


def _as_html(lines: list[str]) -> str:
    """Return lines of text as HTML; a dollar sign would stand for a field in Google Earth."""
    return "<br>".join(html.escape(line).replace("$", "&#36;") for line in lines)


def _as_data(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
