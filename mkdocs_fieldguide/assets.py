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

_STRING = r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
_STRING_OR_COMMENT = re.compile(_STRING + r"|(?<=\s)/\*.*?\*/[ ]?|/\*.*?\*/|(?m:^\s*//[^\n]*)", re.DOTALL)
_STRING_OR_BLANKS = re.compile(
    _STRING + r"|;?\s*(\})\s*|\s*([{>~]=?)\s*|([;,(])\s+|\s+(\))|(:\s(?=\s*[;}])|:(?=\s))\s*|\s+"
)
"""In CSS. Blanks that mean something stay: around `+` and `-`, before `:` and `(`, and as an empty value."""


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
            # The parts of the script share names with each other and with nobody else.
            content = without_blanks(content) if suffix == ".css" else f"(() => {{\n{content}}})();\n"
            files.append(File.generated(config, name, content=content))


def without_comments(text: str) -> str:
    """Return a style sheet or script without comments, indents and empty lines.

    Strings stay as they are. In a script a comment of one line stands on a line of its own, no regular
    expression holds a quote and no template a template: our parts keep to that, and a test holds it.
    """
    bare = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", text)
    return "".join(f"{line.strip()}\n" for line in bare.split("\n") if line.strip())


def without_blanks(style_sheet: str) -> str:
    """Return a style sheet, which has no comments, without blanks that mean nothing.

    Strings stay as they are.
    """

    def tight(found: re.Match[str]) -> str:
        return "".join(filter(None, found.groups())) or " "

    return _STRING_OR_BLANKS.sub(tight, style_sheet.strip())
