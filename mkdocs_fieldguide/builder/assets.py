"""One style sheet and one script for the site, joined from the theme's parts, without comments and blanks.

Each part has one job and its comments; a reader's browser asks for one file of each kind. A site that has a
part of the same name in its `custom_dir` has its own part in place of ours.
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
"""Folder of the parts of each file; they are joined in the order of their names."""

_APART = re.compile(
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"""|/(?:(?<=[=(,:\[!&|?]/)|(?<=[=(,:\[!&|?]\s/))(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/"""
    r"""|/\*.*?\*/|\n//[^\n]*""",
    re.DOTALL,
)
"""A string, a regular expression of a script, or a comment. Each begins with a plain character, and so Python
goes quickly over all others."""

_HELD = "\0"
"""Stands for what stays as it is."""

_TIGHT = {
    # What remains: blanks around `+` and `-`, before `:` and `(`, and as an empty value.
    ".css": (
        (": ;", ":\1;"),
        (": }", ":\1}"),
        *((f"{sign} ", sign) for sign in (";", ",", "(", ":", "{", "}", ">=", ">", "~=", "~")),
        *((f" {sign}", sign) for sign in (")", "{", "}", ">", "~")),
        (";}", "}"),
        ("\1", " "),
    ),
    # Beside these signs a blank divides nothing: they are a token, or part of one, with and without it. Nor
    # does the end of a line where no statement can end.
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
"""Blanks that mean nothing, with what stands for them, in the order in which they are taken out."""


_ZERO = re.compile(r"(?<=[ :,(-])(?<!url\()0\.(?=\d)")
"""The zero before a decimal point in a style sheet."""


def bundle_assets(files: Files, config: MkDocsConfig) -> None:
    """Put the joined files among the site's, in place of their parts.

    A file that the site has of its own stays: it has then replaced all of ours.

    Args:
        files: the site's files, with the theme's; changed in place.
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
                # The parts share names with each other and with nobody else.
                content = f"(() => {{\n{content}\n}})();"
            content = slim(content, suffix)
            files.append(File.generated(config, name, content=content))


def slim(text: str, suffix: str) -> str:
    """Return a style sheet or script without comments and without blanks that mean nothing.

    Strings stay as they are; a line of a script stays one where it may end a statement. In a script a comment
    of one line stands on a line of its own, a regular expression comes after an operator, a bracket or a
    comma, and no template holds a template: our parts keep to that.

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
