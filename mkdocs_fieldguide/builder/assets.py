"""Bundles and minifies the style sheet and the script of the site.

The sources are divided into parts with one job each; browsers load one file of each kind. A part with the
same name in the site's `custom_dir` replaces ours.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLE_SHEET = "assets/fieldguide/fieldguide.css"
SCRIPT = "assets/fieldguide/fieldguide.js"
PARTS = {STYLE_SHEET: "fieldguide/styles/", SCRIPT: "fieldguide/scripts/"}
"""Folder of the parts of each file; the parts are joined in alphabetical order."""

_APART = re.compile(
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"""|/(?:(?<=[=(,:\[!&|?]/)|(?<=[=(,:\[!&|?]\s/))(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/"""
    r"""|/\*.*?\*/|\n//[^\n]*""",
    re.DOTALL,
)
"""A string, a regular expression in a script, or a comment. Each alternative begins with a literal character,
which makes the search fast."""

_HELD = "\0"
"""Placeholder for a string or regular expression, which is not minified."""

_TIGHT = {
    # Spaces remain around `+` and `-`, before `:` and `(`, and as an empty value.
    ".css": (
        (": ;", ":\1;"),
        (": }", ":\1}"),
        *((f"{sign} ", sign) for sign in (";", ",", "(", ":", "{", "}", ">=", ">", "~=", "~")),
        *((f" {sign}", sign) for sign in (")", "{", "}", ">", "~")),
        (";}", "}"),
        ("\1", " "),
    ),
    # Spaces around these operators separate nothing, nor does the end of a line where no statement can end.
    ".js": (
        *(
            pair
            for sign in (*"][{}(),;:=?>*", "!=", "<=", "&&", "||")
            for pair in ((f"{sign} ", sign), (f" {sign}", sign))
        ),
        *((f"{sign}\n", sign) for sign in ";{,(["),
        *((f"\n{sign}", sign) for sign in ")]}"),
    ),
}
"""Pairs of a string with redundant whitespace and its replacement, in the order of replacement."""


_ZERO = re.compile(r"(?<=[ :,(-])(?<!url\()0\.(?=\d)")
"""The zero before a decimal point in a style sheet, which is redundant."""


def bundle_assets(files: Files, config: MkDocsConfig) -> None:
    """Add the bundles to the files of the site, in place of their parts.

    If the site has a file at the path of a bundle, that file replaces the whole bundle.

    Args:
        files: the files of the site and its theme; changed in place.
        config: the site's configuration.
    """
    for name, folder in PARTS.items():
        suffix = Path(name).suffix
        parts = sorted(
            (file for file in files if file.src_uri.startswith(folder) and file.src_uri.endswith(suffix)),
            key=lambda file: file.src_uri,
        )
        for part in parts:
            files.remove(part)
        if parts and files.get_file_from_path(name) is None:
            content = "\n".join(part.content_string for part in parts)
            if suffix == ".js":
                # The parts share variables, which are not global.
                content = f"(() => {{\n{content}\n}})();"
            content = minify(content, suffix)
            files.append(File.generated(config, name, content=content))


def minify(text: str, suffix: str) -> str:
    """Return a style sheet or script without comments and redundant whitespace.

    It relies on the style of our own scripts: a `//` comment is on a line of its own, a regular expression
    follows an operator, a bracket or a comma, and template literals are not nested. Line breaks remain where
    they can end a statement.

    Args:
        text: the style sheet or script.
        suffix: `.css` or `.js`.
    """
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found[0].startswith(("/*", "\n//")):
            return ""
        held.append(found[0])
        return _HELD

    lines = "\n".join(line.strip() for line in text.replace(_HELD, "\ufffd").split("\n"))
    bare = _APART.sub(hold, f"\n{lines}")
    if suffix == ".css":
        bare = " ".join(bare.split())
    else:
        bare = "\n".join(line.strip() for line in bare.split("\n") if line.strip())
        bare = re.sub("  +", " ", bare)
    for blank, tight in _TIGHT[suffix]:
        bare = bare.replace(blank, tight)
    if suffix == ".css":
        bare = _ZERO.sub(".", bare)
    pieces = bare.split(_HELD)
    return "".join(chain.from_iterable(zip(pieces, [*held, ""], strict=True)))
