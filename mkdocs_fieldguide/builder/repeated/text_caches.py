"""What the last build under `mkdocs serve` has found in the texts of pages, in memory only.

Both caches store numbers of placeholders relative to the first of the page, as each build has its own tokens.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from mkdocs_fieldguide.builder.collecting import ReadHtml, read_html
from mkdocs_fieldguide.builder.expansions import Expanded
from mkdocs_fieldguide.markup.context import ExpansionContext
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import Placeholder, PlaceholderTable


def _no_address(path: str, page: str) -> str:
    return ""


class Expansions:
    """Markdown in which tags have been replaced by tokens, by source path of the page."""

    def __init__(self) -> None:
        self._context = ExpansionContext()
        self._known: dict[str, tuple[object, list[str | int], list[Placeholder]]] = {}

    def begin(self, context: ExpansionContext) -> None:
        """Forget everything if tags mean something else than in the build before."""
        # Pages with tags that depend on this function are not stored.
        context = replace(context, address_of=_no_address)
        if context != self._context:
            self._known.clear()
        self._context = context

    def keep(self, paths: Container[str]) -> None:
        """Forget all other pages."""
        for path in [path for path in self._known if path not in paths]:
            del self._known[path]

    def get(self, path: str, text: object, table: PlaceholderTable) -> str | None:
        """Return the text of a page, and add its placeholders; None if it has to be expanded.

        Args:
            path: source path of the page.
            text: what the result depends on.
            table: the placeholders of the build.
        """
        known = self._known.get(path)
        if known is None or known[0] != text:
            return None
        base = len(table)
        for mark in known[2]:
            table.add(
                mark.kind,
                mark.source,
                mark.page,
                mark.location,
                plain=mark.plain,
                call=mark.call,
                problems=mark.problems,
            )
        return table.absolute(known[1], base)

    def put(self, path: str, text: object, expanded: Expanded, table: PlaceholderTable) -> None:
        """Store an expansion, unless it depends on something else than the text."""
        self._known.pop(path, None)
        marks = table.since(expanded.base)
        pieces = table.relative(expanded.text, expanded.base)
        if (
            expanded.is_repeatable
            and not any(mark.path or table.start in repr(mark.call) for mark in marks)
            and all(piece >= 0 for piece in pieces if isinstance(piece, int))
        ):
            self._known[path] = text, pieces, marks


@dataclass(frozen=True, slots=True)
class _Known:
    """The HTML of a page as it was read: its pieces, what they hold, and the slots among its parts."""

    pieces: list[str | int]
    marks: list[tuple[object, ...]]
    parts: list[str | tuple[int, Slot]]
    read: ReadHtml


class HtmlCache:
    """Reads the HTML of pages, or returns what it has found in the same HTML before."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def read(self, path: str, html: str, table: PlaceholderTable) -> ReadHtml:
        """Return what is in the HTML of a page; see `read_html`."""
        pieces = table.relative(html, 0)
        base = min((piece for piece in pieces if isinstance(piece, int)), default=0)
        pieces = [piece - base if isinstance(piece, int) else piece for piece in pieces]
        marks = [_describe(table.get(piece + base)) for piece in pieces if isinstance(piece, int)]
        known = self._known.get(path)
        if known is None or known.pieces != pieces or known.marks != marks:
            return self._record(path, html, table, (base, pieces, marks))
        parts: list[str | Slot] = []
        for part in known.parts:
            if isinstance(part, str):
                parts.append(part)
            elif mark := table.get(part[0] + base):
                parts.append(replace(part[1], mark=mark))
        return replace(known.read, parts=parts)

    def _record(
        self,
        path: str,
        html: str,
        table: PlaceholderTable,
        inputs: tuple[int, list[str | int], list[tuple[object, ...]]],
    ) -> ReadHtml:
        base, pieces, marks = inputs
        before = len(table), len(table.misplaced)
        read = read_html(html, table)
        self._known.pop(path, None)
        parts = [part if isinstance(part, str) else (part.mark.number - base, part) for part in read.parts]
        texts = [part for part in parts if isinstance(part, str)]
        is_plain = not any(table.start in text for text in (*texts, *read.anchors, *read.pictures))
        if is_plain and before == (len(table), len(table.misplaced)):
            self._known[path] = _Known(pieces, marks, parts, replace(read, parts=[]))
        return read

    def keep(self, paths: Container[str]) -> None:
        """Forget all other pages."""
        for path in [path for path in self._known if path not in paths]:
            del self._known[path]


def _describe(mark: Placeholder | None) -> tuple[object, ...]:
    """Return what reading HTML can see of a placeholder."""
    return (mark.kind, mark.source, mark.plain, mark.call is None) if mark else ()
