"""Work in the background of a session: a thread that outlives reruns and changes of page.

The thread knows nothing of Streamlit. A page asks the job how far it is; whoever closes the tab
loses the sight of it, not the work.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Job", "Progress"]

Step = TypeVar("Step")

_LOG = logging.getLogger(__name__)
# Each job reads articles on a core of its own; those of further visitors wait for their turn.
_TURNS = threading.BoundedSemaphore(2)
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` parts, None where nobody knows; `current` is at work.

    `found` counts the articles that were read, before they are steps.
    """

    done: int = 0
    total: int | None = None
    current: str = ""
    found: int = 0


class Job(Generic[Step]):
    """What yields steps one after another in a thread; all that were yielded are kept.

    `work` is given the job itself, to tell its progress and to ask whether to stop.
    """

    def __init__(self, work: Callable[[Job[Step]], Iterable[Step]]) -> None:
        """Keep the work; nothing happens before `start`."""
        self._work = work
        self._steps: list[Step] = []
        self._progress = Progress()
        self._error: Exception | None = None
        self._cancelled = threading.Event()
        self._ended = threading.Event()
        self._is_waiting = False

    def start(self) -> Job[Step]:
        """Begin, and return the job."""
        # A daemon: whoever stops the server does not wait, and what was saved is safe.
        threading.Thread(target=self._run, name="schauplatz-adding", daemon=True).start()
        return self

    def cancel(self) -> None:
        """Stop at the next step; what was done stays done."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether somebody has asked to stop."""
        return self._cancelled.is_set()

    def is_waiting(self) -> bool:
        """Whether other jobs come first."""
        return self._is_waiting

    def is_ended(self) -> bool:
        """Whether there will be no further step."""
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end so long at most; whether it came."""
        return self._ended.wait(seconds)

    def tell(self, progress: Progress) -> None:
        """Take over how far the work is; for the work itself."""
        self._progress = progress

    @property
    def progress(self) -> Progress:
        """How far the work is."""
        return self._progress

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done so far, in order."""
        return tuple(self._steps)

    @property
    def error(self) -> Exception | None:
        """What ended the work early, None where nothing did."""
        return self._error

    def _run(self) -> None:
        if self._takes_turn():
            try:
                for step in self._work(self):
                    self._steps.append(step)
            except Exception as error:  # noqa: BLE001 -- the page tells of it, whatever it is
                _LOG.warning("adding articles stopped early", exc_info=error)
                self._error = error
            finally:
                _TURNS.release()
        self._work = _nothing  # it may hold many megabytes of files
        self._ended.set()

    def _takes_turn(self) -> bool:
        """Wait until fewer jobs are at work; false where this one was stopped before."""
        while not _TURNS.acquire(timeout=_LOOK_SECONDS):
            self._is_waiting = True
            if self.is_cancelled():
                return False
        self._is_waiting = False
        return True


def _nothing(_job: Job[Any]) -> tuple[()]:
    return ()
