"""A piece of work in a fresh interpreter, so that all other visitors are answered meanwhile.

Streamlit makes a file that is asked for in a thread of the server, and threads of Python share one
core with everything that draws pages. A fork of a server with many threads may hang, and the
pools of the standard library would run the page's script again; so the work goes to a process that
knows nothing of this one: `python -m geodata.ui.taking.apart` reads what to do and writes what came
of it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, TypeVar, cast

from geodata.errors import ExportError, GeodataError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run_apart", "run_sparing"]

Result = TypeVar("Result")

# Longer than the slowest format takes for 200,000 rows; a process that hangs must not stay.
LONGEST_S = 240
# Pages that wait for the same core go first.
_NICE = 10
# Up to so many rows the work is done sooner than another process has started.
_AT_ONCE = 2_000
# Pieces of work that go on at the same time; others wait, so that pages keep their share.
_SLOTS = BoundedSemaphore(2)


def run_sparing(rows: int, work: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function gives; with many rows apart, a few such pieces of work at a time.

    Raises:
        ExportError: see `run_apart`.

    """
    if rows <= _AT_ONCE:
        return work(*arguments)
    with _SLOTS:
        return run_apart(work, *arguments)


def run_apart(work: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function gives that runs in a process of its own.

    Args:
        work: a function of a module, known by its name.
        arguments: what it is given; they and the result must be such that they can be pickled.

    Raises:
        ExportError: the process ended without a result, or took longer than `LONGEST_S`.
        GeodataError: the function raised it; its words are the same here.

    """
    command = [sys.executable, "-m", "geodata.ui.taking.apart"]
    here = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=pickle.dumps((work, arguments), pickle.HIGHEST_PROTOCOL),
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": here},
            timeout=LONGEST_S,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ExportError(
            f"the process that was to make the file gave none ({type(error).__name__}); "
            "ask for fewer rows, or use `schauplatz export`"
        ) from error
    result = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    if isinstance(result, GeodataError):
        raise result
    return cast("Result", result)


def main() -> None:
    """Do what standard input says and write what came of it; what the work prints is no part."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answer:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        if hasattr(os, "nice"):
            os.nice(_NICE)
        work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
        try:
            result = work(*arguments)
        except GeodataError as error:
            result = error
        pickle.dump(result, answer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
