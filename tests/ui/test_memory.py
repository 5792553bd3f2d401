from __future__ import annotations

import platform
import subprocess
import sys
import textwrap

import pytest

from geodata.ui.shelf import memory

# Twenty threads that make and drop columns of a few megabytes, as the runs of pages do; without
# the settings half a gigabyte stays.
SCRIPT = """
import threading
import numpy as np
from geodata.ui.shelf.memory import hand_memory_back

hand_memory_back()
all_at_once = threading.Barrier(20)
kept = []

def work():
    all_at_once.wait()
    for _ in range(3):
        columns = [np.ones(400_000 + more) for more in range(8)]
        kept.append(np.ones(3_000))
        del columns
    all_at_once.wait()

threads = [threading.Thread(target=work) for _ in range(20)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]) * 4096 // 10**6)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone")
def test_what_threads_drop_goes_back_to_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SCRIPT)], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 150


def test_other_c_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str | None) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("platform.libc_ver", lambda: ("", ""))
    monkeypatch.setattr("ctypes.CDLL", fail)
    memory.hand_memory_back()
