from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from geodata.ui.shelf.recent import Recent


def test_a_result_is_made_once() -> None:
    made: list[str] = []
    recent: Recent[str, str] = Recent(2)

    def make() -> str:
        made.append("a")
        return "A"

    assert [recent.get("a", make), recent.get("a", make)] == ["A", "A"]
    assert made == ["a"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    recent: Recent[str, str] = Recent(2)
    for key in ("a", "b", "a", "c"):
        recent.get(key, key.upper)
    assert recent.get("a", lambda: "made anew") == "A"
    assert recent.get("b", lambda: "made anew") == "made anew"


def test_big_results_are_fewer() -> None:
    recent: Recent[int, list[int]] = Recent(8, size=len, most=250)
    for key in range(5):
        recent.get(key, lambda: [0] * 100)
    assert len(recent) == 2


def test_a_result_that_is_too_big_is_kept_alone() -> None:
    recent: Recent[str, list[int]] = Recent(8, size=len, most=10)
    recent.get("small", lambda: [0])
    assert recent.get("big", lambda: [0] * 100) is recent.get("big", list)
    assert len(recent) == 1


def test_threads_that_ask_for_the_same_wait_for_one() -> None:
    recent: Recent[str, object] = Recent(2)
    start = threading.Barrier(6)

    def ask(_number: int) -> object:
        start.wait()
        return recent.get("same", object)

    with ThreadPoolExecutor(6) as pool:
        assert len({id(found) for found in pool.map(ask, range(6))}) == 1


def test_what_makes_a_result_may_ask_for_another() -> None:
    recent: Recent[str, str] = Recent(2)
    assert recent.get("outer", lambda: recent.get("inner", str) + "made") == "made"


def test_what_is_there_does_not_wait_for_what_is_being_made() -> None:
    recent: Recent[str, str] = Recent(2)
    recent.get("there", lambda: "at once")
    begun, told = threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert told.wait(10)
        return "late"

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(recent.get, "slow", make)
        assert begun.wait(10)
        assert recent.get("there", str) == "at once"
        told.set()
        assert late.result(10) == "late"
