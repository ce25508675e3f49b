"""Print the tables of docs/background/speed.md, from one run on one machine.

The figures of the documentation are measured with this on a machine that does nothing else; processor and
load are printed before and after.

usage: python tests/bench/figures.py [--rounds 5] [--changes 20] [--memory 200]
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
from pathlib import Path

import cold_builds
import rebuild

NAMES = {
    "Material alone": "Material alone: the same pages, with each tag replaced by the name of the tool",
    "without pages of entries": "the guide, without pages of single tools, people and organisations",
    "everything": "the guide with these 870 pages",
}
"""The names of the sites in the documentation."""


def print_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table; all columns but the first contain numbers."""
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    print("", lines[0], f"|---|{'--:|' * (len(head) - 1)}", *lines[1:], "", sep="\n")


def print_cold_builds(folder: Path, rounds: int) -> None:
    """Print what cold builds cost."""
    costs = cold_builds.measure(cold_builds.write_sites(folder), rounds)
    bare = costs["Material alone"].seconds
    rows = [
        (NAMES[name], f"{cost.seconds:.1f} s", f"{cost.seconds / bare:.2f}", f"{cost.memory:.0f} MB")
        for name, cost in costs.items()
    ]
    print_table(("Site", "Processor time", "Compared with Material alone", "Memory"), rows)


def print_rebuilds(folder: Path, rounds: int, changes: int) -> None:
    """Print what rebuilds cost, and how long authors wait for a changed page."""
    shares = rebuild.measure_shares(folder / "shares", rounds)
    rows = [
        (name, f"{statistics.median(seconds):.1f} s", f"{shares.share(name):.0%}")
        for name, seconds in shares.parts.items()
    ]
    print_table(("Change", "Processor time", "Share of a cold build"), rows)
    waits = sorted(rebuild.measure_serve(rebuild.write(folder / "serve"), changes))
    print(f"From saving a page to receiving the new one: {statistics.median(waits):.1f} s, the median of")
    print(f"{len(waits)} changes, which took from {waits[0]:.1f} to {waits[-1]:.1f} s.")


def main() -> int:
    """Print the tables and sentences."""
    parser = argparse.ArgumentParser(description="The figures of docs/background/speed.md.")
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind")
    parser.add_argument("--changes", type=int, default=20, help="changed words under a real server")
    parser.add_argument("--memory", type=int, default=200, help="rebuilds after which memory is compared")
    wanted = parser.parse_args()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    print(cold_builds.describe_machine())
    with tempfile.TemporaryDirectory() as name:
        print_cold_builds(Path(name) / "cold", wanted.rounds)
        print_rebuilds(Path(name), wanted.rounds, wanted.changes)
        if wanted.memory:
            begin, end = rebuild.measure_memory(Path(name) / "memory", wanted.memory)
            print(f"{wanted.memory} rebuilds: {begin:.0f} MB, and {end - begin:+.1f} MB at the end.")
    print(cold_builds.describe_machine())
    return 0


if __name__ == "__main__":
    sys.exit(main())
