"""A server on 127.0.0.1 with configurable responses, valid or not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Service:
    """A running server.

    Attributes:
        url: its URL, with a trailing `/`.
        answers: its handlers by path and query; others get a 404.
        heads: its handlers for HEAD requests, if different from those for GET.
        requests: path and headers of each request.
        methods: method and path of each request.
    """

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    heads: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    methods: list[tuple[str, str]] = field(default_factory=list)


def respond(
    body: bytes | str | Mapping[str, Any] | list[Any],
    status: int = 200,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Return a handler that sends a response; a mapping or list is sent as JSON."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(data)

    return answer


def redirect_to(address: str, status: int = 302) -> Answer:
    """Return a handler that redirects."""
    return respond("", status, headers={"Location": address})


@contextmanager
def answering() -> Iterator[Service]:
    """Run a server until the block ends."""
    service = Service("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.take(service.answers)

        def do_HEAD(self) -> None:
            self.take(service.answers | service.heads)

        def take(self, answers: dict[str, Answer]) -> None:
            service.requests.append((self.path, dict(self.headers)))
            service.methods.append((self.command, self.path))
            answer = answers.get(self.path, respond({}, 404))
            with suppress(OSError):  # the client may have closed the connection
                answer(self)
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
