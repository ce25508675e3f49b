"""The table of contents that an author places by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.rendering.page.sections import Section

TOC_PLACE = Markup("<fg-toc></fg-toc>")
"""Stands where a table of contents goes, until all sections of the page are known."""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in a table of contents.

    Attributes:
        title: its text, escaped.
        id: its anchor.
        children: the headings below it.
    """

    title: Markup
    id: str
    children: tuple[TocEntry, ...] = ()


Headings = Callable[[Iterable[Section]], Sequence[TocEntry]]
"""Gives what a page's table of contents shows, given the sections of ours on it."""


def no_headings(sections: Iterable[Section]) -> Sequence[TocEntry]:
    """Give no headings."""
    return ()
