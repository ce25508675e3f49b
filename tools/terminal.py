"""A faulty guide, and what `fieldguide check` prints about it, as an HTML page that looks like a terminal."""

from __future__ import annotations

import html
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = "fieldguide check"
FAULTY_GUIDE = {
    "mkdocs.yml": "site_name: Field notes\ntheme: {name: material}\nplugins: [search, fieldguide]\n",
    "docs/_data/CONTRIBUTORS.yml": "Ada Example:\n  url: https://example.org/ada\n",
    "docs/_data/tool_and_resource_list.yml": "- id: zotero\n  name: Zotero\n  url: https://www.zotero.org/\n"
    "  description: Collects, organises and shares references.\n",
    "docs/_data/references.bib": "@article{wilkinson_fair_2016,\n  author = {Wilkinson, Mark D.},\n"
    "  title = {The {FAIR} Guiding Principles},\n  journal = {Scientific Data},\n  year = {2016}\n}\n",
    "docs/index.md": "---\ntitle: Field notes\ncontributors: [Ada Exmaple]\n---\n\n"
    'Keep your references in {% tool "zotreo" %}.\nMake data FAIR {% cite wilkinson_fair_2006 %}.\n'
    "Read [how to cite](citng.md).\n",
    "docs/citing.md": "---\ntitle: How to cite\nsummary: Cite data and software, too.\n---\n\n"
    'Use {% tool "zotero" %} {% cite wilkinson_fair_2016 %}, and see the [start](index.md).\n',
}
STYLE = """
body { margin: 0; background: BACKGROUND; }
pre { margin: 0; padding: 20px 28px; width: max-content; color: TEXT;
      font: 17px/1.45 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.c1 { font-weight: bold } .c2 { opacity: .65 }
.c31 { color: RED } .c33 { color: YELLOW } .c36 { color: CYAN }
"""
COLOURS = {
    "light": {
        "BACKGROUND": "#f6f8fa",
        "TEXT": "#24292f",
        "RED": "#b31d28",
        "YELLOW": "#8a5a00",
        "CYAN": "#0b6e7a",
    },
    "dark": {
        "BACKGROUND": "#161b22",
        "TEXT": "#e6edf3",
        "RED": "#ff7b72",
        "YELLOW": "#e3b341",
        "CYAN": "#56d4dd",
    },
}
_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")


def output_of_check() -> str:
    """Return what `fieldguide check` prints in a terminal about the faulty guide."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FAULTY_GUIDE.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        # The command uses colours only if its output is a terminal.
        ours, its = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "NO_MKDOCS_2_WARNING": "1"}
        environment.pop("NO_COLOR", None)
        with subprocess.Popen(
            [sys.executable, "-m", "mkdocs_fieldguide", "check", "--no-cache"],
            cwd=folder,
            env=environment,
            stdout=its,
            stdin=subprocess.DEVNULL,
        ):
            os.close(its)
            printed = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    return printed.decode("utf-8").replace("\r\n", "\n").strip()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux reports the end of a terminal as an error.
        return b""


def as_page(output: str, scheme: str) -> str:
    """Return terminal output as an HTML page; `scheme` is `light` or `dark`."""
    style = STYLE
    for name, colour in COLOURS[scheme].items():
        style = style.replace(name, colour)
    parts = _ESCAPE.split(f"$ {COMMAND}\n{output}")
    body = html.escape(parts[0])
    for code, text in zip(parts[1::2], parts[2::2], strict=True):
        body += (
            html.escape(text) if code in ("", "0") else f'<span class="c{code}">{html.escape(text)}</span>'
        )
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><pre>{body}</pre>'
