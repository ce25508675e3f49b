"""Measure how fast the table of all tools loads and reacts in Chromium.

usage: python tests/bench/tables.py [--tools 633 10000] [--rounds 3]

Prints the main-thread time until the table is ready, with and without the script, and the longest time from a
keystroke in its search to the next layout.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


from support.site import build_site  # noqa: E402

from mkdocs_fieldguide.builder.assets import SCRIPT, STYLE_SHEET  # noqa: E402
from tools.ensure_browser import FLAGS, find_browser  # noqa: E402
from tools.static_server import StaticServer  # noqa: E402

WORDS = [
    "data",
    "sharing",
    "needs",
    "a",
    "plan",
    "that",
    "says",
    "who",
    "keeps",
    "which",
    "files",
    "where",
    "and",
    "for",
    "how",
    "long",
    "they",
    "are",
    "kept",
]
KINDS = ("database", "tool", "web service", "standard")
TYPED = "data sharing 77"
KEYSTROKE = """(text) => {
  const field = document.querySelector("[data-fg-find]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;
}"""
TABLE_FILES = ("05-items", "10-filters", "15-highlights", "20-sorting", "25-columns", "30-csv", "41-copying")
TABLE_STYLES = (
    "10-cards",
    "11-chips",
    "13-copying",
    "14-mentions",
    "30-tables",
    "31-filters",
    "31-sorting",
    "32-highlights",
)


def tool(number: int) -> dict[str, object]:
    """Return a tool with a description of realistic length."""
    return {
        "id": f"tool-{number}",
        "name": f"Tool {number}",
        "description": " ".join(WORDS[(number + n) % len(WORDS)] for n in range(25)).capitalize() + ".",
        "url": f"https://example.org/tool/{number}",
        "type": KINDS[number % len(KINDS)],
        "registry": {"biotools": f"tool{number}", "tess": f"tool {number}"},
        "related_pages": {"topic": [f"page-{number % 40}", f"page-{number % 37}"]},
    }


def ready(browser: Browser, url: str, *, scripts: bool) -> tuple[float, list[float]]:
    """Open a page; return the main-thread milliseconds until it is ready, and those for each keystroke."""
    page = browser.new_page()
    if not scripts:
        page.route(f"**/{SCRIPT}*", _stop)
    session = page.context.new_cdp_session(page)
    # The processor time of the main thread depends least on the load of the machine.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url, wait_until="networkidle")
    if scripts:
        page.locator("[data-fg-ready]").wait_for(state="attached")
    spent = task_time(session)
    keystrokes: list[float] = []
    if scripts:
        typed = [TYPED[: length + 1] for length in range(len(TYPED))]
        for text in typed:
            before = task_time(session)
            page.evaluate(KEYSTROKE, text)
            keystrokes.append(task_time(session) - before)
    page.close()
    return spent, keystrokes


def task_time(session: Any) -> float:
    """Return the processor time of the main thread in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration") * 1000


def _stop(route: Route) -> None:
    route.abort()


def sizes(site: Path) -> None:
    """Print the compressed sizes of the style sheet and the script."""
    whole = sum(len(gzip.compress((site / name).read_bytes())) for name in (STYLE_SHEET, SCRIPT))
    print(f"CSS and JavaScript of ours: {whole / 1024:.1f} KB gzipped")
    from mkdocs_fieldguide.builder.assets import minify_script, minify_style_sheet

    folder = ROOT / "theme_overrides" / "fieldguide"
    scripts = [folder / "scripts" / f"{name}.js" for name in ("00-page", *TABLE_FILES)]
    styles = [folder / "styles" / f"{name}.css" for name in ("01-properties", "02-shared", *TABLE_STYLES)]
    texts = [
        minify("\n".join(path.read_text(encoding="utf-8") for path in parts))
        for minify, parts in ((minify_script, scripts), (minify_style_sheet, styles))
    ]
    tables = sum(len(gzip.compress(text.encode())) for text in texts)
    print(f"  what tables and cards need of it: {tables / 1024:.1f} KB")


def main() -> int:
    """Print the best result of the rounds for each number of tools."""
    parser = argparse.ArgumentParser(description="How fast the table of all tools is in a browser.")
    parser.add_argument("--tools", type=int, nargs="+", default=[633, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for count in wanted.tools:
            root = Path(folder) / str(count)
            files = {
                "docs/_data/tool_and_resource_list.yml": yaml.safe_dump([tool(n) for n in range(count)]),
                **{f"docs/page-{n}.md": f"# Page {n}\n" for n in range(40)},
            }
            server = StaticServer("/", {})
            plugins = ["search", {"fieldguide": {"listings": {"tool_pages": False}}}]
            built = build_site(root, files, {"plugins": plugins, "site_url": server.url}, strict=False)
            server.folder = built.site
            rounds = [ready(browser, f"{server.url}tools/", scripts=True) for _ in range(wanted.rounds)]
            bare = min(ready(browser, f"{server.url}tools/", scripts=False)[0] for _ in range(wanted.rounds))
            whole = min(spent for spent, _ in rounds)
            keystroke = max(min(times) for times in zip(*(times for _, times in rounds), strict=True))
            print(f"{count} tools: ready after {whole:.0f} ms of the main thread, {bare:.0f} ms without our")
            print(f"  script: it takes {whole - bare:.0f} ms; the slowest keystroke {keystroke:.1f} ms")
            server.close()
        sizes(built.site)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
