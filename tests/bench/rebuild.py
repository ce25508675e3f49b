"""Measure rebuilds under `mkdocs serve`: processor time as a share of a cold build, and time on the clock.

The guide has the proportions of a large real one, with a page for each entry; see `realistic_guide.py`. Cold
builds and changes are measured in turns, in processor time. With `--serve`, a real server is started, and the
time on the clock is measured from saving a file to receiving the new page, as a browser would.

usage: python tests/bench/rebuild.py [--rounds 5] [--serve 20] [--memory 200] [--profile "a new page"]
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import os
import pstats
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import cold_builds
import realistic_guide
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

TOOLS = "_data/tool_and_resource_list.yml"
URL = "http://127.0.0.1:8000/"
SECTIONS = ("your_tasks", "your_domain", "about", "your_role", "data_life_cycle")
"""Sections in which pages are changed and added."""
NEW = 5000
"""Number of the first new page: none of them is the first of its section."""
PATIENCE = 120.0
"""Seconds after which a server that does not answer is given up."""


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

    def rebuild(self, change: Callable[[Path, int], None], number: int) -> float:
        """Make a change and build again; return the seconds of the processor."""
        change(self.root, number)
        begin = time.process_time()
        self.builder()
        return time.process_time() - begin


def path_of(number: int, page: int) -> str:
    """Return the path of a page without suffix, in another section for each number."""
    section = SECTIONS[number % len(SECTIONS)]
    return f"{section}_0/{section}_0_{page}"


def change_word(root: Path, number: int) -> None:
    """Add a word to a page."""
    page = root / f"docs/{path_of(number, number % 7)}.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nword{number}\n", encoding="utf-8")


def change_tool(root: Path, number: int) -> None:
    """Change the description of a tool."""
    path, tool = root / TOOLS, f"Tool {number}\n  description: "
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(tool, f"{tool}word{number} ", 1), encoding="utf-8")


def add_page(root: Path, number: int) -> None:
    """Add a page; not as the first of its section, to which the navigation of all pages leads."""
    name = SECTIONS[number % len(SECTIONS)]
    text = realistic_guide.page_text(name, NEW + number)
    (root / f"docs/{path_of(number, NEW + number)}.md").write_text(text, encoding="utf-8")


CHANGES: Mapping[str, Callable[[Path, int], None]] = {
    "a word of a page": change_word,
    "the description of a tool": change_tool,
    "a new page": add_page,
}


@dataclass(frozen=True)
class Shares:
    """Processor time of cold builds and of rebuilds, in turns.

    Attributes:
        cold: seconds of each cold build.
        parts: seconds of the rebuilds by change.
    """

    cold: list[float] = field(default_factory=list)
    parts: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CHANGES})

    def share(self, change: str) -> float:
        """Return the median of the rebuilds, each as a share of the cold build before it."""
        pairs = zip(self.parts[change], self.cold, strict=True)
        return statistics.median(part / whole for part, whole in pairs)


def measure_shares(folder: Path, rounds: int) -> Shares:
    """Measure cold builds and rebuilds in turns."""
    cold, server = write(folder / "cold"), Server(write(folder / "guide"), folder / "site")
    for number, change in enumerate(CHANGES.values()):
        server.rebuild(change, number + 100)  # imports what only rebuilds need
    shares = Shares()
    for number in range(rounds):
        shares.cold.append(cold_builds.build(cold).seconds)
        for name, change in CHANGES.items():
            shares.parts[name].append(server.rebuild(change, number))
    return shares


def write(root: Path) -> Path:
    """Write a guide with a page for each entry, and return its folder."""
    realistic_guide.write_guide(root)
    return root


@contextmanager
def mkdocs_serve(root: Path) -> Iterator[str]:
    """Run `mkdocs serve` on a guide; provide its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    address = f"127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as cache:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address],
            cwd=root,
            env={**environment, "FIELDGUIDE_CACHE_DIR": cache},
        )
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and process.poll() is None:
                with suppress(OSError):
                    _get(f"http://{address}/")
                    break
                time.sleep(0.2)
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait()


def seconds_until_served(root: Path, address: str, number: int) -> float:
    """Save a changed word; return the seconds until a browser that shows the page receives the new one."""
    page = f"{address}{path_of(number, number % 7)}/"
    found = re.search(r"livereload\((\d+), (\d+)\)", _get(page))
    if found is None:
        raise RuntimeError("The page does not wait for changes.")
    change_word(root, number)
    begin = time.perf_counter()
    while time.perf_counter() - begin < PATIENCE:
        # The script of MkDocs reloads the page when this request is answered with a later number.
        if int(_get(f"{address}livereload/{found[1]}/{found[2]}")) > int(found[1]) and (
            f"word{number}" in _get(page)
        ):
            return time.perf_counter() - begin
    raise RuntimeError("The new page is not served.")


def measure_serve(root: Path, changes: int) -> list[float]:
    """Return the seconds from saving a page to receiving it, for each of some changes."""
    with mkdocs_serve(root) as address:
        seconds = []
        for number in range(1, changes + 2):
            time.sleep(0.37 * (number % 3))  # saves at any time between two looks of the server at the files
            seconds.append(seconds_until_served(root, address, number))
        return seconds[1:]  # the first rebuild imports what only rebuilds need


def memory() -> float:
    """Return the memory of this process, in MB; its maximum, where the present value is unknown."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure_memory(folder: Path, builds: int) -> tuple[float, float]:
    """Return the memory after ten builds and after `builds` further ones; two in three change the site."""
    server = Server(write(folder / "guide"), folder / "site")
    changes = [change_word, change_tool, lambda root, number: None]
    begin = 0.0
    for number in range(builds + 10):
        server.rebuild(changes[number % 3], number)
        if number == 9:
            begin = memory()
    return begin, memory()


def profile(folder: Path, name: str) -> None:
    """Print where the time of a rebuild goes."""
    server = Server(write(folder / "guide"), folder / "site")
    server.rebuild(CHANGES[name], 0)
    profiler = cProfile.Profile(time.process_time)  # a busy machine stops this process at any place
    profiler.runcall(server.rebuild, CHANGES[name], 1)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(150)


def _load(root: Path, site: Path) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.site_url = URL
    return config


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def main() -> int:
    """Print the shares, the times on the clock, or the growth of memory."""
    parser = argparse.ArgumentParser(description="What a rebuild costs under mkdocs serve.")
    parser.add_argument("--rounds", type=int, default=5, help="cold builds to compare with")
    parser.add_argument("--serve", type=int, default=0, help="words to change under a real server")
    parser.add_argument("--memory", type=int, default=0, help="builds after which memory is compared")
    parser.add_argument("--profile", choices=CHANGES, help="say where the time of a rebuild goes")
    wanted = parser.parse_args()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if wanted.profile:
            profile(folder / "profile", wanted.profile)
            return 0
        print(cold_builds.describe_machine())
        if wanted.rounds:
            shares = measure_shares(folder / "shares", wanted.rounds)
            median = statistics.median(shares.cold)
            print(f"  {'a cold build':28}{median:6.2f} s of processor time, median of {wanted.rounds}")
            for change, seconds in shares.parts.items():
                share = f"{statistics.median(seconds):6.2f} s of processor time, {shares.share(change):6.1%}"
                print(f"  {change:28}{share} of a cold build")
        if wanted.serve:
            waits = sorted(measure_serve(write(folder / "serve"), wanted.serve))
            middle = f"{statistics.median(waits):6.2f} s, median of {len(waits)}"
            print(f"  {'from saving to the new page':28}{middle}, {waits[0]:.2f} to {waits[-1]:.2f} s")
        if wanted.memory:
            begin, end = measure_memory(folder / "memory", wanted.memory)
            print(f"  {'memory':28}{begin:6.0f} MB, {end - begin:+.1f} MB after {wanted.memory} builds")
    print(cold_builds.describe_machine())
    return 0


if __name__ == "__main__":
    sys.exit(main())
