"""A server of its own for a measurement, and what it holds in memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Server", "serve_grown", "serve_script"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    url: str
    pid: int

    def memory_mb(self) -> float:
        """Return what of the process is in memory, in megabytes (of 10^6 bytes)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        (resident,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(resident.split()[1]) * 1024 / 1e6

    def busy_s(self) -> float:
        """Return for how long the process has kept a core busy, in seconds."""
        fields = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve_grown(events: int) -> Iterator[Server]:
    """Run the app over the set of so many events; it must have been made before."""
    port = _free_port()
    script = ROOT / "tests" / "bench" / "grown_dashboard.py"
    with _serve([sys.executable, str(script), str(events), str(port)], port) as server:
        yield server


@contextmanager
def serve_script(script: Path, *arguments: str) -> Iterator[Server]:
    """Run a page of Streamlit."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.headless", "true", "--server.port", str(port), "--", *arguments]
    with _serve(command, port) as server:
        yield server


@contextmanager
def _serve(command: Sequence[str], port: int) -> Iterator[Server]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_until_up(f"http://localhost:{port}/_stcore/health", process)
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
