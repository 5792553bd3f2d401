"""Which articles the pages show, and reading them once for all visitors."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import weakref
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypeVar

import streamlit as st

from geodata.errors import InputError
from geodata.gazetteer import load_gazetteer
from geodata.pipeline import extract_path
from geodata.ui.shelf.fingerprint import Fingerprints
from geodata.ui.shelf.gathering import gather_library
from geodata.ui.shelf.memory import hand_memory_back
from geodata.ui.shelf.own import is_own_hidden, own_store
from geodata.ui.shelf.settling import settle, unsettle
from geodata.ui.shelf.stores import store_if_any, store_now
from geodata.ui.wording.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from geodata.store import Store
    from geodata.ui.shelf.chores import Chores, Work
    from geodata.ui.shelf.library import Library
    from geodata.ui.shelf.live import LiveLibrary

__all__ = [
    "ARTICLES_VARIABLE",
    "Background",
    "Shown",
    "background_of",
    "chosen_articles",
    "chosen_path",
    "keep_library",
    "load_library",
    "store_of",
    "take_corrections",
]

ARTICLES_VARIABLE = "SCHAUPLATZ_ARTICLES"
START_FILE = "dashboard.py"
# So many sets of articles are kept.
_KEPT = 4
_Key: TypeAlias = "tuple[Path | None, str]"
# Articles at a path, in a store; None for the samples.
Shown: TypeAlias = "Path | Store | None"
_FIRST = threading.Lock()
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Live:
    """The library of a store, and its background work; that of a visitor's own has none."""

    library: LiveLibrary
    chores: Chores | None


@dataclass(frozen=True, slots=True)
class Background:
    """What is to be said of a store: the work at it, and whether it has stopped answering."""

    work: Work | None
    failed: bool


@dataclass(slots=True)
class _Shelf:
    """The libraries of this process, newest last; one visitor reads, the others wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    libraries: dict[_Key, Library] = field(default_factory=dict)
    # Those of stores go with them.
    live: weakref.WeakKeyDictionary[Store, _Live] = field(default_factory=weakref.WeakKeyDictionary)
    fingerprints: Fingerprints = field(default_factory=Fingerprints)


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


def chosen_articles() -> Shown:
    """Return what the pages show this visitor.

    A visitor's own articles come first, they are there because of an act of theirs; then what the
    app was started with, then the store; the samples while that is empty.

    Raises:
        InputError: the app was started with unknown arguments.
        StoreError: the store cannot be opened.

    """
    own = own_store()
    if own is not None and not is_own_hidden() and own.article_count():
        return own
    return chosen_path() or store_if_any()


def load_library(shown: Shown, *, writes: bool = False) -> Library:
    """Return everything found in articles, read again only as far as they have changed.

    Args:
        shown: where they are; for a store without any, the samples are returned.
        writes: whether this process may keep in a store what it derives.

    Raises:
        GeodataError: the articles, the index of places or a file of the package cannot be read.

    """
    # The seat is taken in every run: what follows would else move up and be built anew.
    seat = st.empty()
    if shown is not None and not isinstance(shown, Path):
        library = _load_stored(shown, seat, writes=writes)
        if library is not None:
            return library
        shown = None
    return _load_files(shown, seat)


def store_of(library: Library) -> Store | None:
    """Return the store whose articles a library shows this visitor; None for files and samples.

    Raises:
        StoreError: the store cannot be opened.

    """
    match library.kind:
        case "store":
            return store_now()
        case "own":
            return own_store()
        case "samples" | "files":
            return None


def take_corrections(store: Store, article_ids: Collection[str]) -> None:
    """Take over what was just changed in articles of a store: the next run of a page shows it.

    Raises:
        StoreError: the store cannot be read.

    """
    live = _shelf().live.get(store)
    if live is not None:
        live.library.take(store, article_ids)


def background_of(library: Library) -> Background | None:
    """Return what is to be said of the common store, where a library is of it."""
    store = store_of(library) if library.kind == "store" else None
    live = None if store is None else _shelf().live.get(store)
    if live is None or live.chores is None:
        return None
    return Background(live.chores.work, live.library.failed)


def _load_files(path: Path | None, seat: DeltaGenerator) -> Library:
    """Return the library of files, or of the samples."""
    shelf = _shelf()
    key = (path, shelf.fingerprints.of(path))
    library = shelf.libraries.get(key)
    if library is not None:
        settle()
        return library
    with seat.container(key="loading"), shelf.lock:
        library = shelf.libraries.get(key)  # another visitor may just have read it
        if library is None:
            library = _read(path)
            _put(shelf, key, library)
    seat.empty()
    settle()
    return library


def _load_stored(store: Store, seat: DeltaGenerator, *, writes: bool) -> Library | None:
    """Return the library of a store; None of an empty one."""
    shelf = _shelf()
    live = _live(shelf, store)
    builds = live.library.builds
    if live.library.library is None and store.article_count():
        with seat.container(key="loading"):
            library = _show_reading(lambda show: live.library.now(store, on_article=show))
        seat.empty()
    else:
        library = live.library.now(store)
    if live.chores is not None:
        if live.library.builds != builds:
            unsettle()
        settle()
        live.chores.start(store, writes=writes)
    return library


def _live(shelf: _Shelf, store: Store) -> _Live:
    """Return the library of a store; what it takes is loaded for the first."""
    from geodata.ui.shelf.chores import Chores  # noqa: PLC0415 - loads intake, on demand
    from geodata.ui.shelf.live import LiveLibrary  # noqa: PLC0415 - likewise

    with shelf.lock:
        found = shelf.live.get(store)
        if found is None:
            is_own = store is own_store()
            library = LiveLibrary("own" if is_own else "store")
            found = shelf.live[store] = _Live(library, None if is_own else Chores(library))
        return found


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
    unsettle()


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
    return _show_reading(lambda show: gather_library(path, extract_path(path), on_article=show))


def _show_reading(read: Callable[[Callable[[int], None]], Made]) -> Made:
    """Return what reading articles gives, with its progress on the page until it is done."""
    spot = st.empty()
    load_gazetteer(lambda share, _step: _show_progress(spot, share))
    with spot.container():
        label = st.empty()
        label.text(_("Reading the articles …"))
        made = read(lambda count: _show_count(label, count))
    spot.empty()
    return made


def _show_count(spot: DeltaGenerator, count: int) -> None:
    spot.text(ngettext("{n} article read", "{n} articles read", count))


def _show_progress(spot: DeltaGenerator, share: float) -> None:
    text = _("Building the index of places. This happens only once.")
    spot.progress(min(1.0, max(0.0, share)), text=text)
