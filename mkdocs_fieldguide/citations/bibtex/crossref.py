"""`crossref` and `xdata`: entries that take fields from another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_fieldguide.citations.bibtex.parse import RawEntry

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


def inherit(entries: Sequence[RawEntry]) -> Iterator[tuple[RawEntry, str]]:
    """Give entries the fields that they take from others; iterate over (entry, what is wrong).

    A part of a book takes the book's title as its book title (biblatex manual, "Cross-referencing").
    """
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    done: set[int] = set()
    for entry in entries:
        yield from _fill(entry, by_key, done, ())


def _fill(
    entry: RawEntry, by_key: dict[str, RawEntry], done: set[int], above: tuple[str, ...]
) -> Iterator[tuple[RawEntry, str]]:
    if id(entry) in done:
        return
    done.add(id(entry))
    for name in ("crossref", "xdata"):
        for parent_key in entry.fields.get(name, "").split(","):
            wanted = parent_key.strip().lower()
            if not wanted:
                continue
            parent = by_key.get(wanted)
            if parent is None:
                yield entry, f"refers by “{name}” to “{parent_key.strip()}”, which is not in the file"
                continue
            if wanted in above or parent is entry or len(above) > 20:
                yield entry, f"refers by “{name}” to itself, by way of “{parent_key.strip()}”"
                continue
            yield from _fill(parent, by_key, done, (*above, entry.key.lower()))
            _take(entry, parent, plain=name == "xdata")


def _take(entry: RawEntry, parent: RawEntry, *, plain: bool) -> None:
    part = not plain and entry.kind in _PARTS
    for name, value in parent.fields.items():
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
