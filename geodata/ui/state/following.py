"""After a choice: the page goes to what was chosen.

A script of the browser does it, which is told a selector of ours and nothing of an article.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["follow_choice", "scroll_to", "scroll_to_choice"]

_CHOICES = "schauplatz_choices"
_WAITING = "schauplatz_choice_waits"
# Called with every run of the page; what has been gone to once is left alone.
_SCRIPT = """
const gone = new WeakMap();
export default function ({ data, parentElement }) {
  const goal = JSON.stringify(data);
  if (gone.get(parentElement) === goal) return;
  gone.set(parentElement, goal);
  const found = document.querySelector(data.selector);
  if (data.focused) found?.closest(data.focused)?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: data.block });
}
"""


def follow_choice() -> None:
    """Let the page go up to the map once it is drawn; for callbacks."""
    st.session_state[_CHOICES] = int(st.session_state.get(_CHOICES, 0)) + 1
    st.session_state[_WAITING] = True


def scroll_to_choice() -> None:
    """Go up to the map, once for each choice in a list below it."""
    if st.session_state.pop(_WAITING, False):
        scroll_to(".st-key-split", block="start", time=int(st.session_state[_CHOICES]))


def scroll_to(selector: str, *, block: str, focused: str | None = None, time: int = 0) -> None:
    """Bring an element into view, once for the same arguments while it is asked for in each run.

    Args:
        selector: which.
        block: where in the window it comes to stand, as `scrollIntoView` names it.
        focused: which one around it is focused; None for none.
        time: tells one time from another.

    """
    goal = {"selector": selector, "block": block, "focused": focused, "time": time}
    with st.container(key="scroll"):
        _component()(data=goal, key="scroll_goal")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("schauplatz_scroll", js=_SCRIPT)
