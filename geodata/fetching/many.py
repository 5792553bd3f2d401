"""Fetching many links, several at once."""

from __future__ import annotations

from collections import defaultdict, deque
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from geodata.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geodata.fetching.fetcher import Fetched, Fetcher

__all__ = ["fetch_all"]

_LOOK_SECONDS = 0.2  # between looks at whether it was cancelled
Found = tuple[str, "Fetched | FetchError"]


def fetch_all(
    urls: Iterable[str],
    fetcher: Fetcher,
    *,
    at_once: int = 8,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Found]:
    """Return each link with its page or why there is none, in the order in which they are done.

    A link that stands there twice is fetched once. Hosts take turns, so that a long list of one
    host does not hold up the others. No more pages than `at_once` + 2 are in memory.

    Args:
        urls: as people wrote them.
        fetcher: keeps to its limits for each host.
        at_once: how many are fetched at once, at all hosts together.
        cancelled: asked several times a second; when it says so nothing more is returned.

    """
    waiting = deque(_by_turns(dict.fromkeys(urls)))
    total, done = len(waiting), Queue[Found](maxsize=1)
    stopped, lock = Event(), Lock()

    def work() -> None:
        while not stopped.is_set():
            with lock:
                if not waiting:
                    return
                url = waiting.popleft()
            _put(done, (url, _attempt(fetcher, url)), stopped)

    for i in range(min(at_once, total)):
        # Daemons: who cancels, or ends the program, does not wait for slow servers.
        Thread(target=work, daemon=True, name=f"schauplatz-fetch-{i}").start()
    try:
        for _ in range(total):
            found = _take(done, cancelled)
            if found is None:
                return
            yield found
    finally:
        stopped.set()


def _attempt(fetcher: Fetcher, url: str) -> Fetched | FetchError:
    try:
        return fetcher.fetch(url)
    except FetchError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one odd server never stops a list
        return FetchError(f"could not be fetched ({type(error).__name__}: {error})", link=url)


def _take(done: Queue[Found], cancelled: Callable[[], bool] | None) -> Found | None:
    """Return the next page that is done; None when it was cancelled."""
    while cancelled is None or not cancelled():
        try:
            return done.get(timeout=_LOOK_SECONDS)
        except Empty:
            continue
    return None


def _put(done: Queue[Found], found: Found, stopped: Event) -> None:
    """Hand a page over as soon as the one before is taken; drop it when nobody takes any more."""
    while not stopped.is_set():
        try:
            done.put(found, timeout=_LOOK_SECONDS)
        except Full:
            continue
        return


def _by_turns(urls: Iterable[str]) -> Iterator[str]:
    """Return links so that hosts take turns, each host's in their order."""
    hosts: dict[str, deque[str]] = defaultdict(deque)
    for url in urls:
        hosts["".join(url.split("/")[:3]).lower()].append(url)
    while hosts:
        for host in list(hosts):
            yield hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]
