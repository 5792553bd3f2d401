"""The file as a whole: what it holds of the rows, and the page around it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from geodata.maps.content import marks_from_tables
from geodata.maps.legend import drawn_signs, legend_line
from geodata.maps.markup import escape
from geodata.maps.palette import PALETTES
from geodata.maps.standalone.fitting import Fitted, fit_rows
from geodata.maps.standalone.items import with_citations
from geodata.maps.standalone.numbers import counted, grouped
from geodata.maps.standalone.parts import OWN_FOLDER, load_parts, packed_world, policy
from geodata.maps.standalone.rows import Rows
from geodata.maps.standalone.sections import (
    about_section,
    choices_form,
    day_ends,
    filters_line,
    lead_line,
    sources_list,
)
from geodata.maps.standalone.settings import script_settings
from geodata.maps.standalone.words import StandaloneWords, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geodata.tables.files.about import About

__all__ = ["MOST_BYTES", "html_bytes"]

MOST_BYTES = 3_000_000
# So much of the list is plain HTML, for those without scripts; the rest is packed.
_PLAIN_BYTES = 120_000
# What depends on the rows but is no list, such as counts, publishers, filters; seldom more.
_REST_BYTES = 40_000
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_TEMPLATE = "standalone.html"
# What would end a block of JSON in a page.
_FOR_SCRIPT = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def html_bytes(  # noqa: PLR0913 - three tables, and what is said of them
    incidents: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    about: About,
    *,
    words: StandaloneWords | None = None,
    title: str | None = None,
    named: Callable[[str], str] | None = None,
) -> bytes:
    """Return incidents as one HTML file of at most `MOST_BYTES`, the same for the same arguments.

    Args:
        incidents: what filters keep of the table.
        events: what tells them, with the column `excerpt`; others are left alone.
        articles: where the events stand; those that tell nothing here are left alone.
        about: what the file says of itself.
        words: what it says, in the reader's language; None for English.
        title: its heading; None for that of the words.
        named: place id -> the name that readers see; None takes the names of the table.

    Raises:
        DataError: a file of the map is missing.

    """
    words = remembered(words or StandaloneWords())
    same = _same(words) | {"title": escape(title or words.title)}
    room = MOST_BYTES - len(_filled(same).encode()) - _PLAIN_BYTES - _REST_BYTES
    rows = Rows.of(incidents, events, articles)
    while True:
        fitted = fit_rows(rows, words, named, room)
        content = _filled(same | _shown(fitted, about, words)).encode()
        if len(content) <= MOST_BYTES or not fitted.items:
            return content
        room -= len(content) - MOST_BYTES


def _same(words: StandaloneWords) -> dict[str, str]:
    """Return what every file in a language holds, by the slots of the template."""
    parts = load_parts()
    names = ("skip", "no_script", "old_browser", "map", "in_order", "at_place")
    texts = {
        name: escape(getattr(words, name)) for name in (*names, "sources_title", "about_title")
    }
    settings = json.dumps(script_settings(words), ensure_ascii=False, separators=(",", ":"))
    return texts | {
        "language": escape(words.base.language),
        "policy": policy(parts.script),
        "style": parts.style,
        "shapes": parts.shapes,
        "settings": settings.translate(_FOR_SCRIPT),
        "world": packed_world(words.base.language),
        "script": parts.script,
    }


def _shown(fitted: Fitted, about: About, words: StandaloneWords) -> dict[str, str]:
    """Return what these rows put into the page, by the slots of the template."""
    rows, size = fitted.rows, len(fitted.items)
    plain = _plain_items(fitted)
    few = words.first_only.replace("{n}", grouped(len(plain))).replace("{all}", grouped(size))
    return {
        "lead": lead_line(rows, words),
        "filters": filters_line(about, words),
        "choices": choices_form(rows, words),
        "ends": day_ends(rows, words),
        "legend": _legend(rows, words),
        "counted": escape(counted(words.events, size)),
        "first_only": "" if len(plain) == size else f'<p class="note">{escape(few)}</p>',
        "items": "\n".join(plain),
        "sources": sources_list(rows, fitted.cites, words),
        "about": about_section(fitted, about, words),
        "content": fitted.packed,
    }


def _plain_items(fitted: Fitted) -> list[str]:
    """Return the first items as they can be read without scripts, as many as have room."""
    found: list[str] = []
    size = 0
    for item in fitted.items:
        whole = with_citations(item, fitted.cites)
        size += len(whole.encode())
        if size > _PLAIN_BYTES:
            break
        found.append(whole)
    return found


def _legend(rows: Rows, words: StandaloneWords) -> str:
    """Return how the map is to be read, in the colours of either theme."""
    content = marks_from_tables(rows.incidents, rows.events)
    signs = drawn_signs(content, kinds=False)
    return "".join(
        f'<div class="legend {theme}">{legend_line(theme, signs, words=words.legend)}</div>'
        for theme in PALETTES
    )


def _filled(slots: Mapping[str, str]) -> str:
    """Return the template with what its slots hold; what is put in is not read again."""
    return _SLOT.sub(lambda slot: slots.get(slot[1], ""), _template())


@cache
def _template() -> str:
    return (OWN_FOLDER / _TEMPLATE).read_text(encoding="utf-8")
