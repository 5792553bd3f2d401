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

# A writer is killed so many seconds at most after the step that its end was drawn for, and steps
# are counted rather than time, so that a busy computer draws no other moments than an idle one.
_LONGEST = 0.03
_MOST_STEPS = 12
_SIZE = 3
_PER_CUT = 100_000


def write(url: str, first: int, pipe: int) -> None:
    """Add and correct until killed, telling of each step that was acknowledged."""
    store = open_store(url)
    for number in range(first, first + _PER_CUT, _SIZE):
        for outcome in store.add(batch(range(number, number + _SIZE))):
            os.write(pipe, f"article {outcome.article_id}\n".encode())
        act = an_act(number, article=an_article(number))
        store.correct(act)
        os.write(pipe, f"act {act.correction_id}\n".encode())


def cut(url: str, first: int, steps: int, seconds: float) -> str:
    """Return what a writer had acknowledged that was killed some time after so many lines."""
    end, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        write(url, first, pipe)
        os._exit(1)
    os.close(pipe)
    with os.fdopen(end) as said:
        heard = "".join(said.readline() for _ in range(steps))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the writer ended before it was killed"
        return heard + said.read()


if __name__ == "__main__":
    _, address, cuts, seed = sys.argv
    chance = random.Random(int(seed))  # noqa: S311 - moments, not secrets
    for one in range(int(cuts)):
        step, moment = chance.randint(0, _MOST_STEPS), chance.uniform(0, _LONGEST)
        sys.stdout.write(f"cut {one}\n{cut(address, one * _PER_CUT, step, moment)}")
