"""Does the time that tags take grow with the length of a text, or with its square?

usage: python tests/bench/linearity.py

Long texts of one sort are expanded at two lengths, one eight times the other. Returns 1 if any takes
more than sixteen times as long.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.unit.markup.test_expand_properties import HARD, gone_through  # noqa: E402

SHORT, LONG = 25_000, 200_000
LEAST = 0.02
"""Seconds that the clock cannot tell apart."""


def seconds(text: str) -> float:
    """Return the processor time of going through a text, the least of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        gone_through(text)
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Print the times of each sort of text."""
    status = 0
    for name, unit in HARD.items():
        short, long = (seconds(unit * (size // len(unit))) for size in (SHORT, LONG))
        times = long / max(short, LEAST)
        status |= times > 2 * LONG / SHORT
        print(f"{name:24} {short:6.2f} s {long:6.2f} s  {times:5.1f} times")
    return status


if __name__ == "__main__":
    sys.exit(main())
