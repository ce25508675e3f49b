"""Robust output to the terminal."""

from __future__ import annotations

import contextlib
import os
import sys


class OutputError(Exception):
    """Writing to standard output failed; the message says why in one sentence.

    Args:
        error: the error of the operating system.
    """

    def __init__(self, error: OSError) -> None:
        self.is_closed = isinstance(error, BrokenPipeError)
        reason = "the reader has closed the pipe" if self.is_closed else error.strerror or str(error)
        super().__init__(f"Output incomplete: {reason}.")


def echo(text: str, *, error: bool = False, end: str = "\n") -> None:
    """Write a text, with a question mark for each character that the terminal cannot encode.

    Args:
        text: the text.
        error: write to standard error.
        end: appended to the text.

    Raises:
        OutputError: if writing to standard output fails.
    """
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding), file=stream, end=end, flush=True)
    except OSError as problem:
        if not error:
            raise OutputError(problem) from problem


def flush() -> None:
    """Flush standard output.

    Raises:
        OutputError: if that fails.
    """
    try:
        sys.stdout.flush()
    except OSError as problem:
        raise OutputError(problem) from problem


def open_closed_streams() -> None:
    """Redirect streams that the caller has closed, as with `>&-`, to the null device."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def discard_output() -> None:
    """Discard pending output; Python would otherwise fail again when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, sys.stdout.fileno())
        os.close(null_device)
