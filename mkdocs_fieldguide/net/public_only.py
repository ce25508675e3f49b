"""Connections that lead to the public web only, and end in time.

What a stranger proposes is checked on our machines, and its links must not reach what only those machines
reach: a router, a cloud's metadata service, a neighbour's database. The address is looked at when the
connection is made, and the connection is made to that very address, so a name that leads elsewhere the next
moment is of no use. A private address in disguise (IPv4 inside IPv6) is seen for what it is.
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
"""The only ports below 1024 that are asked: the others are those of mail and the like, which browsers do not
ask either (https://fetch.spec.whatwg.org/#port-blocking)."""

_LOCAL_NAMES = (".internal", ".local", ".localhost", ".home.arpa", ".lan", ".intranet", ".corp", ".home")
"""Endings of names that are never public: RFC 6761, RFC 6762, RFC 8375, and ICANN's decisions on `.internal`
(2024) and on names that collide (`.corp`, `.home`)."""


class PrivateAddressError(Exception):
    """An address leads to a machine that is not on the public web."""


class UnsupportedUrlError(Exception):
    """An address is none that is asked: no http or https, no host, or a port of mail and the like."""


class Deadline:
    """Ends a question when its time is over, whatever it is waiting for.

    The time limit of sockets counts anew with each byte, so a server that drips would never end.
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
        """Return the seconds that are left.

        Raises:
            TimeoutError: if there are none.
        """
        seconds = self._deadline - time.monotonic()
        if self.is_over or seconds <= 0:
            raise TimeoutError
        return seconds

    def attach(self, connected: socket.socket) -> None:
        """Note the connection that is to be ended."""
        # TLS takes the handle over from the plain socket; a copy of it reaches the connection still.
        earlier, self._socket = self._socket, connected.dup()
        if earlier is not None:
            earlier.close()
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        held = self._socket
        if held is not None:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


class SsrfGuard:
    """Decides where connections may lead.

    Args:
        allowed: hosts that may be asked wherever they lead: `host` for all of its ports, or `host:port`.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(name.casefold() for name in allowed)

    def handlers(self, deadline: Deadline) -> tuple[HTTPHandler, HTTPSHandler]:
        """Return handlers for an opener that ask only where they may, and hand `watch` the connection."""
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
            NotOfTheWebError: if its port is one that is not asked.
            OSError: if it cannot be reached.
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
        """Check a host that a proxy connects us with, and that need not be known here.

        Raises:
            PrivateAddressError: if one of its addresses is private, as far as that can be seen from here, or
                if its name is one of a private network.
            NotOfTheWebError: if its port is one that is not asked.
        """
        if not self._allows(host, port):
            try:
                # The proxy may take any of the addresses.
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
    """Return how `SsrfGuard` names one port of a host."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _connect_to_proxy(
    deadline: Deadline, address: tuple[str, int], timeout: float, source: object = None, **rest: object
) -> socket.socket:
    """Connect to a proxy, which whoever runs us has chosen, wherever it is."""
    connection = socket.create_connection(address, min(timeout, deadline.remaining))
    deadline.attach(connection)
    return connection


class _Connecting:
    """What the handlers of http and https have in common."""

    def __init__(self, guard: SsrfGuard, deadline: Deadline) -> None:
        super().__init__()
        self._guard = guard
        self._deadline = deadline

    def _maker(self, kind: type[http.client.HTTPConnection], request: Request) -> Any:
        """Return what makes a connection for a request."""
        tunnelled = getattr(request, "_tunnel_host", None)
        connect = functools.partial(self._guard.connect, self._deadline)
        if tunnelled or request.has_proxy():
            parts = urlsplit(request.full_url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            self._guard.check_name(parts.hostname or "", port)
            connect = functools.partial(_connect_to_proxy, self._deadline)

        def make(host: str, **options: Any) -> http.client.HTTPConnection:
            connection = kind(host, **options)
            # The hook that http.client's own connections are made through, with TLS around what it gives.
            connection._create_connection = connect  # type: ignore[attr-defined]
            return connection

        return make


class _Http(_Connecting, HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        response: http.client.HTTPResponse = self.do_open(self._maker(http.client.HTTPConnection, req), req)
        return response

    http_request = HTTPHandler.do_request_


class _Https(_Connecting, HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        response: http.client.HTTPResponse = self.do_open(self._maker(http.client.HTTPSConnection, req), req)
        return response

    https_request = HTTPSHandler.do_request_
