"""Detects whether the time of a reader grows faster than linearly with the length of its input.

Texts consist of repeated fragments: `f * n`, a fragment between two others, and pairs of fragments. Each text
is read at two lengths, one four times the other; if the time is linear, the second one takes four times as
long. Processor time is measured, which depends little on the load of the machine, and suspicious results are
measured again. `tests/fuzz/growth.py` uses it to search.
"""

from __future__ import annotations

import contextlib
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

FACTOR = 4
"""Ratio of the two lengths."""

SUSPECT = 2.2 * FACTOR
"""Maximum ratio of the two times; quadratic time has a ratio of 16."""

FLOOR = 0.15
"""Minimum processor time in seconds for a result."""

PATIENCE = 20
"""Maximum processor time in seconds for a single text."""

Reader = Callable[[str], object]


class _TooSlowError(BaseException):
    """A text took too long; no reader may catch it."""


@dataclass(frozen=True)
class Shape:
    """A text of any length: `before + unit * n + behind`."""

    before: str
    unit: str
    behind: str

    def text(self, length: int) -> str:
        """Return the text with about this number of characters."""
        return self.before + self.unit * max(1, length // len(self.unit)) + self.behind


@dataclass(frozen=True)
class Slow:
    """A shape whose time grows faster than its length."""

    shape: Shape
    length: int
    short: float
    long: float

    def __str__(self) -> str:
        """Return a description as a sentence."""
        return (
            f"{self.shape}: {self.length:,} characters take {self.short:.2f} s, "
            f"{FACTOR} times as many {self.long:.2f} s"
        )


def shapes(fragments: Sequence[str], chance: random.Random) -> Iterator[Shape]:
    """Yield an endless sequence of shapes: single fragments first, then pairs, triples and surroundings."""
    for fragment in fragments:
        yield Shape("", fragment, "")
    while True:
        unit = "".join(chance.choice(fragments) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))))
        before, behind = (
            "".join(chance.choice(fragments) for _ in range(chance.choice((0, 1, 1, 2)))) for _ in range(2)
        )
        if chance.random() < 0.2:
            # Two runs, such as opening and closing brackets.
            before += chance.choice(fragments) * 3000
        yield Shape(before, unit, behind)


def seconds(reader: Reader, text: str) -> float:
    """Return the processor time of reading a text, at most `PATIENCE`."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    start = time.process_time()
    try:
        with contextlib.suppress(_TooSlowError):
            reader(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start


def measure(reader: Reader, shape: Shape, length: int) -> Slow | None:
    """Measure a shape at a length and at four times that length; return None if its time is linear."""
    long = seconds(reader, shape.text(length * FACTOR))
    if long < FLOOR:
        return None
    short = seconds(reader, shape.text(length))
    if long < SUSPECT * short:
        return None
    # Again: caches are warm now, and garbage collection is unlikely to run at the same point.
    short = max(short, seconds(reader, shape.text(length)))
    long = min(long, seconds(reader, shape.text(length * FACTOR)))
    return Slow(shape, length, short, long) if long >= SUSPECT * short else None
