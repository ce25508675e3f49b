"""Converts only the first of the generated pages, which have no text until they are assembled."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_fieldguide.builder.compat import (
    has_title_from_heading,
    is_converted_by_mkdocs,
    set_title_from_heading,
)


class EmptyPages:
    """Knows whether a page without text is still empty when the site's Markdown extensions have converted it.

    An extension may add to every page, for instance a file of abbreviations. So one page is converted. If it
    remains empty, so do the others, for which no converter with all extensions is created.

    Attributes:
        remain_empty: whether pages without text remain empty; None as long as that is unknown.
    """

    def __init__(self) -> None:
        self.remain_empty: bool | None = None

    def convert(self, page: Page, convert: Callable[[], None]) -> None:
        """Convert a page.

        Args:
            page: the page.
            convert: converts it and stores the result in it.
        """
        is_empty = page.markdown == "" and is_converted_by_mkdocs(page)
        if is_empty and self.remain_empty:
            leave_empty(page)
            return
        convert()
        if is_empty and self.remain_empty is None:
            self.remain_empty = not (
                page.content or page.toc.items or page.present_anchor_ids or has_title_from_heading(page)
            )


def leave_empty(page: Page) -> None:
    """Give a page without text what its conversion would give it."""
    page.content = ""
    page.toc = get_toc([])
    page.present_anchor_ids = set()
    page.links_to_anchors = {}
    set_title_from_heading(page, "")
