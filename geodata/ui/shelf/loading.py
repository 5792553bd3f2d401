"""Which articles the pages show, and reading them once for all visitors."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import streamlit as st

from geodata.errors import InputError
from geodata.gazetteer import load_gazetteer
from geodata.pipeline import extract_path
from geodata.ui.shelf.fingerprint import Fingerprints
from geodata.ui.shelf.gathering import gather_library
from geodata.ui.shelf.memory import hand_memory_back
from geodata.ui.wording.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.ui.shelf.library import Library

__all__ = ["ARTICLES_VARIABLE", "chosen_path", "keep_library", "load_library"]

ARTICLES_VARIABLE = "SCHAUPLATZ_ARTICLES"
START_FILE = "dashboard.py"
# So many sets of articles are kept.
_KEPT = 4
_Key: TypeAlias = "tuple[Path | None, str]"
_FIRST = threading.Lock()


@dataclass(slots=True)
class _Shelf:
    """The libraries of this process, newest last; one visitor reads, the others wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    libraries: dict[_Key, Library] = field(default_factory=dict)
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    settled: bool = False  # whether garbage collection knows what is there for lasting


class _Parser(argparse.ArgumentParser):
    """A parser that never ends the program: a page has to show what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise InputError(
            f"{message}; start with: streamlit run {START_FILE} -- --articles FOLDER"
        ) from None


def chosen_path(
    arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None
) -> Path | None:
    """Return where the articles are: `--articles` before the environment; None for the samples.

    Raises:
        InputError: there are other arguments after the `--`.

    """
    parser = _Parser(prog=START_FILE, add_help=False, allow_abbrev=False)
    parser.add_argument("--articles", metavar="FOLDER")
    given = parser.parse_args(_script_arguments() if arguments is None else list(arguments))
    named = given.articles or (environment or os.environ).get(ARTICLES_VARIABLE)
    return Path(named).expanduser() if named else None


def load_library(path: Path | None) -> Library:
    """Return everything found at a path, read again only when a file there has changed.

    Raises:
        GeodataError: the articles, the index of places or a file of the package cannot be read.

    """
    shelf = _shelf()
    key = (path, shelf.fingerprints.of(path))
    # The seat is taken in every run: what follows would else move up and be built anew.
    seat = st.empty()
    library = shelf.libraries.get(key)
    if library is not None:
        _settle(shelf)
        return library
    with seat.container(key="loading"), shelf.lock:
        library = shelf.libraries.get(key)  # another visitor may just have read it
        if library is None:
            library = _read(path)
            _put(shelf, key, library)
    seat.empty()
    _settle(shelf)
    return library


def keep_library(path: Path | None, library: Library) -> None:
    """Let a path stand for a library that is there already, such as one that was saved."""
    shelf = _shelf()
    with shelf.lock:
        _put(shelf, (path, shelf.fingerprints.of(path)), library)


def _put(shelf: _Shelf, key: _Key, library: Library) -> None:
    """Keep a library instead of what stood for its path before its files changed."""
    for old in [one for one in shelf.libraries if one[0] == key[0]]:
        del shelf.libraries[old]
    shelf.libraries[key] = library
    while len(shelf.libraries) > _KEPT:
        del shelf.libraries[next(iter(shelf.libraries))]
    shelf.settled = False


def _settle(shelf: _Shelf) -> None:
    """Take what is there in the first run of a page with a new library for lasting.

    Streamlit collects garbage after every run, and would look through all of it each time: with
    200,000 events for 80 ms, which is as long as a click takes else.
    """
    if shelf.settled:
        return
    shelf.settled = True
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _shelf() -> _Shelf:
    with _FIRST:  # the first two visitors may come at once
        return _make_shelf()


@cache
def _make_shelf() -> _Shelf:
    # No cache of Streamlit: those are emptied whenever any visitor's browser says so.
    hand_memory_back()  # here, since it is done once for all visitors and before anything is read
    return _Shelf()


def _script_arguments() -> list[str]:
    """Return what stands after the `--`; nothing where another program runs the pages."""
    return sys.argv[1:] if Path(sys.argv[0]).name == START_FILE else []


def _read(path: Path | None) -> Library:
    spot = st.empty()
    load_gazetteer(lambda share, _step: _show_progress(spot, share))
    with spot.container():
        label = st.empty()
        label.text(_("Reading the articles …"))
        library = gather_library(
            path, extract_path(path), on_article=lambda count: _show_count(label, count)
        )
    spot.empty()
    return library


def _show_count(spot: st.delta_generator.DeltaGenerator, count: int) -> None:
    spot.text(ngettext("{n} article read", "{n} articles read", count))


def _show_progress(spot: st.delta_generator.DeltaGenerator, share: float) -> None:
    text = _("Building the index of places. This happens only once.")
    spot.progress(min(1.0, max(0.0, share)), text=text)
