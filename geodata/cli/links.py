"""What the arguments of `schauplatz add` name: paths, links, and lists of links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.errors import InputError
from geodata.intake import LinkSource, PathSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.intake import Source

__all__ = ["STANDARD_INPUT", "iter_sources"]

STANDARD_INPUT = "-"
# A scheme as in RFC 3986, 3.1, of two letters at least: `C:` is a disk.
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def iter_sources(
    given: Sequence[str], lists: Sequence[str], skip: Callable[[str], bool]
) -> Iterator[Source]:
    """Yield what was given, in order, then the links of the lists.

    Args:
        given: paths and links; `-` stands for a list of links on standard input.
        lists: files with a link a line; empty lines and those that begin with # are passed over.
        skip: asked of each link of a list; true of one that is not to be fetched.

    Raises:
        InputError: a list cannot be read.

    """
    for one in given:
        if one == STANDARD_INPUT:
            yield from _listed(one, skip)
        elif _LINK.match(one):
            yield LinkSource(one)
        else:
            yield PathSource(Path(one))
    for one in lists:
        yield from _listed(one, skip)


def _listed(name: str, skip: Callable[[str], bool]) -> Iterator[Source]:
    try:
        with click.open_file(name, encoding="utf-8-sig", errors="replace") as file:
            for line in file:
                link = line.strip()
                if link and not link.startswith("#") and not skip(link):
                    yield LinkSource(link)
    except OSError as error:
        raise InputError(f"the list of links {name} cannot be read: {error.strerror}") from error
