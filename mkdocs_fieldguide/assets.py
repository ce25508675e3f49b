"""One style sheet and one script for the site, joined from the theme's parts, without comments and blanks.

Each part has one job and its comments; a reader's browser asks for one file of each kind. A site that has a
part of the same name in its `custom_dir` has its own part in place of ours.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLE_SHEET = "assets/fieldguide/fieldguide.css"
SCRIPT = "assets/fieldguide/fieldguide.js"
PARTS = {STYLE_SHEET: "fieldguide/styles/", SCRIPT: "fieldguide/scripts/"}
"""Folder of the parts of each file; they are joined in the order of their names."""

_WHOLE = (
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"""|[=(,:\[!&|?]\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/)"""
)
"""A string, or a regular expression of a script: it stays as it is."""

_COMMENT = re.compile(_WHOLE + r"|(?<=[\s(])/\*.*?\*/[ ]?|/\*.*?\*/|(?m:^\s*//[^\n]*)", re.DOTALL)

_BLANKS = {
    # What remains: blanks around `+` and `-`, before `:` and `(`, and as an empty value.
    ".css": r"|;?\s*(\})\s*|\s*([{>~]=?)\s*|([;,(])\s+|\s+(\))|(:\s(?=\s*[;}])|:(?=\s))\s*|\n\s*|\s{2,}",
    # Beside these signs a blank divides nothing: they are a token, or part of one, with and without it.
    ".js": r"|[ ]*([][{}(),;:]|[!<>=]?=+>?|&&|\|\||\?\?)[ ]*",
}


def join_assets(files: Files, config: MkDocsConfig) -> None:
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
            content = "".join(without_comments(part.content_string) for part in parts)
            if suffix == ".js":
                # The parts share names with each other and with nobody else.
                content = f"(() => {{\n{content}}})();\n"
            content = without_blanks(content, suffix)
            files.append(File.generated(config, name, content=content))


def without_comments(text: str) -> str:
    """Return a style sheet or script without comments, indents and empty lines.

    Strings stay as they are. In a script a comment of one line stands on a line of its own, a regular
    expression comes after an operator, a bracket or a comma, and no template holds a template: our parts
    keep to that.
    """
    bare = _COMMENT.sub(lambda found: found[1] or "", text)
    return "".join(f"{line.strip()}\n" for line in bare.split("\n") if line.strip())


def without_blanks(text: str, suffix: str) -> str:
    """Return a style sheet or script, which has no comments, without blanks that mean nothing.

    Strings stay as they are; lines of a script stay lines.

    Args:
        text: what `without_comments` has returned.
        suffix: `.css` or `.js`.
    """

    def tight(found: re.Match[str]) -> str:
        # Of the alternatives that stand for more than a blank each keeps one group.
        return found[found.lastindex] if found.lastindex else " "

    return re.sub(_WHOLE + _BLANKS[suffix], tight, text.strip(" \n"))
