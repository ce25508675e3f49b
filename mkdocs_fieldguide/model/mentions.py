"""Where tools and references are named on pages."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True, slots=True)
class Mention:
    """A tool or reference named on a page.

    Attributes:
        page: the page's source path.
        location: where it was written.
        anchor: id of the element that stands there on the page.
        heading: id of the heading above it on the page; empty at the top.
    """

    page: str
    location: Location
    anchor: str = ""
    heading: str = ""
