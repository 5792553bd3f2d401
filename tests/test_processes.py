from __future__ import annotations

import os
import signal
import time
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from geodata.processes import WAITING_PER_JOB, map_in_processes

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = range(60)


def work(number: int) -> int:
    """Square a number, the first ones slowest; a number below zero kills its process."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02 / (1 + number))
    return number * number


def lost(number: int) -> int:
    return number


def fail(number: int) -> int:
    raise ValueError(number)


def test_results_come_in_the_order_of_the_input() -> None:
    found = list(map_in_processes(work, NUMBERS, jobs=2, lost=lost))
    assert found == [number * number for number in NUMBERS]


@pytest.mark.parametrize("deadly", [[0], [59], [5, 6], [0, 30, 59], list(range(0, 60, 7))])
def test_an_item_that_kills_its_process_costs_no_other(deadly: list[int]) -> None:
    items = [-number - 1 if number in deadly else number for number in NUMBERS]
    found = list(map_in_processes(work, items, jobs=2, lost=lost))
    assert found == [item if item < 0 else item * item for item in items]


def test_no_more_items_are_taken_than_can_wait() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = map_in_processes(work, items(), jobs=2, lost=lost)
    assert list(islice(results, 3)) == [0, 1, 4]
    assert len(taken) <= 3 + 2 * WAITING_PER_JOB
    results.close()  # type: ignore[attr-defined]  # a generator, as documented


def test_an_error_of_the_work_is_raised_where_its_result_was_due() -> None:
    with pytest.raises(ValueError, match="0"):
        list(map_in_processes(fail, NUMBERS, jobs=2, lost=lost))
