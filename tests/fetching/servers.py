"""Real servers for the tests of fetching, and a network in which names lead to them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

PUBLIC = "93.184.216.34"
ARTICLE = b"<html><body><h1>Feuer am Hafen</h1><p>In Bremen brannte ein Lager.</p></body></html>"


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = ARTICLE
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = "text/html; charset=utf-8"


Answering = Reply | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    path: str
    headers: Mapping[str, str]


class Paper:
    """A newspaper's site: what stands at its paths, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Answering] = {}
        self.asked: list[Asked] = []

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    paper: Paper

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away: that is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        paper = self.server.paper
        paper.asked.append(Asked(self.path, dict(self.headers)))
        reply = paper.pages.get(self.path, Reply(404, b"no such page"))
        if isinstance(reply, Reply):
            send(self, reply)
        else:
            reply(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name
        pass


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    headers = {"Content-Length": str(len(reply.body)), **reply.headers}
    if reply.media_type is not None:
        headers = {"Content-Type": reply.media_type, **headers}
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(reply.body)


@contextmanager
def paper_site(certificate: ssl.SSLContext | None = None) -> Iterator[Paper]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        if certificate is not None:
            server.socket = certificate.wrap_socket(server.socket, server_side=True)
        server.paper = Paper(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.paper
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def raw_site(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[int]:
    """Serve whatever `talk` does with each connection; yields the port."""
    closing = threading.Event()
    threads: list[threading.Thread] = []

    def one(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                talk(connection, closing)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=one, args=(connection,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield listener.getsockname()[1]
        finally:
            closing.set()
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            for thread in [acceptor, *threads]:
                thread.join()


class Names:
    """A resolver: each name with the answers it gives, one after another, the last for ever."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {name: list(each) for name, each in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._answers.get(host, [()])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class WayHome(httpcore.SyncBackend):
    """A network in which every address leads to a port of this computer; it notes which."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.connected: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002 - all lead to one
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        return super().connect_tcp("127.0.0.1", self._port, timeout, local_address, socket_options)
