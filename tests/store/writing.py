"""Processes that write to a store: `python -m tests.store.writing add|correct URL COUNT NAME ...`.

One for each name, all at once. Each writes a line to standard output after each step that the
store has acknowledged.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from geodata.store import open_store
from tests.store.stock import an_act, batch

if TYPE_CHECKING:
    from typing import Protocol

    class Tell(Protocol):
        def __call__(self, *words: str) -> None: ...


_SIZE = 4  # articles in a batch


def add(url: str, _name: str, count: int, tell: Tell) -> None:
    """Add articles 0 to count, a few at a time; all processes add the same."""
    store = open_store(url)
    for start in range(0, count, _SIZE):
        for outcome in store.add(batch(range(start, start + _SIZE))):
            tell(outcome.kind, outcome.article_id)


def correct(url: str, name: str, count: int, tell: Tell) -> None:
    """Append acts on one event, each in the knowledge of this process's last one alone."""
    store, seen = open_store(url), None
    for number in range(count):
        act = an_act(int(name) * 0x1000 + number, reviewer=f"{name}@example.org", seen=seen)
        done = store.correct(act)
        seen = act.correction_id
        tell(str(done.number), seen, *(one.correction_id for one in done.others))


def tell_pipe(*words: str) -> None:
    # One write, so that lines of several processes do not run into each other.
    os.write(sys.stdout.fileno(), f"{' '.join(words)}\n".encode())


def main(what: str, url: str, count: str, *names: str) -> None:
    """Run a process for each name; fail where one of them does."""
    work = {"add": add, "correct": correct}[what]
    children = []
    for name in names:
        child = os.fork()
        if child == 0:
            work(url, name, int(count), tell_pipe)
            os._exit(0)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    sys.exit(len(failed))


if __name__ == "__main__":
    main(*sys.argv[1:])
