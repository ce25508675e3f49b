"""Writing to the terminal that a command runs in."""

from __future__ import annotations

import contextlib
import os
import sys


class OutputError(Exception):
    """The standard output cannot be written to; the message says why, in one sentence.

    Args:
        error: what the system says.
    """

    def __init__(self, error: OSError) -> None:
        self.is_closed = isinstance(error, BrokenPipeError)
        reason = "its reader has gone" if self.is_closed else error.strerror or str(error)
        super().__init__(f"The output could not be written to its end: {reason}.")


def echo(text: str, *, error: bool = False, end: str = "\n") -> None:
    """Write a text; a terminal that cannot show a character shows a question mark instead of failing.

    Args:
        text: what to write.
        error: write to the standard error output.
        end: what follows the text.

    Raises:
        OutputError: if the standard output cannot be written to.
    """
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding), file=stream, end=end, flush=True)
    except OSError as problem:
        if not error:
            raise OutputError(problem) from problem


def flush() -> None:
    """Write what is left of the standard output.

    Raises:
        OutputError: if that fails.
    """
    try:
        sys.stdout.flush()
    except OSError as problem:
        raise OutputError(problem) from problem


def open_closed_streams() -> None:
    """Send what is written to an output that the caller has closed, as with `>&-`, to nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def give_up_output() -> None:
    """Throw away what is left of the standard output; else Python would fail over it again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
