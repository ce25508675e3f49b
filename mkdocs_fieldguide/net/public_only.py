"""SSRF-safe HTTP connections with a hard deadline.

Pull requests from strangers are checked on a maintainer's machines. Their links must not reach services that
only those machines can reach: a router, a cloud metadata service, a database. The address is checked when the
connection is made, and the connection is made to that same address, which prevents DNS rebinding. IPv4
addresses embedded in IPv6 addresses are checked as well.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import socket
import threading
import time
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

from mkdocs_fieldguide.net.public_addresses import is_public

_FIRST_UNPRIVILEGED_PORT = 1024
_WEB_PORTS = frozenset({80, 443})
"""The only allowed ports below 1024: the others belong to mail and similar services, and browsers block many
of them too (https://fetch.spec.whatwg.org/#port-blocking)."""

_LOCAL_NAMES = (".internal", ".local", ".localhost", ".home.arpa", ".lan", ".intranet", ".corp", ".home")
"""Domains that are never public: RFC 6761, RFC 6762, RFC 8375, and ICANN's decisions on `.internal` (2024)
and on name collisions (`.corp`, `.home`)."""


class PrivateAddressError(Exception):
    """A host has no public address."""


class UnsupportedUrlError(Exception):
    """A URL is not requested: it is not http or https, has no host, or a blocked port."""


class Deadline:
    """Abort a request when the deadline expires, regardless of what it is waiting for.

    Socket timeouts restart with each byte, so they do not protect against slow-drip (slowloris) servers.
    """

    def __init__(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.is_over = False

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    @property
    def remaining(self) -> float:
        """Return the remaining seconds.

        Raises:
            TimeoutError: if the deadline has expired.
        """
        seconds = self._deadline - time.monotonic()
        if self.is_over or seconds <= 0:
            raise TimeoutError
        return seconds

    def attach(self, connected: socket.socket) -> None:
        """Register the connection to shut down when the deadline expires."""
        # TLS detaches the file descriptor from the plain socket; a duplicate still reaches the connection.
        earlier, self._socket = self._socket, connected.dup()
        if earlier is not None:
            earlier.close()
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        connection = self._socket
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class SsrfGuard:
    """Checks the addresses of connections, to prevent server-side request forgery (SSRF).

    Args:
        allowed: hosts that are allowed with any address: `host` for all ports, or `host:port`.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(name.casefold() for name in allowed)

    def handlers(self, deadline: Deadline) -> tuple[HTTPHandler, HTTPSHandler]:
        """Return handlers for an opener that check each connection and register it with the deadline."""
        return _Http(self, deadline), _Https(self, deadline)

    def connect(
        self,
        deadline: Deadline,
        address: tuple[str, int],
        timeout: float,
        source: object = None,
        **rest: object,
    ) -> socket.socket:
        """Connect to a host's public address.

        Raises:
            PrivateAddressError: if it has none.
            UnsupportedUrlError: if the port is blocked.
            OSError: if the host cannot be reached.
        """
        host, port = address
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = self._allows(host, port)
        public = [info for info in found if allowed or is_public(str(info[4][0]))]
        if not public:
            raise PrivateAddressError(host)
        self._check_port(host, port)
        failure: OSError | None = None
        for family, kind, protocol, _, target in public:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(min(timeout, deadline.remaining))
                connection.connect(target)
            except OSError as error:
                connection.close()
                failure = error
            else:
                deadline.attach(connection)
                return connection
        raise failure or OSError("no address")

    def check_name(self, host: str, port: int) -> None:
        """Check a host that is reached through a proxy and may not be resolvable here.

        Raises:
            PrivateAddressError: if one of its known addresses is private, or its name is one of a private
                network.
            UnsupportedUrlError: if the port is blocked.
        """
        if not self._allows(host, port):
            try:
                # The proxy may choose any of the addresses.
                found = [str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
            except OSError:
                found = []
                name = host.casefold().rstrip(".")
                if "." not in name or name.endswith(_LOCAL_NAMES):
                    raise PrivateAddressError(host) from None
            if not all(map(is_public, found)):
                raise PrivateAddressError(host)
        self._check_port(host, port)

    def _allows(self, host: str, port: int) -> bool:
        name = host.casefold()
        return name in self._allowed or host_and_port(name, port) in self._allowed

    def _check_port(self, host: str, port: int) -> None:
        is_open = port >= _FIRST_UNPRIVILEGED_PORT or port in _WEB_PORTS
        if not is_open and host_and_port(host.casefold(), port) not in self._allowed:
            raise UnsupportedUrlError


def host_and_port(host: str, port: int) -> str:
    """Return host and port in the form that `SsrfGuard` takes."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _connect_to_proxy(
    deadline: Deadline, address: tuple[str, int], timeout: float, source: object = None, **rest: object
) -> socket.socket:
    """Connect to a proxy, which the user has configured and which may have a private address."""
    connection = socket.create_connection(address, min(timeout, deadline.remaining))
    deadline.attach(connection)
    return connection


class _CheckedHandler:
    """Base class of the handlers of http and https."""

    def __init__(self, guard: SsrfGuard, deadline: Deadline) -> None:
        super().__init__()
        self._guard = guard
        self._deadline = deadline

    def _connection_factory(self, kind: type[http.client.HTTPConnection], request: Request) -> Any:
        """Return a factory for the connection of a request."""
        tunnelled = getattr(request, "_tunnel_host", None)
        connect = functools.partial(self._guard.connect, self._deadline)
        if tunnelled or request.has_proxy():
            parts = urlsplit(request.full_url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            self._guard.check_name(parts.hostname or "", port)
            connect = functools.partial(_connect_to_proxy, self._deadline)

        def make(host: str, **options: Any) -> http.client.HTTPConnection:
            connection = kind(host, **options)
            # The hook through which http.client creates sockets, before it wraps them in TLS.
            connection._create_connection = connect  # type: ignore[attr-defined]
            return connection

        return make


class _Http(_CheckedHandler, HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        response: http.client.HTTPResponse = self.do_open(
            self._connection_factory(http.client.HTTPConnection, req), req
        )
        return response

    http_request = HTTPHandler.do_request_


class _Https(_CheckedHandler, HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        response: http.client.HTTPResponse = self.do_open(
            self._connection_factory(http.client.HTTPSConnection, req), req
        )
        return response

    https_request = HTTPSHandler.do_request_
