"""Tables without a header, which kramdown has and Python-Markdown has not."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor

from mkdocs_fieldguide.kramdown.fences import LiteralBlocks

_ROW = re.compile(r" {0,3}\|.*")
_SEPARATOR = re.compile(r" {0,3}\|[ :|=+-]*-[ :|=+-]*")
_FOOTER = re.compile(r" {0,3}\|[ :|=+]*=[ :|=+]*")
_CELL_END = re.compile(r"(?:`[^`]*`|\\.|[^|`\\]|`)*")


def add_headers(lines: list[str]) -> list[str]:
    """Return the lines with an empty header for each table without one; `EmptyHeaders` removes it later.

    Args:
        lines: the lines of a page.
    """
    if not any(line.lstrip().startswith("|") for line in lines):
        return lines
    out: list[str] = []
    table: list[str] = []
    literal = LiteralBlocks()
    for line in [*lines, ""]:
        is_row = not literal.contains(line) and _ROW.fullmatch(line)
        # A row directly below a text belongs to its paragraph.
        if is_row and (table or not out or not out[-1].strip()):
            table.append(line)
            continue
        out += _with_header(table) if table else []
        table = []
        out.append(line)
    return out[:-1]


def _with_header(table: list[str]) -> list[str]:
    """Return the lines of a table with a header."""
    rows = [row for row in table if not _FOOTER.fullmatch(row)]
    while rows and _SEPARATOR.fullmatch(rows[0]):
        rows = rows[1:]
    if not rows or (len(table) > 1 and table[0] == rows[0] and _SEPARATOR.fullmatch(table[1])):
        return table
    if len(rows) > 1 and _SEPARATOR.fullmatch(rows[1]):
        return rows
    # Separators between rows begin a new body in kramdown.
    rows = [row for row in rows if not _SEPARATOR.fullmatch(row)]
    text = rows[0].strip().removeprefix("|")
    count = sum(1 for part in _CELL_END.findall(text.removesuffix("|")) if part) or 1
    return [f"|{'   |' * count}", f"|{' - |' * count}", *rows]


class EmptyHeaders(Treeprocessor):
    """Removes the header of a table if all of its cells are empty."""

    def run(self, root: ElementTree.Element) -> None:
        """Remove the headers."""
        for table in list(root.iter("table")):
            head = table.find("thead")
            if head is not None and not any(
                "".join(it.itertext()).strip() or len(it) for it in head.iter("th")
            ):
                table.remove(head)
