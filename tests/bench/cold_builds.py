"""Compare builds of a guide of realistic size with those of the same pages in Material alone.

Measured are processor time, the median of builds with an empty cache that take turns, and memory. The ratio
depends little on the machine; processor and load are printed because the times depend on them.

usage: python tests/bench/cold_builds.py [--rounds 5] [--times 10] [--profile NAME]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide import profile
from realistic_guide import PAGES, TOOLS, write_guide

NO_PAGES: Mapping[str, str | bool] = {"tool_pages": False, "people": False, "organisations": False}
SITES = ("Material alone", "without pages of entries", "everything")


@dataclass(frozen=True)
class Cost:
    """What a build takes: seconds of processor time, and memory in MB."""

    seconds: float
    memory: float


def write_sites(folder: Path, times: int = 1) -> dict[str, Path]:
    """Write all three sites and return their folders by name."""
    roots = {name: folder / f"{number}-{times}" for number, name in enumerate(SITES)}
    write_guide(roots[SITES[0]], times, plain=True)
    write_guide(roots[SITES[1]], times, listings=NO_PAGES)
    write_guide(roots[SITES[2]], times)
    return roots


def build(root: Path) -> Cost:
    """Build a site in a process of its own, with an empty cache."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "FIELDGUIDE_CACHE_DIR": cache}
        # As on users' machines, compiled modules are cached.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        shutil.rmtree(root / "site", ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise subprocess.CalledProcessError(status, process.args)
        unit = 1 if sys.platform == "darwin" else 1024
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1_000_000)


def measure(roots: Mapping[str, Path], rounds: int) -> dict[str, Cost]:
    """Build sites in turns, so that a busy machine affects all equally; return the medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in roots}
    for _ in range(rounds):
        for name, root in roots.items():
            costs[name].append(build(root))
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in found), statistics.median(c.memory for c in found)
        )
        for name, found in costs.items()
    }


def describe_machine() -> str:
    """Return the processor and the load of the machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((line.split(": ")[1] for line in lines if line.startswith("model name")), model)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{model}, {os.cpu_count()} processors, Python {platform.python_version()}, load {load}"


def _print(name: str, cost: Cost, other: Cost, other_name: str) -> None:
    ratio = cost.seconds / other.seconds
    print(f"  {name:26}{cost.seconds:7.2f} s {cost.memory:6.0f} MB {ratio:6.2f} times {other_name}")


def main() -> int:
    """Print the cost of each site, and of the same guide several times as large."""
    parser = argparse.ArgumentParser(description="What a guide of real size costs to build.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--times", type=int, default=10, help="also a guide so many times as large; 1 for none"
    )
    parser.add_argument("--profile", choices=SITES, help="say where the time of one site goes")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = write_sites(Path(folder))
        if wanted.profile:
            profile(roots[wanted.profile])
            return 0
        print(describe_machine())
        costs = measure(roots, wanted.rounds)
        print(f"{PAGES} pages, {TOOLS} tools, medians of {wanted.rounds} builds with an empty cache")
        for name, cost in costs.items():
            _print(name, cost, costs[SITES[0]], SITES[0])
        if wanted.times > 1:
            root = Path(folder) / "large"
            write_guide(root, wanted.times)
            _print(f"everything, {wanted.times} times", build(root), costs[SITES[2]], SITES[2])
        print(describe_machine())
    return 0


if __name__ == "__main__":
    sys.exit(main())
