"""Measure `fieldguide check` on a guide of 135 pages: without a cache, unchanged, and with one changed page.

usage: python -m tests.bench.check_time [--pages 135] [--rounds 5]

Processor time depends less on the load of the machine than elapsed time.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mkdocs_fieldguide.files.cache_dir import get_cache_folder
from tests.bench.build_time import user_environment, write_site


def measured(root: Path) -> tuple[float, float]:
    """Check a site in a separate process; return elapsed seconds and seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs_fieldguide", "check", str(root), "--format", "json"]
    subprocess.run(command, env=user_environment(), stdout=subprocess.DEVNULL, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=135)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "guide"
        write_site(root, wanted.pages, plain=False)
        times: dict[str, list[tuple[float, float]]] = {"cold": [], "cached": [], "one new": []}
        for _ in range(wanted.rounds):
            shutil.rmtree(get_cache_folder(root), ignore_errors=True)
            for kind, measures in times.items():
                if kind == "one new":
                    page = next((root / "docs").rglob("*.md"))
                    page.write_text(page.read_text(encoding="utf-8") + "\nNew.\n", encoding="utf-8")
                measures.append(measured(root))
    print(f"{wanted.pages} pages, median of {wanted.rounds}")
    for kind, found in times.items():
        clock, processor = (statistics.median(values) for values in zip(*found, strict=True))
        print(f"  {kind:8}{clock:6.2f} s by the clock, {processor:6.2f} s of processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
