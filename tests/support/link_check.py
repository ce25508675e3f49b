"""Check the links of small sites, with servers on this machine that respond in many ways."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from support.answering import Answer, Service, respond
from support.checking import Result, check_files

FAST = ("--links", "--link-pause", "0", "--link-timeout", "0.5")
HERE = ("--allow-private", "127.0.0.1")


def check(
    tmp_path: Path, service: Service, *paths: str, arguments: Sequence[str] = (), **options: Any
) -> Result:
    """Check a page with links to these paths of a server."""
    text = "# Links\n\n" + "".join(f"[{path}]({service.url}{path})\n" for path in paths)
    return check_files(tmp_path, {"docs/index.md": text}, *FAST, *HERE, *arguments, **options)


def summaries(result: Result) -> list[tuple[str, str, str]]:
    """Return code, message without its URL, and hint of each finding."""
    return [(found["code"], found["message"].partition("” ")[2], found["hint"]) for found in result.findings]


def send_slowly(handler: BaseHTTPRequestHandler) -> None:
    """Send a header that never ends, one byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:  # until the client has closed the connection
        handler.wfile.write(b"x")
        threading.Event().wait(0.05)


def respond_in_order(*answers: Answer) -> Answer:
    """Return a handler that sends each of the answers once, in order."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        left.pop(0)(handler)

    return answer


def send_endless_continues(handler: BaseHTTPRequestHandler) -> None:
    """Send interim responses without end."""
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def send_invalid_http(handler: BaseHTTPRequestHandler) -> None:
    """Send the greeting of a mail server."""
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def close_connection(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a response."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def send_endless_headers(handler: BaseHTTPRequestHandler) -> None:
    """Send very many headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        handler.wfile.write(b"X-%d: x\r\n" % number)


def send_long_header(handler: BaseHTTPRequestHandler) -> None:
    """Send a header of a megabyte."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000)


def send_endless_body(handler: BaseHTTPRequestHandler) -> None:
    """Send a body without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def set_cookie(handler: BaseHTTPRequestHandler) -> None:
    """Redirect to the same URL until the client sends a cookie back."""
    if "seen=1" in handler.headers.get("Cookie", ""):
        respond("")(handler)
    else:
        respond("", 302, headers={"Location": handler.path, "Set-Cookie": "seen=1"})(handler)
