"""Interrupt work that hangs.

This does not measure speed: on a busy machine, work of some a second may take ten times as long. Quadratic
work takes minutes on the inputs of these tests, or on shorter ones more than `QUICK`.
`tests/bench/linearity.py` measures times.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

MINUTES = 3
QUICK = 20
"""Seconds for inputs of a third of the length: what grows with the square takes a ninth of the time on them.
What grows with the length takes two seconds at most."""
QUICKER = 5
"""The same for inputs of a sixth of the length."""


class HangsError(Exception):
    """The work took many times the processor time that it needs."""


@contextlib.contextmanager
def must_end(seconds: int = 60 * MINUTES) -> Iterator[None]:
    """Fail if the block takes that of processor time; on Windows, which has no such timer, do nothing."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangsError(f"not done after {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def must_not_block() -> Iterator[None]:
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
