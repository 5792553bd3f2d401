"""Running the app, or a piece of it, without a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["WAIT_SECONDS", "run_script", "run_with", "scrolled_to", "write_papers"]

WAIT_SECONDS = 60


def run_with(app: AppTest, query: Mapping[str, str | Sequence[str]]) -> AppTest:
    """Run an app at an address; a parameter that is a word of Python has an underscore behind."""
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception, app.exception
    return app


def run_script(script: Callable[[], None], **query: str | list[str]) -> AppTest:
    """Run a function as an app."""
    return run_with(AppTest.from_function(script, default_timeout=WAIT_SECONDS), query)


def scrolled_to(app: AppTest) -> list[str]:
    """Return the selectors of what the page goes to."""
    parts = (one.proto for one in app.get("bidi_component"))
    goals = (part.json for part in parts if part.component_name == "schauplatz_scroll")
    return [str(json.loads(goal)["selector"]) for goal in goals]


def write_papers(folder: Path, told: Mapping[str, str]) -> Path:
    """Write an article of 7 January 2022 for each paper, by the paper's name."""
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    rows = [f"{name}.txt,Der {name.title()},2022-01-07,https://example.org/{name}" for name in told]
    table = "\n".join(["file,publisher,published,url", *rows])
    (folder / "articles.csv").write_text(f"{table}\n", encoding="utf-8")
    return folder
