"""Does the time that a reader takes grow with the length of its input, or with its square?

Texts are made of repeated fragments: `f * n`, a fragment between two others, and pairs of fragments. A text
at two lengths, one four times the other, is read twice; for linear work the second takes four times as long.
The clock is that of the processor, so that a busy machine changes little, and what looks bad is measured
again. `tests/fuzz/growth.py` searches with it.
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
"""How many times longer the longer text is."""

SUSPECT = 2.2 * FACTOR
"""How many times longer it may take: work that grows with the square takes 16 times as long."""

FLOOR = 0.15
"""Seconds of processor time below which nothing is said."""

PATIENCE = 20
"""Seconds of processor time after which a single text is given up."""

Reader = Callable[[str], object]


class _TooSlowError(BaseException):
    """The text was given up; no reader may catch it."""


@dataclass(frozen=True)
class Shape:
    """A text of any length: `before + unit * n + behind`."""

    before: str
    unit: str
    behind: str

    def text(self, length: int) -> str:
        """Return the text of about so many characters."""
        return self.before + self.unit * max(1, length // len(self.unit)) + self.behind


@dataclass(frozen=True)
class Slow:
    """A shape whose time grows faster than its length."""

    shape: Shape
    length: int
    short: float
    long: float

    def __str__(self) -> str:
        """Return the sentence that says so."""
        return (
            f"{self.shape}: {self.length:,} characters take {self.short:.2f} s, "
            f"{FACTOR} times as many {self.long:.2f} s"
        )


def shapes(fragments: Sequence[str], chance: random.Random) -> Iterator[Shape]:
    """Give shapes without end: first each fragment alone, then pairs, triples and what stands around them."""
    for fragment in fragments:
        yield Shape("", fragment, "")
    while True:
        unit = "".join(chance.choice(fragments) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))))
        before, behind = (
            "".join(chance.choice(fragments) for _ in range(chance.choice((0, 1, 1, 2)))) for _ in range(2)
        )
        if chance.random() < 0.2:
            # Two runs, as of opening and of closing signs.
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
    """Return what is wrong with a shape, measured at a length and four times that; None for nothing."""
    long = seconds(reader, shape.text(length * FACTOR))
    if long < FLOOR:
        return None
    short = seconds(reader, shape.text(length))
    if long < SUSPECT * short:
        return None
    # Once more: caches are warm now, and no collection of garbage falls into the same place.
    short = max(short, seconds(reader, shape.text(length)))
    long = min(long, seconds(reader, shape.text(length * FACTOR)))
    return Slow(shape, length, short, long) if long >= SUSPECT * short else None
