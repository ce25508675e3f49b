"""References for tests, and formatters for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference


def made(
    key: str, author: Sequence[str | Mapping[str, str]] = (), year: int | None = None, **csl: Any
) -> Reference:
    """Return an article in a journal.

    Args:
        key: its key.
        author: its authors, as family names or CSL-JSON names.
        year: the year of publication.
        csl: further CSL-JSON variables.
    """
    names = [{"family": name} if isinstance(name, str) else name for name in author]
    item: dict[str, Any] = {
        "id": key,
        "type": "article-journal",
        "title": f"Title of {key}",
        "container-title": "Journal",
        **csl,
    }
    if names:
        item["author"] = names
    if year:
        item["issued"] = {"date-parts": [[year]]}
    return Reference(key, item, Location("made.bib", 1))


def formatter(style: str, *references: Reference, **options: Any) -> Formatter:
    """Return a formatter in one of the bundled styles."""
    return Formatter({one.key: one for one in references}, find_style(style), **options)


def cited(by: Formatter, *items: str | CiteItem, numbers: Mapping[str, int] | None = None) -> str:
    """Return one citation of several keys as HTML."""
    requests = [CiteItem(item) if isinstance(item, str) else item for item in items]
    return "".join(piece.html for piece in by.cite(requests, numbers or {}))
