"""Fuzz the readers: mutate texts of the corpus, and store those that make a reader raise or hang.

usage: python -m tests.fuzz.fuzz [--seconds 60] [--seed 1] [READER ...]

Failing inputs are written to `tests/fuzz/found/READER/`; once the bug is fixed, move them to the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import math
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.readers import CANARY, READERS

HERE = Path(__file__).parent
LONGEST = 1.0
"""Maximum processor time in seconds for a short text."""

_SHORT = 2_000
_TOKENS: list[str] = [*json.loads((HERE / "tokens.json").read_text(encoding="utf-8")), CANARY]


def mutate(text: str, chance: random.Random, corpus: list[str]) -> str:
    """Return a mutated text."""
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([1, 2, 5, 20, 100]))
        kind = chance.randrange(7)
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = text[:at] + chance.choice(_TOKENS) + text[at:]
        elif kind == 2:
            text = text[:at] + text[at:end] * chance.choice([2, 3, 50]) + text[end:]
        elif kind == 3:
            other = chance.choice(corpus)
            cut = chance.randrange(len(other) + 1)
            text = text[:at] + other[cut : cut + 200] + text[end:]
        elif kind == 4:
            text = (
                text[:at] + chr(chance.choice([chance.randrange(128), chance.randrange(0x3000)])) + text[end:]
            )
        elif kind == 5 and chance.random() < 0.1:
            # Quadratic time shows here.
            text = text[:at] + chance.choice(_TOKENS) * chance.choice([500, 3000]) + text[at:]
        else:
            text = text[:at] + chance.choice(_TOKENS) + text[at:end] + chance.choice(_TOKENS) + text[end:]
    return text[:40_000]


class TooSlowError(Exception):
    """A reader exceeded the time limit."""


def run_reader(reader: Callable[[str], None], text: str, longest: float | None = None) -> str:
    """Read a text; return a description of the failure, or an empty text.

    Args:
        reader: what reads it.
        text: the text.
        longest: maximum processor time in seconds; without it, only endless loops are failures.
    """

    def stop(*_: object) -> None:
        raise TooSlowError

    limited = hasattr(signal, "SIGALRM")
    if limited:
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(120)
    start = time.process_time()
    try:
        reader(text)
    except TooSlowError:
        return "hangs"
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        if limited:
            signal.alarm(0)
    took = time.process_time() - start
    return f"takes {took:.1f} s" if longest is not None and took > longest else ""


def seeds(name: str) -> list[str]:
    """Return the corpus of a reader."""
    files = sorted((HERE / "corpus" / name).glob("*"))
    return [file.read_bytes().decode("utf-8", "surrogateescape") for file in files] or [""]


def fuzz(
    name: str, seconds: float, seed: int, longest: float | None = None, most: float = math.inf
) -> tuple[int, list[Path]]:
    """Fuzz one reader for some seconds, or until it has read `most` texts.

    Returns:
        the number of texts, and the files with failing inputs.
    """
    chance = random.Random(f"{name}{seed}")
    corpus = seeds(name)
    reader = READERS[name]
    found: dict[str, Path] = {}
    count = 0
    # Long texts are slow, so that few would be tested.
    short = [text for text in corpus if len(text) <= _SHORT] or corpus
    end = time.monotonic() + seconds
    while count < most and time.monotonic() < end:
        text = mutate(chance.choice(short if chance.random() < 0.95 else corpus), chance, corpus)
        count += 1
        problem = run_reader(reader, text, longest)
        if not problem:
            continue
        where = problem.strip().splitlines()[-1][:80] if "Traceback" in problem else problem[:5]
        if where in found:
            continue
        data = text.encode("utf-8", "surrogatepass")
        path = HERE / "found" / name / hashlib.sha256(data).hexdigest()[:12]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        found[where] = path
        print(f"{name}: {path.name}: {problem}", flush=True)
    return count, list(found.values())


def main() -> int:
    """Fuzz all readers, or the named ones; return 1 if a failure was found."""
    logging.disable(logging.CRITICAL)
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("readers", nargs="*", choices=[[], *READERS], help="which readers")
    parser.add_argument("--seconds", type=float, default=60, help="how long in all")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    names = wanted.readers or list(READERS)
    status = 0
    for name in names:
        count, found = fuzz(name, wanted.seconds / len(names), wanted.seed, LONGEST)
        print(f"{name:14}{count:8} texts, {len(found)} problems", flush=True)
        status = status or bool(found)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
