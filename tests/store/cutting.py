"""Cuts: `python -m tests.store.cutting URL CUTS SEED` kills writers at random moments.

Each cut is a process of its own that adds articles and corrects in turns until it is killed with
SIGKILL. What the store had acknowledged by then is written to standard output: `article ID` and
`act ID` in lines, `cut N` before the lines of each cut.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time

from geodata.store import open_store
from tests.store.stock import an_act, an_article, batch

# Seconds that a writer lives, counted from when it has opened the store; every fifth is cut while
# it opens.
_LONGEST = 0.15
_OPENED = b"opened\n"
_EARLY = 5
_SIZE = 3
_PER_CUT = 100_000


def write(url: str, first: int, pipe: int) -> None:
    """Add and correct until killed, telling of each step that was acknowledged."""
    store = open_store(url)
    os.write(pipe, _OPENED)
    for number in range(first, first + _PER_CUT, _SIZE):
        for outcome in store.add(batch(range(number, number + _SIZE))):
            os.write(pipe, f"article {outcome.article_id}\n".encode())
        act = an_act(number, article=an_article(number))
        store.correct(act)
        os.write(pipe, f"act {act.correction_id}\n".encode())


def cut(url: str, first: int, seconds: float, *, early: bool) -> str:
    """Return what a writer that lives for so long had acknowledged."""
    end, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        write(url, first, pipe)
        os._exit(1)
    os.close(pipe)
    if not early:
        assert os.read(end, len(_OPENED)) == _OPENED
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer ended before it was killed"
    with os.fdopen(end) as said:
        return said.read().removeprefix(_OPENED.decode())


if __name__ == "__main__":
    _, address, cuts, seed = sys.argv
    chance = random.Random(int(seed))  # noqa: S311 - moments, not secrets
    for one in range(int(cuts)):
        moment = chance.uniform(0, _LONGEST)
        early = one % _EARLY == 0
        found = cut(address, one * _PER_CUT, moment, early=early)
        sys.stdout.write(f"cut {one}\n{found}")
