"""Our own styles and scripts without what only their readers need: they are sent with the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rjsmin

from geodata.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_asset", "slim_script", "slim_style"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Space beside what parts the pieces of a rule. Before a colon it means something in a selector.
_SPACE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")


def read_asset(path: Path) -> str:
    """Return one of our styles or scripts.

    Raises:
        DataError: it is missing.

    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"the page lacks {path}; install Schauplatz again") from error


def slim_style(text: str) -> str:
    """Return a style sheet without comments and spaces that mean nothing, a rule a line.

    One line alone Streamlit would take for the name of a file.
    """
    slim = _SPACE.sub(lambda found: found[1] or "", _COMMENT.sub("", text)).strip()
    return slim.replace("}", "}\n")


def slim_script(text: str) -> str:
    """Return a script without comments and spaces that mean nothing."""
    return str(rjsmin.jsmin(text))
