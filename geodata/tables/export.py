"""Tables as files: CSV that a spreadsheet cannot be tricked by, and GeoJSON.

Text of articles is untrusted: a cell that begins like a formula gets an apostrophe before it, as
OWASP advises against CSV injection (owasp.org, "CSV Injection").
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["csv_bytes", "geojson_bytes", "write_whole"]

# The last four are the full-width forms, which spreadsheets take for the same.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return the table as UTF-8 CSV, one header line, dates as ISO, missing values empty."""
    safe = frame.copy()
    for column in safe.columns:
        if _holds_text(safe[column]):
            safe[column] = safe[column].map(_defuse, na_action="ignore")
    text = safe.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d")
    return _encode(text)


def geojson_bytes(frame: pd.DataFrame, *, generated_by: str) -> bytes:
    """Return the rows that have coordinates as a GeoJSON FeatureCollection (RFC 7946).

    Args:
        frame: a table with `latitude` and `longitude` in degrees; all other columns become
            properties, missing values null. Rows without coordinates get a null geometry.
        generated_by: what made the file, kept in it.

    """
    properties = frame.drop(columns=["latitude", "longitude"])
    features = [
        {"type": "Feature", "geometry": _point(lat, lon), "properties": row}
        for lat, lon, row in zip(
            frame["latitude"], frame["longitude"], _json_rows(properties), strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        "generated_by": generated_by,
        "features": features,
    }
    return _encode(json.dumps(collection, ensure_ascii=False, allow_nan=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all: beside its place first, then renamed.

    Raises:
        ExportError: the folder is missing or cannot be written to.

    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files that only their owner may read; a result is like any other new file.
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise ExportError(
            f"cannot write {path}: {error.strerror or error}; "
            "choose a folder that exists and that you may write to"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _holds_text(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column)


def _defuse(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _encode(text: str) -> bytes:
    """Encode as UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _json_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.copy()
    for column in plain.columns:
        if pd.api.types.is_datetime64_any_dtype(plain[column]):
            plain[column] = plain[column].dt.strftime("%Y-%m-%d")
    names: Sequence[str] = list(plain.columns)
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in plain.itertuples(index=False, name=None)
    ]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _point(lat: float, lon: float) -> dict[str, Any] | None:
    if pd.isna(lat) or pd.isna(lon):
        return None
    return {"type": "Point", "coordinates": [lon, lat]}
