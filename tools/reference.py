"""Update the generated parts of the docs: descriptions made from code, and results of live examples.

usage: python -m tools.reference     (`make reference`)

Three kinds of parts in docs/**/*.md are replaced; everything else stays unchanged:

- between `<!-- generated: WHAT -->` and `<!-- end -->`: a description of WHAT made from the code;
- a `<div class="result" markdown>` right after a fenced block: the content of that block, to be rendered;
- `<!-- generated: log FG020 -->`: the log of a build of the files in the section above.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_fieldguide.cli import main as main_of_cli
from tools.reference_facts import MAKERS, ROOT

DOCS = ROOT / "docs"

GENERATED = re.compile(r"^<!-- generated: (?P<what>[^>]+?) -->\n.*?^<!-- end -->$", re.DOTALL | re.MULTILINE)
LIVE = re.compile(
    r"^(?P<fence>`{3,})[^`\n]*\n(?P<source>(?:(?!(?P=fence))[^\n]*\n)*)(?P=fence)\n\n"
    r'<div class="result" markdown>\n(?P<result>.*?)^</div>$',
    re.DOTALL | re.MULTILINE,
)
FILE = re.compile(
    r'^(?P<fence>`{3,})[^`\n]*\btitle="(?P<name>[^"\n]+)"[^`\n]*\n(?P<text>(?:(?!(?P=fence))[^\n]*\n)*)(?P=fence)$',
    re.DOTALL | re.MULTILINE,
)
_ENCLOSING = re.compile(r"\{%-? *((?:end)?(?:raw|comment|capture|quote)) *-?%\}")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

# Logs of builds of the files in a section

BARE = {
    "mkdocs.yml": "site_name: Example\ntheme: {name: null, custom_dir: theme}\nplugins: [fieldguide]\n",
    "theme/main.html": "{{ page.content }}",
    "docs/index.md": "# Home\n",
}
"""Files that examples do not show, with a minimal theme, because thirty builds with Material are slow."""
SHARED = "The example guide"
"""Heading of the section with the files that all examples share."""


def files_of(section: str) -> dict[str, str]:
    """Return the files in a section, by the titles of its fenced blocks."""
    return {match["name"]: match["text"] for match in FILE.finditer(section)}


def section_before(text: str, end: int) -> str:
    """Return the text from the last heading of the second or third level to `end`."""
    starts = [match.start() for match in re.finditer(r"^##+ ", text[:end], re.MULTILINE)]
    return text[starts[-1] if starts else 0 : end]


def section_named(text: str, heading: str) -> str:
    """Return a section by its heading."""
    match = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##+ |\Z)", text, re.DOTALL | re.MULTILINE)
    return match[1] if match else ""


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write a guide that consists of these files."""
    for name, text in {**BARE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def log_of(files: Mapping[str, str]) -> list[str]:
    """Build a guide that consists of these files and return the log lines of the plugin, with levels."""
    lines: list[str] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname:<8}-  {record.getMessage()}")

    logger = logging.getLogger("mkdocs.plugins.fieldguide")
    recorder = Recorder(logging.INFO)
    everything, level = logging.getLogger("mkdocs"), logging.getLogger("mkdocs").level
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        root = Path(folder)
        write(root, files)
        logger.addHandler(recorder)
        everything.setLevel(logging.INFO)
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        finally:
            logger.removeHandler(recorder)
            everything.setLevel(level)
    return lines


def check_of(files: Mapping[str, str]) -> list[str]:
    """Return the output lines of `fieldguide check` for a guide that consists of these files."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        output = io.StringIO()
        with chdir(folder), redirect_stdout(output), redirect_stderr(io.StringIO()):
            main_of_cli(["check", "--no-cache", "--format", "json", "."])
    return [
        f"{found['severity'].upper():<8}-  {found['file']}:{found['line']}:{found['column']}: "
        f"{found['message']} {found['hint']}".rstrip()
        + f" [{found['code']}]"
        for found in json.loads(output.getvalue())["findings"]
    ]


def log_block(number: str, text: str, end: int) -> str:
    """Return the log lines with a code from a build of the section that ends at `end`."""
    files = {**files_of(section_named(text, SHARED)), **files_of(section_before(text, end))}
    lines = [line for line in log_of(files) if f"[{number}]" in line]
    # Some findings are reported only by the check.
    lines = lines or [line for line in check_of(files) if f"[{number}]" in line]
    # A tag that encloses text would also enclose text in the docs.
    lines = [_ENCLOSING.sub(r"\1", line) for line in lines]
    return "\n".join(["```text", *lines, "```"])


# Files


def update(text: str) -> str:
    """Return the text of a page with all generated parts updated."""

    def generated(match: re.Match[str]) -> str:
        name, *arguments = match["what"].split()
        is_log = name == "log"
        made = log_block(arguments[0], text, match.start()) if is_log else MAKERS[name](*arguments)
        return f"<!-- generated: {match['what']} -->\n\n{made}\n\n<!-- end -->"

    def live(match: re.Match[str]) -> str:
        source = _FRONT_MATTER.sub("", match["source"]).strip("\n")
        before = match[0][: match.start("result") - match.start()]
        return f"{before}\n{source}\n\n</div>"

    return LIVE.sub(live, GENERATED.sub(generated, text))


def outdated_pages() -> dict[Path, str]:
    """Return the pages with outdated generated parts, with their new text."""
    found: dict[Path, str] = {}
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (wanted := update(text)) != text:
            found[path] = wanted
    return found


def main() -> int:
    """Update outdated pages."""
    pages = outdated_pages()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"written: {path.relative_to(ROOT)}")
    if not pages:
        print("The reference is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
