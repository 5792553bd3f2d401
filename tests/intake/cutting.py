"""The command in a process of its own that can be killed at any moment, its words kept."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from geodata.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Forked", "acknowledged"]


@dataclass(frozen=True)
class Forked:
    """A copy of this process that runs `schauplatz`; what it needs is loaded already."""

    pid: int
    output: int

    @classmethod
    def start(cls, arguments: list[str], environ: Mapping[str, str]) -> Forked:
        import_module("geodata.cli.adding")  # once, before processes are copied
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _run(arguments, environ, writing)
        os.close(writing)
        return cls(pid, reading)

    def kill_after(self, lines: int, seconds: float) -> bytes:
        """Kill it without a word some time after it said so many lines; return all it had said."""
        said = b""
        while said.count(b"\n") < lines and (more := os.read(self.output, 1 << 16)):
            said += more
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return said + self.wait()

    def wait(self) -> bytes:
        """Return all that it says until it ends."""
        with os.fdopen(self.output, "rb") as file:
            said = file.read()
        os.waitpid(self.pid, 0)
        return said


def acknowledged(said: bytes) -> list[str]:
    """Return the ids of the articles that were said to be kept; a line cut short says nothing."""
    lines = said.decode("utf-8", "replace").split("\n")[:-1]
    return [line.split("\t")[1] for line in lines if line.count("\t") >= 2]


def _run(arguments: list[str], environ: Mapping[str, str], output: int) -> NoReturn:
    status = 70
    try:
        os.environ.update(environ)
        os.dup2(output, 1)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        try:
            main(arguments, standalone_mode=False)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
    finally:
        os._exit(status)
