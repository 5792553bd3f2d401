"""CSV after RFC 4180 that tricks no spreadsheet.

Text of articles is untrusted: a cell that begins like a formula gets an apostrophe before it, as
OWASP advises against CSV injection (owasp.org, "CSV Injection").
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from geodata.tables.files.sharing import holds_text, shared_frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["csv_bytes", "write_csv"]

# The last four are the full-width forms, which spreadsheets take for the same.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_bytes(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """Return the table as `write_csv` writes it, as it may be passed on (see `sharing.py`)."""
    file = io.BytesIO()
    write_csv(shared_frame(frame), file, bom=bom)
    return file.getvalue()


def write_csv(frame: pd.DataFrame, file: IO[bytes], *, bom: bool = False) -> None:
    """Write the table as UTF-8: one header line, dates as ISO, missing values empty.

    Args:
        frame: any table.
        file: it stays open.
        bom: whether a byte order mark says that it is UTF-8; without it Excel takes umlauts for
            something else, with it other programs read it as part of the first column's name.

    """
    safe = frame.assign(
        **{
            name: frame[name].map(_defuse, na_action="ignore")
            for name in frame.columns
            if holds_text(frame[name])
        }
    )
    text = io.TextIOWrapper(file, "utf-8-sig" if bom else "utf-8", newline="")
    try:
        safe.to_csv(text, index=False, lineterminator="\r\n", date_format="%Y-%m-%d")
    finally:
        text.detach()


def _defuse(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
