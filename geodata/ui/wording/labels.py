"""Names from articles in the labels of buttons and pills, which Streamlit reads as Markdown."""

from __future__ import annotations

import re

from geodata.ui.wording.markup import plain

__all__ = ["label_text"]

_MARKS = re.compile(r"([!-/;-@\[-`{-~])")
# An invisible character parts a colon from what follows: `:red[`, `:smile:` and `:material/` are
# read after the backslashes are gone.
_COLON = ":\u2060"


def label_text(text: str) -> str:
    """Return the text as Markdown of one line that shows it letter for letter."""
    line = " ".join(plain(text).split())
    return _MARKS.sub(r"\\\1", line).replace(":", _COLON)
