"""Measure the rendering time of the partials for a page of a guide of realistic size.

Each rendering of a partial is timed while a guide with tools, people, references and related pages is built;
generated pages are not counted.

usage: python tests/bench/templates.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import guide
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_fieldguide.files.cache_dir import get_cache_folder
from mkdocs_fieldguide.rendering.templates import Templates


class Clock:
    """Records the rendering times of partials by name; a nested partial is counted once."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inside = False

    def watch(self) -> None:
        """Time all partials from now on."""
        rendered = Templates.partial

        def timed(templates: Templates, name: str, /, **values: Any) -> Any:
            if self._inside:
                return rendered(templates, name, **values)
            self._inside = True
            start = time.process_time()
            try:
                return rendered(templates, name, **values)
            finally:
                self.seconds[name] += time.process_time() - start
                self.calls[name] += 1
                self._inside = False

        Templates.partial = timed  # type: ignore[method-assign, assignment]


def main() -> int:
    """Print the best result of the rounds, and the slowest templates."""
    parser = argparse.ArgumentParser(description="What our templates cost a page.")
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    logging.disable()
    listings = {
        **guide.NO_PAGES,
        "tools": False,
        "contributors": False,
        "affiliations": False,
        "references": False,
    }
    clock = Clock()
    clock.watch()
    best: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "guide"
        guide.write_guide(root, 1, {"listings": listings})
        for _ in range(wanted.rounds):
            shutil.rmtree(get_cache_folder(root), ignore_errors=True)
            clock.seconds.clear()
            clock.calls.clear()
            build(load_config(str(root / "mkdocs.yml")))
            if not best or clock.seconds.total() < best.total():
                best = clock.seconds.copy()
    print(f"{1000 * best.total() / guide.PAGES:.2f} ms of processor time a page, best of {wanted.rounds}")
    for name, seconds in best.most_common(8):
        print(f"  {name:20} {clock.calls[name]:6} times {1000 * seconds / guide.PAGES:6.2f} ms a page")
    return 0


if __name__ == "__main__":
    sys.exit(main())
