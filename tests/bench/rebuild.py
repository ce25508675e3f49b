"""Measure rebuilds under `mkdocs serve`: processor time as a share of a cold build, and time on the clock.

The guide has the size of a real one, with a page for each entry; see `guide.py`. A cold build and the changes
are measured in turns, in processor time. The time on the clock depends on the load of the machine, which is
printed.

usage: python tests/bench/rebuild.py [--rounds 3] [--changes 20] [--memory 200]
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import build_time
import guide
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

TOOLS = "_data/tool_and_resource_list.yml"
URL = "http://127.0.0.1:8000/"


class Server:
    """The parts of MkDocs' server that plugins use."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root = root
        self.builder: Callable[[], None] = lambda: build(_load(root, site), serve_url=URL)
        config = _load(root, site)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=URL)
        config.plugins.on_serve(self, config=config, builder=self.builder)  # type: ignore[arg-type]

    def watch(self, path: str) -> None:
        """Ignore what would be watched."""

    def rebuild(self, change: Callable[[Path, int], None], number: int) -> tuple[float, float]:
        """Make a change and build again; return the seconds of the processor and of the clock."""
        change(self.root, number)
        processor, clock = time.process_time(), time.perf_counter()
        self.builder()
        return time.process_time() - processor, time.perf_counter() - clock


def change_word(root: Path, number: int) -> None:
    """Add a word to a page."""
    page = root / f"docs/part-0/page-{number % 27}.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nword{number}\n", encoding="utf-8")


def change_tool(root: Path, number: int) -> None:
    """Change the description of a tool."""
    path, tool = root / TOOLS, f"Tool {number}\n  description: "
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(tool, f"{tool}Word{number} ", 1), encoding="utf-8")


def add_page(root: Path, number: int) -> None:
    """Add a page; not as the first of its section, to which the navigation of all pages leads."""
    build_time.write_page(
        root / f"docs/part-{number % 5}/page-{5000 + number}.md", 5000 + number, plain=False
    )


CHANGES = {"a word of a page": change_word, "a description of a tool": change_tool, "a new page": add_page}


def memory() -> float:
    """Return the memory of this process, in MB; its maximum, where the present value is unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure_memory(server: Server, builds: int) -> tuple[float, float]:
    """Return the memory after ten further builds and after `builds` ones; two in three change the site."""
    changes = [change_word, change_tool, lambda root, number: None]
    begin = 0.0
    for number in range(builds):
        server.rebuild(changes[number % 3], number)
        if number == 9:
            begin = memory()
    return begin, memory()


def _load(root: Path, site: Path) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.site_url = URL
    return config


def main() -> int:
    """Print the shares, the medians on the clock, and the growth of memory."""
    parser = argparse.ArgumentParser(description="What a rebuild costs under mkdocs serve.")
    parser.add_argument("--rounds", type=int, default=3, help="cold builds to compare with")
    parser.add_argument("--changes", type=int, default=20, help="words to change for the time on the clock")
    parser.add_argument("--memory", type=int, default=0, help="builds after which memory is compared")
    wanted = parser.parse_args()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        root, cold = Path(folder) / "guide", Path(folder) / "cold"
        for place in (root, cold):
            guide.write_guide(place, 1, {})
            with (place / "mkdocs.yml").open("a", encoding="utf-8") as settings:
                settings.write(f"site_url: {URL}\n")
        server = Server(root, Path(folder) / "site")
        server.rebuild(change_word, 0)
        whole: list[float] = []
        parts: dict[str, list[float]] = {name: [] for name in CHANGES}
        for number in range(1, wanted.rounds + 1):
            whole.append(guide.processor_seconds(cold))
            for name, change in CHANGES.items():
                parts[name].append(server.rebuild(change, number)[0])
        clock = [server.rebuild(change_word, number)[1] for number in range(wanted.changes)]
        grown = measure_memory(server, wanted.memory) if wanted.memory else None
    median = statistics.median(whole)
    print(f"{guide.PAGES} pages and a page of each entry")
    print(f"  {'a cold build':24}{median:6.2f} s of processor time, median of {wanted.rounds}")
    for name, seconds in parts.items():
        part = statistics.median(seconds)
        print(f"  {name:24}{part:6.2f} s of processor time, {part / median:6.1%} of a cold build")
    if clock:
        print(f"  {'on the clock':24}{statistics.median(clock):6.2f} s, median of {len(clock)} changed words")
    if grown:
        print(
            f"  {'memory':24}{grown[0]:6.0f} MB, {grown[1] - grown[0]:+.1f} MB after {wanted.memory} builds"
        )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"  on {platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
