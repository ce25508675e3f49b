"""What a guide of the size of a real one costs, and whether anything grows faster than the guide.

135 pages with 1,620 mentions of 633 tools, 200 people; measured in processor time, which a busy machine
does not spoil, against the same pages with plain names under bare Material.

usage: python tests/bench/guide.py [--times 1] [--rounds 1] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import os
import pstats
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import build_time

PAGES, TOOLS, PEOPLE, REFERENCES = 135, 633, 200, 238


def write_guide(root: Path, times: int, *, plain: bool) -> None:
    """Write a guide `times` as large as a real one."""
    build_time.TOOLS, build_time.PEOPLE = TOOLS * times, PEOPLE * times
    build_time.REFERENCES = REFERENCES * times
    build_time.write_site(root, PAGES * times, plain=plain)


def processor_seconds(root: Path) -> float:
    """Build a site in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def profile(root: Path) -> None:
    """Build in this process and print where the time goes."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.disable()
    config = load_config(str(root / "mkdocs.yml"))
    profiler = cProfile.Profile()
    profiler.runcall(build, config)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("mkdocs_fieldguide", 40)


def main() -> int:
    """Print the best of the rounds for both sites."""
    parser = argparse.ArgumentParser(description="What a guide of real size costs to build.")
    parser.add_argument("--times", type=int, default=1, help="how many times as large as a real guide")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--profile", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: Path(folder) / name for name in ("bare", "guide")}
        pages = PAGES * wanted.times
        for name, root in roots.items():
            write_guide(root, wanted.times, plain=name == "bare")
        if wanted.profile:
            profile(roots["guide"])
            return 0
        bare = 0.0
        for name, root in roots.items():
            seconds = min(processor_seconds(root) for _ in range(wanted.rounds))
            bare = bare or seconds
            print(f"{name:6} {pages} pages {seconds:7.2f} s {1000 * seconds / pages:6.1f} ms a page", end="")
            print(f" {seconds / bare:5.2f} times bare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
