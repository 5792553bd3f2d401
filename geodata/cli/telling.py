"""What commands tell while they work, on standard error: lines, a bar, a count of articles."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from geodata.errors import GeodataError
from geodata.gazetteer import load_gazetteer
from geodata.models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geodata.models import Extraction

__all__ = [
    "NOTHING_READ",
    "SOME_REJECTED",
    "NothingReadError",
    "Tally",
    "counted",
    "one_line",
    "say",
    "show_progress",
]

SOME_REJECTED = 1
NOTHING_READ = 2


class NothingReadError(GeodataError):
    """There was no article to work on."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            f"no article could be read from {path}; wanted: a folder of .txt files, a .txt file, "
            "or JSON Lines"
        )


class Tally:
    """Counts what was read and what was rejected, and says what was wrong."""

    def __init__(self) -> None:
        self.read = 0
        self.rejected = 0

    @property
    def exit_status(self) -> int:
        """The status that a command ends with: whether anything was rejected."""
        return SOME_REJECTED if self.rejected else 0

    def watch(self, found: Iterator[Extraction | Problem]) -> Iterator[Extraction | Problem]:
        """Return what the engine finds as it comes, counted and told of."""
        with show_progress() as step:
            load_gazetteer(step)
        yield from self.count(found)

    def count(self, found: Iterator[Extraction | Problem]) -> Iterator[Extraction | Problem]:
        """Return what was found as it comes, counted and told of."""
        shown = sys.stderr.isatty()
        for one in found:
            if isinstance(one, Problem):
                self.rejected += one.rejected
                say(f"schauplatz: {one}")
            else:
                self.read += 1
            if shown:
                click.echo(f"\r{self.read} articles", nl=False, err=True)
            yield one
        if shown:
            click.echo("\r", nl=False, err=True)


@contextmanager
def show_progress() -> Iterator[Callable[[float, str], None]]:
    """Show a bar for work that may take seconds, as soon as it reports a step, if at all."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def step(share: float, label: str) -> None:
            if not bars:
                bar = click.progressbar(length=100, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            bars[0].label = label
            bars[0].update(max(0, round(share * 100) - bars[0].pos))

        yield step


def say(line: str) -> None:
    """Print a message on standard error, as one line."""
    click.echo(one_line(line), err=True)


def one_line(text: str) -> str:
    """Return a text on one line that does nothing to a terminal, whatever an article calls itself.

    What cannot be seen is shown as U+FFFD.
    """
    line = " ".join(text.splitlines())
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in line
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 article", "12 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
