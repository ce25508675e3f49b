"""Cache of converted pages for repeated builds: what MkDocs has made of their Markdown.

An entry holds everything that a conversion leaves behind: HTML, headings, anchors, links and placeholders. It
is used only if all its inputs are unchanged: the text with its placeholders, the settings of Markdown, and
what each link leads to. Pages whose conversion reads other files, runs code of unknown extensions or logs
messages are never cached.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from mkdocs_fieldguide.builder.compat import (
    is_converted_by_mkdocs,
    set_title_from_heading,
    title_from_heading,
)
from mkdocs_fieldguide.builder.dry_run.fingerprint import digest_of_programs
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.checks.links import WrittenLink
from mkdocs_fieldguide.files import cache_store
from mkdocs_fieldguide.files.json_cache import digest
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.url_parsing import parse_url

_READS_FILES = re.compile(r"-8<-|\{!")
"""Syntax that some extension replaces with the content of other files."""

_PURE_EXTENSIONS = re.compile(
    r"(?:markdown\.extensions\.)?"
    r"(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs|legacy_em"
    r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?:arithmatex|betterem|caret|critic|details|emoji|escapeall|extra|highlight|inlinehilite|keys"
    r"|magiclink|mark|progressbar|saneheaders|smartsymbols|snippets|striphtml|superfences|tabbed|tasklist|tilde)"
)
"""Markdown extensions whose output depends only on the text and their options."""

_OWN_MODULES = ("mkdocs_fieldguide.",)
"""Modules of extensions that are objects, not names."""

_KNOWN_FUNCTIONS = ("markdown.", "material.extensions.", "mkdocs_fieldguide.", "pymdownx.")
"""Modules of functions that may occur in the options of extensions."""

_FILE_OPTIONS = frozenset({"auto_append", "custom_icons", "url_download"})
"""Options that make extensions read other files for any page."""

_Value = Mapping[str, Any]


class ConversionStore:
    """The newest conversion of each page, in memory while `mkdocs serve` runs, and in a file for `--dirty`."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, _Value]] = {}
        self._path: Path | None = None
        self._changed = False

    def open(self, folder: Path | None) -> None:
        """Read the entries of earlier runs, once.

        Args:
            folder: the cache folder; None to keep entries in memory only.
        """
        path = folder / "pages.json" if folder else None
        if path is None or path == self._path:
            return
        self._path = path
        payload = cache_store.load(path)
        try:
            stored = json.loads(payload) if payload else {}
            self._entries = {path: (str(key), dict(value)) for path, (key, value) in stored.items()}
        except (AttributeError, ValueError, TypeError, RecursionError):
            self._entries = {}

    def get(self, path: str, key: str) -> _Value | None:
        """Return the entry of a page if it has this key."""
        stored, value = self._entries.get(path, ("", None))
        return value if stored == key else None

    def put(self, path: str, key: str, value: _Value) -> None:
        """Replace the entry of a page."""
        self._entries[path] = key, value
        self._changed = True

    def keep(self, paths: Iterable[str]) -> None:
        """Drop the entries of all other pages."""
        kept = set(paths)
        for path in [path for path in self._entries if path not in kept]:
            del self._entries[path]
            self._changed = True

    def save(self) -> None:
        """Write the entries for the next run."""
        if self._path is None or not self._changed:
            return
        text = json.dumps(self._entries, ensure_ascii=False)
        if cache_store.store(self._path, text.encode("utf-8", "surrogatepass")):
            self._changed = False


class ConversionCache:
    """Converts the pages of one build, or repeats what an earlier build has made of them.

    Args:
        planned: the site; its placeholders and resolved links are updated as by conversion.
        store: the entries of earlier builds.
    """

    def __init__(self, planned: Planned, store: ConversionStore) -> None:
        self._planned = planned
        self._store = store
        self._used: list[str] = []
        self._seed = _seed_of(planned.loaded.config)

    def convert(self, page: Page, convert: Callable[[], None]) -> None:
        """Convert a page, or restore its earlier conversion.

        Args:
            page: the page, its tags replaced by tokens.
            convert: converts it and stores the result in it.
        """
        text, path = page.markdown or "", page.file.src_uri
        base = self._planned.markdown.first_mark(path)
        if not self._seed or base is None or _READS_FILES.search(text) or not is_converted_by_mkdocs(page):
            convert()
            return
        table = self._planned.placeholders
        key = digest(
            self._seed,
            (path, page.file.dest_uri, page.file.inclusion.name),
            table.relative(text, base),
            [_describe(mark) for mark in table.since(base)],
        )
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

    def _record(self, page: Page, convert: Callable[[], None], base: int) -> _Value | None:
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
            or any(mark.kind is not Kind.VALUE for mark in added)
        ):
            return None
        written = [link.written for link in links.followed.get(path, ())[resolved:]]
        addresses = [links.address(link.target, path, picture=link.picture) for link in written]

        def pieces(text: str) -> str | list[str | int]:
            return table.relative(text, base) if table.start in text else text

        entry = {
            "html": pieces(page.content or ""),
            "title": pieces(title_from_heading(page)),
            "toc": [_describe_heading(item, pieces) for item in page.toc],
            "anchors": sorted(map(pieces, page.present_anchor_ids or ()), key=str),
            "to_anchors": {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()},
            "values": [[mark.source, mark.plain] for mark in added],
            "links": [[*link, address] for link, address in zip(written, addresses, strict=True)],
            "there": {address: self._destination(address, page) for address in addresses},
            "in_html": [[*target, url] for target, url in links.in_html.get(path, {}).items()],
            "misplaced": [[mark.number - base, where] for mark, where in table.misplaced[misplaced:]],
        }
        # A token of another page, or in a place where none is expected, cannot be restored.
        if table.start in json.dumps(entry) or _has_foreign_tokens(entry["html"]):
            return None
        return entry

    def _leads_to_the_same(self, entry: _Value, page: Page) -> bool:
        """Return whether all links of a page lead where they led when it was converted."""
        links, path = self._planned.links, page.file.src_uri
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
            and all(self._files.get_file_from_path(file) is not None for file in entry["to_anchors"])
        )

    def _replay(self, entry: _Value, page: Page, base: int) -> None:
        """Store the result of an earlier conversion in a page, and repeat its side effects."""
        table, links, path = self._planned.placeholders, self._planned.links, page.file.src_uri

        def text(pieces: str | list[str | int]) -> str:
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
        page.content = text(entry["html"])
        page.toc = get_toc([_restore_heading(item, text) for item in entry["toc"]])
        page.present_anchor_ids = set(map(text, entry["anchors"]))
        set_title_from_heading(page, text(entry["title"]))
        page.links_to_anchors = {
            file: dict(found)
            for source, found in entry["to_anchors"].items()
            if (file := self._files.get_file_from_path(source)) is not None
        }

    @property
    def _files(self) -> Files:
        return self._planned.files

    def _destination(self, address: str, page: Page) -> str:
        """Return source and output path of the file to which MkDocs takes an address to lead."""
        parts = parse_url(address)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            return ""
        folder = posixpath.dirname(page.file.src_uri)
        source = posixpath.normpath(posixpath.join(folder, unquote(parts.path)).lstrip("/"))
        file = self._files.get_file_from_path(source)
        return f"{source}\n{file.dest_uri}" if file else ""


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


def _seed_of(config: MkDocsConfig) -> str:
    """Return a digest of the settings that conversion depends on; empty if pages must not be cached."""
    names: list[str] = []
    for extension in config.markdown_extensions:
        if isinstance(extension, str) and _PURE_EXTENSIONS.fullmatch(extension):
            names.append(extension)
        elif isinstance(extension, Extension) and type(extension).__module__.startswith(_OWN_MODULES):
            names.append(type(extension).__qualname__)
        else:
            return ""
    try:
        options = _plain(config.mdx_configs)
    except ValueError:
        return ""
    return digest(
        digest_of_programs(),
        names,
        options,
        config.use_directory_urls,
        [str(level) for level in config.validation.links.values()],
        # Decides what MkDocs records and logs.
        logging.getLogger("mkdocs").getEffectiveLevel(),
    )


def _plain(value: object) -> object:
    """Return options of extensions as JSON-like values.

    Raises:
        ValueError: if the output of an extension depends on something else than its options and the text.
    """
    if isinstance(value, Mapping):
        if any(value.get(option) for option in _FILE_OPTIONS):
            raise ValueError("reads files")
        return [[str(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if isinstance(module, str) and isinstance(name, str) and module.startswith(_KNOWN_FUNCTIONS):
        return f"{module}.{name}"
    raise ValueError("is no plain value")


def _describe(mark: Placeholder) -> list[object]:
    """Return what conversion can see of a placeholder."""
    call = mark.call
    arguments = [call.directive.name, call.words, call.values, repr(call.cites)] if call else []
    problems = [dataclasses.astuple(problem) for problem in mark.problems]
    return [mark.kind, mark.source, mark.plain, mark.path, arguments, problems]


def _describe_heading(item: AnchorLink, pieces: Callable[[str], object]) -> list[object]:
    children = [_describe_heading(child, pieces) for child in item.children]
    return [pieces(item.title), pieces(item.id), item.level, children]


def _restore_heading(item: Any, text: Callable[[Any], str]) -> Any:
    title, anchor, level, children = item
    return {
        "name": text(title),
        "id": text(anchor),
        "level": level,
        "children": [_restore_heading(child, text) for child in children],
    }


def _has_foreign_tokens(pieces: object) -> bool:
    return isinstance(pieces, list) and any(isinstance(piece, int) and piece < 0 for piece in pieces)
