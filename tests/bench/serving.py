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
from tests.hosting.nginx import hosted_environment, serving, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Server", "serve_grown", "serve_hosted", "serve_script"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its process, and who vouches for it, if TLS is spoken."""

    url: str
    pid: int
    certificate: Path | None = None

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
def serve_grown(events: int, **more: str) -> Iterator[Server]:
    """Run the app over the set of so many events, made before; `more` goes to its environment."""
    port = _free_port()
    script = ROOT / "tests" / "bench" / "grown_dashboard.py"
    command = [sys.executable, str(script), str(events), str(port)]
    with _serve(command, port, environment={**os.environ, **more}) as server:
        yield server


@contextmanager
def serve_hosted(events: int, **more: str) -> Iterator[Server]:
    """Run the app over such a set as it is hosted, through nginx; `more` goes to its environment.

    The process is that of the app.
    """
    port = _free_port()
    script = ROOT / "tests" / "bench" / "grown_dashboard.py"
    command = [sys.executable, str(script), str(events), str(port)]
    path = settings()["STREAMLIT_SERVER_BASE_URL_PATH"]
    with _serve(command, port, path, hosted_environment(**more)) as app, serving(port) as site:
        yield Server(site.url, app.pid, site.certificate)


@contextmanager
def serve_script(script: Path, *arguments: str) -> Iterator[Server]:
    """Run a page of Streamlit."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.headless", "true", "--server.port", str(port), "--", *arguments]
    with _serve(command, port) as server:
        yield server


@contextmanager
def _serve(
    command: Sequence[str], port: int, path: str = "", environment: Mapping[str, str] = os.environ
) -> Iterator[Server]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    url = f"http://localhost:{port}/{path}".rstrip("/")
    try:
        wait_until_up(f"{url}/_stcore/health", process)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
