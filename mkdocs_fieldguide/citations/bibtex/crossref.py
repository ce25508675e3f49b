"""`crossref` and `xdata`: entries that take fields from another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_fieldguide.citations.bibtex.parser import RawEntry
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.wording import shorten

MAX_INHERITED = 10_000_000
"""Characters that the entries of a file may take from others."""

_EACH = 20
"""So many characters a field counts for at least."""

_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
_OWN = frozenset(
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


def resolve_cross_references(entries: Sequence[RawEntry]) -> Iterator[tuple[RawEntry, str, Code]]:
    """Give entries the fields that they take from others; iterate over (entry, what is wrong, its code).

    A part of a book takes the book's title as its book title (biblatex manual, "Cross-referencing"). One long
    entry from which thousands take everything would fill the memory: beyond `MAX_INHERITED` nothing is taken.
    """
    yield from _Inheritance(entries).run()


class _Inheritance:
    def __init__(self, entries: Sequence[RawEntry]) -> None:
        self._entries = entries
        self._by_key: dict[str, RawEntry] = {}
        for entry in entries:
            self._by_key.setdefault(entry.key.lower(), entry)
        self._done: set[int] = set()
        self._left = MAX_INHERITED

    def run(self) -> Iterator[tuple[RawEntry, str, Code]]:
        for entry in self._entries:
            yield from self._fill(entry, ())

    def _fill(self, entry: RawEntry, above: tuple[str, ...]) -> Iterator[tuple[RawEntry, str, Code]]:
        if id(entry) in self._done:
            return
        self._done.add(id(entry))
        for name in ("crossref", "xdata"):
            wanted = (part.strip() for part in entry.fields.get(name, "").split(","))
            for parent_key in dict.fromkeys(part for part in wanted if part):
                parent = self._by_key.get(parent_key.lower())
                if parent is None:
                    message = f"refers by “{name}” to “{shorten(parent_key)}”, which is not in the file"
                    yield entry, message, Code.BIBLIOGRAPHY_SYNTAX
                    continue
                if parent_key.lower() in above or parent is entry or len(above) > 20:
                    message = f"refers by “{name}” to itself, by way of “{shorten(parent_key)}”"
                    yield entry, message, Code.BIBLIOGRAPHY_SYNTAX
                    continue
                yield from self._fill(parent, (*above, entry.key.lower()))
                if self._left <= 0:
                    continue
                self._take(entry, parent, plain=name == "xdata")
                if self._left <= 0:
                    message = (
                        f"and those above take more than {MAX_INHERITED:,} characters from other entries; "
                        "from here on none takes anything"
                    )
                    yield entry, message, Code.TOO_LARGE

    def _take(self, entry: RawEntry, parent: RawEntry, *, plain: bool) -> None:
        part = not plain and entry.kind in _PARTS
        for name, value in parent.fields.items():
            self._left -= max(_EACH, len(value))
            if self._left <= 0:
                return
            if name in _OWN:
                continue
            target = _RENAMED.get(name, name) if part and name != "author" else name
            if part and name == "author":
                target = (
                    "bookauthor"
                    if entry.kind in ("inbook", "bookinbook") and "author" in entry.fields
                    else "author"
                )
            entry.fields.setdefault(target, value)
