"""The table of contents in the text of a page, for `{% toc %}`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.rendering.page.sections import Section

TOC_MARKER = Markup("<fg-toc></fg-toc>")
"""Marks where a table of contents goes, until all sections of the page are known."""


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
"""Returns the entries of a page's table of contents, given the sections below its text."""


def no_headings(sections: Iterable[Section]) -> Sequence[TocEntry]:
    """Return no headings."""
    return ()


class PageToc:
    """The table of contents of one page.

    Args:
        headings: returns the entries.

    Attributes:
        last_slot: the last place in the text where the table of contents goes; None if there is none.
    """

    def __init__(self, headings: Headings) -> None:
        self.entries = headings
        self.last_slot: Slot | None = None
        self._has_headings = False

    def mark(self, slot: Slot) -> bool:
        """Record a place for the table of contents, and return whether the text has headings."""
        if self.last_slot is None:
            self._has_headings = bool(self.entries(()))
        self.last_slot = slot
        return self._has_headings
