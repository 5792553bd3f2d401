"""Articles as JSON Lines: an object a line with id, text, lang?, published?, publisher?, url?."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from geodata.articles.dates import read_date
from geodata.articles.decoding import MAX_BYTES, NotTextError, decode_text
from geodata.articles.making import make_article
from geodata.articles.sidecar import bad_date
from geodata.errors import InputError, LanguageError
from geodata.models import Article, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["BINARY", "is_binary", "iter_json_lines", "read_lines"]

_OPTIONAL = ("lang", "published", "publisher", "url")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SNIFFED = 4096  # bytes: a binary file shows itself within its first block
BINARY = "is a binary file, not JSON Lines"


def iter_json_lines(path: Path, *, raw_body: bool = False) -> Iterator[Article | Problem]:
    """Yield the articles of a JSON Lines file in order, and what is wrong with which line."""
    try:
        with path.open("rb") as file:
            yield from _iter_file(file, path.name, raw_body=raw_body)
    except OSError as error:
        yield Problem(path.name, f"cannot be read ({error.strerror})")


def _iter_file(file: BinaryIO, name: str, *, raw_body: bool) -> Iterator[Article | Problem]:
    """Yield the articles and problems of an open file."""
    if is_binary(file.read(_SNIFFED)):
        yield Problem(name, BINARY)
        return
    file.seek(0)
    for _, _, found in read_lines(file, name, raw_body=raw_body):
        yield found


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is such as no JSON Lines have."""
    return b"\x00" in head


def read_lines(
    file: BinaryIO, name: str, *, raw_body: bool = False
) -> Iterator[tuple[int, bytes, Article | Problem]]:
    """Yield what the lines of an open file hold, with the number and the bytes of the line.

    What is wrong with the file as a whole has the number 0 and no bytes.

    Raises:
        OSError: it cannot be read.
    """
    seen: set[str] = set()
    number = 0
    for number, line in enumerate(_iter_lines(file), 1):
        where = f"{name}, line {number}"
        if line is None:
            message = f"has more than {MAX_BYTES // 1_000_000} MB; no article is so long"
            yield number, b"", Problem(where, message)
        elif line.strip():
            for found in _read_line(line, where, seen, raw_body=raw_body):
                yield number, line, found
    if number == 0:
        yield 0, b"", Problem(name, "is empty")


def _iter_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file; None for one that is longer than an article may be."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES)
        yield None


def _read_line(
    line: bytes, where: str, seen: set[str], *, raw_body: bool
) -> Iterator[Article | Problem]:
    """Yield the article of one line, before it what had to be mended; or why there is none."""
    try:
        text, notice = decode_text(line)
        fields = _fields(text, seen)
        published = read_date(fields["published"] or "")
        article = make_article(
            fields["text"],
            article_id=fields["id"],
            language=fields["lang"],
            published=published,
            publisher=fields["publisher"],
            url=fields["url"],
            raw_body=raw_body,
        )
    except (InputError, LanguageError, NotTextError) as error:
        yield Problem(where, str(error))
        return
    seen.add(article.article_id)
    if notice is not None:
        yield Problem(where, notice, rejected=False)
    if fields["published"] and published is None:
        message = bad_date(article.article_id, fields["published"])
        yield Problem(where, message, rejected=False)
    yield article


def _fields(line: str, seen: set[str]) -> dict[str, Any]:
    """Return the fields of a line that an article is made of, checked; optional ones may be None.

    Raises:
        InputError: the line is no JSON object with an id not seen yet and a text.
    """
    try:
        found = json.loads(line)
    except RecursionError:
        raise InputError("is nested too deeply for an article") from None
    except json.JSONDecodeError as error:
        message = (
            f"is not JSON: {error.msg.lower()} at column {error.colno}; "
            "one object is wanted on each line"
        )
        raise InputError(message) from None
    except ValueError:  # from Python 3.11 on, of a number with thousands of digits
        raise InputError("holds a number that is too long; one object is wanted") from None
    if not isinstance(found, dict):
        message = f'is no object such as {{"id": "a1", "text": "..."}} but {_kind(found)}'
        raise InputError(message)
    fields = {key: found.get(key) for key in ("id", "text", *_OPTIONAL)}
    _check(fields)
    if fields["id"] in seen:
        message = f"the id {fields['id']!r} was used on an earlier line"
        raise InputError(message)
    return fields


def _kind(value: object) -> str:
    """Return what a value is called in JSON: "a number", "null"."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"


def _check(fields: dict[str, Any]) -> None:
    """Refuse fields of the wrong type, an empty text, and halves of surrogate pairs."""
    for key, value in fields.items():
        if value is None and key in _OPTIONAL:
            continue
        if not isinstance(value, str):
            found = "missing" if value is None else _kind(value)
            message = f'"{key}" must be a string; it is {found}'
            raise InputError(message)
        if _SURROGATE.search(value) is not None:
            message = f'"{key}" holds half of a surrogate pair, which is no character'
            raise InputError(message)
        if key in {"id", "text"} and not value.strip():
            message = f'"{key}" is empty'
            raise InputError(message)
