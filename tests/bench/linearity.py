"""Measure whether the time for tags grows linearly with the length of a text, or quadratically.

usage: python tests/bench/linearity.py

Each kind of long text is expanded at two lengths, one eight times the other. The exit status is 1 if the
longer one takes more than sixteen times as long.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.unit.markup.test_expand_properties import HARD, expand_and_convert  # noqa: E402

SHORT, LONG = 25_000, 200_000
LEAST = 0.02
"""Resolution of the measurement in seconds."""


def seconds(text: str) -> float:
    """Return the processor time for a text, the minimum of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        expand_and_convert(text)
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Print the times for each kind of text."""
    status = 0
    for name, unit in HARD.items():
        short, long = (seconds(unit * (size // len(unit))) for size in (SHORT, LONG))
        times = long / max(short, LEAST)
        status |= times > 2 * LONG / SHORT
        print(f"{name:24} {short:6.2f} s {long:6.2f} s  {times:5.1f} times")
    return status


if __name__ == "__main__":
    sys.exit(main())
