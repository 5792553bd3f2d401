"""Full-text search over articles and events, in a file beside the program and not in its memory.

SQLite's FTS5 with its trigram tokenizer, over texts that `fold` has made comparable. Measured on
1,012 German news articles with 9,409 events and on a set twenty times as large (98 million
characters in all, 187,000 events), CPU time: trigrams are built in 0.5 and 21 s, take 15 and
277 MB, and answer `panzer` in 0.5 and 26 ms, `regierung` in 5 and 30 ms, `die`, the commonest, in
2 and 40 ms; reading the rows as one text has halved that since. Words with prefixes (unicode61)
are built in 0.2 and 8 s, take 7 and 107 MB and answer a little sooner, but find a third less: 98
of 146 articles with `panzer`, for German compounds end in the word that one searches for. Looking
for compounds in the list of words takes a minute for short ones. So trigrams it is; they also find
phrases, and short words between their spaces.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import weakref
from collections import OrderedDict
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from geodata.errors import DataError
from geodata.tables.snippets import fold, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.models import Extraction

__all__ = ["Rows", "TextIndex", "searched_texts"]

Rows: TypeAlias = npt.NDArray[np.intp]
_Table = Literal["articles", "events"]

# Raised whenever `fold` or the tables change, so that an old file is not taken for a new one.
_FORMAT = 1
# Answers that are remembered: at most 1.6 MB each at 200,000 events.
_REMEMBERED = 8
_MAKE_TABLE = """
    CREATE VIRTUAL TABLE {table} USING fts5(
        text, content='', columnsize=0, tokenize='trigram case_sensitive 1'
    )
"""


class TextIndex:
    """The texts of a library, ready to be searched from several threads; it is never changed.

    Rows are those of the tables of articles and events. A search is understood as `read_words`
    says; one without any letter or digit asks for nothing and finds all rows.
    """

    def __init__(self, path: Path, *, private: Path | None = None) -> None:
        """Open an index; the folder `private`, if given, is deleted with it.

        Raises:
            DataError: the file is no index of this version.

        """
        self._connection = _open(path)
        self._lock = Lock()
        self._answers: OrderedDict[tuple[_Table, str], Rows] = OrderedDict()
        self.close = weakref.finalize(self, _close, self._connection, private)
        """Close the index and delete its private file; done at the latest when Python ends."""

    @classmethod
    def build(cls, texts: Iterable[tuple[str, str, Sequence[str]]]) -> TextIndex:
        """Return the index of articles, in a private temporary file.

        Args:
            texts: headline, text and the excerpts of the events of each article, as
                `searched_texts` returns them, in the order of the tables.

        """
        folder = Path(tempfile.mkdtemp(prefix="schauplatz-text-"))
        path = folder / "index.sqlite"
        try:
            _write(path, texts)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        index = cls(path, private=folder)
        # Where a system lets an open file lose its name, nothing stays behind a killed process.
        shutil.rmtree(folder, ignore_errors=True)
        return index

    @classmethod
    def open(cls, path: Path) -> TextIndex:
        """Return an index that `save` wrote; it is read where it lies.

        Raises:
            DataError: there is no such file, or it is no index of this version.

        """
        return cls(path)

    def save(self, path: Path) -> None:
        """Write the index to a file that does not yet exist.

        Raises:
            FileExistsError: it does.

        """
        if path.exists():
            raise FileExistsError(f"{path} exists; give the index a name that is free")
        with self._lock:
            self._connection.execute("VACUUM INTO ?", (str(path),))

    def articles(self, words: str) -> Rows:
        """Return the rows of the articles whose headline or text holds the words, in order."""
        return self._find("articles", words)

    def events(self, words: str) -> Rows:
        """Return the rows of the events whose headline or excerpt holds the words, in order."""
        return self._find("events", words)

    def _find(self, table: _Table, words: str) -> Rows:
        key = (table, words)
        with self._lock:
            found = self._answers.pop(key, None)
            if found is None:
                found = self._ask(table, words)
                found.flags.writeable = False  # it is handed out again
            self._answers[key] = found
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return found

    def _ask(self, table: _Table, words: str) -> Rows:
        wanted = read_words(words)
        if wanted.required:
            found = self._matching(table, " AND ".join(map(_quoted, wanted.required)))
        else:
            query = "SELECT rows FROM sizes WHERE name = ?"
            found = np.arange(self._connection.execute(query, (table,)).fetchone()[0])
        if wanted.excluded:
            without = self._matching(table, " OR ".join(map(_quoted, wanted.excluded)))
            found = np.setdiff1d(found, without, assume_unique=True)
        return found

    def _matching(self, table: _Table, match: str) -> Rows:
        # As one text, since a hundred thousand rows would be as many objects of Python.
        query = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - one of two names
        (rows,) = self._connection.execute(query, (match,)).fetchone()
        return np.sort(np.fromstring(rows or "", dtype=np.intp, sep=","))


def searched_texts(extraction: Extraction) -> tuple[str, str, list[str]]:
    """Return what of an article is searched: headline, text and the excerpts of its events."""
    article = extraction.article
    excerpts = [article.text[slice(*event.excerpt)] for event in extraction.events]
    return article.title, article.text, excerpts


def _open(path: Path) -> sqlite3.Connection:
    """Return a connection for reading that all threads share, one at a time."""
    with ExitStack() as opened:
        try:
            connection = opened.enter_context(closing(_connect(path)))
            found = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise DataError(f"{path} is no index of texts ({error}); build it again") from error
        if found != _FORMAT:
            raise DataError(f"{path} is an index of version {found}, not {_FORMAT}; build it anew")
        opened.pop_all()
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(where, uri=True, check_same_thread=False)


def _close(connection: sqlite3.Connection, folder: Path | None) -> None:
    connection.close()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, texts: Iterable[tuple[str, str, Sequence[str]]]) -> None:
    """Write an index; nobody else sees the file before it is done, so nothing is kept in case."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode = off", "synchronous = off", "cache_size = -16000"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE sizes (name TEXT PRIMARY KEY, rows INTEGER)")
        for table in ("articles", "events"):
            connection.execute(_MAKE_TABLE.format(table=table))
        articles = events = 0
        for headline, text, excerpts in texts:
            title = fold(headline)
            _insert(connection, "articles", articles, title + fold(text))
            articles += 1
            for excerpt in excerpts:
                _insert(connection, "events", events, title + fold(excerpt))
                events += 1
        sizes = [("articles", articles), ("events", events)]
        connection.executemany("INSERT INTO sizes VALUES (?, ?)", sizes)
        connection.execute(f"PRAGMA user_version = {_FORMAT}")
        connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: _Table, row: int, text: str) -> None:
    query = f"INSERT INTO {table} (rowid, text) VALUES (?, ?)"  # noqa: S608 - one of two names
    connection.execute(query, (row, text))


def _quoted(term: str) -> str:
    """Return a folded term, which holds no quotes, as a phrase of FTS5."""
    return f'"{term}"'
