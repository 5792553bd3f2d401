"""How text from an article gets into the map: folium takes HTML, Jinja and JavaScript at once."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["for_map"]

# What a Jinja template or a JavaScript string would read as its own.
_SPECIAL = frozenset("{}`\\%#")
# Latin and Cyrillic letters, digits and what joins them stay as they are.
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()À-ÖØ-öø-žА-яЁё–·-]*")


def for_map(text: str) -> str:
    """Return the text so that a reader of the map sees it letter for letter and nothing of it runs.

    Every layer uses this and nothing else. HTML is escaped, and what Jinja or JavaScript would
    take as theirs (braces, per cent, number sign, backtick, backslash) becomes an entity, as do
    format characters such as right-to-left marks. Control characters and lone surrogates, which
    HTML cannot hold, are shown as U+FFFD; a line break is a space.
    """
    if _PLAIN.fullmatch(text):  # most names: a map has thousands
        return text
    return "".join(_escaped(character) for character in " ".join(text.splitlines()))


def _escaped(character: str) -> str:
    if character in _SPECIAL:
        return f"&#{ord(character)};"
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return " " if character == "\t" else "\ufffd"
        case "Cf" | "Zl" | "Zp":
            return f"&#{ord(character)};"
        case _:
            return html.escape(character)
