"""The site of `deploy/nginx.conf` in a real nginx, with ports, paths and certificate of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import trustme

from geodata.gazetteer import cache_folder
from tests.browser.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DEPLOY",
    "ROOT",
    "Site",
    "find_nginx",
    "hosted_environment",
    "serving",
    "settings",
]

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAME = "localhost"
START_SECONDS = 10
# What is outside of a site: as Debian has it, but for users, folders and logs.
AROUND = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Site:
    """A running site: where it answers over TLS and without, whose certificate, and its log."""

    url: str
    plain_url: str
    certificate: Path
    log: Path


def find_nginx() -> str:
    """Return an nginx: SCHAUPLATZ_NGINX, one that is installed, else Debian's, fetched now."""
    given = os.environ.get("SCHAUPLATZ_NGINX") or shutil.which("nginx", path=_path())
    return given or str(_fetched())


def settings() -> dict[str, str]:
    """Return what `deploy/schauplatz.env` sets."""
    lines = (DEPLOY / "schauplatz.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def hosted_environment(**more: str) -> dict[str, str]:
    """Return the environment of a hosted copy, and `more`."""
    return {**os.environ, **settings(), **more}


@contextmanager
def serving(app_port: int) -> Iterator[Site]:
    """Run our site before an app that listens at a port of this machine."""
    with tempfile.TemporaryDirectory(prefix="schauplatz-nginx-") as name:
        folder = Path(name)
        port, plain = free_port(), free_port()
        _write_certificate(folder)
        (folder / "site.conf").write_text(_site(folder, app_port, port, plain), encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        main = folder / "nginx.conf"
        main.write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
        server = subprocess.Popen([find_nginx(), "-c", str(main), "-e", str(folder / "error.log")])
        try:
            _wait_until_up(port, server, folder / "error.log")
            address = f"https://{NAME}:{port}/schauplatz"
            yield Site(address, f"http://{NAME}:{plain}", folder / "ca.pem", folder / "error.log")
        finally:
            server.terminate()
            server.wait(10)


def _site(folder: Path, app_port: int, port: int, plain: int) -> str:
    """Return our configuration with what differs from machine to machine put in."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for pattern, instead in (
        (r"maps\.example\.org", NAME),
        (r"/etc/letsencrypt/live/localhost", str(folder)),
        (r"/var/lib/nginx/schauplatz", f"{folder}/files"),
        (r"127\.0\.0\.1:8501", f"127.0.0.1:{app_port}"),
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443 ", f"listen 127.0.0.1:{port} "),
        (r"listen \[::\]:.*\n", "\n"),
    ):
        text, count = re.subn(pattern, instead, text)
        assert count, f"deploy/nginx.conf has no {pattern}"
    return text


def _write_certificate(folder: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate = authority.issue_cert(NAME)
    certificate.private_key_pem.write_to_path(folder / "privkey.pem")
    for number, blob in enumerate(certificate.cert_chain_pems):
        blob.write_to_path(folder / "fullchain.pem", append=number > 0)


def _wait_until_up(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"nginx ended: {log.read_text(encoding='utf-8')}"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nginx did not answer at port {port}")


def _path() -> str:
    # Debian installs it where only the administrator looks.
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


def _fetched() -> Path:
    """Return Debian's nginx, unpacked beside our indexes, without installing it."""
    folder = cache_folder() / "nginx"
    program = folder / "usr" / "sbin" / "nginx"
    if not program.is_file():
        assert shutil.which("apt-get"), (
            "the tests of hosting need nginx: install it, or name one in SCHAUPLATZ_NGINX"
        )
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "nginx"], cwd=folder, check=True)
        for package in sorted(folder.glob("nginx*.deb")):
            subprocess.run(["dpkg", "-x", package, folder], check=True)
    return program
