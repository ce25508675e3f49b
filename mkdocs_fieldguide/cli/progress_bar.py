"""A progress bar for commands that may take long."""

from __future__ import annotations

import os
import sys
import time
from typing import IO

_BAR_WIDTH = 24
_MAX_LABEL_LENGTH = 40
_INTERVAL = 0.1
"""Seconds between two updates."""

_DELAY = 0.5
"""Seconds before the bar appears, so that it does not flash when a command is quick."""


class ProgressBar:
    """A progress bar; shown only on a terminal.

    Args:
        stream: standard error, unless a test replaces it.
        delay: seconds before the bar appears.
    """

    def __init__(self, stream: IO[str] | None = None, delay: float = _DELAY) -> None:
        stream = stream or sys.stderr
        self._stream = stream if stream.isatty() and os.environ.get("TERM") != "dumb" else None
        self._width = 0
        self._next = time.monotonic() + delay

    def show(self, done: int, total: int, label: str) -> None:
        """Show the progress.

        Args:
            done: number of finished steps.
            total: number of all steps.
            label: what is being done.
        """
        if self._stream is None or (done < total and time.monotonic() < self._next):
            return
        if done >= total and not self._width:
            return
        self._next = time.monotonic() + _INTERVAL
        full = _BAR_WIDTH * done // max(1, total)
        name = "".join(
            character if character.isascii() and character.isprintable() else "?"
            for character in label[:_MAX_LABEL_LENGTH]
        )
        self._write(f"[{'#' * full}{'-' * (_BAR_WIDTH - full)}] {done}/{total} {name}")

    def clear(self) -> None:
        """Clear the line."""
        if self._width:
            self._write("")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(f"\r{text:{self._width}}\r")
            self._stream.flush()
            self._width = len(text)
