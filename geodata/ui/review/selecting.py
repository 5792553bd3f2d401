"""Words that a reviewer selects in an article, or a mark that they click there.

Streamlit knows nothing of selections: a script tells them as offsets into the text of the article.
What a browser says is checked against the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st

from geodata.models import Span
from geodata.ui.wording.i18n import _
from geodata.ui.wording.slim import read_asset, slim_script

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["Selected", "heard_selection", "read_selection", "show_selecting"]

ASSETS_FOLDER = Path(__file__).parent / "assets"
_LONGEST = 2_000
_KEY = "review_selection"


@dataclass(frozen=True, slots=True)
class Selected:
    """What was selected, and what for; `words` are those that the browser saw."""

    what: Literal["mark", "mention", "event"]
    span: Span
    words: str = ""

    def within(self, text: str) -> Span | None:
        """Return the stretch of an article's text that is meant; None where there is none.

        Where the offsets are wrong, such as after an odd line break, the words are looked for: the
        nearest.
        """
        words = self.words.strip()
        start, end = self.span
        if self.what == "mark":
            return self.span if end <= len(text) else None
        if words == "":
            return None
        start += len(self.words) - len(self.words.lstrip())
        if text[start : start + len(words)] == words:
            return Span(start, start + len(words))
        if text[start:end].split() == words.split():
            return Span(start, start + len(text[start:end].rstrip()))
        places = [at for at in range(len(text)) if text.startswith(words, at)]
        nearest = min(places, key=lambda at: (abs(at - start), at), default=None)
        return None if nearest is None else Span(nearest, nearest + len(words))


def heard_selection() -> Selected | None:
    """Return the selection made since the last run, if any; to be asked before it is drawn."""
    return read_selection(st.session_state.get(_KEY, {}).get("selected"))


def show_selecting(chosen: int | None, *, acts: int) -> None:
    """Draw what listens to selections.

    Args:
        chosen: the offset of the mark that is outlined in the text; None for none.
        acts: how many acts there are on the article: with each its text is drawn anew.

    """
    data = {
        "acts": acts,
        "chosen": chosen,
        "bar": _("Add what is missing"),
        "mention": _("Add as a place"),
        "event": _("Add as an event"),
    }
    with st.container(key="review_selecting"):
        _component()(key=_KEY, data=data, on_selected_change=_hear)


def read_selection(said: object) -> Selected | None:
    """Return what a browser says was selected; None for what no script of ours would say."""
    match said:
        case {
            "what": "mark" | "mention" | "event" as what,
            "start": int() as start,
            "end": int() as end,
            "text": str() as text,
        } if 0 <= start < end and len(text) <= _LONGEST:
            return Selected(what, Span(start, end), text)
        case _:
            return None


def _hear() -> None:
    """Let Streamlit keep the value: it is read once the page is drawn."""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "schauplatz_selecting", js=slim_script(read_asset(ASSETS_FOLDER / "selecting.js"))
    )
