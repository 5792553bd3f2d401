"""Connections to public addresses alone, each ended by the deadline.

The check stands where the connection is made: the name is looked up once, its addresses are
checked, and the connection goes to the very address that was checked. A name that answers
otherwise a moment later (DNS rebinding) gains nothing, nor does a link written in some way that
the check of links does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

from geodata.fetching.resolving import public_addresses

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from geodata.fetching.deadline import Deadline
    from geodata.fetching.links import Site
    from geodata.fetching.resolving import Resolve

__all__ = ["CheckedNetwork"]

_TRIED = 4  # addresses of a site; a name may list hundreds


class CheckedNetwork(httpcore.NetworkBackend):
    """The network as one fetch may use it."""

    def __init__(
        self,
        network: httpcore.NetworkBackend,
        resolve: Resolve,
        *,
        allowed: frozenset[Site],
        deadline: Deadline,
    ) -> None:
        self._network = network
        self._resolve = resolve
        self._allowed = allowed
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address of a host that answers.

        Raises:
            FetchError: the host is not public.
            httpcore.NetworkError, httpcore.TimeoutException: no address answers.

        """
        seconds = self._deadline.left(timeout)
        addresses = public_addresses(
            (host, port), self._resolve, seconds=seconds, allowed=self._allowed
        )
        failure: Exception = httpcore.ConnectTimeout()
        for address in addresses[:_TRIED]:
            if self._deadline.is_over:
                break
            try:
                stream = self._network.connect_tcp(
                    str(address), port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _EndingStream(stream, self._deadline)
        raise failure


class _EndingStream(httpcore.NetworkStream):
    """A connection on which nothing is waited for after the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.is_over:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._deadline.is_over:
            raise httpcore.WriteTimeout
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        if self._deadline.is_over:
            self.close()
            raise httpcore.ConnectTimeout
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _EndingStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
