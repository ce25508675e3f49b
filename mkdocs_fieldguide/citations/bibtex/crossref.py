"""Resolve `crossref` and `xdata`, through which an entry inherits fields from another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from mkdocs_fieldguide.citations.bibtex.parser import RawEntry
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.findings.wording import shorten

MAX_INHERITED = 10_000_000
"""Maximum total length, in characters, of the inherited fields of a bibliography."""

_MIN_FIELD_COST = 20
"""Each inherited field counts as at least this many characters."""

_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
_NOT_INHERITED = frozenset(
    ("crossref", "xref", "xdata", "ids", "label", "sortkey", "keywords", "shorttitle", "options")
)
_PARTS = (
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "inreference",
    "suppbook",
    "suppcollection",
    "bookinbook",
)


_Problem = tuple[RawEntry, str, Code, str]


def resolve_cross_references(entries: Sequence[RawEntry]) -> Iterator[_Problem]:
    """Add inherited fields to the entries; yield (entry, message, code, hint) for each problem.

    The entries may come from several files. An entry of the same file is preferred.

    A part of a book inherits the title of the book as its `booktitle` (biblatex manual, "Cross-referencing").
    Inheritance stops at `MAX_INHERITED`, as thousands of entries that inherit from a long one would exhaust
    the memory.
    """
    yield from _Resolver(entries).run()


class _Resolver:
    def __init__(self, entries: Sequence[RawEntry]) -> None:
        self._entries = entries
        self._in_file: dict[tuple[str, str], RawEntry] = {}
        self._anywhere: dict[str, RawEntry] = {}
        for entry in entries:
            self._add(entry, entry.key)
        for entry in entries:
            for alias in entry.aliases:
                self._add(entry, alias)
        self._done: set[int] = set()
        self._left = MAX_INHERITED

    def _add(self, entry: RawEntry, key: str) -> None:
        self._in_file.setdefault((entry.file, key.lower()), entry)
        self._anywhere.setdefault(key.lower(), entry)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(entry.key for entry in self._entries)

    def run(self) -> Iterator[_Problem]:
        for entry in self._entries:
            yield from self._resolve(entry, ())

    def _resolve(self, entry: RawEntry, ancestors: tuple[str, ...]) -> Iterator[_Problem]:
        if id(entry) in self._done:
            return
        self._done.add(id(entry))
        for name in ("crossref", "xdata"):
            keys = (key.strip() for key in entry.fields.get(name, "").split(","))
            for parent_key in dict.fromkeys(key for key in keys if key):
                parent = self._in_file.get((entry.file, parent_key.lower()))
                parent = parent or self._anywhere.get(parent_key.lower())
                if parent is None:
                    message = f"refers in “{name}” to “{shorten(parent_key)}”, which is in no .bib file"
                    hint = suggest_name(parent_key, self._names)
                    yield entry, message, Code.BIBLIOGRAPHY_SYNTAX, hint
                    continue
                if parent_key.lower() in ancestors or parent is entry or len(ancestors) > 20:
                    message = f"refers in “{name}” to itself, through “{shorten(parent_key)}”"
                    yield entry, message, Code.BIBLIOGRAPHY_SYNTAX, ""
                    continue
                yield from self._resolve(parent, (*ancestors, entry.key.lower()))
                if self._left <= 0:
                    continue
                self._inherit(entry, parent, rename=name == "crossref")
                # Without the `@xdata`, which is not published, the source is incomplete.
                entry.is_whole = entry.is_whole and name != "xdata"
                if self._left <= 0:
                    message = (
                        f"and the entries before it inherit more than {MAX_INHERITED:,} characters from "
                        "other entries; the entries after it inherit nothing"
                    )
                    yield entry, message, Code.TOO_LARGE, ""

    def _inherit(self, entry: RawEntry, parent: RawEntry, *, rename: bool) -> None:
        is_part = rename and entry.kind in _PARTS
        for name, value in parent.fields.items():
            self._left -= max(_MIN_FIELD_COST, len(value))
            if self._left <= 0:
                return
            if name in _NOT_INHERITED:
                continue
            target = _RENAMED.get(name, name) if is_part and name != "author" else name
            if is_part and name == "author":
                target = (
                    "bookauthor"
                    if entry.kind in ("inbook", "bookinbook") and "author" in entry.fields
                    else "author"
                )
            entry.fields.setdefault(target, value)
