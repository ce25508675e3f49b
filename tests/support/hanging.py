"""Stops work that does not end.

This is no measure of speed: what takes seconds may take ten times as long on a busy machine. Work that grows
with the square of its input takes minutes on the inputs of these tests. `tests/bench/linearity.py` measures.
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
    """Fail what takes more than minutes of processor time; without such a clock (Windows) wait for it."""
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
    """Fail what waits for something that never comes, such as for a writer of a named pipe.

    Nobody comes to write, so any limit tells; what only takes long is done well before.
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
