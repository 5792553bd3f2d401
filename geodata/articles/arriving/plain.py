"""Plain text, Markdown and JSON Lines: what needs no library."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from geodata.articles.arriving.charset import decode_foreign, stated_charset
from geodata.articles.decoding import MAX_BYTES
from geodata.articles.incoming import Incoming, Origin
from geodata.articles.jsonlines import BINARY, is_binary, read_lines
from geodata.errors import InputError
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.articles.arriving.arrived import Arrived, Found

__all__ = ["read_json_lines", "read_markdown", "read_plain"]

# Where a link leads: an address, which may hold brackets of its own, as Wikipedia's do.
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)"
# Marks of Markdown that are no part of the text: of headings, emphasis, pictures and links. None of
# them looks further than to its own end, so that a text of their beginnings takes no longer.
_MARKDOWN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),
    (
        re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(.*)$"),
        lambda heading: heading[1].rstrip("#").rstrip(" \t"),
    ),
    (re.compile(rf"!\[[^\[\]\n]{{0,500}}\]{_TARGET}"), ""),
    (re.compile(rf"\[([^\[\]\n]{{1,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n])+)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?m)^[ \t]*(?:[-*_][ \t]*){3,}$"), ""),
)


def read_plain(arrived: Arrived) -> Iterator[Found]:
    """Yield the article of a text file, letter for letter.

    Raises:
        InputError: it is longer than an article may be.
        NotTextError: it is no text.
        LanguageError: there is no language pack for its language.
        OSError: it cannot be read.
    """
    yield from _read_text(arrived, is_markdown=False)


def read_markdown(arrived: Arrived) -> Iterator[Found]:
    """Yield the article of a Markdown file, its marks left out; raises as `read_plain` does."""
    yield from _read_text(arrived, is_markdown=True)


def _read_text(arrived: Arrived, *, is_markdown: bool) -> Iterator[Found]:
    raw = arrived.read(MAX_BYTES, what="an article")
    text, _, notice = decode_foreign(raw, (stated_charset(arrived.media_type),))
    if notice is not None:
        yield Problem(arrived.name, notice, rejected=False)
    yield arrived.incoming(_unmarked(text) if is_markdown else text, raw)


def _unmarked(text: str) -> str:
    """Return Markdown as its reader sees it."""
    for mark, kept in _MARKDOWN:
        text = mark.sub(kept, text)
    return text.lstrip("\n")


def read_json_lines(arrived: Arrived) -> Iterator[Found]:
    """Yield the articles of a file of JSON Lines; its articles keep the ids they have there.

    Raises:
        InputError: it is a binary file.
        OSError: it cannot be read.
    """
    if is_binary(arrived.head()):
        raise InputError(BINARY)
    with arrived.open() as file:
        for number, line, found in read_lines(file, arrived.name):
            if isinstance(found, Problem):
                yield found
                continue
            yield Incoming(
                article=found,
                origin=Origin(arrived.kind_of_origin, f"{arrived.name}, line {number}"),
                raw_sha256=hashlib.sha256(line).hexdigest(),
            )
