"""Measure builds of a guide of realistic size, and whether any cost grows faster than the guide.

135 pages with 1,215 mentions of 633 tools, 200 people, 60 organisations and 238 references; measured in
processor time, which depends least on the load of the machine, and compared with the same pages with plain
names in plain Material.

usage: python tests/bench/guide.py [--times 1] [--rounds 3] [--profile NAME]
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import build_time

from mkdocs_fieldguide.files.cache_dir import get_cache_folder

PAGES, TOOLS, PEOPLE, ORGANISATIONS, REFERENCES = 135, 633, 200, 60, 238

NO_PAGES: Mapping[str, str | bool] = {"tool_pages": False, "people": False, "organisations": False}
SITES: Mapping[str, Mapping[str, object]] = {
    "bare Material": {"plain": True},
    "tools in the text, their table and cards": {
        "only_tools": True,
        "listings": {**NO_PAGES, "contributors": False, "affiliations": False, "references": False},
    },
    "and a page for each tool": {
        "only_tools": True,
        "listings": {"contributors": False, "affiliations": False, "references": False},
    },
    "everything, without pages of entries": {"listings": NO_PAGES},
    "and pages of people and organisations": {"listings": {"tool_pages": False}},
    "everything": {},
}
"""Sites and how `write_site` makes them."""


def write_guide(root: Path, times: int, how: Mapping[str, object]) -> None:
    """Write a guide `times` times the realistic size."""
    build_time.TOOLS, build_time.PEOPLE = TOOLS * times, PEOPLE * times
    build_time.ORGANISATIONS, build_time.REFERENCES = ORGANISATIONS * times, REFERENCES * times
    build_time.write_site(root, PAGES * times, **{"plain": False, **how})  # type: ignore[arg-type]


def processor_seconds(root: Path) -> float:
    """Build a site in a separate process, with an empty cache."""
    shutil.rmtree(get_cache_folder(root), ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, env=build_time.user_environment(), check=True)
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
    """Print the best result of the rounds for each site, and the cost of an entry's page."""
    parser = argparse.ArgumentParser(description="What a guide of real size costs to build.")
    parser.add_argument("--times", type=int, default=1, help="how many times as large as a real guide")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", choices=list(SITES), help="say where the time of one site goes")
    wanted = parser.parse_args()
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: Path(folder) / str(number) for number, name in enumerate(SITES)}
        for name, root in roots.items():
            write_guide(root, wanted.times, SITES[name])
        if wanted.profile:
            profile(roots[wanted.profile])
            return 0
        # Alternately, so that a busy machine affects all equally.
        for _ in range(wanted.rounds):
            for name, root in roots.items():
                best[name] = min(best.get(name, float("inf")), processor_seconds(root))
    bare, tools, tool_pages, whole, people, _ = best.values()
    print(f"{PAGES * wanted.times} pages, {TOOLS * wanted.times} tools, best of {wanted.rounds}")
    for name, seconds in best.items():
        print(f"  {name:42}{seconds:7.2f} s of processor time, {seconds / bare:5.2f} times bare")
    print(f"  a page of a tool: {1000 * (tool_pages - tools) / TOOLS / wanted.times:.1f} ms")
    entries = (PEOPLE + ORGANISATIONS) * wanted.times
    print(f"  a page of a person or organisation: {1000 * (people - whole) / entries:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
