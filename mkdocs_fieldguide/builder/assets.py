"""Bundles and minifies the style sheet and the script of the site.

The sources are divided into parts with one job each; browsers load one file of each kind. A part with the
same name in the site's `custom_dir` replaces ours.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLE_SHEET = "assets/fieldguide/fieldguide.css"
SCRIPT = "assets/fieldguide/fieldguide.js"
SERVE_STYLE_SHEET = "assets/fieldguide/serve.css"
SERVE_SCRIPT = "assets/fieldguide/serve.js"
SERVE_FINDINGS = "assets/fieldguide/findings.html"
PARTS = {
    STYLE_SHEET: "fieldguide/styles/",
    SCRIPT: "fieldguide/scripts/",
    SERVE_STYLE_SHEET: "fieldguide/serve/",
    SERVE_SCRIPT: "fieldguide/serve/",
}
"""Folder of the parts of each file; the parts are joined in alphabetical order."""

_APART = re.compile(
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|/\*.*?\*/""",
    re.DOTALL,
)
"""A string or a comment. Each alternative begins with a literal character, which makes the search fast."""

_HELD = "\0"
"""Placeholder for a string, which is not minified."""

_TIGHT = (
    # Spaces remain around `+` and `-`, before `:` and `(`, and as an empty value.
    (": ;", ":\1;"),
    (": }", ":\1}"),
    *((f"{sign} ", sign) for sign in (";", ",", "(", ":", "{", "}", ">=", ">", "~=", "~")),
    *((f" {sign}", sign) for sign in (")", "{", "}", ">", "~")),
    (";}", "}"),
    ("\1", " "),
)
"""Pairs of a string with redundant whitespace and its replacement, in the order of replacement."""

_ZERO = re.compile(r"(?<=[ :,(-])(?<!url\()0\.(?=\d)")
"""The zero before a decimal point, which is redundant."""


def add_serve_assets(config: MkDocsConfig) -> None:
    """Add the style sheet and the script that pages have only under `mkdocs serve`."""
    config.extra_css.append(SERVE_STYLE_SHEET)
    config.extra_javascript.append(SERVE_SCRIPT)


def bundle_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the bundles that the pages load to the files of the site, and remove all parts.

    If the site has a file at the path of a bundle, that file replaces the whole bundle.

    Args:
        files: the files of the site and its theme; changed in place.
        config: the site's configuration.
    """
    loaded = {*config.extra_css, *map(str, config.extra_javascript)}
    for name, folder in PARTS.items():
        suffix = Path(name).suffix
        parts = sorted(
            (file for file in files if file.src_uri.startswith(folder) and file.src_uri.endswith(suffix)),
            key=lambda file: file.src_uri,
        )
        for part in parts:
            files.remove(part)
        if parts and name in loaded and files.get_file_from_path(name) is None:
            content = "\n".join(part.content_string for part in parts)
            files.append(File.generated(config, name, content=_MINIFIERS[suffix](content)))


def minify_script(text: str) -> str:
    """Return a script without comments and redundant whitespace, in a scope of its own.

    The parts share variables, which are not global.

    Args:
        text: the script.
    """
    return str(rjsmin.jsmin(f"(() => {{\n{text}\n}})();"))


@functools.lru_cache(maxsize=4)
def minify_style_sheet(text: str) -> str:
    """Return a style sheet without comments and redundant whitespace.

    Results are remembered, because `mkdocs serve` needs the same at every rebuild.

    Not by rcssmin, which changes selectors inside `@container`; see `docs/background/decisions.md`.

    Args:
        text: the style sheet.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found[0].startswith("/*"):
            return ""
        held.append(found[0])
        return _HELD

    bare = " ".join(_APART.sub(hold, text.replace(_HELD, "\ufffd")).split())
    for blank, tight in _TIGHT:
        bare = bare.replace(blank, tight)
    pieces = _ZERO.sub(".", bare).split(_HELD)
    return "".join(chain.from_iterable(zip(pieces, [*held, ""], strict=True)))


_MINIFIERS: Mapping[str, Callable[[str], str]] = {".css": minify_style_sheet, ".js": minify_script}
