"""Cache of converted pages: what MkDocs has made of their Markdown in earlier builds.

An entry holds everything that a conversion leaves behind: HTML, headings, anchors, links and placeholders. It
is used only if all inputs are unchanged: text and placeholders, settings, and what each link leads to. Pages
whose conversion reads other files, runs code of unknown extensions or logs messages are never cached.
"""

from __future__ import annotations

import json
import logging
import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from mkdocs_fieldguide.builder.compat import (
    is_converted_by_mkdocs,
    set_title_from_heading,
    title_from_heading,
)
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.builder.repeated.conversion_inputs import ConversionInputs
from mkdocs_fieldguide.builder.repeated.json_file import JsonFile
from mkdocs_fieldguide.markup.placeholders import Kind, PlaceholderTable
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.url_parsing import parse_url

_Pieces = str | list[str | int]
"""A text; with tokens in it, split at them: see `PlaceholderTable.relative`."""

_Entry = Mapping[str, Any]


class ConversionStore:
    """The newest conversion of each page, in memory, and in a file for later runs."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, _Entry]] = {}
        self._file = JsonFile("pages.json")
        self._changed = False

    def open(self, folder: Path) -> None:
        """Read the entries of earlier runs from a cache folder, once."""
        found = self._file.read(folder, _decode)
        if found is not None:
            self._entries = found

    def get(self, path: str, key: str) -> _Entry | None:
        """Return the entry of a page if it has this key."""
        stored, entry = self._entries.get(path, ("", None))
        return entry if stored == key else None

    def put(self, path: str, key: str, entry: _Entry) -> None:
        """Replace the entry of a page."""
        self._entries[path] = key, entry
        self._changed = True

    def keep(self, paths: Iterable[str]) -> None:
        """Drop the entries of all other pages."""
        kept = set(paths)
        for path in [path for path in self._entries if path not in kept]:
            del self._entries[path]
            self._changed = True

    def save(self) -> None:
        """Write the entries for later runs."""
        if self._changed and self._file.write(lambda: self._entries):
            self._changed = False


def _decode(key: str, entry: _Entry) -> tuple[str, _Entry]:
    return str(key), dict(entry)


class ConversionCache:
    """Converts the pages of one build, or repeats what an earlier build has made of them.

    Args:
        planned: the site; its placeholders and resolved links are updated as by conversion.
        store: the entries of earlier builds.
    """

    def __init__(self, planned: Planned, store: ConversionStore) -> None:
        self._planned = planned
        self._store = store
        self._inputs = ConversionInputs(planned)
        self._used: list[str] = []

    @property
    def settings(self) -> str:
        """Return a digest of the settings that conversion depends on; empty if pages must not be cached."""
        return self._inputs.settings

    def convert(self, page: Page, convert: Callable[[], None]) -> None:
        """Convert a page, or restore its earlier conversion.

        Args:
            page: the page, its tags replaced by tokens.
            convert: converts it and stores the result in it.
        """
        path = page.file.src_uri
        base = self._planned.markdown.first_mark(path)
        if base is None or not is_converted_by_mkdocs(page) or not (key := self._inputs.key(page, base)):
            convert()
            return
        entry = self._store.get(path, key)
        if entry is not None and self._leads_to_the_same(entry, page):
            self._replay(entry, page, base)
        else:
            entry = self._record(page, convert, base)
            if entry is None:
                return
            self._store.put(path, key, entry)
        self._used.append(path)

    def finish(self) -> None:
        """Drop the entries of pages that this build has not used."""
        self._store.keep(self._used)

    def _record(self, page: Page, convert: Callable[[], None], base: int) -> _Entry | None:
        """Convert a page; return an entry, or None if the conversion cannot be repeated from one."""
        planned, path = self._planned, page.file.src_uri
        table, links = planned.placeholders, planned.links
        before, misplaced = len(table), len(table.misplaced)
        too_much, written_out = len(table.too_much), len(table.written_out)
        resolved = len(links.followed.get(path, ()))
        with _MessageCounter() as messages:
            convert()
        added = table.since(before)
        if (
            messages.count
            or len(table.too_much) > too_much
            or any(mark.problems for mark in table.written_out[written_out:])
            or any(mark.kind is not Kind.VALUE or mark.path for mark in added)
        ):
            return None
        written = [link.written for link in links.followed.get(path, ())[resolved:]]
        addresses = [links.address(link.target, path, picture=link.picture) for link in written]
        split = _Splitter(table, base)
        entry = {
            "html": split(page.content or ""),
            "title": split(title_from_heading(page)),
            "toc": [_describe_heading(item, split) for item in page.toc],
            "anchors": [split(anchor) for anchor in sorted(page.present_anchor_ids or ())],
            "to_anchors": {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()},
            "values": [[mark.source, mark.plain] for mark in added],
            "links": [[*link, address] for link, address in zip(written, addresses, strict=True)],
            "there": {address: self._destination(address, page) for address in addresses},
            "in_html": [[*target, url] for target, url in links.in_html.get(path, {}).items()],
            "misplaced": [[mark.number - base, where] for mark, where in table.misplaced[misplaced:]],
        }
        # Tokens of other pages, and those in places where none are expected, cannot be restored.
        return None if split.is_foreign or table.start in json.dumps(entry) else entry

    def _leads_to_the_same(self, entry: _Entry, page: Page) -> bool:
        """Return whether all links of a page lead where they led when it was converted."""
        links, files, path = self._planned.links, self._planned.files, page.file.src_uri
        return (
            all(
                links.address(target, path, picture=picture) == address
                for target, picture, _, address in entry["links"]
            )
            and all(self._destination(address, page) == there for address, there in entry["there"].items())
            and all(
                links.address_in_html(target, path, picture=picture) == url
                for target, picture, url in entry["in_html"]
            )
            and all(files.get_file_from_path(file) is not None for file in entry["to_anchors"])
        )

    def _replay(self, entry: _Entry, page: Page, base: int) -> None:
        """Store the result of an earlier conversion in a page, and repeat its side effects."""
        table, links, path = self._planned.placeholders, self._planned.links, page.file.src_uri

        def join(pieces: _Pieces) -> str:
            return pieces if isinstance(pieces, str) else table.absolute(pieces, base)

        for source, plain in entry["values"]:
            table.add(Kind.VALUE, source, path, Location(""), plain=plain)
        for target, picture, alt, _ in entry["links"]:
            links.resolve(target, path, picture=picture, alt=alt)
        for target, picture, _ in entry["in_html"]:
            links.resolve_in_html(target, path, picture=picture)
        for number, where in entry["misplaced"]:
            if mark := table.get(number + base):
                table.misplaced.append((mark, where))
        page.content = join(entry["html"])
        page.toc = get_toc([_restore_heading(item, join) for item in entry["toc"]])
        page.present_anchor_ids = set(map(join, entry["anchors"]))
        set_title_from_heading(page, join(entry["title"]))
        files = self._planned.files
        page.links_to_anchors = {
            file: dict(found)
            for source, found in entry["to_anchors"].items()
            if (file := files.get_file_from_path(source)) is not None
        }

    def _destination(self, address: str, page: Page) -> str:
        """Return source and output path of the file to which MkDocs takes an address to lead."""
        parts = parse_url(address)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            return ""
        folder = posixpath.dirname(page.file.src_uri)
        source = posixpath.normpath(posixpath.join(folder, unquote(parts.path)).lstrip("/"))
        file = self._planned.files.get_file_from_path(source)
        return f"{source}\n{file.dest_uri}" if file else ""


class _Splitter:
    """Splits texts of one page at their tokens.

    Args:
        table: the placeholders of the build.
        base: the number of the page's first placeholder.

    Attributes:
        is_foreign: whether a text had tokens of other pages.
    """

    def __init__(self, table: PlaceholderTable, base: int) -> None:
        self._table = table
        self._base = base
        self.is_foreign = False

    def __call__(self, text: str) -> _Pieces:
        if self._table.start not in text:
            return text
        pieces = self._table.relative(text, self._base)
        self.is_foreign |= any(isinstance(piece, int) and piece < 0 for piece in pieces)
        return pieces


class _MessageCounter(logging.Handler):
    """Counts what MkDocs and its plugins log inside a `with` block: a cached page would not log it again."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a message."""
        self.count += 1

    def __enter__(self) -> _MessageCounter:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _describe_heading(item: AnchorLink, split: Callable[[str], _Pieces]) -> list[Any]:
    children = [_describe_heading(child, split) for child in item.children]
    return [split(item.title), split(item.id), item.level, children]


def _restore_heading(item: Any, join: Callable[[_Pieces], str]) -> Any:
    title, anchor, level, children = item
    return {
        "name": join(title),
        "id": join(anchor),
        "level": level,
        "children": [_restore_heading(child, join) for child in children],
    }
