"""Headings of the first level in texts below a title.

The old theme shows the title of the front matter above the text, whatever headings the text has. MkDocs shows
a heading of the first level in place of the title, so these headings go one level down.
"""

from __future__ import annotations

import re

from mkdocs_fieldguide.content.fences import FenceLine, FenceScanner

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+\S.*")
_TAG = re.compile(r"(</?h)([1-6])(?=[\s>])", re.IGNORECASE)
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_PARAGRAPH = re.compile(r" {0,3}[^\s>|#<{*+`~-].*")
_AROUND = re.compile(r"<[^<>]*>|\{[:#][^{}]*\}\s*$|^[\s#]+|[\s#]+$")
_LOWEST = 6
_CODE = -1


def lower_headings(text: str, title: str) -> str:
    """Return a text without headings of the first level; unchanged if the first of them is the title.

    If the first heading is of the first level, all go down, and else only those of the first level.

    Args:
        text: Markdown, without front matter.
        title: the title of the page.
    """
    lines = _read_levels(text)
    headings = [(level, line) for line, level in lines if level > 0]
    first = next((line for level, line in headings if level == 1), "")
    if not first or _simplify(first) == _simplify(title):
        return text
    lowest = _LOWEST - 1 if headings[0][0] == 1 else 1
    return "\n".join(_lower(line, lowest) if 0 < level <= lowest else line for line, level in lines)


def _read_levels(text: str) -> list[tuple[str, int]]:
    """Return the lines, each with its level as a heading, 0 for text; underlined headings get signs."""
    fences = FenceScanner()
    lines: list[tuple[str, int]] = [("", 0)]
    for line in text.split("\n"):
        if fences.classify(line) is not FenceLine.TEXT:
            lines.append((line, _CODE))
        elif (underline := _UNDERLINE.fullmatch(line)) and _is_single_line(lines):
            level = 1 if underline[1][0] == "=" else 2
            lines[-1] = (f"{'#' * level} {lines[-1][0].strip()}", level)
        elif heading := _HEADING.fullmatch(line):
            lines.append((line, len(heading[1])))
        else:
            tag = _TAG.search(line) if line.lstrip().startswith("<") else None
            lines.append((line, int(tag[2]) if tag else 0))
    return lines[1:]


def _is_single_line(lines: list[tuple[str, int]]) -> bool:
    """Return whether the last line is a paragraph of its own."""
    (before, _), (last, level) = [("", 0), *lines][-2:]
    return level == 0 and not before.strip() and _PARAGRAPH.fullmatch(last) is not None


def _lower(line: str, lowest: int) -> str:
    if _HEADING.fullmatch(line):
        return line.replace("#", "##", 1)
    return _TAG.sub(lambda tag: f"{tag[1]}{int(tag[2]) + (int(tag[2]) <= lowest)}", line)


def _simplify(heading: str) -> str:
    return " ".join(re.findall(r"\w+", _AROUND.sub(" ", heading).casefold()))
