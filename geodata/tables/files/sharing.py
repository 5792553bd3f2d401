"""What a table may carry outside: short quotations, and characters that every format can hold.

Text of articles is untrusted and not ours: a file that is passed on quotes at most a sentence or
two of it, whatever an article has put into its headline.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LONGEST_QUOTE", "clean_text", "cut_text", "holds_text", "shared_frame"]

# Characters of the words of an article in one cell.
LONGEST_QUOTE = 300
# Characters of any other text, such as an address: as much as browsers and servers agree on.
_LONGEST_TEXT = 2_000
_DOTS = "…"
# Columns that are words of an article.
_QUOTES = frozenset(
    {"attribution_text", "excerpt", "headline", "place_text", "source_headline", "surface"}
)
# What XML 1.0 cannot hold (section 2.2, "Characters"), and UTF-8 no lone surrogate.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# XML reads each of them as a line feed.
_LINE_ENDS = re.compile("\r\n?")


def shared_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it may be passed on: text short and clean, all else as it is.

    Words of articles have at most LONGEST_QUOTE characters, other text at most 2,000, ids as many
    as they have. Done twice it is as done once; a table that is fit already is not copied.
    """
    fit = {
        name: _fit_column(frame[name], _limit(str(name)))
        for name in frame.columns
        if holds_text(frame[name])
    }
    return frame.assign(**{name: column for name, column in fit.items() if column is not None})


def clean_text(text: str) -> str:
    """Return the text as every format can hold it: what XML or UTF-8 cannot becomes U+FFFD.

    Lines end with a line feed.
    """
    return _UNFIT.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def cut_text(text: str, longest: int) -> str:
    """Return at most so many characters of the text, cut at a word where there is one, with "…"."""
    if len(text) <= longest:
        return text
    kept = text[: longest - len(_DOTS)]
    if not text[len(kept)].isspace():
        # A word longer than half of what is kept is cut: else little would be left.
        space = max((kept.rfind(one, longest // 2) for one in " \n\t\xa0"), default=-1)
        kept = kept if space < 0 else kept[:space]
    return kept.rstrip() + _DOTS


def holds_text(column: pd.Series[Any]) -> bool:
    """Return whether the cells of a column are text: not numbers, days, nor yes or no."""
    return column.dtype.kind not in "biufM"


def _limit(name: str) -> int | None:
    if name.endswith("_id"):
        return None
    return LONGEST_QUOTE if name in _QUOTES else _LONGEST_TEXT


def _fit_column(column: pd.Series[Any], longest: int | None) -> pd.Series[Any] | None:
    """Return the column with every text fit; None where all are so already, as nearly always."""
    texts = [str(text) for text in column.dropna().unique()]
    too_long = longest is not None and max(map(len, texts), default=0) > longest
    if not too_long and all(clean_text(text) == text for text in texts):
        return None
    return column.astype(object).map(partial(_fit_text, longest=longest), na_action="ignore")


def _fit_text(value: object, longest: int | None) -> str:
    text = str(value)
    # Cut first: a text may have any length.
    return clean_text(text if longest is None else cut_text(text, longest))
