"""Search for inputs whose parsing time grows faster than their length.

usage: python -m tests.fuzz.growth [--seconds 60] [--seed 1] [--length 10000] [READER ...]

Each reader gets repeated fragments of its own alphabet, at a length and at four times that length
(`tests/support/growth.py`). Prints what is found, and returns 1 if anything is.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
import warnings

from tests.fuzz.long_texts import LONG_READERS, alphabet
from tests.support.growth import Slow, measure, shapes


def search(reader: str, seconds: float, seed: int, length: int) -> tuple[int, list[Slow]]:
    """Search for a number of seconds of processor time; return the number of shapes, and the slow ones."""
    found: list[Slow] = []
    tried = 0
    start = time.process_time()
    for shape in shapes(alphabet(reader), random.Random(seed)):
        if time.process_time() - start > seconds:
            break
        tried += 1
        if slow := measure(LONG_READERS[reader], shape, length):
            found.append(slow)
            print(f"{reader}: {slow}", flush=True)
    return tried, found


def main() -> int:
    """Search with each reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", default=list(LONG_READERS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=10_000)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    status = 0
    for reader in given.readers:
        tried, found = search(reader, given.seconds, given.seed, given.length)
        status |= bool(found)
        print(f"{reader}: {tried} shapes, {len(found)} of them slow", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
