"""What was wrong with the input, in the reader's words.

The stages say it in English, for logs and the command line. Here each sentence is known as a
template, found again in what was said, and put into the reader's language; one that no template
fits is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geodata.ui.wording.fetch_words import FETCH_MESSAGES
from geodata.ui.wording.i18n import N_, _, language, number
from geodata.ui.wording.reading_words import READING_MESSAGES, READING_REASONS, READING_WHERE
from geodata.ui.wording.words import language_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import Problem

__all__ = ["problem_text", "where_text"]

_WHERE = (N_("{file}, line {line}"), N_("links"))
# As `geodata.articles` and `geodata.pipeline` say them, with a placeholder for what differs.
_MESSAGES = (
    N_("is empty"),
    N_("is a binary file, not a text"),
    N_("is a binary file, not JSON Lines"),
    N_("is neither UTF-8 nor {encoding} text"),
    N_("is not UTF-8; read as {encoding}, save it as UTF-8 to be sure of every letter"),
    N_("is a folder or device, not a text file"),
    N_("is no folder, .txt or .jsonl file; these are what articles are read from"),
    N_("has {size} MB; an article may have {limit} MB"),
    N_("has more than {limit} MB; no article is so long"),
    N_("cannot be read ({reason})"),
    N_("there is no such file or folder"),
    N_("holds no .txt files"),
    N_("there is no file {name} in this folder"),
    N_("the name {name} is that of an earlier file"),
    N_("has no column {name}; left aside"),
    N_("is no CSV table ({error}); left aside"),
    N_("names no file; left aside"),
    N_("{file} has a row already; this one is left aside"),
    N_(
        "the row of {name} has a quotation mark that does not close its field; "
        "left aside, with the rows it swallows"
    ),
    N_("{file}: published {name} is no date such as 2022-01-06 or 2022-01; read without it"),
    N_("{reason}; left aside"),
    N_("is not JSON: {reason} at column {column}; one object is wanted on each line"),
    N_("is nested too deeply for an article"),
    N_("holds a number that is too long; one object is wanted"),
    N_('is no object such as {"id": "a1", "text": "..."} but {reason}'),
    N_("the id {name} was used on an earlier line"),
    N_("{name} must be a string; it is {reason}"),
    N_("{name} holds half of a surrogate pair, which is no character"),
    N_("{name} is empty"),
    N_(
        "this article is in {language}; there is no language pack for it yet; "
        "there is one for: {languages}"
    ),
    N_("could not be worked out ({error}); it is left out"),
    # As `geodata.intake` and `geodata.ui.adding` say them
    N_("is a link, and links are not fetched here; give the page itself"),
    N_("is a feed within a feed; give its address by itself"),
    N_("is left out with all that follows: there is room for {limit} articles"),
    N_("is left out with all that follows: there is room for {limit} characters"),
)
# What stands in these sentences: kinds of values, the system's and the JSON reader's reasons.
_REASONS = (
    N_("missing"),
    N_("a number"),
    N_("a string"),
    N_("a list"),
    N_("an object"),
    N_("Permission denied"),
    N_("Input/output error"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("expecting value"),
    N_("extra data"),
    N_("expecting property name enclosed in double quotes"),
    N_("expecting {sign} delimiter"),
    N_("unterminated string starting"),
    N_("unterminated string starting at"),
    N_("invalid control character"),
    N_("invalid control character at"),
)
_ALL_MESSAGES = _MESSAGES + FETCH_MESSAGES + READING_MESSAGES
_PLACEHOLDER = re.compile(r"{(\w+)}")
_SHAPES = {"host": r"\S+?"}  # of a placeholder that starts a sentence, what it can stand for
_LANGUAGE_CODE = re.compile(r"\((\w+)\)$")


def problem_text(problem: Problem) -> str:
    """Return the one line that says where something is wrong and what, in the reader's language."""
    if language() == "en":
        return str(problem)
    return f"{where_text(problem.where)}: {_said(problem.message, _ALL_MESSAGES)}"


def where_text(where: str) -> str:
    """Return where something stands, such as `table.csv, row 7`, in the reader's language."""
    return where if language() == "en" else _said(where, _WHERE + READING_WHERE)


def _said(text: str, templates: tuple[str, ...]) -> str:
    """Return a text in the reader's language; as it is where no template fits."""
    for template, pattern in _patterns(templates):
        found = pattern.fullmatch(text)
        if found is not None:
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return _filled(_(template), values)
    return text


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled; braces of other kinds, as of JSON, stay."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _value(name: str, value: str) -> str:
    """Return what stands in a sentence, in the reader's language where it is ours to say."""
    match name:
        case "reason":
            return _said(value, _ALL_MESSAGES + _REASONS + READING_REASONS)
        case "language":
            return _language(value)
        case "languages":
            return ", ".join(map(_language, value.split(", ")))
        case "size":
            return number(float(value), decimals=1)
        case "name":
            return _("“{text}”").format(text=value[1:-1] if value[0] in "'\"" else value)
        case _:
            return value


def _language(said: str) -> str:
    """Return the name of a language given as `French (fr)`; a bare code as it is."""
    found = _LANGUAGE_CODE.search(said)
    return said if found is None else f"{language_name(found[1])} ({found[1]})"


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the templates with what they match, those with most fixed text first."""
    order = sorted(templates, key=lambda template: -len(_PLACEHOLDER.sub("", template)))
    return tuple((template, _pattern(template)) for template in order)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(template)  # fixed text and names by turns
    texts = [
        re.escape(part) if i % 2 == 0 else f"(?P<{part}>{_SHAPES.get(part, '.+?')})"
        for i, part in enumerate(parts)
    ]
    return re.compile("".join(texts), re.DOTALL)
