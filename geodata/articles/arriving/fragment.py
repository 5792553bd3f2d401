"""Paragraphs of a piece of HTML that is article throughout, such as the entry of a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["fragment_paragraphs"]

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td"}
    | {"th", "tr", "ul"}
)
_LEFT_OUT = frozenset({"script", "style", "iframe", "object", "noscript", "template", "form"})


def fragment_paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML, or of plain text, without its tags."""
    from lxml import html  # noqa: PLC0415 -- only feeds and pages should load it
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except (LxmlError, ValueError):
        return ()
    lines = "".join(_pieces(root)).split("\n")
    folded = (" ".join(line.split()) for line in lines)
    return tuple(line for line in folded if line)


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Yield the text of an element and what is in it, with a line end around each block."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"} or element.tag in _LEFT_OUT:
            if event == "start":
                walk.skip_subtree()
            if event != "start":
                yield _flat(element.tail)
            continue
        if element.tag in _BLOCKS:
            yield "\n"
        if event == "start":
            yield _flat(element.text)
        elif element is not root:
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    """Return text without its own line ends, which mean nothing in HTML."""
    return "" if text is None else text.replace("\n", " ").replace("\r", " ")
