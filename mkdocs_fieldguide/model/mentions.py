"""Mentions of tools and references on pages."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a tool or reference on a page.

    Attributes:
        page: source path of the page.
        location: where it is written in the source.
        anchor: HTML id of the mention.
        heading: HTML id of the heading above it; empty before the first heading.
    """

    page: str
    location: Location
    anchor: str = ""
    heading: str = ""
