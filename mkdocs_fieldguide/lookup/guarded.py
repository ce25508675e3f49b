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
import ipaddress
import socket
import threading
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

_INNER = tuple(ipaddress.IPv6Network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))
"""IPv6 networks whose last four bytes are an IPv4 address."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddressError(Exception):
    """An address leads to a machine that is not on the public web."""


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    try:
        address: Address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(address)
    if inner is not None:
        address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: Address) -> Address | None:
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address.teredo is not None:
        return address.teredo[1]
    found = address.ipv4_mapped or address.sixtofour
    if found is None and any(address in network for network in _INNER):
        found = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return found


class Watch:
    """Ends a question when its time is over, whatever it is waiting for.

    The time limit of sockets counts anew with each byte, so a server that drips would never end.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.is_over = False

    def __enter__(self) -> Watch:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    def hold(self, connected: socket.socket) -> None:
        """Note the connection that is to be ended."""
        # TLS takes the handle over from the plain socket; a copy of it reaches the connection still.
        self._socket = connected.dup()
        if self.is_over:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        held = self._socket
        if held is not None:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


class Guard:
    """Decides where connections may lead.

    Args:
        allowed: names of hosts that may be asked wherever they lead.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(name.casefold() for name in allowed)

    def handlers(self, watch: Watch) -> tuple[HTTPHandler, HTTPSHandler]:
        """Return handlers for an opener that ask only where they may, and hand `watch` the connection."""
        return _Http(self, watch), _Https(self, watch)

    def connect(
        self, watch: Watch, address: tuple[str, int], timeout: float, source: object = None, **rest: object
    ) -> socket.socket:
        """Connect to a host's public address.

        Raises:
            PrivateAddressError: if it has none.
            OSError: if it cannot be reached.
        """
        host, port = address
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        public = [info for info in found if self._permits(host, str(info[4][0]))]
        if not public:
            raise PrivateAddressError(host)
        failure: OSError | None = None
        for family, kind, protocol, _, target in public:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout)
                connection.connect(target)
            except OSError as error:
                connection.close()
                failure = error
            else:
                watch.hold(connection)
                return connection
        raise failure or OSError("no address")

    def check_name(self, host: str) -> None:
        """Look at the name of a host that a proxy connects us with, and that need not be known here.

        Raises:
            PrivateAddressError: if it has private addresses only, as far as that can be seen from here.
        """
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return
        if not any(self._permits(host, str(info[4][0])) for info in found):
            raise PrivateAddressError(host)

    def _permits(self, host: str, address: str) -> bool:
        return host.casefold() in self._allowed or is_public(address)


def _connect_to_proxy(
    watch: Watch, address: tuple[str, int], timeout: float, source: object = None, **rest: object
) -> socket.socket:
    """Connect to a proxy, which whoever runs us has chosen, wherever it is."""
    connection = socket.create_connection(address, timeout)
    watch.hold(connection)
    return connection


class _Connecting:
    """What the handlers of http and https have in common."""

    def __init__(self, guard: Guard, watch: Watch) -> None:
        super().__init__()
        self._guard = guard
        self._watch = watch

    def _maker(self, kind: type[http.client.HTTPConnection], request: Request) -> Any:
        """Return what makes a connection for a request."""
        tunnelled = getattr(request, "_tunnel_host", None)
        connect = functools.partial(self._guard.connect, self._watch)
        if tunnelled or request.has_proxy():
            self._guard.check_name(urlsplit(request.full_url).hostname or "")
            connect = functools.partial(_connect_to_proxy, self._watch)

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
