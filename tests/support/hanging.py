"""Interrupt work that hangs.

This does not measure speed: on a busy machine, work of some seconds may take ten times as long. Quadratic
work takes minutes on the inputs of these tests. `tests/bench/linearity.py` measures times.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

MINUTES = 3


class HangsError(Exception):
    """The work took minutes of processor time."""


@contextlib.contextmanager
def must_end() -> Iterator[None]:
    """Fail if the block takes minutes of processor time; on Windows, which has no such timer, do nothing."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangsError(f"not done after {MINUTES} minutes of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 60 * MINUTES)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def must_not_wait() -> Iterator[None]:
    """Fail if the block waits forever, such as for a writer of a named pipe.

    There is no writer, so any limit detects it; work that is only slow ends well before.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangsError(f"not done after {MINUTES} minutes")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 60 * MINUTES)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
