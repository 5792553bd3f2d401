"""What `schauplatz add` tells: a line for each article, for each problem, and one at the end."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from geodata.cli.telling import NOTHING_READ, SOME_REJECTED, counted, one_line, say

if TYPE_CHECKING:
    from geodata.intake import Recognised
    from geodata.models import Article, Problem
    from geodata.store import Entry, Known, Outcome, OutcomeKind, Store

__all__ = ["Reporting"]

_SHOWN_NAME = 60  # characters of the name of a source beside the count


class Reporting:
    """Counts what became of the articles, and tells of each.

    On standard output, tab-separated: what became of it, its id, its date, its title, and the
    article that it is almost a copy of or takes the place of.
    """

    def __init__(self) -> None:
        self._counts: Counter[OutcomeKind] = Counter()
        self._rejected = 0
        self._source = ""
        # Where the lines themselves are seen, they are the progress.
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()

    @property
    def read(self) -> int:
        """How many articles were read, whether new or known."""
        return self._counts.total()

    @property
    def exit_status(self) -> int:
        """The status that the command ends with."""
        if not self.read:
            return NOTHING_READ
        return SOME_REJECTED if self._rejected else 0

    def begin(self, _begun: int, name: str) -> None:
        """Note which source is read now."""
        self._source = one_line(name)[-_SHOWN_NAME:]
        self._show_progress()

    def is_known_link(self, store: Store, link: str) -> bool:
        """Whether a link is that of a stored article; then that is told of."""
        return self._tell_known(store.known(url=link))

    def is_known_file(self, store: Store, raw_sha256: str) -> bool:
        """Whether a stored article was made of these bytes; then that is told of."""
        return self._tell_known(store.known(raw_sha256=raw_sha256))

    def tell_problem(self, problem: Problem) -> None:
        """Tell of something wrong."""
        self._rejected += problem.rejected
        self._clear()
        say(f"schauplatz: {problem}")

    def tell_outcome(self, outcome: Outcome, article: Article) -> None:
        """Tell what became of an article."""
        beside = ""
        if outcome.supersedes is not None:
            beside = f"replaces {outcome.supersedes}"
        elif outcome.near is not None:
            beside = f"near {outcome.near}"
        self._tell(outcome.kind, replace(article, article_id=outcome.article_id), beside)

    def tell_recognised(self, recognised: Recognised, article: Article) -> None:
        """Tell what would become of an article."""
        known, near = recognised.known, recognised.near
        kind: OutcomeKind = "added"
        if known is not None:
            kind = "known" if known.article_id == article.article_id else "new version"
        beside = "" if near is None else f"near {near}"
        self._tell(kind, article, beside)

    def summary(self, *, saved: bool) -> str:
        """Return the line at the end: "12 articles added, 3 known already, 2 rejected"."""
        word = "added" if saved else "to add"
        parts = [f"{counted(self._counts['added'], 'article')} {word}"]
        if self._counts["known"]:
            parts.append(f"{self._counts['known']} known already")
        if self._counts["new version"]:
            parts.append(counted(self._counts["new version"], "new version"))
        if self._rejected:
            parts.append(f"{self._rejected} rejected")
        return ", ".join(parts)

    def close(self) -> None:
        """Take the progress off the terminal."""
        self._clear()

    def _tell_known(self, known: Known | None) -> bool:
        if known is not None:
            self._tell("known", known.article)
        return known is not None

    def _tell(self, kind: OutcomeKind, article: Article | Entry, beside: str = "") -> None:
        self._counts[kind] += 1
        day = "" if article.published is None else article.published.iso()
        columns = (kind, article.article_id, day, one_line(article.title), beside)
        click.echo("\t".join(columns).rstrip("\t"))
        self._show_progress()

    def _show_progress(self) -> None:
        if self._shown:
            self._clear()
            click.echo(f"\r{counted(self.read, 'article')}  {self._source}", nl=False, err=True)

    def _clear(self) -> None:
        if self._shown:
            width = shutil.get_terminal_size().columns - 1
            click.echo("\r" + " " * width + "\r", nl=False, err=True)
