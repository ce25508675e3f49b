"""A static file server for built sites, on a free port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


@dataclass
class StaticServer:
    """Serves a folder in a thread until it is closed.

    The port is known before a folder is set, so that a site can be built for this URL.

    Attributes:
        base: URL path of the folder, such as `/repository/` on GitHub Pages.
        headers: additional response headers, such as a Content-Security-Policy.
        folder: the folder; can be set after the start.
    """

    base: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def __post_init__(self) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Return the URL of the folder, with a trailing `/`."""
        return f"http://127.0.0.1:{self._http.server_address[1]}{self.base}"

    def close(self) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Not the system's table: the Windows registry may define JavaScript as plain text.
    extensions_map = {  # noqa: RUF012 - the parent class has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
        ".json": "application/json",
        ".woff2": "font/woff2",
    }

    def __init__(self, server: StaticServer, *args: object) -> None:
        self._static = server
        super().__init__(*args, directory=str(server.folder or "."))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send the file, or the site's 404 page."""
        if self._static.folder is None or not self.path.startswith(self._static.base):
            return self.send_error(HTTPStatus.NOT_FOUND)
        self.path = "/" + self.path[len(self._static.base) :]
        return super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404.html, as GitHub Pages does."""
        page = self._static.folder / "404.html" if self._static.folder else None
        wants_page = urlsplit(self.path).path.endswith(("/", ".html"))
        if code != HTTPStatus.NOT_FOUND or page is None or not page.is_file() or not wants_page:
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def end_headers(self) -> None:
        """Add the configured headers; cache style sheets and scripts, but not pages and data."""
        for name, value in self._static.headers.items():
            self.send_header(name, value)
        fixed = urlsplit(self.path).path.endswith((".css", ".js", ".woff2"))
        self.send_header("Cache-Control", "max-age=3600" if fixed else "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""
