"""Run `mkdocs serve`, and wait for its next build."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")
PATIENCE = 120
"""Timeout in seconds, even on a busy machine."""


@dataclass
class Serving:
    """A running server.

    Attributes:
        url: its URL, with a trailing `/`.
        log: the file that it writes to.
    """

    url: str
    log: Path

    def page(self, address: str = "") -> str:
        """Return the current version of a page."""
        with urlopen(self.url + address, timeout=PATIENCE) as response:
            return str(response.read().decode())

    def after_next_build(self, before: str, address: str = "") -> str:
        """Return a page from a newer build than that of `before`, an earlier version.

        Raises:
            TimeoutError: if there is none in time.
        """
        match = _EPOCH.search(before)
        if match is None:
            raise ValueError("no page of `mkdocs serve`")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # The server responds after the next build, or after a minute.
            with urlopen(f"{self.url}livereload/{match[1]}/{match[2]}", timeout=PATIENCE) as response:
                if response.read().decode() != match[1]:
                    return self.page(address)
        raise TimeoutError(self.log.read_text(encoding="utf-8"))


@contextlib.contextmanager
def serving(root: Path) -> Iterator[Serving]:
    """Run `mkdocs serve` for a site until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = root / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("w") as stream:
        process = subprocess.Popen(command, cwd=root, stdout=stream, stderr=stream, env=environment)
        try:
            server = Serving(f"http://127.0.0.1:{port}/", log)
            deadline = time.monotonic() + PATIENCE
            while True:
                with contextlib.suppress(URLError):
                    server.page()
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(log.read_text(encoding="utf-8"))
                time.sleep(0.05)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)
