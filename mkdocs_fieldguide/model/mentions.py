"""What is written on pages: their headings, and the tools and references that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_fieldguide.diagnostics import Place


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for "named under …" links."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A tool or reference named on a page.

    Attributes:
        page: the page's source path.
        place: where it was written.
        heading: id of the heading above it on the page; empty at the top.
    """

    page: str
    place: Place
    anchor: str = ""
    heading: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
